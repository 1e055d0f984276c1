import type { RegisterName } from '../../../shared/model/registers.ts';
import type { ExtraColumn } from './extra-column.ts';
import { columnsOf, type GridRow } from './grid-edits.ts';

/**
 * Rows that say the same money more than once: a placement's price from each date, ratings at each period, a benefit's
 * cases. They add up only among rows that agree in these columns; with none named, never.
 */
const repeated: Partial<Record<RegisterName, readonly string[]>> = {
  placementPrices: [],
  savingRatings: ['year', 'period'],
  benefits: ['case'],
};

/** False for the last row of a register that holds no sum: it is only the place where a paste makes new rows. */
export const isTotal = (row: GridRow | undefined): boolean => Object.keys(row ?? {}).length > 1;

/** The totals row: money columns added over the rows shown; no sums where adding them would count money twice. */
export function totalsOf(register: RegisterName, rows: readonly GridRow[], extra: readonly ExtraColumn[]): GridRow {
  const total: GridRow = { id: Number.MIN_SAFE_INTEGER };
  const same = repeated[register];
  const told = (row: GridRow) => same?.map((key) => row[key]).join(' ');
  if (same && (same.length === 0 || rows.some((row) => told(row) !== told(rows[0] as GridRow)))) return total;
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
