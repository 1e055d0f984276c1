import { type BenchmarkMethod, forecastSeries, intervalOf } from '../../../shared/demand/benchmarks.ts';
import { stockOn } from '../../../shared/demand/history/stock.ts';
import { type MovementChoice, movementFromHistory } from '../../../shared/demand/movement/movement.ts';
import { spansOf } from '../../../shared/demand/prepare.ts';
import { stockHistory } from '../../../shared/demand/project-trend.ts';
import { type SectorMethod, sectorProjection } from '../../../shared/demand/sector/projection.ts';
import { simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { type Spread, summarise } from '../../../shared/demand/simulation/summarise.ts';
import { addDays, addMonths } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { asReturn } from '../simulated-history.ts';
import type { Feature } from '../simulator/features.ts';
import { origin, seenAtOrigin, simulateHistory } from '../simulator/history.ts';
import { Board, type Said } from './scores.ts';

export const horizons = [6, 12, 24] as const;
const trends: readonly BenchmarkMethod[] = ['naive', 'linear', 'holt', 'holt-damped'];
export const methods = ['default', 'old rules', ...trends, 'd2i-core', 'd2i-regional'] as const;

/**
 * Scores every method on `histories` of a feature, seeds from `firstSeed`: what each says at the origin, from what was known then,
 * of the total 6, 12 and 24 months on; the default and the old rules also of groups of 20 children and more.
 * `others` false leaves out all but the default and naive.
 */
export function scoreFeature(
  feature: Feature,
  histories: number,
  firstSeed: number,
  paths: number,
  others = true,
  board = new Board(),
): Board {
  for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
    const history = simulateHistory(feature, seed);
    const seen = seenAtOrigin(history);
    const truth = spansOf(history.snapshot.placements, history.snapshot.placementGroups).spans;
    const size = history.snapshot.placementGroups.length;
    const { spans } = spansOf(seen.placements, seen.placementGroups);
    const past = stockHistory(spans, size, origin);
    const totals = past.series[0]!.map((_, at) => past.series.reduce((sum, series) => sum + series[at]!, 0));
    const now = totals.at(-1)!;
    const movements = { default: movementFromHistory, ...(others ? { 'old rules': null } : {}) };
    const simulated = Object.entries(movements).map(([name, movement]) => ({
      name,
      months: simulate(seen, seed, paths, movement),
    }));
    const sector = others ? sectorTotals(seen) : [];
    for (const horizon of horizons) {
      const cells = stockOn(truth, size, addDays(addMonths(addDays(origin, 1), horizon), -1));
      const actual = cells.reduce((sum, value) => sum + value, 0);
      const add = (method: string, said: Said) => board.of(method, horizon, 'total').add(said, actual, now);
      for (const { name, months } of simulated) {
        const month = months[horizon - 1]!;
        add(name, saidOf(month.total));
        seen.placementGroups.forEach(({ code }, group) => {
          const last = past.series[group]!.at(-1)!;
          if (last < 20) return;
          const came = cells.reduce((sum, value, cell) => (cell % size === group ? sum + value : sum), 0);
          board.of(name, horizon, 'groups').add(saidOf(month.groups[code]!), came, last);
        });
      }
      for (const method of others ? trends : (['naive'] as const)) add(method, trendOf(method, totals, horizon));
      for (const { method, at } of sector) add(method, at(horizon));
    }
  }
  return board;
}

const saidOf = ({ mean, p10, p90, low95, high95 }: Spread): Said => ({
  ...{ mean, low80: p10, high80: p90, low95, high95 },
});

function simulate(snapshot: Snapshot, seed: number, paths: number, movement: MovementChoice | null) {
  const input = {
    ...{ snapshot, levers: [], months: 24, method: 'chain' as const, reference: null, kappaDays: 1095 },
    ...(movement ? { movement } : {}),
  };
  const plan = simulationPlan(input, { seed, drawRates: true });
  return summarise(plan, simulatePaths(plan, 0, paths)).months;
}

function trendOf(method: BenchmarkMethod, totals: readonly number[], horizon: number): Said {
  const forecast = forecastSeries(method, totals, horizon);
  const [eighty, wide] = [intervalOf(forecast, horizon, 0.8), intervalOf(forecast, horizon, 0.95)];
  return {
    mean: forecast.points[horizon - 1]!.mean,
    ...{ low80: eighty.low, high80: eighty.high, low95: wide.low, high95: wide.high },
  };
}

/** The sector's models on the same records as a return; none where a rate of theirs would be infinite. */
function sectorTotals(snapshot: Snapshot) {
  const reference = { from: addMonths(addDays(origin, 1), -12), to: origin };
  return (['d2i-core', 'd2i-regional'] as const).flatMap((method: SectorMethod) => {
    try {
      const made = sectorProjection(method, asReturn(snapshot), { dataDate: origin, months: 24, reference });
      const at = (horizon: number): Said => {
        const range = made.intervals?.[horizon - 1];
        // The regional model publishes two deviations either way: its 95 %.
        return {
          mean: made.months[horizon - 1]!.total.stock,
          ...(range ? { low95: range.low, high95: range.high } : {}),
        };
      };
      return [{ method, at }];
    } catch (error) {
      if (error instanceof OutturnError && error.code === 'rate-without-exposure') return [];
      throw error;
    }
  });
}
