/** The collection year of a file: said by the caller, or the financial year of its latest DECOM or DEC. */
import { type CivilDate, type YearLabel, yearEnd, yearLabel, yearOf, yearStart } from '../model/calendar.ts';

export type InferredYear = {
  year: YearLabel;
  /** A sentence when the dates do not bear the year out, else null. */
  doubt: string | null;
};

/** Latest of the dates; null when there is none. */
const latestOf = (dates: readonly CivilDate[]) =>
  dates.reduce<CivilDate | null>((last, date) => (last === null || date > last ? date : last), null);

/**
 * The year that holds the latest date. A return has many dates in its own year: fewer than one in two hundred (and
 * fewer than two of at least ten) suggests that the latest is a slip of the pen, and that is said. Null with no dates.
 */
export function inferYear(dates: readonly CivilDate[]): InferredYear | null {
  const latest = latestOf(dates);
  if (latest === null) return null;
  const year = yearOf(latest);
  const start = yearStart(year);
  const inside = dates.filter((date) => date >= start).length;
  const few = dates.length >= 10 && (inside < 2 || inside < dates.length / 200);
  return {
    year,
    doubt: few
      ? `taken as the return of ${year} from its latest date ${latest}, but only ${inside} of ${dates.length} dates lie in that year; say the year with --year if this is wrong`
      : null,
  };
}

/** A sentence when a stated year and the latest date disagree, else null. */
export function yearDisagrees(year: YearLabel, dates: readonly CivilDate[]): string | null {
  const latest = latestOf(dates);
  if (latest === null) return null;
  if (latest >= yearEnd(year))
    return `said to be the return of ${year}, but its latest date is ${latest}, after that year`;
  if (latest < yearStart(year))
    return `said to be the return of ${year}, but its latest date is ${latest}, before that year`;
  return null;
}

/** The year of a YEAR cell, which names the calendar year a return ends in: 2024 → 2023/24. Null if it is not one. */
export function yearOfCell(cell: string): YearLabel | null {
  return /^(19|20)\d{2}$/.test(cell) ? yearLabel(Number(cell) - 1) : null;
}

/** The year a path names: `2023-24`, `2023_24`, or a lone `2024` (the year a return ends in); null when it names none or several. */
export function yearOfPath(path: string): YearLabel | null {
  const pair = /(?<!\d)(20\d{2})[-_/ ]?(?:20)?(\d{2})(?!\d)/.exec(path);
  if (pair && (Number(pair[1]) + 1) % 100 === Number(pair[2])) return yearLabel(Number(pair[1]));
  const lone = [...path.matchAll(/(?<!\d)(20\d{2})(?!\d)/g)].map((match) => Number(match[1]));
  return new Set(lone).size === 1 ? yearLabel((lone[0] ?? 0) - 1) : null;
}
