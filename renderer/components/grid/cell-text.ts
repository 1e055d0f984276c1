import { formatDate, formatMonth, formatNumber } from '../../../shared/format/format.ts';
import { isCivilDate, yearLabel } from '../../../shared/model/calendar.ts';
import type { Column } from '../../../shared/model/column.ts';
import { roundHalfAway } from '../../../shared/model/money.ts';

export type CellValue = string | number | null;
export type Parsed = { ok: true; value: CellValue } | { ok: false; reason: string };

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const two = (value: number | string) => String(value).padStart(2, '0');
const good = (value: CellValue): Parsed => ({ ok: true, value });
const bad = (reason: string): Parsed => ({ ok: false, reason });

/**
 * What was typed or pasted into a cell, as the register holds it: pounds become pence, dates become `YYYY-MM-DD`,
 * yes and no become 1 and 0. Text that cannot be read is refused with a reason and never guessed.
 */
export function parseCell(column: Column, text: string): Parsed {
  const plain = text.trim();
  if (plain === '') {
    if (column.optional) return good(null);
    return bad(`${column.header} is needed`);
  }
  const read = readers[column.kind]?.(plain, column) ?? good(plain);
  if (!read.ok) return read;
  const checked = column.schema.safeParse(read.value);
  if (checked.success) return read;
  return bad(`“${plain}” is not allowed here: ${checked.error.issues[0]?.message ?? 'it does not fit'}`);
}

/** `1,234.50`, `£1,234`, `(1,234)`, `−12`, `1.2m`, `365k` as a number; null when it is none of these. */
export function readAmount(text: string): number | null {
  const bracketed = /^\((.*)\)$/.exec(text.trim());
  const inner = (bracketed?.[1] ?? text)
    .trim()
    .replace('−', '-')
    .replace(/[£,\s]/g, '');
  const match = /^([+-]?)(\d+\.?\d*|\.\d+)([km]?)$/i.exec(inner);
  if (!match?.[2] || (bracketed && match[1])) return null;
  const factor = match[3]?.toLowerCase() === 'm' ? 1_000_000 : match[3] ? 1000 : 1;
  return (match[1] === '-' || bracketed ? -1 : 1) * Number(match[2]) * factor;
}

/** `31/03/2024`, `2024-03-31`, `31 Mar 2024`, `31-Mar-2024` as `YYYY-MM-DD`; null when it is not a real date so written. */
export function readDate(text: string): string | null {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?$/.exec(text);
  const british = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const named = /^(\d{1,2})[\s-]([A-Za-z]{3,9})[\s-](\d{4})$/.exec(text);
  let date: string | null = null;
  if (iso) date = `${iso[1]}-${two(iso[2] ?? '')}-${two(iso[3] ?? '')}`;
  else if (british) date = `${british[3]}-${two(british[2] ?? '')}-${two(british[1] ?? '')}`;
  else if (named) date = `${named[3]}-${two(monthIndex(named[2] ?? '') + 1)}-${two(named[1] ?? '')}`;
  return date && isCivilDate(date) ? date : null;
}

/** `2024-03-31` as `31/03/2024`; blank as blank. */
export const slashDate = (date: string): string =>
  date === '' ? '' : `${date.slice(8, 10)}/${date.slice(5, 7)}/${date.slice(0, 4)}`;

function monthIndex(name: string): number {
  return monthNames.indexOf(name.slice(0, 3).toLowerCase());
}

function readMonth(text: string): string | null {
  const named = /^([A-Za-z]{3,9})[\s-](\d{4})$/.exec(text);
  const short = /^(\d{4})-(\d{1,2})$/.exec(text);
  let date = readDate(text);
  if (named) date = `${named[2]}-${two(monthIndex(named[1] ?? '') + 1)}-01`;
  if (short) date = `${short[1]}-${two(short[2] ?? '')}-01`;
  return date && isCivilDate(date) ? `${date.slice(0, 7)}-01` : null;
}

function plainNumber(text: string): number | null {
  return /[km£]/i.test(text) ? null : readAmount(text.replace(/%$/, ''));
}

type Reader = (text: string, column: Column) => Parsed;
const number: Reader = (text) => {
  const value = plainNumber(text);
  return value === null ? bad(`“${text}” is not a number`) : good(value);
};
const whole: Reader = (text) => {
  const value = plainNumber(text.replace(/^p(?=\d)/i, ''));
  return value === null || !Number.isInteger(value) ? bad(`“${text}” is not a whole number`) : good(value);
};
const readers: Partial<Record<Column['kind'], Reader>> = {
  money: (text) => {
    const value = readAmount(text);
    return value === null ? bad(`“${text}” is not an amount`) : good(roundHalfAway(value * 100));
  },
  share: (text) => {
    const value = plainNumber(text);
    return value === null ? bad(`“${text}” is not a percentage`) : good(roundHalfAway(value * 100));
  },
  percent: number,
  number,
  integer: whole,
  period: whole,
  date: (text) => {
    const date = readDate(text);
    return date ? good(date) : bad(`“${text}” is not a date such as 31/03/2024`);
  },
  month: (text) => {
    const month = readMonth(text);
    return month ? good(month) : bad(`“${text}” is not a month such as Mar 2024`);
  },
  year: (text) => {
    const match = /^(\d{4})\s*[/-]\s*(?:\d{2})?(\d{2})$/.exec(text);
    const label = match ? yearLabel(Number(match[1])) : '';
    return match && label.endsWith(match[2] ?? '')
      ? good(label)
      : bad(`“${text}” is not a financial year such as 2023/24`);
  },
  flag: (text) => {
    if (/^(yes|y|true|1|✓)$/i.test(text)) return good(1);
    return /^(no|n|false|0)$/i.test(text) ? good(0) : bad(`“${text}” is neither yes nor no`);
  },
  choice: (text, column) => {
    const low = text.toLowerCase();
    const exact = column.choices.find((choice) => choice.toLowerCase() === low);
    const begins = column.choices.filter((choice) => choice.toLowerCase().startsWith(low));
    const found = exact ?? (begins.length === 1 ? begins[0] : undefined);
    return found === undefined ? bad(`“${text}” is none of ${column.choices.join(', ')}`) : good(found);
  },
};

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
