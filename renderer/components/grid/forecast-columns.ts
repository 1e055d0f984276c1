import { moneyText } from '../parts/money.ts';
import type { ExtraColumn } from './extra-column.ts';

/**
 * Columns that the forecast works out, to stand beside those of a register: each shows the pence of one key for the
 * row of the same reference, and has a total.
 */
export function forecastColumns<K extends string>(
  rows: readonly ({ reference: string } & Record<K, number | null>)[],
  columns: readonly (readonly [key: K, header: string, help: string])[],
): readonly ExtraColumn[] {
  const found = new Map(rows.map((row) => [row.reference, row]));
  return columns.map(([key, header, help]) => ({
    key,
    header,
    help,
    total: true,
    value: (row) => found.get(String(row.reference))?.[key] ?? null,
    text: (value) => moneyText(typeof value === 'number' ? value : null, 'pounds'),
  }));
}
