import type { Dispute } from './dispute.ts';

/**
 * What went wrong, in a form both the window and the command line can show. `code` is from the closed union of the
 * boundary that raised it; `message` is one or two plain sentences for the officer: what happened, where, what to do.
 */
export type Failure = {
  code: FailureCode;
  message: string;
  details?: Record<string, string | number | null> | undefined;
};

/** Every boundary's error codes. A new code is added here, with its sentence at the place that raises it. */
export type FailureCode =
  // any call
  | 'invalid-input'
  | 'unknown-method'
  | 'forbidden'
  | 'too-often'
  | 'cancelled'
  | 'internal'
  // the local copy
  | 'store-newer'
  | 'store-damaged'
  | 'store-locked'
  | 'store-full'
  | 'store-replaced'
  | 'key-missing'
  | 'row-missing'
  | 'row-changed'
  | 'row-invalid'
  | 'nothing-to-undo'
  | 'nothing-to-redo'
  | 'undo-takes-import'
  | 'period-issued'
  | 'checks-open'
  | 'scenario-approved'
  // files
  | 'file-missing'
  | 'file-unreadable'
  | 'file-too-large'
  | 'file-exists'
  | 'file-changed'
  | 'file-locked'
  | 'disk-full'
  | 'write-failed'
  // scenario files
  | 'not-a-scenario'
  | 'scenario-newer'
  | 'scenario-damaged'
  | 'wrong-passphrase'
  | 'passphrase-needed'
  | 'scenario-closed'
  | 'scenario-invalid'
  // imports
  | 'not-a-table'
  | 'unknown-kind'
  | 'missing-columns'
  | 'year-unknown'
  | 'several-authorities'
  | 'too-many-cells'
  | 'archive-refused'
  | 'shares-refused'
  | 'import-missing'
  | 'import-not-latest'
  // forecasts
  | 'no-data'
  | 'rate-without-exposure'
  | 'lever-invalid'
  // exports and sync
  | 'export-missing'
  | 'destination-refused'
  | 'text-unanswered'
  | 'source-refused'
  | 'source-unreachable'
  | 'workbook-altered'
  // a shared copy
  | 'team-conflicts';

/** An expected failure. Services throw it; the boundary turns it into `{ok: false, error}`. */
export class OutturnError extends Error {
  readonly code: FailureCode;
  readonly details: Record<string, string | number | null>;
  constructor(code: FailureCode, message: string, details: Record<string, string | number | null> = {}) {
    super(message);
    this.name = 'OutturnError';
    this.code = code;
    this.details = details;
  }
}

/**
 * Severity of a check (tests/fixtures/reference/inconsistencies.json): block stops a save of the affected fact, warn
 * and inform do not.
 */
export type Severity = 'block' | 'warn' | 'inform';

/** One finding of a check: what disagrees, by how much, and a suggested value where there is one. */
export type Finding = {
  /** Rule id as in tests/fixtures/reference/inconsistencies.json (`T01`) or our own (`shares-total`). */
  code: string;
  severity: Severity;
  /** One sentence with the figures that disagree. */
  message: string;
  register: string | null;
  /** Ids of the rows concerned. */
  rows: number[];
  figures: Record<string, number | string | null>;
  suggestion: string | null;
  /** Where two sources of one fact differ: what each says, to be settled with a reason. */
  dispute?: Dispute;
};
