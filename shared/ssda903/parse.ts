/** Reads the tables of one or several returns into rows of needed columns, pseudonymous and typed; nothing is cleaned yet. */
import { addDays, type CivilDate, monthStart, type YearLabel, yearEnd } from '../model/calendar.ts';
import { change } from './changes.ts';
import { cleanCell } from './dates.ts';
import { type DetectedTable, detectReturnTable } from './detect.ts';
import { suspectSwaps } from './swaps.ts';
import { TableReader } from './table-reader.ts';
import type { ParsedReturn, ReturnEpisode, ReturnTable } from './types.ts';
import { type StoredRow, settleYear, yearDisagrees, yearOfPath } from './year.ts';

export type ParseOptions = {
  /** Turns a child identifier into its keyed pseudonym; the identifier itself is held nowhere. */
  pseudonymise: (child: string) => string;
  /** `month` (the default) holds the 1st of the month of birth. */
  birth?: 'month' | 'day';
  /** The collection year of every file, where the user says it. */
  year?: YearLabel;
  /** Today: no return of a year that has not begun exists. Not said, every year may be. */
  today?: CivilDate;
  /** Rows of the years already stored: a return sent again is known by them. */
  stored?: readonly StoredRow[];
};

type Found = { table: ReturnTable; detected: DetectedTable; year: YearLabel | null };
const pathOf = ({ file, folder }: ReturnTable) => (folder === undefined ? file : `${folder}/${file}`);
const folderOf = (file: string) => file.replaceAll('\\', '/').replace(/[^/]*$/, '');

/**
 * Reads every file of the return among `tables`. Rows with a wrong date or no child are left out and listed; other rows
 * come through as they are, for `cleanReturn` and the sector models. Never throws on content.
 */
export function parseReturn(tables: readonly ReturnTable[], options: ParseOptions): ParsedReturn {
  const birthPrecision = options.birth ?? 'month';
  const result: ParsedReturn = {
    birthPrecision,
    headers: [],
    episodes: [],
    uasc: [],
    careLeavers: [],
    changes: [],
    unplaced: [],
    files: [],
  };
  const found: Found[] = [];
  for (const table of tables) {
    const detected = detectReturnTable(table);
    const at = { file: table.file, line: 0 };
    if (detected?.kind === 'not-needed') {
      const message = `the ${detected.name} file is not needed and was not read`;
      result.changes.push(change('file-not-needed', 'noted', at, message, { severity: 'inform' }));
    } else if (detected) {
      found.push({ table, detected, year: options.year ?? null });
      for (const column of detected.missing.filter((name) => name !== 'SEX')) {
        const message = `the file has no ${column} column; every row is read as if it were blank`;
        result.changes.push(change('column-missing', 'noted', at, message, { column }));
      }
    } else
      result.changes.push(
        change('file-unknown', 'noted', at, 'no header row of a return in the first 20 rows; not read'),
      );
  }

  const keys = new Map<string, string>();
  const pseudonymise = (child: string) => {
    let key = keys.get(child);
    if (key === undefined) {
      key = options.pseudonymise(child);
      keys.set(child, key);
    }
    return key;
  };
  const reader = (item: Found) => new TableReader(item.table, item.detected, pseudonymise, result.changes);

  const read = found
    .filter((item) => item.detected.kind === 'episodes')
    .map((item) => ({ item, reader: reader(item), rows: [] as ReturnEpisode[] }));
  for (const file of read) {
    file.rows = readEpisodes(file.reader);
    if (file.rows.some((row) => row.year === '')) placeInYear(file, options, result);
    file.rows = withinYear(file.rows, result);
  }
  read.sort((a, b) => (a.rows[0]?.year ?? '').localeCompare(b.rows[0]?.year ?? ''));
  for (const { item, reader: from, rows } of read) {
    for (const row of rows) result.episodes.push({ ...row, order: result.episodes.length });
    for (const row of rows) for (const entry of suspectSwaps(row)) result.changes.push(entry);
    result.files.push({
      file: item.table.file,
      kind: 'episodes',
      year: item.year,
      rows: from.count,
      kept: rows.length,
    });
  }
  notePairs(
    read.map(({ item }) => item),
    result,
  );

  const others = found.filter((item) => item.detected.kind !== 'episodes');
  for (const item of others)
    item.year ??= yearBeside(
      item.table,
      read.map((file) => file.item),
    );
  others.sort((a, b) => (a.year ?? '').localeCompare(b.year ?? ''));
  for (const item of others) readOther(item, reader(item), birthPrecision, result);
  return result;
}

function readEpisodes(reader: TableReader): ReturnEpisode[] {
  const rows: ReturnEpisode[] = [];
  reader.each(true, (row) => {
    const decom = row.date('DECOM', true);
    if (!decom) return;
    const dec = row.date('DEC', false);
    if (dec === undefined) return;
    rows.push({
      ...row.place,
      order: 0,
      year: row.year ?? '',
      decom,
      dec,
      rne: row.code('RNE'),
      ls: row.code('LS'),
      place: row.code('PLACE'),
      provider: row.code('PLACE_PROVIDER'),
      rec: row.code('REC'),
    });
  });
  return rows;
}

