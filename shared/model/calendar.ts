/**
 * Civil dates and the financial year (docs/model.md §1). No time zone, no clock: a date is the text `YYYY-MM-DD`,
 * a span is `[start, end)` — counted and paid for on the start date and not on the end date.
 */

/** `YYYY-MM-DD`. */
export type CivilDate = string;
/** A financial year label, `2023/24`: 1 April 2023 to 31 March 2024. */
export type YearLabel = string;
/** 1 = April … 12 = March. */
export type Period = number;

const msPerDay = 86_400_000;

const knownDays = new Map<CivilDate, number>();
const mostKnownDays = 20_000;

/** Days since 1 January 1970 for a civil date. Throws RangeError on anything that is not a real date. */
export function dayNumber(date: CivilDate): number {
  // A forecast asks for the same few hundred dates a hundred thousand times.
  const known = knownDays.get(date);
  if (known !== undefined) return known;
  const day = readDay(date);
  if (knownDays.size < mostKnownDays) knownDays.set(date, day);
  return day;
}

function readDay(date: CivilDate): number {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (!match) throw new RangeError(`Not a date: ${date}`);
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  // JavaScript's Date.UTC takes the years 0 to 99 for 1900 to 1999; this does not.
  const back = new Date(0);
  back.setUTCFullYear(year, month - 1, day);
  const time = back.getTime();
  if (back.getUTCMonth() !== month - 1 || back.getUTCDate() !== day) throw new RangeError(`Not a date: ${date}`);
  return time / msPerDay;
}

/** True for a real `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  try {
    dayNumber(text);
    return true;
  } catch {
    return false;
  }
}

/** The civil date of a day number. */
export function dateOfDay(day: number): CivilDate {
  return new Date(day * msPerDay).toISOString().slice(0, 10);
}

/** `date` moved by whole days. */
export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days);
}

/** Nights from `start` to `end` (negative when end is earlier). */
export function daysBetween(start: CivilDate, end: CivilDate): number {
  return dayNumber(end) - dayNumber(start);
}

/** The 1st of the month `months` after the month of `date`. */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const year = Math.floor(index / 12);
  return `${String(year).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

/** The same day some months on; the last day of that month where it has no such day. */
export function sameDay(date: CivilDate, months: number): CivilDate {
  const first = addMonths(date, months);
  const last = addDays(addMonths(first, 1), -1);
  const day = `${first.slice(0, 8)}${date.slice(8)}`;
  return day > last ? last : day;
}

/** The 1st of the month that holds `date`. */
export function monthStart(date: CivilDate): CivilDate {
  return `${date.slice(0, 7)}-01`;
}

/** Whole months from the month of `from` to the month of `to`. */
export function monthsBetween(from: CivilDate, to: CivilDate): number {
  return (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7));
}

/** The label of the financial year that starts on 1 April of `startYear`: 2023 → `2023/24`. */
export function yearLabel(startYear: number): YearLabel {
  return `${startYear}/${String((startYear + 1) % 100).padStart(2, '0')}`;
}

/** The years that figures, and the data themselves, may be of: work by month over more would never end. */
const [firstYear, lastYear] = [1970, 2199];

/** True for `2023/24`-like labels whose two halves follow each other, from 1970 to 2199. */
export function isYearLabel(text: string): boolean {
  const start = Number(text.slice(0, 4));
  return /^\d{4}\/\d{2}$/.test(text) && yearLabel(start) === text && start >= firstYear && start <= lastYear;
}

/** True for a real `YYYY-MM-DD` of these years: of a month that is counted, or the day data run to. */
export function isDateOfData(text: string): boolean {
  const year = Number(text.slice(0, 4));
  return isCivilDate(text) && year >= firstYear && year <= lastYear;
}

/** 1 April of a labelled year. Throws RangeError on a bad label. */
export function yearStart(year: YearLabel): CivilDate {
  if (!isYearLabel(year)) throw new RangeError(`Not a financial year: ${year}`);
  return `${year.slice(0, 4)}-04-01`;
}

/** 1 April after a labelled year: its exclusive end. */
export function yearEnd(year: YearLabel): CivilDate {
  return addMonths(yearStart(year), 12);
}

/** The label `years` after `year` (negative: before). */
export function addYears(year: YearLabel, years: number): YearLabel {
  return yearLabel(Number(yearStart(year).slice(0, 4)) + years);
}

/** The financial year that holds a date. */
export function yearOf(date: CivilDate): YearLabel {
  const year = Number(date.slice(0, 4));
  return yearLabel(Number(date.slice(5, 7)) >= 4 ? year : year - 1);
}

/** The period (1 = April … 12 = March) that holds a date. */
export function periodOf(date: CivilDate): Period {
  return ((Number(date.slice(5, 7)) + 8) % 12) + 1;
}

/** First day of a period of a year. */
export function periodStart(year: YearLabel, period: Period): CivilDate {
  return addMonths(yearStart(year), period - 1);
}

/** Exclusive end of a period: the first day of the next one. */
export function periodEnd(year: YearLabel, period: Period): CivilDate {
  return addMonths(yearStart(year), period);
}

/** Days of overlap of `[aStart, aEnd)` with `[bStart, bEnd)`; an end of null is open. */
export function overlapDays(aStart: CivilDate, aEnd: CivilDate | null, bStart: CivilDate, bEnd: CivilDate): number {
  const start = aStart > bStart ? aStart : bStart;
  const end = aEnd === null || aEnd > bEnd ? bEnd : aEnd;
  return end > start ? daysBetween(start, end) : 0;
}

/** Age in whole months on a date, from a birth date (any day of month). */
export function ageInMonths(birth: CivilDate, on: CivilDate): number {
  return monthsBetween(birth, on) - (on.slice(8) < birth.slice(8) ? 1 : 0);
}

/** The latest of some days; '' where there is none. */
export function latestDay(days: readonly CivilDate[]): CivilDate {
  return [...days].sort().at(-1) ?? '';
}
