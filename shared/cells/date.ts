/** The one reader of dates, months and years in cells; periods are in period.ts. */
import { dateOfDay, isCivilDate, yearLabel } from '../model/calendar.ts';
import { plainSpaces } from './blank.ts';

const monthNames = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];
/** Excel's day 25569 is 1 January 1970. */
const excelEpoch = 25_569;

/** 1…12 from an English month name or its first three letters; 0 when it is neither. */
export function monthNumber(name: string): number {
  const lower = name.toLowerCase().replace(/\.$/, '');
  const index = monthNames.findIndex((full) => full.slice(0, 3) === lower.slice(0, 3));
  return index >= 0 && (lower.length === 3 || lower === 'sept' || monthNames[index] === lower) ? index + 1 : 0;
}

const civil = (
  year: string | number | undefined,
  month: string | number | undefined,
  day: string | number | undefined,
) => {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCivilDate(text) ? text : null;
};

/** How a date is written: figures with the year last, the year first, a month by name, or a spreadsheet's day number. */
export type DateForm = 'figures' | 'year-first' | 'named' | 'serial';
export type DateReading =
  /** `other`: the date it would be with day and month changed about, where that is another one. */
  | { kind: 'date'; date: string; form: DateForm; other: string | null }
  /** No date as written, but one with the month first. */
  | { kind: 'month-first'; date: string }
  /** No date as written, but one with the day before the month: `2023-25-12`. */
  | { kind: 'year-day-month'; date: string }
  | { kind: 'short-year' }
  | { kind: 'none' };
const none: DateReading = { kind: 'none' };

const zone = String.raw`(Z|UTC|GMT|BST|[+-]\d{2}(?::?\d{2})?)?(?:\[[A-Za-z/_]+\])?`;
const timeOfDay = String.raw`(?:[T ,]\s*(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d+)?)?\s*([ap]m)?\s*${zone})?`;
const forms = {
  // A date of XML may bear a zone of its own, which moves no date.
  yearFirst: new RegExp(`^(\\d{4}) ?[-/.] ?(\\d{1,2}) ?[-/.] ?(\\d{1,2})(?:Z|[+-]\\d{2}:\\d{2})?${timeOfDay}$`, 'i'),
  yearNamed: new RegExp(`^(\\d{4})[-/. ]([a-z]{3,9})[-/. ](\\d{1,2})${timeOfDay}$`, 'i'),
  compact: new RegExp(
    `^((?:19|20)\\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])(?:[T ]?([01]\\d|2[0-4])([0-5]\\d)([0-5]\\d)?(?:\\.\\d+)?()${zone})?$`,
    'i',
  ),
  figures: new RegExp(`^(\\d{1,2}) ?[/.-] ?(\\d{1,2}) ?[/.-] ?(\\d{4})${timeOfDay}$`, 'i'),
  named: new RegExp(
    `^(?:[a-z]{3,9},? )?(\\d{1,2})(?:st|nd|rd|th)?[ /.-]?(?:of )?([a-z]{3,9})\\.?[ ,/.-]*(\\d{4})${timeOfDay}$`,
    'i',
  ),
  monthNamed: new RegExp(`^(?:[a-z]{3,9},? )?([a-z]{3,9})\\.? (\\d{1,2})(?:st|nd|rd|th)?,? (\\d{4})${timeOfDay}$`, 'i'),
  serial: /^\d{5}(?:\.\d+)?$/,
  shortYear: /^(?:\d{1,2}[ /.-])?(?:\d{1,2}|[a-z]{3,9})[ /.-]\d{2}$/i,
};

const london = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The civil date in London of an instant written with its zone; a time without a zone is taken as London's. */
function placed(date: string | null, [, , , , hour, minute, second, half, zone]: RegExpExecArray): string | null {
  if (date === null || hour === undefined) return date;
  const twelve = half?.toLowerCase();
  const hours = twelve ? (Number(hour) % 12) + (twelve === 'pm' ? 12 : 0) : Number(hour);
  if (hours > 24 || Number(minute) > 59 || Number(second ?? 0) > 59) return null;
  if (zone === undefined || /^bst$/i.test(zone)) return date;
  const offset = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
  const minutes = offset ? (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3] ?? 0)) : 0;
  const at = Date.parse(`${date}T00:00:00Z`) + (hours * 60 + Number(minute) - minutes) * 60_000;
  return london.format(at);
}

/**
 * Reads one cell as a date: `31/12/2023`, `2023-12-31`, `20231231`, `31 Dec 2023`, `Dec 31, 2023` or an Excel day
 * number, each with or without a time of day. An instant with a zone (`2024-03-31T23:00Z`) is the day it is in London.
 * Day before month, unless the column says otherwise (date-column.ts); a year has four digits.
 */
