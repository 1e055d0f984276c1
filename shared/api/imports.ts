import { z } from 'zod';
import { type TableMapping, tableMappingSchema } from '../import-mapping/mapping.ts';
import type { Failure, Severity } from '../model/problem.ts';
import type { RegisterName } from '../model/registers.ts';
import { type RefreshQuestion, type SourceStatus, sourceInputSchema } from '../model/source.ts';
import { method, nothing, out, registerName, rowId, token, year } from './method.ts';

/** What an import would do, file by file. */
export type ImportPreview = {
  token: string;
  files: ImportFilePreview[];
  /** Cells and rows of a refresh that were edited here and changed at the source, and wait for an answer. */
  questions?: RefreshQuestion[];
  /** What texts of a file may stand for: the lines and groups of the copy and of the import. */
  targets?: { lineCode: ImportTarget[]; groupCode: ImportTarget[] };
};

/** A line or a group by its code and its name. */
export type ImportTarget = { value: string; label: string };

/** A column of a file that is read, and what each of its texts stands for; `to` null where nothing says it. */
export type ImportColumn = {
  header: string;
  column: string;
  values?: { text: string; rows: number; to: string | null }[];
};

/** A row that is not taken, its cells by header and why; a cell of a child or a birth is not shown. */
export type ImportSetAside = {
  row: number;
  cells: Record<string, string>;
  why: { column: string | null; code: string; message: string }[];
};

/** Files read so far, of how many, and the one being read. */
export type ImportProgress = { done: number; total: number; file: string };

export type ImportFilePreview = {
  file: string;
  /** The table it was read from, where one table is read into several registers. */
  of?: string;
  /** Set for a table that no file holds: it was made for what the others need. */
  made?: true;
  /** How a table of other headers than ours was recognised: 0…1, what speaks for it, and what is assumed in it. */
  recognition?: { confidence: number; why: string[]; assumed: string[] };
  register: RegisterName | null;
  kind: string;
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Rows that say the same as another row of the files: they count once. */
  repeated?: number;
  /** Rows in the copy that a full extract no longer holds: listed, closed only when told. */
  gone: number;
  /** Keys of the first of those rows, to show. */
  goneRows?: string[];
  /** Rows that a return takes away, and the keys of the first of them: a return replaces what is stored of its year. */
  removed?: number;
  removedRows?: string[];
  /** Rows and pounds in the file, taken and set aside. */
  reconciliation?: Reconciliation;
  rejected: number;
  problems: ImportProblem[];
  /** Of a return, with its episodes file: what reading and cleaning found and did, counted by rule over all its files. */
  cleaning?: CleaningLine[];
  /** Source headers that were not used, and why. */
  ignored: string[];
  /** Header → column, to check or change. */
  mapping: Record<string, string>;
  /** First rows as they would be held, for the eye. */
  sample: Record<string, string | number | null>[];
  failure: Failure | null;
  /** How the table was read, or, where it could not be, might be: change it and preview again with `tables`. */
  table?: TableMapping;
  /** What the table may hold by its headers, the likeliest first. */
  recognised?: Recognised[];
  /** The first rows of the file under its own headers, to look at beside the matching; of children what may be shown. */
  head?: { headers: string[]; rows: { row: number; cells: string[] }[] };
  /** The columns that are read, with what their texts stand for. */
  columns?: ImportColumn[];
  /** Rows not taken that may be corrected. */
  setAside?: ImportSetAside[];
  /** Header → some of its cells, to match it by; of children and persons none. */
  samples?: Record<string, string[]>;
};

/** A register that a table may hold; `confidence` 0…1, `missing` the needed columns that it has not. */
export type Recognised = { register: RegisterName; label: string; confidence: number; missing: string[] };

/** What became of the rows of a file and of each of its money columns; amounts in pence. `rows` = taken + repeated + setAside. */
export type Reconciliation = {
  rows: number;
  taken: number;
  repeated: number;
  setAside: number;
  /** Totals within the table, headings and notes: no rows of their own. */
  leftOut: number;
  amounts: { column: string; file: number; taken: number; setAside: number; unread: number }[];
};

/** The reconciliation of a file that is in; `copy` is what its rows come to when they are read back from the copy. */
export type ImportReconciliation = Omit<Reconciliation, 'amounts'> & {
  file: string;
  register: RegisterName | null;
  amounts: (Reconciliation['amounts'][number] & { copy: number })[];
};

