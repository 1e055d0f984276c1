/**
 * A workbook as data: what Outturn says, with nothing of the library that writes it. Money is pounds with pence,
 * unrounded, and formatted for display; a formula always carries the value Outturn computed.
 */
export type CellStyle =
  | 'title'
  | 'subtitle'
  | 'header'
  | 'text'
  | 'wrapped'
  | 'money'
  | 'moneyTotal'
  | 'moneyEstimated'
  | 'totalText'
  | 'exact'
  | 'exactTotal'
  | 'share'
  | 'percent'
  | 'number'
  | 'decimal'
  | 'date'
  | 'general'
  | 'input'
  | 'inputDecimal'
  | 'inputMoney'
  | 'inputShare'
  | 'inputExact'
  | 'note';

export type Cell = {
  /** What the cell shows before anything recalculates; null = blank. */
  value: string | number | boolean | Date | null;
  /** Without the leading `=`. */
  formula?: string;
  style: CellStyle;
};

/** A native chart: lines, stacked columns, or columns stacked so that a hidden first series makes a waterfall. */
export type ChartSpec = {
  kind: 'line' | 'stacked' | 'waterfall';
  title: string;
  /** Cells that hold the labels of the axis, `$A$6:$A$12`, of this sheet. */
  labels: string;
  series: { name: string; values: string; colour: string }[];
  /** Where it stands: `P5:Z25`. */
  place: string;
};

export type SheetSpec = {
  name: string;
  /** Width in characters, by column. */
  widths: number[];
  rows: (Cell | null)[][];
  /** Columns that are printed, when not all: workings to the right may stay on the screen. */
  printColumns?: number;
  /** Rows that are printed, when not all. */
  printRows?: number;
  /** Rows and columns that stay in view. */
  frozen: { rows: number; columns: number };
  /** Header row, 1-based, repeated on every printed page, unless the sheet has parts with headers of their own. */
  headerRow: number;
  parts?: true;
  /** Names for ranges, workbook wide: `outturn_total` → `$K$20`. */
  names: { name: string; range: string }[];
  /** Tables of the sheet: the header row, the last row, columns from `from` (1 when left out). Headers are unique words. */
  tables?: { name: string; first: number; last: number; columns: number; from?: number }[];
  /** Native charts over ranges of this sheet. */
  charts?: ChartSpec[];
  /** Red–amber–green or over/under colouring of ranges. */
  colours: { range: string; kind: 'variance' | 'rag' }[];
};

export type WorkbookSpec = {
  title: string;
  subject: string;
  description: string;
  keywords: string;
  now: Date;
  sheets: SheetSpec[];
};

/** Letters of a column, 1-based: 1 → A, 28 → AB. */
export function columnName(column: number): string {
  const first = Math.floor((column - 1) / 26);
  return (first > 0 ? columnName(first) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

/** The number of a column's letters: A → 1, AB → 28. */
export const columnNumber = (name: string): number =>
  [...name].reduce((total, letter) => total * 26 + letter.charCodeAt(0) - 64, 0);

/** `B7` from a column and row, both 1-based. */
export const at = (column: number, row: number): string => `${columnName(column)}${row}`;
/** `$B$7`. */
export const fixed = (column: number, row: number): string => `$${columnName(column)}$${row}`;

export const text = (value: string | null, style: CellStyle = 'text'): Cell => ({ value, style });
/** Pence as pounds. */
export const money = (pence: number | null, style: CellStyle = 'money'): Cell => ({
  value: pence === null ? null : pence / 100,
  style,
});
/** A formula over money with the pence Outturn computed. */
export const moneyFormula = (formula: string, pence: number, style: CellStyle = 'money'): Cell => ({
  value: pence / 100,
  formula,
  style,
});
export const numeric = (value: number | null, style: CellStyle = 'number'): Cell => ({ value, style });
export const formula = (body: string, value: number | string, style: CellStyle = 'number'): Cell => ({
  value,
  formula: body,
  style,
});
export const header = (...names: string[]): Cell[] => names.map((name) => text(name === '' ? null : name, 'header'));