/** Gives rows without a YEAR cell the collection year, said or proven; where it is neither, the file's rows stay out. */
function placeInYear(file: { item: Found; rows: ReturnEpisode[] }, options: ParseOptions, result: ParsedReturn): void {
  const { item, rows } = file;
  const at = { file: item.table.file, line: 0 };
  const today = options.today ?? '9999-12-31';
  if (item.year !== null) {
    const reason = yearDisagrees(item.year, rows, today);
    if (reason) result.changes.push(change('year-mismatch', 'noted', at, reason));
  } else {
    const settled = settleYear(pathOf(item.table), rows, { today, stored: options.stored ?? [] });
    item.year = settled.year;
    if (settled.year === null) {
      result.unplaced.push({ file: item.table.file, why: settled.why });
      result.changes.push(change('year-unknown', 'noted', at, `its collection year is not known: ${settled.why}`));
      file.rows = [];
      return;
    }
    if (settled.doubt) result.changes.push(change('year-doubtful', 'noted', at, settled.doubt));
  }
  const year = item.year ?? '';
  for (const row of rows) if (row.year === '') row.year = year;
}

/** A return is closed at its year's end: a row dated after the month that follows is a slip, and is set aside. */
function withinYear(rows: readonly ReturnEpisode[], result: ParsedReturn): ReturnEpisode[] {
  return rows.filter((row) => {
    const last = addDays(yearEnd(row.year), 31);
    const late = row.decom >= last ? 'DECOM' : row.dec !== null && row.dec >= last ? 'DEC' : null;
    if (late === null) return true;
    const date = late === 'DECOM' ? row.decom : (row.dec ?? '');
    const reason = `${late}: ${date} lies after the end of the return of ${row.year}; row left out`;
    result.changes.push(
      ...suspectSwaps(row),
      change('date-after-year', 'quarantined', row, reason, { column: late, before: date }),
    );
    return false;
  });
}

/** Two episode files of one year: both are read, repeated rows are found by the cleaning, and it is said. */
function notePairs(items: readonly Found[], result: ParsedReturn): void {
  const seen = new Map<YearLabel, string>();
  for (const { table, year } of items) {
    if (year === null) continue;
    const first = seen.get(year);
    if (first === undefined) seen.set(year, table.file);
    else {
      const message = `a second episodes file of ${year}, beside ${first}; both are read and repeated rows are dropped`;
      result.changes.push(change('year-duplicated', 'noted', { file: table.file, line: 0 }, message));
    }
  }
}

/** The year of a file without episode dates: of the only episodes file in its folder, by its path, or of the only one. */
function yearBeside(table: ReturnTable, episodes: readonly Found[]): YearLabel | null {
  const beside = episodes.filter((item) => folderOf(pathOf(item.table)) === folderOf(pathOf(table)));
  const only = beside.length === 1 ? beside[0] : episodes.length === 1 ? episodes[0] : undefined;
  return only?.year ?? yearOfPath(pathOf(table))?.year ?? null;
}

function readOther(item: Found, reader: TableReader, birth: 'month' | 'day', result: ParsedReturn): void {
  const before = result.headers.length + result.uasc.length;
  const leavers = new Map<string, number>();
  const years = new Map<string, YearLabel | null>();
  reader.each(item.detected.kind !== 'oc3', (row) => {
    const year = row.year ?? item.year;
    if (item.detected.kind === 'header') {
      const born = row.date('DOB', true);
      if (!born) return;
      const stored = birth === 'day' ? born : monthStart(born);
      result.headers.push({ ...row.place, order: result.headers.length, year, sex: row.code('SEX'), birth: stored });
    } else if (item.detected.kind === 'uasc') {
      const duc = row.date('DUC', false);
      if (duc !== undefined) result.uasc.push({ ...row.place, order: result.uasc.length, year, duc });
    } else {
      const accommodation = cleanCell(row.code('ACCOM')) || 'not stated';
      const key = `${year ?? ''} ${accommodation}`;
      years.set(key, year);
      leavers.set(key, (leavers.get(key) ?? 0) + 1);
    }
  });
  let kept = result.headers.length + result.uasc.length - before;
  for (const [key, children] of leavers) {
    const year = years.get(key) ?? null;
    result.careLeavers.push({ year, accommodation: key.slice(key.indexOf(' ') + 1), children });
    kept += children;
  }
  if ([...years.values()].includes(null)) {
    const reason =
      'nothing beside it tells its collection year, so its care leavers are in no year’s count; say the year with --year, such as --year 2023/24';
    result.unplaced.push({ file: item.table.file, why: reason });
    result.changes.push(change('year-unknown', 'noted', { file: item.table.file, line: 0 }, reason));
  }
  result.files.push({ file: item.table.file, kind: item.detected.kind, year: item.year, rows: reader.count, kept });
}
