import { z } from 'zod';
import type { IssuedPeriod } from '../model/forecast.ts';
import { isPackedEdits, type PackedEdits, type PackedResult } from '../model/packed-edits.ts';
import type { Finding } from '../model/problem.ts';
import type { RegisterName } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type EditResult, editSchema } from './edit.ts';
import { method, nothing, out, registerName, rowId, year } from './method.ts';

export type StoreStatus = {
  council: string;
  years: { year: string; periods: number[] }[];
  dataDate: string | null;
  empty: boolean;
  undo: string | null;
  redo: string | null;
  findings: number;
  /** 'workspace' = the local copy; 'file' = the data inside an opened scenario file. */
  base: 'workspace' | 'file';
  /** Counts how often another program, such as a command, has been found to have changed the local copy. */
  others?: number;
};

export type ChangeRecord = {
  id: number;
  group: number;
  when: string;
  who: string;
  register: string;
  rowId: number;
  label: string;
  before: string | null;
  after: string | null;
  why: string | null;
  undone: boolean;
};

/** Where a row came from: file (with its sheet) and line of the last import that wrote it, and the last edit here since. */
export type RowOrigin = {
  register: RegisterName;
  id: number;
  file: string | null;
  line: number | null;
  when: string | null;
  edited: { at: string; who: string } | null;
};

/** A posting of the ledger, in pence, with the file and row it came from. */
export type LinePosting = {
  period: number;
  source: string;
  file: string;
  row: number;
  costCentre: string | null;
  document: string | null;
  posted: string | null;
  kind: string | null;
  expenditurePence: number;
  incomePence: number;
};
/**
 * The postings of a line. `totals`: what the ledger holds in each period, and what its postings come to (null where none
 * are kept); they differ where the total was changed since. `more`: postings beyond the most that are listed.
 */
export type LinePostings = {
  year: string;
  lineCode: string;
  totals: { period: number; source: string; pence: number; postings: number; postedPence: number | null }[];
  postings: LinePosting[];
  more: number;
};

/** The data the open scenario stands on: its rows, edits, checks and issued periods, and the care of the local copy. */
export const dataMethods = {
  storeStatus: method(nothing, out<StoreStatus>()),
  /** Every row of the copy the open scenario stands on. */
  snapshot: method(nothing, out<Snapshot>()),
  /** The same as text: see shared/model/packed-snapshot.ts. */
  packedSnapshot: method(nothing, out<string>()),
  /** Applies edits as one undo step; nothing is applied when one is refused. */
  applyEdits: method(
    z.strictObject({
      edits: z.array(editSchema).min(1).max(200_000),
      why: z.string().max(500).nullable(),
      /** What undo calls the step, such as "Paste 40 cells into Pressures"; left out, it is made from the edits. */
      label: z.string().min(1).max(200).optional(),
    }),
    out<EditResult>(),
  ),
  /** The same for many edits of one register, carried in long lists: see shared/model/packed-edits.ts. */
  applyPackedEdits: method(
    z.strictObject({
      packed: z.custom<PackedEdits>(isPackedEdits, 'not a block of edits'),
      why: z.string().max(500).nullable(),
      label: z.string().min(1).max(200).optional(),
    }),
    out<PackedResult>(),
  ),
  /** Takes the last step back. An import only when `imports` says so: else `undo-takes-import` tells what would go. */
  undo: method(z.strictObject({ imports: z.boolean().optional() }), out<EditResult>()),
  redo: method(nothing, out<EditResult>()),
  changes: method(
    z.strictObject({ before: z.number().int().nullable(), limit: z.number().int().min(1).max(1000) }),
    out<ChangeRecord[]>(),
  ),
  findings: method(nothing, out<Finding[]>()),
  /** Where rows came from; rows entered here from the start, and those of a scenario file, are left out. */
  rowOrigins: method(
    z.strictObject({ rows: z.array(z.strictObject({ register: registerName, id: rowId })).max(100) }),
    out<RowOrigin[]>(),
  ),
  /** The ledger's postings behind a line, of one period or of several. */
  linePostings: method(
    z.strictObject({
      year,
      lineCode: z.string().min(1).max(80),
      from: z.number().int().min(1).max(12),
      to: z.number().int().min(1).max(12),
    }),
    out<LinePostings>(),
  ),
  /** Issues the open scenario's period: its forecast is kept, and actuals and entries up to it are frozen. While checks that block are open it needs `why`. */
  periodIssue: method(z.strictObject({ why: z.string().max(500).nullable().optional() }), out<IssuedPeriod>()),
  periodReopen: method(
    z.strictObject({
      year,
      period: z.number().int().min(1).max(12),
      why: z.string().min(1).max(500),
    }),
    out<IssuedPeriod>(),
  ),
  /** Every issue, standing or reopened, oldest first; movement: shared/finance/movement.ts. */
  issuedPeriods: method(nothing, out<IssuedPeriod[]>()),
  /** Makes the local copy as small as its content; sizes in bytes. */
  workspaceCompact: method(nothing, out<{ before: number; after: number }>()),
  /** Every register as CSV in one zip, which imports back to the same data. */
  exportAll: method(nothing, out<{ saved: string | null }>()),
  /** Versions, counts, check results by code and slow statements by name, as JSON: nothing about anybody. */
  diagnosticsSave: method(nothing, out<{ saved: string | null }>()),
  /** Shows a recovery code outside the page, and saves the keys of the profile in a file under it. */
  keyRecoverySave: method(nothing, out<{ saved: string | null }>()),
  /** Changes the key behind the pseudonyms: every child in the local copy has a new one, the same in every later import. */
  childKeyRotate: method(nothing, out<{ children: number; cells: number }>()),
} as const;
