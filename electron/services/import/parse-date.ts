import { dateOfDay, isCivilDate } from '../../../shared/model/calendar.ts';

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Excel's day 25569 is 1 January 1970. */
const excelEpoch = 25_569;

/** 1…12 from an English month name or its first three letters; 0 when it is neither. */
export function monthNumber(name: string): number {
  const lower = name.toLowerCase();
  const index = monthNames.indexOf(lower.slice(0, 3));
  const full = [
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
  return index >= 0 && (lower.length === 3 || lower === 'sept' || full[index] === lower) ? index + 1 : 0;
}

const civil = (year: string | undefined, month: string | number | undefined, day: string | undefined) => {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isCivilDate(text) ? text : null;
};

/**
 * A civil date from `31/12/2023`, `31-12-2023`, `2023-12-31`, `31 Dec 2023` or an Excel day number, each
 * with or without a time of day; null otherwise. Day first, never month first; a year has four digits.
 */
export function parseDate(text: string): string | null {
  let match = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ][\d:.]+Z?)?$/.exec(text);
  if (match) return civil(match[1], match[2], match[3]);
  match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?: \d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$/.exec(text);
  if (match) return civil(match[3], match[2], match[1]);
  match = /^(\d{1,2})[ -]([A-Za-z]{3,9})[ -](\d{4})(?: \d{1,2}:\d{2}(?::\d{2})?)?$/.exec(text);
  if (match) return civil(match[3], monthNumber(match[2] ?? ''), match[1]);
  if (/^\d{5}(\.0+)?$/.test(text)) return dateOfDay(Math.trunc(Number(text)) - excelEpoch);
  return null;
}

/** The 1st of a month from any date, `2023-12`, `12/2023`, `Dec 2023` or `December 2023`; null otherwise. */
export function parseMonth(text: string): string | null {
  const date = parseDate(text);
  if (date) return `${date.slice(0, 7)}-01`;
  let match = /^(\d{4})-(\d{1,2})$/.exec(text);
  if (match) return civil(match[1], match[2], '1');
  match = /^(\d{1,2})\/(\d{4})$/.exec(text);
  if (match) return civil(match[2], match[1], '1');
  match = /^([A-Za-z]{3,9})[ -](\d{4})$/.exec(text);
  return match ? civil(match[2], monthNumber(match[1] ?? ''), '1') : null;
}

/** A year label from `2023/24`, `2023-24`, `2023/2024` or `2023-2024`; null otherwise: a bare `2023` could be either year. */
export function parseYear(text: string): string | null {
  const match = /^(?:FY\s*)?(\d{4})\s*[/–-]\s*(\d{2}|\d{4})$/i.exec(text);
  if (!match) return null;
  const start = Number(match[1]);
  const end = Number((match[2] ?? '').slice(-2));
  const centuryFits = (match[2] ?? '').length === 2 || Number(match[2]) === start + 1;
  return centuryFits && end === (start + 1) % 100 ? `${match[1]}/${String(end).padStart(2, '0')}` : null;
}

/** 1 = April … 12 = March from `9`, `P9`, `Period 9`, `M9` or `December`; 0 otherwise. */
export function parsePeriod(text: string): number {
  const match = /^(?:p|m|period|month)?\s*0?(\d{1,2})$/i.exec(text);
  if (match) return Number(match[1]) >= 1 && Number(match[1]) <= 12 ? Number(match[1]) : 0;
  const month = monthNumber(text);
  return month === 0 ? 0 : ((month + 8) % 12) + 1;
}
