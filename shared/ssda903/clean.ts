/**
 * The cleaning of a return, in the order the specification gives (tests/fixtures/reference/ssda903-spec.json, cases
 * 903-01).
 */
import { type CivilDate, yearEnd } from '../model/calendar.ts';
import { change, type ReportLine, summariseChanges } from './changes.ts';
import { checkEpisodes, checkYears } from './check.ts';
import type { CleanEpisode } from './clean-episode.ts';
import { defaultCodes, groupFinder, isShortBreak } from './codes.ts';
import { childrenOf, type ReturnChild, rowText, usableRows } from './quarantine.ts';
import type { ParsedReturn, ReturnChange, ReturnEpisode } from './types.ts';

export type CleanReturn = {
  /** By child in order of first appearance, then by start. Short breaks among them, marked. */
  episodes: CleanEpisode[];
  /** Everything done and found, reading first, then cleaning step by step. */
  changes: ReturnChange[];
  report: ReportLine[];
  counts: {
    /** Rows of episodes files. */
    read: number;
    /** Episodes after cleaning. */
    kept: number;
    /** Rows of any file that could not be used. */
    setAside: number;
    shortBreaks: number;
    children: number;
    uasc: number;
  };
};

export type CleanOptions = {
  /** PLACE and provider to group; the default mapping when not given. */
  codes?: Parameters<typeof groupFinder>[0];
  /** Children with no end date who turned 18 on or before this day have left. Default: latest DECOM or DEC. */
  dataDate?: CivilDate;
};

/**
 * Cleans a parsed return. Stable: the same return gives the same episodes and the same list in the same order.
 * Never throws on content; a row that cannot be used is set aside and listed, never mended by a guess.
 */
