import { unitOfCell } from '../../../../shared/cells/unit.ts';
import { lineOf, type SourceTable } from '../source-table.ts';

const rowsSearched = 12;
const figure = /^[-(£]?[\d,.]+\)?%?$/;

/** Rows that may be headers: some texts, no figures. */
const mayBeHeader = (cells: readonly string[] | undefined): boolean => {
  const some = (cells ?? []).map((cell) => cell.trim()).filter((cell) => cell !== '');
  return some.length > 1 && some.every((cell) => !figure.test(cell) || /^\d{4}$/.test(cell));
};

/**
 * The table with the headers of two or three rows joined into one: "Gross" over "budget", "Apr-23" over "Budget" and
 * "Actual". Each way of joining them is one table.
 */
export function* stackedHeaders(table: SourceTable): Generator<SourceTable> {
  const last = Math.min(rowsSearched, table.rows.length - 2);
  for (let top = 0; top < last; top += 1) {
    for (const height of [2, 3]) {
      const rows = table.rows.slice(top, top + height);
      if (rows.length < height || !rows.every(mayBeHeader)) continue;
      // Below headers stands a row with figures.
      if (!(table.rows[top + height] ?? []).some((cell) => /^\D{0,3}\d/.test(cell.trim()))) continue;
      // A heading stands over its own column, or over those to its right too: only one of the two gives known headers.
      yield joined(table, top, height, false);
      yield joined(table, top, height, true);
    }
  }
}

function joined(table: SourceTable, top: number, height: number, over: boolean): SourceTable {
  const rows = table.rows.slice(top, top + height);
  const width = Math.max(...rows.map((cells) => cells.length));
  const headers: string[] = [];
  const upper = rows.slice(0, -1).map(() => '');
  for (let column = 0; column < width; column += 1) {
    const parts: string[] = [];
    const lowest = rows.at(-1)?.[column]?.trim() ?? '';
    for (const [at, cells] of rows.slice(0, -1).entries()) {
      const own = cells[column]?.trim() ?? '';
      if (own !== '') upper[at] = own;
      // Only a header below it makes a blank cell part of the heading to its left.
      const said = own !== '' ? own : over && lowest !== '' ? (upper[at] ?? '') : '';
      if (said !== '' && !parts.includes(said)) parts.push(said);
    }
    // A unit belongs in brackets behind the name.
    if (lowest !== '' && !parts.includes(lowest)) parts.push(unitOfCell(lowest) === null ? lowest : `(${lowest})`);
    headers.push(parts.join(' '));
  }
  const bottom = top + height - 1;
  const lines = table.rows.map((_, at) => lineOf(table, at));
  const others = table.rows.map((cells, at) => (at === bottom ? headers : at >= top && at < bottom ? [] : cells));
  return {
    ...table,
    rows: others,
    lines,
    shaped: [
      ...(table.shaped ?? []),
      `rows ${lines[top]} to ${lines[bottom]} were read together as the headers of the table`,
    ],
  };
}
