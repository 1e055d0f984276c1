import { decimalMark } from '../../../shared/cells/amount.ts';
import { type CellContext, cellParser, isProblem } from '../../../shared/cells/cell.ts';
import { dateColumn, dateRules } from '../../../shared/cells/date-column.ts';
import { identifierColumn } from '../../../shared/cells/identifier.ts';
import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import type { Column } from '../../../shared/model/column.ts';
import { formulaValue } from './formula.ts';

export type CellValue = string | number | null;
export type Parsed = { ok: true; value: CellValue } | { ok: false; reason: string };

const good = (value: CellValue): Parsed => ({ ok: true, value });
const bad = (reason: string): Parsed => ({ ok: false, reason });

/** What the other cells of a pasted column say of each: dates month first, decimal commas, shortened identifiers. */
type ColumnContext = Omit<CellContext, 'unit' | 'window' | 'note'>;
/** Wider than any register needs: an import knows the years that are believed, a grid does not. */
const window = { first: '1900-01-01', last: '2199-12-31' };
const alone: ColumnContext = {};

/** The context of a column of a pasted block. */
export function contextOf(column: Column, texts: readonly string[]): ColumnContext {
  if (column.kind === 'date' || column.kind === 'month') return { dates: dateRules(dateColumn(texts)) };
  if (column.kind === 'money') return { decimals: decimalMark(texts) };
  return column.kind === 'code' ? { identifiers: identifierColumn(texts) } : alone;
}

/**
 * What was typed or pasted into a cell, as the register holds it, by the reader that imports use: pounds become pence,
 * dates become `YYYY-MM-DD`, yes and no become 1 and 0. Text that cannot be read is refused with a reason and never guessed.
 */
export function parseCell(column: Column, text: string, context: ColumnContext = alone): Parsed {
  const plain = text.trim();
  if (plain === '') {
    if (column.optional) return good(null);
    return bad(`${column.header} is needed`);
  }
  const read = readCell(column, plain, context);
  if (!read.ok) return read;
  const checked = column.schema.safeParse(read.value);
  if (checked.success) return read;
  return bad(`“${plain}” is not allowed here: ${checked.error.issues[0]?.message ?? 'it does not fit'}`);
}

function readCell(column: Column, plain: string, context: ColumnContext): Parsed {
  // A grid has no guard of text: an apostrophe is part of what was typed.
  if (column.kind === 'text' || column.kind === 'note') return good(plain);
  if (column.kind === 'choice') return begunChoice(column, plain);
  const sum = calculated.has(column.kind) ? formulaValue(plain) : null;
  if (sum !== null) {
    if (Number.isNaN(sum)) return bad(`“${plain}” is not a sum that can be worked out, such as =1200*52/12`);
    const value = String(Number(sum.toFixed(6)));
    if (column.kind === 'integer' && !/^-?\d+$/.test(value)) return bad(`“${plain}” is ${value}, not a whole number`);
    return readCell(column, value, alone);
  }
  const value = cellParser(column, { unit: null, window, ...context })(plain);
  if (isProblem(value)) return bad(value.code === 'required' ? `${column.header} is needed` : value.message);
  return good(value);
}

/** Columns a sum may be typed into. */
const calculated: ReadonlySet<Column['kind']> = new Set(['money', 'share', 'percent', 'number', 'integer']);

/** A choice may be begun only: `fr` for framework, where one choice begins so. */
function begunChoice(column: Column, plain: string): Parsed {
  const low = plain.toLowerCase();
  const exact = column.choices.find((choice) => choice.toLowerCase() === low);
  const begins = column.choices.filter((choice) => choice.toLowerCase().startsWith(low));
  const found = exact ?? (begins.length === 1 ? begins[0] : undefined);
  return found === undefined ? bad(`“${plain}” is none of ${column.choices.join(', ')}`) : good(found);
}

/** `2024-03-31` as `31/03/2024`; blank as blank. */
export const slashDate = (date: string): string =>
  date === '' ? '' : `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

/** A held value as the grid shows it. */
export function showCell(column: Column, value: CellValue | undefined): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'number') {
    if (column.kind === 'money') return formatNumber(value / 100, value % 100 === 0 ? 0 : 2);
    if (column.kind === 'share') return formatNumber(value / 100, 2);
    if (column.kind === 'flag') return value === 1 ? 'Yes' : 'No';
    if (column.kind === 'period') return `P${value}`;
    if (column.kind === 'percent' || column.kind === 'number')
      return formatNumber(value, Number.isInteger(value) ? 0 : 2);
    return String(value).replace('-', '−');
  }
  if (column.kind === 'date') return formatDate(value);
  if (column.kind === 'month') return formatMonth(value);
  return value;
}

/** A held value as it is edited and as Excel takes it: no separators, dates as 31/03/2024. Reads back to the same value. */
export function plainCell(column: Column, value: CellValue | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') {
    if (column.kind === 'money' || column.kind === 'share') return (value / 100).toFixed(value % 100 === 0 ? 0 : 2);
    if (column.kind === 'flag') return value === 1 ? 'Yes' : 'No';
    return String(value);
  }
  if (column.kind === 'date' || column.kind === 'month') return slashDate(value);
  return value;
}
