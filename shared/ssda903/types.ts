/**
 * An SSDA903 return as the application holds it (docs/data.md §1, tests/fixtures/reference/ssda903-spec.json): the
 * needed columns only, pseudonymous, before any cleaning, so that cleaning can be repeated and the sector's models can
 * start from it.
 */
import type { CivilDate, YearLabel } from '../model/calendar.ts';
import type { Severity } from '../model/problem.ts';

/** A file as the import reads it: text cells, header row among them. */
export type ReturnTable = {
  /** Name to show in problems; the folder part, if any, tells which files belong together. */
  file: string;
  /** The folder the file stands in, where `file` does not name it: it may tell the year. */
  folder?: string | undefined;
  rows: readonly (readonly string[])[];
  /** Line of `rows[0]` in the file; 1 if not said. */
  firstLine?: number;
};

/** Where a row came from. `order` counts rows over all files in the order they are to be read (years ascending). */
export type ReturnPlace = { file: string; line: number; order: number };

/** One row of a header file. */
export type ReturnHeader = ReturnPlace & {
  childKey: string;
  /** Null when neither the caller nor the files say which return it belongs to. */
  year: YearLabel | null;
  sex: string;
  /** The birth date, or the 1st of its month. */
  birth: CivilDate;
};

/** One row of an episodes file, as it came. Codes are trimmed and in capitals, not yet checked. */
export type ReturnEpisode = ReturnPlace & {
  childKey: string;
  year: YearLabel;
  decom: CivilDate;
  dec: CivilDate | null;
  rne: string;
  ls: string;
  place: string;
  provider: string;
  rec: string;
};

/** One row of a UASC file: the child came as an unaccompanied asylum-seeking child until `duc` (null = still). */
export type ReturnUasc = ReturnPlace & { childKey: string; year: YearLabel | null; duc: CivilDate | null };

/** Every rule that can speak about a return: SSDA903 validation numbers, and words where the DfE has none. */
export type ReturnRule =
  | '101'
  | '142/501'
  | '146'
  | '148'
  | '213/526'
  | '302'
  | '352'
  | '355'
  | '356'
  | '370/371'
  | '380/381'
  | '388'
  | '432/433'
  | '434/435/436'
  | '437'
  | '502/503'
  | '527-531/550'
  | 'birth-dates-differ'
  | 'code-missing'
  | 'column-missing'
  | 'code-unknown'
  | 'date-missing'
  | 'date-invalid'
  | 'date-after-year'
  | 'date-iso'
  | 'date-open'
  | 'date-out-of-window'
  | 'day-month-suspected'
  | 'duplicate-row'
  | 'child-missing'
  | 'file-not-needed'
  | 'file-unknown'
  | 'header-missing'
  | 'identifier-shortened'
  | 'legal-status-only'
  | 'row-ragged'
  | 'same-end'
  | 'same-start'
  | 'temporary-inherits'
  | 'turned-18'
  | 'uasc-ceased'
  | 'year-doubtful'
  | 'year-duplicated'
  | 'year-missing'
  | 'year-mismatch'
  | 'year-unknown';

/** What was done with the row the entry is about. */
export type ReturnAction = 'quarantined' | 'dropped' | 'truncated' | 'merged' | 'inherited' | 'ended' | 'noted';

/** One thing found or changed, shown to the user beside the row it is about. Never holds a name or an identifier. */
export type ReturnChange = {
  rule: ReturnRule;
  action: ReturnAction;
  severity: Severity;
  /** Pseudonym; blank where the row names no child. */
  childKey: string;
  file: string;
  /** 0 = the file as a whole. */
  line: number;
  column: string | null;
  before: string;
  after: string;
  /** One plain clause: what was wrong and what was done. */
  message: string;
};

/** A whole import: what cleaning starts from. */
export type ParsedReturn = {
  /** Whether births are held to the day or as the 1st of the month. */
  birthPrecision: 'month' | 'day';
  headers: ReturnHeader[];
  episodes: ReturnEpisode[];
  uasc: ReturnUasc[];
  /** Care leavers by ACCOM code and collection year; no child is kept. */
  careLeavers: { year: YearLabel | null; accommodation: string; children: number }[];
  /** Problems of reading; those of cleaning come from `cleanReturn`. */
  changes: ReturnChange[];
  /** Files whose collection year nothing proves, each with a sentence: none of their rows is here. */
  unplaced: { file: string; why: string }[];
  /** Rows read per file, for the import's counts. */
  files: { file: string; kind: string; year: YearLabel | null; rows: number; kept: number }[];
};
