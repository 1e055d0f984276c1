import { normalHeader } from '../../../shared/import-mapping/header.ts';
import { lineOf, nameOf, type SourceTable } from './source-table.ts';

/** What stands in cells of one row instead of what the file says; `row` is the number a person sees. */
export type RowCorrection = { table: string; row: number; cells: Readonly<Record<string, string>> };

const rowsSearched = 20;

/** A table with the corrections made to its rows: the file stays as it is. A header that it has not is passed over. */
export function withCorrections(table: SourceTable, corrections: readonly RowCorrection[]): SourceTable {
  const own = corrections.filter((one) => one.table === nameOf(table));
  if (own.length === 0) return table;
  const rows = [...table.rows];
  for (const { row, cells } of own) {
    const at = rows.findIndex((_, index) => lineOf(table, index) === row);
    const before = rows[at];
    if (!before) continue;
    const changed = [...before];
    for (const [header, text] of Object.entries(cells)) {
      const index = columnOf(table, header, at);
      if (index < 0) continue;
      while (changed.length <= index) changed.push('');
      changed[index] = text;
    }
    rows[at] = changed;
  }
  return { ...table, rows };
}

/** The column of a header: that of the last row above which holds it. */
function columnOf(table: SourceTable, header: string, below: number): number {
  for (let at = Math.min(below, rowsSearched) - 1; at >= 0; at -= 1) {
    const index = (table.rows[at] ?? []).findIndex((cell) => normalHeader(cell) === normalHeader(header));
    if (index >= 0) return index;
  }
  return -1;
}
