import { createHash } from 'node:crypto';
import { keepForecastRun, type NewForecastRun } from '../../../db/forecast-runs.ts';
import type { Store } from '../../../db/store.ts';
import { vintageOf } from '../../../shared/demand/backtest/vintages.ts';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { activeDemandLevers } from '../../../shared/demand/levers/demand.ts';
import type { DemandProjection, Intervals } from '../../../shared/demand/projection.ts';
import { engineVersion } from '../../../shared/model/engine.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

/** A demand forecast as it is to be kept, with a mark of all that it was made from. */
export function forecastRunOf(
  input: DemandInput,
  projection: DemandProjection,
  intervals: Intervals | null,
): NewForecastRun {
  const { snapshot, levers, ...asked } = input;
  const acting = activeDemandLevers(levers);
  const hash = createHash('sha256');
  const simulated = intervals ? [intervals.paths, intervals.seed] : null;
  hash.update(JSON.stringify([snapshot.dataDate, asked, acting.map(({ name, note, ...lever }) => lever), simulated]));
  // Row by row: the text of a large copy would not fit in one string.
  const lists = [snapshot.placementGroups, snapshot.capacityUnits, snapshot.demandSeries, snapshot.placements];
  for (const rows of lists) for (const row of rows) hash.update(JSON.stringify(row));
  return {
    vintage: vintageOf(projection, intervals, acting.length),
    engineVersion,
    seed: intervals?.seed ?? 0,
    inputSha256: hash.digest('hex'),
  };
}

/**
 * Keeps a run with its vintage, so that later actuals score it: every run of the copy's own data, by command or in
 * the window. The same run again is kept once. A copy that cannot be written now (open elsewhere, a full disc) still has its
 * answer: gives the reason in words, or null when it is kept.
 */
export function keepRun(store: Store, run: NewForecastRun): string | null {
  try {
    keepForecastRun(store, run);
    return null;
  } catch (error) {
    if (!(error instanceof OutturnError)) throw error;
    return `This forecast was not kept for scoring: ${error.message}`;
  }
}
