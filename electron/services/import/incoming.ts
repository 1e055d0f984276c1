import type { Cells } from '../../../db/tables.ts';
import type { DateWindow } from '../../../shared/cells/cell.ts';
import type { Placed } from './place-columns.ts';
import type { Problem } from './problem.ts';

/** A row as it would be held; `row` is its number in the file, from 1; `key` is filled in when it is compared; `at` its index in the table; `costCentre` what the file said where a line now stands. */
export type Incoming = { row: number; source: number; key: string; cells: Cells; at?: number; costCentre?: string };
export type ReadRows = {
  rows: Incoming[];
  /** Keys of refused rows whose key could be read: they are not gone from the extract. */
  refused: Cells[];
  rejected: number;
  problems: Problem[];
  /** Columns the file speaks for; others keep what the copy holds. */
  present: string[];
  /** Columns with something in them and no header, as letters: not read. */
  unnamed: string[];
  /** The columns as they were read, units of money stated elsewhere than in their headers among them. */
  placed: Placed[];
  /** What the rows of the table come to in each money column, refused ones too, and how many cells could not be read. */
  sums: Map<string, { pence: number; unread: number }>;
  /** Rows that are no rows of the table, by their number: totals left out, headings and notes. */
  leftOut: { totals: number[]; notes: number[] };
};

export type ReadOptions = {
  window: DateWindow;
  pseudonym: (identifier: string) => string;
  birthDate: 'month' | 'day';
};
