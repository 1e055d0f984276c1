/** A table as a file gives it: cells as text, nothing yet understood. */
export type SourceTable = {
  /** File name without folder. */
  file: string;
  /** Sheet of a workbook, null for CSV. */
  sheet: string | null;
  /** Every row of the file from its first, blank ones included, so that row numbers are those a person sees. */
  rows: string[][];
  /** A sheet that is hidden: its rows are not read. */
  hidden?: true;
};

/** Texts of cells whose value is not there: the reader of cells refuses them in words (parse-cell.ts). */
export const cellMarks = { uncalculated: '#NOT-CALCULATED', failed: '#ERROR' } as const;

/** Limits of an import (docs/data.md §2). */
export const limits = { fileBytes: 200 * 1024 * 1024, cells: 2_000_000, expansion: 20, entries: 2000 } as const;

/** The name under which a table is shown and logged. */
export function nameOf(table: Pick<SourceTable, 'file' | 'sheet'>): string {
  return table.sheet === null ? table.file : `${table.file} › ${table.sheet}`;
}
