import { stringify as toCsv } from 'csv-stringify/sync';

/** Text that a spreadsheet would run as a formula is given a leading apostrophe; a plain negative figure is not. */
function inert(cell: string): string {
  return /^[=+@\t\r＝＋－＠]/.test(cell) || (cell.startsWith('-') && !/^-[\d.,]+(e[+-]?\d+)?$/i.test(cell))
    ? `'${cell}`
    : cell;
}

/** Rows as CSV that Excel opens rightly: UTF-8 with its mark, CRLF, formulas made inert. */
export function stringify(rows: readonly (readonly string[])[]): string {
  return toCsv(
    rows.map((row) => row.map(inert)),
    { bom: true, record_delimiter: '\r\n' },
  );
}

/** Rows as CSV that says exactly what the cells hold, to be read back here. */
export function exactCsv(rows: readonly (readonly string[])[]): string {
  return toCsv(
    rows.map((row) => [...row]),
    { record_delimiter: '\r\n' },
  );
}