export function cleanReturn(parsed: ParsedReturn, options: CleanOptions = {}): CleanReturn {
  const changes = [...parsed.changes];
  const groupOf = groupFinder(options.codes ?? defaultCodes);
  const children = childrenOf(parsed, changes);
  const usable = usableRows(parsed.episodes, children, parsed.birthPrecision, changes);
  const dataDate = options.dataDate ?? latestDate(usable);
  let firstYear = '9999';
  for (const row of usable) if (row.year < firstYear) firstYear = row.year;
  const historyFrom = `${firstYear.slice(0, 4)}-04-01`;

  const byChild = new Map<string, ReturnEpisode[]>();
  for (const row of usable) {
    const list = byChild.get(row.childKey);
    if (list) list.push(row);
    else byChild.set(row.childKey, [row]);
  }
  const ends = checkYears(byChild.values(), changes);
  const episodes: CleanEpisode[] = [];
  for (const [childKey, own] of byChild) {
    const rows = own.map((row) => (ends.has(row) ? { ...row, dec: ends.get(row) ?? null } : row));
    rows.sort((a, b) => compare(a.decom, b.decom) || compare(a.dec ?? '', b.dec ?? '') || a.order - b.order);
    const spans = truncate(sameEnd(sameStart(withoutNothing(rows, changes), changes), changes), changes);
    const child = children.get(childKey);
    if (!child) continue;
    const first = episodes.length;
    for (const row of spans) {
      const found = groupOf(row.place, row.provider, row.year);
      const before = episodes.length > first ? episodes.at(-1) : undefined;
      const previous = before?.end === row.decom ? before : undefined;
      const groupCode = found === '*' ? inherit(row, previous, changes) : found;
      if (groupCode === null) {
        if (found === null) noGroup(row, changes);
        continue;
      }
      const end = leaveAtEighteen(row, child.adult, parsed.birthPrecision, dataDate, changes);
      const episode: CleanEpisode = {
        childKey,
        birth: child.birth,
        uasc: unaccompanied(row, end, child, changes),
        groupCode,
        place: row.place,
        provider: row.provider,
        start: row.decom,
        end,
        ls: row.ls,
        rne: row.rne,
        rec: row.rec,
        shortBreak: isShortBreak(row.ls) ? 1 : 0,
        file: row.file,
        line: row.line,
      };
      episodes.push(episode);
    }
    checkEpisodes(episodes.slice(first), historyFrom, dataDate, changes);
  }
  const setAside = changes.filter((item) => item.action === 'quarantined');
  const kept = new Set(episodes.map((episode) => episode.childKey));
  return {
    episodes,
    changes,
    report: summariseChanges(changes),
    counts: {
      read: parsed.files.reduce((sum, file) => sum + (file.kind === 'episodes' ? file.rows : 0), 0),
      kept: episodes.length,
      setAside: new Set(setAside.map((item) => `${item.line} ${item.file}`)).size,
      shortBreaks: episodes.filter((episode) => episode.shortBreak === 1).length,
      children: kept.size,
      uasc: [...kept].filter((key) => children.get(key)?.uasc === 1).length,
    },
  };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function latestDate(rows: readonly ReturnEpisode[]): CivilDate {
  let last = '0000-01-01';
  for (const { decom, dec } of rows) {
    if (decom > last) last = decom;
    if (dec !== null && dec > last) last = dec;
  }
  return last;
}

/** Step 3: an episode that starts and ends on one day is dropped. */
function withoutNothing(rows: readonly ReturnEpisode[], changes: ReturnChange[]): ReturnEpisode[] {
  return rows.filter((row) => {
    if (row.dec !== row.decom) return true;
    changes.push(change('355', 'dropped', row, 'zero-length episode dropped (rule 355)', { before: rowText(row) }));
    return false;
  });
}

/** Step 4: rows of one start become one: the latest end, and among equals the latest return's row. */
function sameStart(rows: readonly ReturnEpisode[], changes: ReturnChange[]): ReturnEpisode[] {
  const kept: ReturnEpisode[] = [];
  for (const row of rows) {
    const previous = kept.at(-1);
    if (previous?.decom !== row.decom) {
      kept.push(row);
      continue;
    }
    // Rows are sorted with no end first, then by end, then by return: the later row is always the one to keep.
    kept[kept.length - 1] = row;
    const same = previous.dec === row.dec && previous.place === row.place && previous.provider === row.provider;
    const repeat = same && previous.year === row.year;
    const carried = previous.place === row.place && previous.provider === row.provider && previous.year !== row.year;
    const message = repeat
      ? `same row as line ${row.line} of ${row.file}, in the same year; dropped`
      : `same start as line ${row.line} of ${row.file}${carried ? ', which carries it on' : ', which differs'}; the latest end is kept`;
    const more = {
      before: rowText(previous),
      after: rowText(row),
      severity: repeat || carried ? 'inform' : 'warn',
    } as const;
    changes.push(change(repeat ? 'duplicate-row' : 'same-start', 'dropped', previous, message, more));
  }
  return kept;
}

/** Step 5: rows of one end become one: the earliest start. Open rows are left to step 6. */
function sameEnd(rows: readonly ReturnEpisode[], changes: ReturnChange[]): ReturnEpisode[] {
  const ends = new Map<string, ReturnEpisode>();
  return rows.filter((row) => {
    if (row.dec === null) return true;
    const kept = ends.get(row.dec);
    if (!kept) {
      ends.set(row.dec, row);
      return true;
    }
    const message = `same end as line ${kept.line} of ${kept.file}, which starts earlier; dropped`;
    changes.push(change('same-end', 'dropped', row, message, { before: rowText(row), after: rowText(kept) }));
    return false;
  });
}

/** Step 6: an episode that is open, or runs past the next start, ends when the next one starts. */
function truncate(rows: readonly ReturnEpisode[], changes: ReturnChange[]): ReturnEpisode[] {
  return rows.map((row, index) => {
    const next = rows[index + 1];
    if (!next || (row.dec !== null && row.dec <= next.decom)) return row;
    const cut = { ...row, dec: next.decom };
    const what = row.dec === null ? 'open episode' : `episode that ends ${row.dec}`;
    const message = `${what} truncated at next DECOM ${next.decom} (rule 142/501)`;
    changes.push(
      change('142/501', 'truncated', row, message, { column: 'DEC', before: rowText(row), after: rowText(cut) }),
    );
    return cut;
  });
}

/** Step 7: a temporary placement is counted in the group of the placement it interrupts. */
function inherit(row: ReturnEpisode, previous: CleanEpisode | undefined, changes: ReturnChange[]): string | null {
  if (!previous) {
    const message = `${row.place} begins a period of care, so there is no group to take (rule 380/381); row set aside`;
    changes.push(change('380/381', 'quarantined', row, message, { column: 'PLACE', before: rowText(row) }));
    return null;
  }
  const message = `${row.place} counted in the group of the placement before`;
  const more = { column: 'PLACE', before: row.place, after: previous.groupCode };
  changes.push(change('temporary-inherits', 'inherited', row, message, more));
  return previous.groupCode;
}

function noGroup(row: ReturnEpisode, changes: ReturnChange[]): void {
  const message = `no placement group is set for ${row.place} ${row.provider} in ${row.year}; row set aside`;
  changes.push(change('code-unknown', 'quarantined', row, message, { column: 'PLACE', before: rowText(row) }));
}

/** Unaccompanied at the end of a placement, or of the return where it goes on: what the child was before DUC is past. */
function unaccompanied(
  row: ReturnEpisode,
  end: CivilDate | null,
  { uasc, duc }: ReturnChild,
  changes: ReturnChange[],
): 0 | 1 {
  if (uasc === 0 || duc === null || duc >= (end ?? yearEnd(row.year))) return uasc;
  if (duc > row.decom) {
    const message = `unaccompanied until ${duc} (DUC), and this placement goes on: counted with the other children`;
    changes.push(change('uasc-ceased', 'noted', row, message, { column: 'DUC', severity: 'inform' }));
  }
  return 0;
}

/** A child leaves on the 18th birthday; with months held, an end given inside that month stands. */
function leaveAtEighteen(
  row: ReturnEpisode,
  adult: CivilDate,
  birthPrecision: 'month' | 'day',
  dataDate: CivilDate,
  changes: ReturnChange[],
): CivilDate | null {
  if (row.dec === null ? adult > dataDate : row.dec <= adult) return row.dec;
  if (row.dec !== null && birthPrecision === 'month' && row.dec.slice(0, 7) === adult.slice(0, 7)) return row.dec;
  // Started within the month of the birthday with no later end known: at least the day it started.
  const end = adult > row.decom ? adult : row.decom;
  const message = `${row.dec === null ? 'has no end' : `ends ${row.dec}`}; ended at the 18th birthday ${end}`;
  const more = { column: 'DEC', before: row.dec ?? 'open', after: end };
  changes.push(change('turned-18', 'ended', row, message, more));
  return end;
}
