import type { MessagePort } from 'node:worker_threads';

/** What the thread of the services is started with: folders, the version, and its two lines to the shell. */
export type ThreadOrder = {
  profile: string;
  /** The folder of the bundles. */
  folder: string;
  version: string;
  /** The shell's side of ShellPort. */
  shell: MessagePort;
  secrets: MessagePort;
  /** Woken when `secrets` has an answer. */
  signal: SharedArrayBuffer;
  /** Where the thread keeps what V8 made of its code; null for nowhere. */
  codeCache: string | null;
};
