/** Raw episodes as the local copy keeps them (docs/data.md §1), and back again, so that cleaning can be repeated. */
import type { CivilDate, YearLabel } from '../model/calendar.ts';
import { monthStart, yearEnd } from '../model/calendar.ts';
import type { ParsedReturn, ReturnEpisode, ReturnHeader } from './types.ts';

/** A row of the `episodes` table without id, stamps and import. `fileOrder` counts from 1 within a collection year. */
export type StoredEpisode = {
  childKey: string;
  birthMonth: CivilDate | null;
  /** Only with `--birth-date day`. */
  birthDate: CivilDate | null;
  uasc: 0 | 1;
  collectionYear: YearLabel;
  fileOrder: number;
  started: CivilDate;
  ended: CivilDate | null;
  reasonNew: string;
  legalStatus: string;
  /** Need codes are not read. */
  need: null;
  place: string;
  provider: string;
  reasonEnded: string;
};

/**
 * The rows to store. Each carries the birth of its child as the header of its own year has it, else as the last header
 * before that year, else the first after; null where there is no header at all.
 */
export function storedEpisodes(parsed: ParsedReturn): StoredEpisode[] {
  const births = new Map<string, Map<string, ReturnHeader>>();
  for (const header of parsed.headers) {
    const year = header.year ?? '';
    const years = births.get(header.childKey);
    if (!years) births.set(header.childKey, new Map([[year, header]]));
    else if (!years.has(year)) years.set(year, header);
  }
  const ceased = new Map(parsed.uasc.map((row) => [row.childKey, row.duc]));
  // Unaccompanied at the end of the row, or of its year where it goes on.
  const uasc = ({ childKey, dec, year }: ReturnEpisode): 0 | 1 => {
    const duc = ceased.get(childKey);
    return duc === undefined || (duc !== null && duc < (dec ?? yearEnd(year))) ? 0 : 1;
  };
  const orders = new Map<YearLabel, number>();
  return parsed.episodes.map((row) => {
    const fileOrder = (orders.get(row.year) ?? 0) + 1;
    orders.set(row.year, fileOrder);
    const headers = [...(births.get(row.childKey)?.values() ?? [])];
    const birth = (headers.findLast((header) => (header.year ?? '') <= row.year) ?? headers[0])?.birth ?? null;
    return {
      childKey: row.childKey,
      birthMonth: birth === null ? null : monthStart(birth),
      birthDate: parsed.birthPrecision === 'day' ? birth : null,
      uasc: uasc(row),
      collectionYear: row.year,
      fileOrder,
      started: row.decom,
      ended: row.dec,
      reasonNew: row.rne,
      legalStatus: row.ls,
      need: null,
      place: row.place,
      provider: row.provider,
      reasonEnded: row.rec,
    };
  });
}

/** What `cleanReturn`, `finishReturn` and the sector models take, from stored rows in any order. */
export function parsedFromStored(rows: readonly StoredEpisode[]): ParsedReturn {
  const sorted = [...rows].sort(
    (a, b) => a.collectionYear.localeCompare(b.collectionYear) || a.fileOrder - b.fileOrder,
  );
  const born = sorted.filter((row) => row.birthMonth !== null);
  // One year held by month makes months of all: a 1st of a month must not pass for a birth date.
  const birthPrecision = born.length > 0 && born.every((row) => row.birthDate !== null) ? 'day' : 'month';
  const parsed: ParsedReturn = {
    birthPrecision,
    headers: [],
    episodes: [],
    uasc: [],
    careLeavers: [],
    changes: [],
    unplaced: [],
    files: [],
  };
  const seen = new Set<string>();
  const ceased = statusEnds(sorted);
  const counts = new Map<YearLabel, number>();
  for (const row of sorted) {
    const { childKey, collectionYear: year } = row;
    const place = { childKey, year, file: `stored return ${year}`, line: row.fileOrder };
    counts.set(year, (counts.get(year) ?? 0) + 1);
    const birth = birthPrecision === 'day' ? row.birthDate : row.birthMonth;
    if (birth !== null && !seen.has(`${year} ${childKey}`)) {
      seen.add(`${year} ${childKey}`);
      parsed.headers.push({ ...place, order: parsed.headers.length, sex: '', birth });
      const duc = ceased.get(childKey);
      if (duc !== undefined) parsed.uasc.push({ ...place, order: parsed.uasc.length, duc });
    }
    parsed.episodes.push({
      ...place,
      order: parsed.episodes.length,
      decom: row.started,
      dec: row.ended,
      rne: row.reasonNew,
      ls: row.legalStatus,
      place: row.place,
      provider: row.provider,
      rec: row.reasonEnded,
    });
  }
  for (const [year, count] of counts) {
    parsed.files.push({ file: `stored return ${year}`, kind: 'episodes', year, rows: count, kept: count });
  }
  return parsed;
}

/**
 * Children who were ever unaccompanied and, of those who no longer are, the start of the first placement that went on past
 * that day: the day itself is not kept, and this one says the same of every placement.
 */
export function statusEnds(rows: readonly StoredEpisode[]): Map<string, CivilDate | null> {
  const last = new Map<string, CivilDate>();
  for (const { childKey, uasc, started } of rows)
    if (uasc === 1 && started >= (last.get(childKey) ?? '')) last.set(childKey, started);
  const ends = new Map<string, CivilDate | null>([...last.keys()].map((childKey) => [childKey, null]));
  for (const { childKey, uasc, started } of rows) {
    const since = last.get(childKey);
    const ceased = ends.get(childKey);
    if (uasc === 0 && since !== undefined && started >= since && (!ceased || started < ceased))
      ends.set(childKey, started);
  }
  return ends;
}

/**
 * A new return together with the years held before it: what cleaning takes, since an episode may be carried on from one
 * year to the next. A year that the new return holds replaces the held one whole. Births are held to the day only if
 * both have the day.
 */
export function withStoredYears(parsed: ParsedReturn, stored: readonly StoredEpisode[]): ParsedReturn {
  const years = new Set(parsed.episodes.map((row) => row.year));
  const before = parsedFromStored(stored.filter((row) => !years.has(row.collectionYear)));
  if (before.episodes.length === 0) return parsed;
  const birthPrecision = parsed.birthPrecision === 'day' && before.birthPrecision === 'day' ? 'day' : 'month';
  const inOrder = <T extends { year: string | null }>(rows: T[]) =>
    rows.sort((a, b) => (a.year ?? '').localeCompare(b.year ?? '')).map((row, order) => ({ ...row, order }));
  const headers = inOrder([...before.headers, ...parsed.headers]);
  return {
    birthPrecision,
    headers: birthPrecision === 'day' ? headers : headers.map((row) => ({ ...row, birth: monthStart(row.birth) })),
    episodes: inOrder([...before.episodes, ...parsed.episodes]),
    uasc: inOrder([...before.uasc, ...parsed.uasc]),
    careLeavers: parsed.careLeavers,
    changes: parsed.changes,
    unplaced: parsed.unplaced,
    files: [...before.files, ...parsed.files],
  };
}
