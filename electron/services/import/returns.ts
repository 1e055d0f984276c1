import type { Store } from '../../../db/store.ts';
import { type Cells, type StoredRow, tables } from '../../../db/tables.ts';
import type { CivilDate } from '../../../shared/model/calendar.ts';
import type { PlacementCode, RegisterName } from '../../../shared/model/registers.ts';
import { withholdPersonal } from '../../../shared/personal-text/watch-text.ts';
import type { ReportLine } from '../../../shared/ssda903/changes.ts';
import { detectReturnTable } from '../../../shared/ssda903/detect.ts';
import { parseReturn } from '../../../shared/ssda903/parse.ts';
import { finishReturn } from '../../../shared/ssda903/return.ts';
import { type StoredEpisode, storedEpisodes, withStoredYears } from '../../../shared/ssda903/stored.ts';
import type { ReturnChange } from '../../../shared/ssda903/types.ts';
import type { EpisodePlan, RegisterPlan, Source } from './import-plan.ts';
import type { ReadOptions } from './incoming.ts';
import type { SourceProblem } from './problem.ts';
import { lineOf, nameOf, rowOfLine, type SourceTable } from './source-table.ts';

/** A table of an SSDA903 return among the files of an import; `index` is its place among them. */
export type ReturnFile = { index: number; table: SourceTable };
/** What the returns of an import come to: rows for registers, rows of `episodes`, and everything that was found. */
export type ReturnImport = {
  sources: Source[];
  episodes: StoredEpisode[];
  problems: SourceProblem[];
  /** The cleaning report: what was found and done, counted by rule. */
  cleaning: ReportLine[];
  /** Files whose collection year is not known, by index, with why: nothing of them is taken. */
  unplaced: Map<number, string>;
  /** Rows read, by file index. */
  rows: Map<number, number>;
  /** Index of the file the register rows are counted with. */
  main: number;
};
/** True for a file of the SSDA903 return. */
export const isReturnTable = (table: SourceTable): boolean =>
  detectReturnTable({ file: nameOf(table), rows: table.rows }) !== null;

/** Index of the row of headers of a file of the return. */
export const returnHeaderRow = (table: SourceTable): number =>
  detectReturnTable({ file: nameOf(table), rows: table.rows })?.headerRow ?? 0;

/** What a return says of a placement; how it was bought, its area and its unit are left as the copy holds them. */
const spoken = ['childKey', 'birthMonth', 'uasc', 'groupCode', 'provider', 'start', 'end', 'shortBreak', 'endReason'];

/**
 * Parses and cleans the returns of an import (shared/ssda903), together with the collection years the copy already
 * holds, by the copy's own mapping of codes or, where it has none, the default one. Reads the store; writes nothing.
 */
export function readReturns(
  store: Store,
  files: readonly ReturnFile[],
  options: Pick<ReadOptions, 'pseudonym' | 'birthDate'> & { year: string | null; today: CivilDate },
): ReturnImport {
  const stored = store.statement('episodes', 'all').all() as (StoredRow & StoredEpisode)[];
  const parsed = parseReturn(
    files.map(({ table }) => ({ file: nameOf(table), folder: table.folder, rows: table.rows })),
    {
      pseudonymise: options.pseudonym,
      birth: options.birthDate,
      today: options.today,
      stored,
      ...(options.year ? { year: options.year } : {}),
    },
  );
  const episodes = storedEpisodes(parsed);
  const whole = withStoredYears(parsed, stored);
  const codes = store.statement('placementCodes', 'all').all() as PlacementCode[];
  const finished = finishReturn(whole, codes.length > 0 ? { codes } : {});
  const indexOf = new Map(files.map((file) => [nameOf(file.table), file.index]));
  const main = indexOf.get(parsed.files.find((file) => file.kind === 'episodes')?.file ?? '') ?? files[0]?.index ?? 0;
  const source = (register: RegisterName, rows: readonly object[], present: readonly string[]): Source => ({
    index: main,
    table: { file: '', sheet: null, rows: [] },
    detected: { register, headerRow: 0, placed: [], unused: [], ignored: [] },
    read: {
      rows: rows.map((cells) => ({ row: 0, source: main, key: '', cells: cells as Cells })),
      refused: [],
      rejected: 0,
      problems: [],
      present: [...present],
      unnamed: [],
      placed: [],
      sums: new Map(),
      leftOut: { totals: [], notes: [] },
    },
  });
  const known = new Set((store.statement('placementGroups', 'all').all() as { code: string }[]).map((row) => row.code));
  const groups = finished.placementGroups.filter((row) => !known.has(row.code));
  const birth = options.birthDate === 'day' ? [...spoken, 'birthDate'] : spoken;
  // Without an episode in any file or year there is nothing to say of placements.
  const nothing = whole.episodes.length === 0;
  return {
    sources: [
      source('placementGroups', codes.length > 0 || nothing ? [] : groups, tables.placementGroups.columns),
      source(
        'placementCodes',
        codes.length > 0 || nothing ? [] : finished.placementCodes,
        tables.placementCodes.columns,
      ),
      ...(nothing ? [] : [source('placements', finished.placements, birth)]),
      ...(finished.demandSeries.length > 0
        ? [source('demandSeries', finished.demandSeries, tables.demandSeries.columns)]
        : []),
    ],
    episodes,
    problems: finished.changes.map((found) => problemOf(found, indexOf.get(found.file) ?? main)),
    cleaning: finished.report,
    unplaced: new Map(parsed.unplaced.map(({ file, why }) => [indexOf.get(file) ?? main, why])),
    rows: new Map(parsed.files.map((file) => [indexOf.get(file.file) ?? main, file.rows])),
    main,
  };
}

