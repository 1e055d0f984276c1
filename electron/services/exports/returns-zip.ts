import { strToU8, zipSync } from 'fflate';
import { type StoredEpisode, statusEnds } from '../../../shared/ssda903/stored.ts';
import { stringify } from '../import/write-csv.ts';

const day = (date: string | null) => (date === null ? '' : date.split('-').reverse().join('/'));
/** `2022/23` → 2023, as regional extracts number their years. */
const lastYear = (label: string) => String(Number(label.slice(0, 4)) + 1);

/**
 * The SSDA903 returns a copy holds, as the three files of a return with the year of each row, in one zip that an import
 * takes: children by their pseudonyms, births by their month where no more is held. Null when it holds none.
 */
export function returnsZip(episodes: readonly StoredEpisode[]): Uint8Array | null {
  if (episodes.length === 0) return null;
  const rows = [...episodes].sort(
    (a, b) => a.collectionYear.localeCompare(b.collectionYear) || a.fileOrder - b.fileOrder,
  );
  const children = new Map<string, StoredEpisode>();
  for (const row of rows) {
    const key = `${row.collectionYear} ${row.childKey}`;
    if (!children.has(key)) children.set(key, row);
  }
  const ends = statusEnds(rows);
  const files = {
    'header.csv': [
      ['YEAR', 'CHILD', 'SEX', 'DOB'],
      ...[...children.values()]
        .filter((row) => row.birthMonth !== null)
        .map((row) => [lastYear(row.collectionYear), row.childKey, '', day(row.birthDate ?? row.birthMonth)]),
    ],
    'episodes.csv': [
      ['YEAR', 'CHILD', 'DECOM', 'RNE', 'LS', 'PLACE', 'PLACE_PROVIDER', 'DEC', 'REC'],
      ...rows.map((row) => [
        ...[lastYear(row.collectionYear), row.childKey, day(row.started), row.reasonNew, row.legalStatus],
        ...[row.place, row.provider, day(row.ended), row.reasonEnded],
      ]),
    ],
    'uasc.csv': [
      ['YEAR', 'CHILD', 'DUC'],
      ...[...children.values()]
        .filter((row) => ends.has(row.childKey))
        .map((row) => [lastYear(row.collectionYear), row.childKey, day(ends.get(row.childKey) ?? null)]),
    ],
  };
  const entries = Object.entries(files).map(([name, table]) => [name, strToU8(stringify(table))] as const);
  return zipSync(Object.fromEntries(entries), { level: 1, mtime: '2000-01-01T00:00:00' });
}
