/** One row for all blank ones: a stray cell far down a sheet makes a million of them. */
export const blankRow: string[] = [];

/** Columns of a sheet, as every program of spreadsheets has them. */
export const widest = 16_384;

type Place = { row: number; column: number };
export type Merge = { from: Place; to: Place };

/**
 * A merged cell says its text for every cell it covers: a heading over several columns, a service beside several lines.
 * A figure is one figure: it is not said twice.
 */
export function spread(rows: string[][], { from, to }: Merge): void {
  const text = rows[from.row]?.[from.column] ?? '';
  const covered = (to.row - from.row + 1) * (to.column - from.column + 1);
  if (text === '' || /^[-(£]?[\d,.]+\)?%?$/.test(text) || !(covered > 0 && covered <= 10_000)) return;
  for (let row = from.row; row <= Math.min(to.row, rows.length - 1); row += 1) {
    const cells = rows[row];
    if (!cells || cells === blankRow) continue;
    while (cells.length <= to.column) cells.push('');
    for (let column = from.column; column <= to.column; column += 1) cells[column] ||= text;
  }
}