export function readDate(cell: string): DateReading {
  const dated = (date: string | null, form: DateForm, other: string | null): DateReading =>
    date === null ? none : { kind: 'date', date, form, other: other === date ? null : other };
  // Most text is no date, and a return may be full of it: only what begins and is as long as one is tried.
  if (cell.length < 5 || cell.length > 48 || !/^['’]?[\dA-Za-z]/.test(cell) || !/\d/.test(cell)) return none;
  const text = plainSpaces(cell).replace(/^['’]/, '');
  let match = forms.yearFirst.exec(text);
  if (match) {
    const other = placed(civil(match[1], match[3], match[2]), match);
    const date = placed(civil(match[1], match[2], match[3]), match);
    if (date === null) return other === null ? none : { kind: 'year-day-month', date: other };
    return dated(date, 'year-first', other);
  }
  match = forms.figures.exec(text);
  if (match) {
    const date = placed(civil(match[3], match[2], match[1]), match);
    const other = placed(civil(match[3], match[1], match[2]), match);
    if (date === null) return other === null ? none : { kind: 'month-first', date: other };
    return dated(date, 'figures', other);
  }
  const named = (year?: string, month?: string, day?: string) => {
    const date = placed(civil(year, monthNumber(month ?? ''), day), match as RegExpExecArray);
    return dated(date, 'named', changedAbout(date));
  };
  match = forms.named.exec(text);
  if (match) return named(match[3], match[2], match[1]);
  match = forms.monthNamed.exec(text);
  if (match) return named(match[3], match[1], match[2]);
  match = forms.yearNamed.exec(text);
  if (match) return named(match[1], match[2], match[3]);
  match = forms.compact.exec(text);
  if (match) return dated(placed(civil(match[1], match[2], match[3]), match), 'year-first', null);
  if (forms.serial.test(text)) {
    const date = dateOfDay(Math.trunc(Number(text)) - excelEpoch);
    return dated(date, 'serial', changedAbout(date));
  }
  return forms.shortYear.test(text) ? { kind: 'short-year' } : none;
}

/** A date with its day and month changed about; null where that is none. */
const changedAbout = (date: string | null): string | null =>
  date === null ? null : civil(date.slice(0, 4), date.slice(8), date.slice(5, 7));

/** The date of a cell read day first; null where it is none. */
export function parseDate(text: string): string | null {
  const read = readDate(text);
  return read.kind === 'date' ? read.date : null;
}

/** The date with which systems write "no end": 31/12/9999, 31/12/2999, 31/12/2099, a database's last day and their kind. */
export const isOpenEnd = (date: string): boolean =>
  date >= '2500' || date === '2099-12-31' || date === '2199-12-31' || date === '2079-06-06';
/** The same as a spreadsheet's day number, which has seven figures. */
export const openEndSerial = /^(?:2958465|1[01]\d{5})(?:\.0+)?$/;

const century = (year: string) => (year.length === 4 ? Number(year) : Number(year) + (Number(year) < 80 ? 2000 : 1900));

/** The 1st of the month of `Apr-23`, `April 2023`, `2023-04`, `04/2023`; null otherwise. */
export function monthOnly(text: string): string | null {
  let match = /^(\d{4})[-/](\d{1,2})$/.exec(text);
  if (match) return civil(match[1], match[2], '1');
  match = /^(\d{1,2})[-/](\d{4})$/.exec(text);
  if (match) return civil(match[2], match[1], '1');
  match = /^([A-Za-z]{3,9})\.?[ ’'/–-]*(\d{4}|\d{2})$/.exec(text);
  return match ? civil(century(match[2] ?? ''), monthNumber(match[1] ?? ''), '1') : null;
}

/**
 * A year label from `2023/24`, `2023-24`, `23/24`, `2023/2024`, `202324` or `FY23-24`; null otherwise: a bare `2023`
 * could be either year.
 */
export function parseYear(text: string): string | null {
  const match =
    /^(?:F\/?Y|financial year|fiscal year|year)?:?\s*[’']?(\d{4}|\d{2})\s*[/–_-]\s*[’']?(\d{4}|\d{2})$/i.exec(text) ??
    /^(20\d{2})(\d{2})$/.exec(text);
  if (!match) return null;
  const start = century(match[1] ?? '');
  const end = match[2] ?? '';
  if ((match[1] ?? '').length === 2 && end.length === 4) return null;
  const follows = end.length === 4 ? Number(end) === start + 1 : Number(end) === (start + 1) % 100;
  return follows ? yearLabel(start) : null;
}
