/**
 * The collection year of a file keys what it replaces, so it is proven or asked, never guessed: said by a person, in a
 * column of its own, in the name of its file or folder, by the majority of its dates, or by what is already stored.
 */
import { addYears, type CivilDate, type YearLabel, yearEnd, yearLabel, yearOf, yearStart } from '../model/calendar.ts';

type Dates = { childKey: string; decom: CivilDate; dec: CivilDate | null; place: string };
/** A row of a year that is stored, as far as it tells one return from another. */
export type StoredRow = {
  collectionYear: YearLabel;
  childKey: string;
  started: CivilDate;
  ended: CivilDate | null;
  place: string;
};

export type YearByDates = {
  /** The likely year; null without a date. */
  year: YearLabel | null;
  proven: boolean;
  /** Dates after that year, which a return of it cannot hold. */
  later: number;
  /** What the dates say, in words. */
  why: string;
};

/**
 * The latest year that many dates lie in. A return holds most of its dates in its own year: a later year of a few dates
 * is a slip, one of many but fewer is a doubt. An end on 1 April says nothing, for it closes one year and opens the next;
 * a year that has not begun by `today` holds slips only.
 */
export function yearByDates(rows: readonly Dates[], today: CivilDate): YearByDates {
  const counts = new Map<YearLabel, number>();
  const count = (date: CivilDate) => counts.set(yearOf(date), (counts.get(yearOf(date)) ?? 0) + 1);
  for (const { decom, dec } of rows) {
    count(decom);
    if (dec !== null && !dec.endsWith('-04-01')) count(dec);
  }
  const years = [...counts.keys()]
    .filter((year) => yearStart(year) <= today)
    .sort()
    .reverse();
  const largest = Math.max(0, ...years.map((year) => counts.get(year) ?? 0));
  const solid = years.find((year) => (counts.get(year) ?? 0) * 10 >= largest);
  if (solid === undefined)
    return { year: null, proven: false, later: 0, why: 'it holds no date that can tell its year' };
  const own = counts.get(solid) ?? 0;
  const end = yearEnd(solid);
  const later = rows.filter(({ decom, dec }) => decom >= end || (dec !== null && dec > end)).length;
  const earlier = Math.max(0, ...years.filter((year) => year < solid).map((year) => counts.get(year) ?? 0));
  const proven = own * 2 >= earlier && later * 10 <= own + 9;
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return {
    year: solid,
    proven,
    later,
    why: proven
      ? `${own} of its ${all} dates lie in ${solid}`
      : `its dates do not say it: ${own} of ${all} lie in ${solid}, ${earlier} in the year most others lie in${later > 0 ? `, and ${later} after it` : ''}`,
  };
}

/** The stored year of which most rows are in the file, as in a return that is sent again; null where none is. */
export function yearByStored(rows: readonly Dates[], stored: readonly StoredRow[]): YearLabel | null {
  const nameOf = (child: string, start: string, end: string | null, place: string) =>
    `${child} ${start} ${end ?? ''} ${place}`;
  const incoming = new Set(rows.map((row) => nameOf(row.childKey, row.decom, row.dec, row.place)));
  const counts = new Map<YearLabel, number>();
  for (const row of stored) {
    if (incoming.has(nameOf(row.childKey, row.started, row.ended, row.place)))
      counts.set(row.collectionYear, (counts.get(row.collectionYear) ?? 0) + 1);
  }
  const [best, next] = [...counts].sort((a, b) => b[1] - a[1]);
  if (!best || best[1] < 3 || best[1] * 10 < incoming.size * 6) return null;
  return next && next[1] * 2 > best[1] ? null : best[0];
}

export type SettledYear = { year: YearLabel; doubt: string | null } | { year: null; why: string };

/**
 * Weighs what names, dates and the store say of the year of one file. A name with both years (2023-24) and dates that
 * contradict it are asked about; a lone year in a name (2024, the year a return ends in) settles a doubt only.
 */
export function settleYear(
  file: string,
  rows: readonly Dates[],
  known: { today: CivilDate; stored: readonly StoredRow[] },
): SettledYear {
  const dates = yearByDates(rows, known.today);
  const named = yearOfPath(file);
  const say = 'Say the year with --year, such as --year 2023/24, or in the name of its folder';
  if (named?.sure && dates.year !== null && dates.year !== named.year && dates.proven) {
    return { year: null, why: `its name says ${named.year}, but ${dates.why}. ${say}` };
  }
  if (named?.sure) return { year: named.year, doubt: null };
  if (dates.proven && dates.year !== null) {
    const far =
      named !== null &&
      named.year !== dates.year &&
      named.year !== addYears(dates.year, -1) &&
      named.year !== addYears(dates.year, 1);
    return {
      year: dates.year,
      doubt: far ? `taken as the return of ${dates.year}, for ${dates.why}, though its name says ${named.year}` : null,
    };
  }
  const again = yearByStored(rows, known.stored);
  if (again !== null) return { year: again, doubt: null };
  if (named !== null && (dates.year === null || named.year === dates.year || named.year === addYears(dates.year, 1)))
    return { year: named.year, doubt: null };
  return { year: null, why: `${dates.why}. ${say}` };
}

/** A sentence when a stated year and the dates disagree, else null. */
export function yearDisagrees(year: YearLabel, rows: readonly Dates[], today: CivilDate): string | null {
  const dates = yearByDates(rows, today);
  if (dates.year === null || dates.year === year) return null;
  return `said to be the return of ${year}, but ${dates.why}`;
}

/** The year of a YEAR cell: the calendar year a return ends in (2024 → 2023/24), or both (2023-24). Null if it is none. */
export function yearOfCell(cell: string): YearLabel | null {
  if (/^(19|20)\d{2}$/.test(cell)) return yearLabel(Number(cell) - 1);
  const pair = /^((?:19|20)\d{2})\s*[-/]\s*(?:\d{2})?(\d{2})$/.exec(cell);
  return pair && (Number(pair[1]) + 1) % 100 === Number(pair[2]) ? yearLabel(Number(pair[1])) : null;
}

/**
 * The year a path names: `2023-24` or `2023_24` for sure, or a lone `2024` (the year a return ends in); null when it
 * names none or several. The date of an export (2024-05-01) is no year.
 */
export function yearOfPath(path: string): { year: YearLabel; sure: boolean } | null {
  const plain = path.replace(/(?<!\d)20\d{2}[-_.]\d{2}[-_.]\d{2}(?!\d)|(?<!\d)\d{2}[-_.]\d{2}[-_.]20\d{2}(?!\d)/g, '');
  const pairs = [...plain.matchAll(/(?<!\d)(20\d{2})[-_/ ]?(?:20)?(\d{2})(?!\d)/g)].filter(
    (match) => (Number(match[1]) + 1) % 100 === Number(match[2]),
  );
  // The nearest to the file: a folder of the year in a folder of several.
  const pair = pairs.at(-1);
  if (pair) return { year: yearLabel(Number(pair[1])), sure: true };
  const lone = [...plain.matchAll(/(?<!\d)(20\d{2})(?!\d)/g)].map((match) => Number(match[1]));
  return new Set(lone).size === 1 ? { year: yearLabel((lone[0] ?? 0) - 1), sure: false } : null;
}
