import type { Cells, StoredRow } from '../../../db/tables.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { Incoming, ReadRows } from './incoming.ts';
import type { Detected } from './place-columns.ts';
import type { AlikePostings, Posting } from './postings.ts';
import type { SourceProblem } from './problem.ts';
import type { SourceTable } from './source-table.ts';

/** A table that was understood: where it goes and its rows. */
export type Source = { index: number; table: SourceTable; detected: Detected; read: ReadRows };
/** `row` is its number in the file, from 1. */
export type Change = { id: number; source: number; row: number; before: Cells; after: Cells };
/** What an import would do to one register. */
export type RegisterPlan = {
  register: RegisterName;
  add: Incoming[];
  change: Change[];
  unchanged: Incoming[];
  gone: StoredRow[];
  /** Rows that a later return takes away. */
  remove: StoredRow[];
};
export type Plan = {
  registers: RegisterPlan[];
  episodes: EpisodePlan;
  problems: SourceProblem[];
  refused: Map<number, Error>;
  /** The postings a row of the ledger is the sum of. */
  postings: Map<Incoming, Posting[]>;
};
export type PlanOptions = { alike: AlikePostings | null };
export type EpisodePlan = { add: Cells[]; change: { id: number; before: Cells; after: Cells }[]; remove: StoredRow[] };
