import type { SourceTable } from '../source-table.ts';

/**
 * One kind of file that extracts come in. A new kind is one file with one of these and a line in formats.ts. `read` runs
 * in this thread for text, or in a worker of bounded memory and time where `worker` is set: what strangers wrote may be
 * made to exhaust its reader. Throws OutturnError with the reason in words.
 */
export type FileFormat = {
  /** How the kind is called in a dialog and in messages. */
  readonly label: string;
  /** Endings of its file names, lower case, without the dot. */
  readonly extensions: readonly string[];
  /** Set when `read` runs in a worker thread, after `guard` has looked at the bytes in this one. */
  readonly worker: boolean;
  readonly guard?: (file: string, bytes: Uint8Array) => void;
  readonly read: (file: string, bytes: Uint8Array) => SourceTable[] | Promise<SourceTable[]>;
};
