/** The one reader of periods of a financial year in cells and headers: 1 = April … 12 = March. */
import { yearOf, yearStart } from '../model/calendar.ts';
import { plainSpaces } from './blank.ts';
import { monthNumber, monthOnly, parseYear, readDate } from './date.ts';

const none: Period = { period: 0, month: null };
/** A period, and the 1st of its month where its year is said too; period 0 where a text is none. */
type Period = { period: number; month: string | null };

const ofMonth = (month: number): number => ((month + 8) % 12) + 1;
const dated = (month: string): Period => ({ period: ofMonth(Number(month.slice(5, 7))), month });

/** `9`, `P09`, `Period 9`, `M9`, `2023P09`, `December`, `Dec-23`, `01/12/2023`. */
function single(text: string): Period {
  const match = /^(?:20\d{2}[-/ ]?(?=[pm]))?(?:p|m|pd|per|period|month|mth)?[ .]*0{0,2}(\d{1,2})(?:\.0+)?$/i.exec(text);
  if (match) {
    const period = Number(match[1]);
    return period >= 1 && period <= 12 ? { period, month: null } : none;
  }
  const month = monthNumber(text);
  if (month > 0) return { period: ofMonth(month), month: null };
  const first = monthOnly(text);
  if (first !== null) return dated(first);
  const read = readDate(text);
  return read.kind === 'date' && read.form !== 'serial' ? dated(`${read.date.slice(0, 7)}-01`) : none;
}

/** The 1st of the month that a period of a year is. */
function monthIn(year: string, period: number): string {
  const month = ((period + 2) % 12) + 1;
  return `${Number(yearStart(year).slice(0, 4)) + (month < 4 ? 1 : 0)}-${String(month).padStart(2, '0')}-01`;
}

const yearWithin = /(?:\bF\/?Y ?)?(?<!\d)(?:\d{4}|\d{2})\s*[/–_-]\s*(?:\d{4}|\d{2})(?!\d)|(?<!\d)20\d{4}(?=\s*[pm])/i;

/** A period beside its year: `P09 2023/24`, `2023/24 Period 9`, `Dec 2023-24`; null where there is no year beside one. */
function besideYear(text: string): Period | null {
  const found = yearWithin.exec(text);
  const year = found ? parseYear(found[0].trim()) : null;
  if (!found || year === null) return null;
  const rest = `${text.slice(0, found.index)} ${text.slice(found.index + found[0].length)}`;
  const own = single(rest.replace(/^[\s,:()–-]+|[\s,:()–-]+$/g, ''));
  if (own.period === 0) return null;
  const month = monthIn(year, own.period);
  return own.month === null || own.month === month ? { period: own.period, month } : none;
}

/** A period said twice, by number and by month: `P09 (Dec)`, `09 - December`, `Dec-23 (P9)`. The two must agree. */
function saidTwice(text: string): Period {
  for (const gap of text.matchAll(/\s*[-–(:,]\s*|\s+/g)) {
    const [before, after] = [text.slice(0, gap.index), text.slice(gap.index + gap[0].length).replace(/\)$/, '')];
    const [one, two] = [single(before), single(after)];
    if (one.period === 0 || two.period === 0 || !/[a-z]{3}/i.test(`${before} ${after}`)) continue;
    if (one.period === two.period) return { period: one.period, month: one.month ?? two.month };
  }
  return none;
}

function readPeriod(cell: string): Period {
  const text = plainSpaces(cell).trim();
  if (text.length > 40 || !/[\da-z]/i.test(text)) return none;
  const own = single(text);
  return own.period > 0 ? own : (besideYear(text) ?? saidTwice(text));
}

/** The period that a cell names; 0 where it names none. */
export const parsePeriod = (text: string): number => readPeriod(text).period;

/** The 1st of the month that a period names with its year (`Apr-23`, `2023-04-01`, `P01 2023/24`); null otherwise. */
export const monthOfPeriod = (text: string): string | null => readPeriod(text).month;

/** The financial year that a period names, where it does. */
export function yearOfPeriod(text: string): string | null {
  const month = monthOfPeriod(text);
  return month === null ? null : yearOf(month);
}
