/**
 * Dates in figures say nothing of which comes first, day or month: the other cells of the column do. A column that some
 * cells prove to be month first, or half changed by a spreadsheet, is not read as if it were day first.
 */

import { quoted } from './blank.ts';
import { readDate } from './date.ts';

export type DateOrder = 'day-first' | 'month-first';
/** What the cells of a column prove; `counts` are cells, `example` the first of the telling ones. */
export type DateColumn = {
  dayOnly: number;
  monthOnly: number;
  /** Year first, and the day before the month. */
  yearDay: number;
  either: number;
  /** Cells of a real date (year first, named, a day number) and whether each has a day of 12 or less. */
  converted: number;
  convertedLate: number;
  example: string;
};

/** Counts what the cells of one column prove. Cells that are no dates say nothing. */
export function dateColumn(texts: Iterable<string>): DateColumn {
  const found: DateColumn = {
    dayOnly: 0,
    monthOnly: 0,
    yearDay: 0,
    either: 0,
    converted: 0,
    convertedLate: 0,
    example: '',
  };
  // Extracts repeat the same few dates thousands of times: each is read once.
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  for (const [raw, count] of counts) {
    const text = raw.trim();
    if (text.length < 5) continue;
    const read = readDate(text);
    if (read.kind === 'month-first') {
      found.monthOnly += count;
      found.example ||= text;
    } else if (read.kind === 'year-day-month') {
      found.yearDay += count;
      found.example ||= text;
    } else if (read.kind !== 'date' || read.date >= '2099') continue;
    else if (read.form !== 'figures') {
      found.converted += count;
      if (Number(read.date.slice(8)) > 12) found.convertedLate += count;
    } else if (read.other !== null) found.either += count;
    else if (Number(read.date.slice(8)) > 12) found.dayOnly += count;
  }
  return found;
}

/** Why one cell of a column is not read as it stands. */
export type OrderProblem = { code: 'month-first' | 'half-swapped'; message: string };

export type DateRules = {
  /** Which comes first in a figure date; said by a person, or day first. */
  order: DateOrder;
  /** The problem of a cell, null for a cell that may be read. */
  problem: (text: string) => OrderProblem | null;
  /** Said once for the column, where a few cells were refused and the others taken. */
  note: string | null;
};

const remedy = 'Export the column as DD/MM/YYYY or YYYY-MM-DD, or say in the mapping which comes first.';
const british = (date: string) => date.split('-').reverse().join('/');

/**
 * A spreadsheet under American settings turns what it can into dates, day and month changed about, and leaves the rest as
 * text. A text with a day of 12 or less is one that it would have turned: many of them prove that it did not.
 */
const halfSwapped = ({ dayOnly, either, converted, convertedLate }: DateColumn): boolean =>
  dayOnly > 0 && converted > 0 && dayOnly + converted > 2 && convertedLate === 0 && either * 4 <= converted;

/**
 * How the cells of a column are to be read. `others` are the date columns of the same table: a column that proves
 * nothing itself follows one that is proven month first. `said` is a person's word, which settles it.
 */
export function dateRules(
  own: DateColumn,
  others: readonly DateColumn[] = [],
  said: DateOrder | null = null,
): DateRules {
  if (said !== null) return { order: said, problem: () => null, note: null };
  const shifted = others.find((other) => other.monthOnly > 0 && other.dayOnly < other.monthOnly * 20);
  const slips = own.monthOnly > 0 && own.dayOnly >= own.monthOnly * 20;
  const doubtful = !slips && (own.monthOnly > 0 || (own.dayOnly === 0 && shifted !== undefined));
  const alike = own.converted > 0 && own.convertedLate === 0;
  const swapped = halfSwapped(own) || (alike && own.either + own.dayOnly === 0 && others.some(halfSwapped));
  const example = own.example || shifted?.example || '';
  const count = own.monthOnly || shifted?.monthOnly || 0;
  return {
    order: 'day-first',
    note: slips
      ? `${count} of its dates can only be month first (such as ${quoted(example)}) and were refused; the others are read day first, as ${own.dayOnly} of them prove. Check how the file was made.`
      : null,
    problem(text) {
      const read = readDate(text);
      if (read.kind === 'month-first')
        return {
          code: 'month-first',
          message: `${quoted(text)} has no such month: it is written month first, so the others of this column may be too. ${remedy}`,
        };
      if (
        read.kind === 'year-day-month' ||
        (own.yearDay > 0 && read.kind === 'date' && read.form === 'year-first' && read.other)
      )
        return {
          code: 'month-first',
          message: `${quoted(text)} may have the day before the month, as ${quoted(own.example || text)} must. ${remedy}`,
        };
      if (read.kind !== 'date' || read.other === null) return null;
      if (doubtful && read.form === 'figures')
        return {
          code: 'month-first',
          message: `${quoted(text)} may be ${british(read.date)} or ${british(read.other)}: ${count} of the dates beside it can only be month first (such as ${quoted(example)}). ${remedy}`,
        };
      if (swapped && read.form !== 'figures')
        return {
          code: 'half-swapped',
          message: `${quoted(text)} may be ${british(read.date)} or ${british(read.other)}: every date of this column with a day after the 12th stands as DD/MM/YYYY, so a spreadsheet under American settings has probably changed day and month about in the others. ${remedy}`,
        };
      return null;
    },
  };
}

/** The date of a cell under a column's rules; null where it is none. */
export function dateUnder(rules: Pick<DateRules, 'order'>, text: string): string | null {
  const read = readDate(text);
  if (rules.order === 'day-first') return read.kind === 'date' ? read.date : null;
  if (read.kind === 'month-first') return read.date;
  if (read.kind !== 'date') return null;
  // Month first: a figure date that can be read the other way is; 25/12/2023 cannot, and is refused.
  if (read.form !== 'figures') return read.date;
  if (read.other !== null) return read.other;
  return read.date.slice(5, 7) === read.date.slice(8) ? read.date : null;
}
