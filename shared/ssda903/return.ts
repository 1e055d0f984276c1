/** The whole way of a return, from tables of text to register rows: what the import service calls. */
import type { SectorInput } from '../demand/sector/common.ts';
import { addMonths, yearEnd } from '../model/calendar.ts';
import type { DemandCount, PlacementCode, PlacementGroup } from '../model/registers.ts';
import { type ReportLine, summariseChanges } from './changes.ts';
import { type CleanOptions, type CleanReturn, cleanReturn } from './clean.ts';
import { defaultCodes, defaultGroups } from './codes.ts';
import { type ParseOptions, parseReturn } from './parse.ts';
import { type PlacementRow, placementRows } from './placements.ts';
import type { ParsedReturn, ReturnChange, ReturnTable } from './types.ts';

export type ImportedReturn = {
  /** What to keep so that cleaning can be repeated and the sector models can start from it. */
  parsed: ParsedReturn;
  cleaned: CleanReturn;
  placements: PlacementRow[];
  /** The default groups that the placements use, and the whole default mapping; for a copy that has none yet. */
  placementGroups: Omit<PlacementGroup, 'id'>[];
  placementCodes: Omit<PlacementCode, 'id'>[];
  /** Care leavers of each OC3 file, as one count at its year's end; by accommodation they are in `parsed`. */
  demandSeries: Omit<DemandCount, 'id'>[];
  /** Every change and finding, in order; the cleaning report counts them. */
  changes: ReturnChange[];
  report: ReportLine[];
};

/**
 * Parses, cleans and maps one or several returns. Never throws on content: a table that is no return is listed.
 * The caller decides what to store; nothing here holds an identifier, a postcode or any other unneeded column.
 */
export function importReturn(tables: readonly ReturnTable[], options: ParseOptions & CleanOptions): ImportedReturn {
  return finishReturn(parseReturn(tables, options), options);
}

/** Cleaning and mapping again, from what was kept of an earlier import. */
export function finishReturn(parsed: ParsedReturn, options: CleanOptions = {}): ImportedReturn {
  const cleaned = cleanReturn(parsed, options);
  const { placements, changes: joined } = placementRows(cleaned.episodes, parsed.birthPrecision);
  const changes = [...cleaned.changes, ...joined];
  const used = new Set(placements.map((row) => row.groupCode));
  // The "provider not stated" groups are offered only where a placement needs them.
  const placementGroups = defaultGroups.filter((row) => used.has(row.code) || !row.code.endsWith('-unstated'));
  const wanted = new Set(['*', ...placementGroups.map((row) => row.code)]);
  const placementCodes = defaultCodes.filter((row) => wanted.has(row.groupCode));
  return {
    parsed,
    cleaned,
    placements,
    placementGroups,
    placementCodes,
    demandSeries: careLeaverCounts(parsed),
    changes,
    report: summariseChanges(changes),
  };
}

function careLeaverCounts(parsed: ParsedReturn): Omit<DemandCount, 'id'>[] {
  const totals = new Map<string, number>();
  for (const { year, children } of parsed.careLeavers) {
    if (year !== null) totals.set(year, (totals.get(year) ?? 0) + children);
  }
  return [...totals].map(([year, value]) => ({
    measure: 'care-leavers',
    month: addMonths(yearEnd(year), -1),
    groupCode: '*',
    band: '*',
    uasc: 'all',
    source: 'SSDA903 OC3',
    value,
  }));
}

/** What `d2i-core` and `d2i-regional` take: the raw rows, before Outturn's own cleaning. */
export function sectorInputOf(parsed: ParsedReturn): SectorInput {
  return { headers: parsed.headers, episodes: parsed.episodes };
}