const neverKept = new Set(['CHILD', 'DOB', 'SEX', 'DUC']);

/** A refused row of a return as it may be kept: the needed columns, its child under the pseudonym. */
export function originalOfReturn(
  table: SourceTable,
  row: number,
  pseudonym: (identifier: string) => string,
): Record<string, string> | null {
  const detected = detectReturnTable({ file: nameOf(table), rows: table.rows });
  const cells = rowOfLine(table, row);
  if (!detected || !cells || row <= lineOf(table, detected.headerRow)) return null;
  const columns = Object.entries(detected.columns).filter(([name]) => !neverKept.has(name));
  const kept = columns.map(([name, index]) => [name, withholdPersonal(cells[index] ?? '').slice(0, 40)]);
  const child = cells[detected.columns.CHILD ?? -1]?.trim();
  return Object.fromEntries([...(child ? [['CHILD', pseudonym(child)]] : []), ...kept]);
}

/** What becomes of a row where no new value says it. */
const becomes: Partial<Record<ReturnChange['action'], string>> = { dropped: 'dropped', noted: 'left as it is' };

function problemOf(found: ReturnChange, source: number): SourceProblem {
  const place = found.line > 0 ? `Row ${found.line}${found.column ? `, ${found.column}` : ''}: ` : '';
  return {
    source,
    row: found.line,
    column: found.column,
    code: found.rule,
    message: `${place}${found.message}`,
    before: found.before || null,
    after: found.after || becomes[found.action] || null,
    rejects: found.action === 'quarantined',
  };
}

/** What changes in `episodes`: each collection year of the import replaces what was held of it. */
export function planEpisodes(store: Store, episodes: readonly StoredEpisode[]): EpisodePlan {
  const years = new Set(episodes.map((row) => row.collectionYear));
  const stored = (store.statement('episodes', 'all').all() as StoredRow[]).filter((row) =>
    years.has(String(row.collectionYear)),
  );
  const keyOf = (row: Cells) => `${row.collectionYear} ${row.fileOrder}`;
  const left = new Map(stored.map((row) => [keyOf(row), row]));
  const compared = tables.episodes.columns.filter((column) => column !== 'importId');
  const plan: EpisodePlan = { add: [], change: [], remove: [] };
  for (const episode of episodes) {
    const cells: Cells = { ...episode, importId: null };
    const before = left.get(keyOf(cells));
    left.delete(keyOf(cells));
    if (!before) plan.add.push(cells);
    else if (compared.some((column) => before[column] !== cells[column])) {
      const { id, ...old } = before;
      plan.change.push({ id, before: old, after: cells });
    }
  }
  plan.remove.push(...left.values());
  return plan;
}

/**
 * Placements that came from an earlier return and are not in this one: taken away, or only listed where a price stands
 * on them. Placements from other extracts are no business of a return.
 */
export function outOfReturn(store: Store, gone: readonly StoredRow[]): Pick<RegisterPlan, 'gone' | 'remove'> {
  const prices = store.statement('placementPrices', 'all').all() as Cells[];
  const priced = new Set(prices.map((row) => row.placementReference));
  const own = gone.filter((row) => /^ck1-[0-9a-f]{32}:/.test(String(row.reference)));
  const stands = (row: StoredRow) => priced.has(row.reference ?? null);
  return { gone: own.filter(stands), remove: own.filter((row) => !stands(row)) };
}
