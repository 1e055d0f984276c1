/** A row set aside or left out before rows are read, with its number, why, and its cells or what its figures come to. */
export type Aside = {
  line: number;
  code: string;
  message: string;
  rejects: boolean;
  pence: number;
  cells?: readonly string[];
};
/** A table as a file gives it: cells as text, nothing yet understood. */
export type SourceTable = {
  /** File name without folder. */
  file: string;
  /** The folder the file stands in, where it may tell a year that the file does not. */
  folder?: string;
  /** Sheet of a workbook, null for CSV. */
  sheet: string | null;
  /** Every row of the file from its first, blank ones included, so that row numbers are those a person sees. */
  rows: string[][];
  /** Row numbers a person sees, where `rows` are not the file's own: a part of a sheet, or columns turned into rows. */
  lines?: readonly number[];
  /** What was done to the file's own form, in words: "twelve month columns were turned into rows". */
  shaped?: readonly string[];
  /** What stood above and below a part of a sheet: titles that may state a unit. */
  around?: readonly string[];
  /** Rows that are not among `rows`, for a reason that is told. */
  asides?: readonly Aside[];
  /** A sheet that is hidden: its rows are not read. */
  hidden?: true;
};

/** Limits of an import (docs/data.md §2). */
export const limits = { fileBytes: 200 * 1024 * 1024, cells: 2_000_000, expansion: 20, entries: 2000 } as const;

/** The name under which a table is shown and logged. */
export function nameOf(table: Pick<SourceTable, 'file' | 'sheet'>): string {
  return table.sheet === null ? table.file : `${table.file} › ${table.sheet}`;
}

/** The number a person sees beside a row. */
export const lineOf = (table: Pick<SourceTable, 'lines'>, index: number): number => table.lines?.[index] ?? index + 1;

/** The row of that number; undefined where there is none. */
export function rowOfLine(table: SourceTable, line: number): string[] | undefined {
  return table.rows[table.lines ? table.lines.indexOf(line) : line - 1];
}
