/** Forecasts published elsewhere, and tables kept here, beside what happened (docs/model.md §19). */
import type { CivilDate } from '../../model/calendar.ts';
import type { PublishedFigure } from '../../model/registers.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { columnOn } from '../forecast-table.ts';

/** One printed figure and what it came to. Bounds are as printed: those of a total are never made from those of parts. */
export type ScoredFigure = Pick<PublishedFigure, 'figure' | 'on' | 'uasc' | 'value' | 'low' | 'high' | 'source'> & {
  /** As its own source prints it, and as the data in use say; null where not known. */
  stated: number | null;
  counted: number | null;
  /** What it is scored by: the stated count, else the data's. Error = actual − forecast. */
  error: number | null;
  errorPercent: number | null;
  inside: boolean | null;
};
export type PublishedVintage = { vintage: string; method: string; madeFrom: CivilDate; figures: ScoredFigure[] };

/** Every published forecast, oldest first, scored where what it speaks of is known. */
export function publishedVintages(snapshot: Snapshot): PublishedVintage[] {
  const made = new Map<string, PublishedVintage>();
  for (const row of snapshot.publishedForecasts) {
    const { vintage, method, madeFrom } = row;
    const own = made.get(vintage) ?? { vintage, method, madeFrom, figures: [] };
    own.figures.push(scored(snapshot, row));
    made.set(vintage, own);
  }
  return [...made.values()].sort((a, b) => a.madeFrom.localeCompare(b.madeFrom) || a.vintage.localeCompare(b.vintage));
}

function scored(snapshot: Snapshot, row: PublishedFigure): ScoredFigure {
  const { figure, on, uasc, value, low, high, source, actual: stated } = row;
  const counted = figure === 'care leavers' ? leaversOn(snapshot, on) : columnOn(snapshot, figure, on, uasc);
  const actual = stated ?? counted;
  return {
    ...{ figure, on, uasc, value, low, high, source, stated, counted },
    error: actual === null ? null : actual - value,
    errorPercent: actual === null || actual === 0 ? null : ((actual - value) / actual) * 100,
    inside: actual === null || low === null || high === null ? null : low <= actual && actual <= high,
  };
}

function leaversOn({ leaverCohort }: Snapshot, on: CivilDate): number | null {
  const rows = leaverCohort.filter((row) => row.on === on && row.uasc === 'all' && row.level === '*');
  return rows.length === 0 ? null : rows.reduce((total, row) => total + (row.people ?? 0), 0);
}