/** One rule of the cleaning report: what it means, what was done, to how many rows and children. */
export type CleaningLine = {
  rule: string;
  title: string;
  action: 'quarantined' | 'dropped' | 'truncated' | 'merged' | 'inherited' | 'ended' | 'noted';
  severity: Severity;
  rows: number;
  children: number;
};

export type ImportProblem = {
  file: string;
  row: number;
  column: string | null;
  code: string;
  message: string;
  before: string | null;
  after: string | null;
};

export type ImportResult = {
  importId: number | null;
  added: number;
  changed: number;
  unchanged: number;
  /** Rows taken away: counted apart from changed ones. */
  removed: number;
  rejected: number;
};

export type ImportRecord = {
  id: number;
  files: string[];
  when: string;
  added: number;
  changed: number;
  rejected: number;
  undone: boolean;
};

/** New data: extracts and returns, previewed and taken back, and the places they come from. */
export const importsMethods = {
  sampleLoad: method(nothing, out<ImportResult>()),
  importChoose: method(nothing, out<ImportPreview | null>()),
  /** What importing dropped files would do. */
  importDropped: method(z.strictObject({ tokens: z.array(token).min(1).max(200) }), out<ImportPreview>()),
  /** Tokens of files dropped on the window, from main. */
  importPreview: method(
    z.strictObject({
      token,
      register: registerName.nullable(),
      mapping: z.record(z.string().max(200), z.string().max(60)).nullable(),
      year: year.nullable(),
      /** Whole mappings: a table takes the one that fits its file and headers. */
      tables: z.array(tableMappingSchema).max(500).optional(),
      /** Tables left out, and what others hold, by the names of the tables. */
      skipped: z.array(z.string().max(600)).max(500).optional(),
      registers: z.record(z.string().max(600), registerName).optional(),
      /** Cells of rows as a person corrects them. */
      corrections: z
        .array(
          z.strictObject({
            table: z.string().max(600),
            row: z.number().int().min(1),
            cells: z.record(z.string().max(200), z.string().max(4000)),
          }),
        )
        .max(5000)
        .optional(),
    }),
    out<ImportPreview>(),
  ),
  /** How far the reading of files is; null when none are being read. */
  importProgress: method(nothing, out<ImportProgress | null>()),
  /** Stops reading files: nothing has changed, and what asked for it is told that it was cancelled. */
  importCancel: method(nothing, out<Record<string, never>>()),
  /** The mapping of a preview as a file that the command line reads with --map. */
  importMappingSave: method(
    z.strictObject({ tables: z.array(tableMappingSchema).min(1).max(500) }),
    out<{ saved: string | null }>(),
  ),
  /** A mapping file that a person chooses; null when none is. */
  importMappingOpen: method(nothing, out<{ name: string; tables: TableMapping[] } | null>()),
  /** `answers` to the questions of a refresh; what has none stays as edited here and is asked again. */
  importCommit: method(
    z.strictObject({ token, answers: z.record(z.string().max(200), z.enum(['local', 'source'])).optional() }),
    out<ImportResult>(),
  ),
  importUndo: method(z.strictObject({ importId: rowId }), out<ImportResult>()),
  imports: method(nothing, out<ImportRecord[]>()),
  importProblems: method(z.strictObject({ importId: rowId }), out<ImportProblem[]>()),
  /** Rows and pounds of each file of an import: in the file, taken, set aside, in the copy. Kept with it. */
  importReconciliation: method(z.strictObject({ importId: rowId }), out<ImportReconciliation[]>()),
  importProblemsSave: method(z.strictObject({ importId: rowId }), out<{ saved: string | null }>()),
  templateSave: method(
    z.strictObject({ register: registerName, format: z.enum(['csv', 'xlsx']) }),
    out<{ saved: string | null }>(),
  ),
  /** Places the local copy takes new data from. */
  sources: method(nothing, out<SourceStatus[]>()),
  /** Asks for a folder to read from; its token goes into `sourceSave`. */
  sourceFolder: method(nothing, out<{ token: string; name: string } | null>()),
  /** `secret` null keeps the password that is held. */
  sourceSave: method(
    z.strictObject({ source: sourceInputSchema, secret: z.string().max(2000).nullable() }),
    out<SourceStatus[]>(),
  ),
  sourceRemove: method(z.strictObject({ id: z.string().max(40) }), out<SourceStatus[]>()),
  /** Reads a source and tells what taking it in would do; `importCommit` with its token does it. */
  refreshPreview: method(z.strictObject({ id: z.string().max(40) }), out<ImportPreview>()),
  /** Stops reading a source. */
  refreshCancel: method(z.strictObject({ id: z.string().max(40) }), out<SourceStatus[]>()),
} as const;
