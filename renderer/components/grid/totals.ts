import type { RegisterName } from '../../../shared/model/registers.ts';
import type { ExtraColumn } from './column-definitions.tsx';
import { columnsOf, type GridRow } from './grid-edits.ts';

/** The totals row: money columns added over the rows shown, and how many rows they are. */
export function totalsOf(register: RegisterName, rows: readonly GridRow[], extra: readonly ExtraColumn[]): GridRow {
  const total: GridRow = { id: Number.MIN_SAFE_INTEGER };
  for (const [key, column] of Object.entries(columnsOf(register))) {
    if (column.kind !== 'money') continue;
    let sum = 0;
    for (const row of rows) sum += typeof row[key] === 'number' ? row[key] : 0;
    total[key] = sum;
  }
  for (const column of extra) {
    if (!column.total) continue;
    let sum = 0;
    for (const row of rows) {
      const value = column.value(row);
      if (typeof value === 'number') sum += value;
    }
    total[column.key] = sum;
  }
  return total;
}
