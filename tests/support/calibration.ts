import { forecastSeries, intervalOf } from '../../shared/demand/benchmarks.ts';
import { stockOn } from '../../shared/demand/history/stock.ts';
import { spansOf } from '../../shared/demand/prepare.ts';
import { stockHistory } from '../../shared/demand/project-trend.ts';
import { type SectorMethod, sectorProjection } from '../../shared/demand/sector/projection.ts';
import { simulatePaths } from '../../shared/demand/simulation/microsimulation.ts';
import { simulationPlan } from '../../shared/demand/simulation/plan.ts';
import { type SimulationSummary, summarise } from '../../shared/demand/simulation/summarise.ts';
import { addDays, addMonths } from '../../shared/model/calendar.ts';
import { OutturnError } from '../../shared/model/problem.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { asReturn, seenOn, simulatedHistory, trueCouncil } from './simulated-history.ts';

export const horizons = [6, 12, 24] as const;
const dataDate = '2023-03-31';
const window = { from: '2022-04-01', to: dataDate };

export type Covered = {
  method: string;
  horizon: number;
  what: 'total' | 'groups of 20 or more';
  /** Forecasts whose actual lay in the interval, of those that have one. */
  inside: number;
  intervals: number;
  forecasts: number;
  /** Mean of forecast − actual, and of its size; children. */
  bias: number;
  error: number;
};
export type Calibration = { cells: Covered[]; refused: Map<string, number> };
type Forecast = { mean: number; low?: number; high?: number };

class Scores {
  readonly cells = new Map<string, Covered>();
  /** Histories on which a method had no answer. */
  readonly refused = new Map<string, number>();
  add(method: string, horizon: number, what: Covered['what'], actual: number, { mean, low, high }: Forecast): void {
    const key = `${method}|${horizon}|${what}`;
    const cell = this.cells.get(key) ?? {
      ...{ method, horizon, what, inside: 0, intervals: 0, forecasts: 0, bias: 0, error: 0 },
    };
    if (low !== undefined && high !== undefined) {
      cell.inside += actual >= low && actual <= high ? 1 : 0;
      cell.intervals += 1;
    }
    cell.forecasts += 1;
    cell.bias += mean - actual;
    cell.error += Math.abs(mean - actual);
    this.cells.set(key, cell);
  }
}

/**
 * Coverage of the 80 % intervals on histories simulated from known rates: at each horizon, how often the actual lies in
 * the interval made on the data date from what was then known, in total and for groups of 20 children or more. Beside
 * the model: a straight line through two years of month ends, and the sector's two models (totals).
 */
export function calibrate(histories: number, children: number, paths: number, firstSeed = 1): Calibration {
  const council = trueCouncil(children);
  const size = council.groups.length;
  const scores = new Scores();
  for (let seed = firstSeed; seed < firstSeed + histories; seed += 1) {
    const history = simulatedHistory(council, seed, dataDate, 8, 25);
    const snapshot = seenOn(history, dataDate);
    const model = intervalsOf(snapshot, seed, paths);
    const sector = (['d2i-core', 'd2i-regional'] as const).flatMap((method) => {
      const found = sectorTotals(method, snapshot);
      if (found.length === 0) scores.refused.set(method, (scores.refused.get(method) ?? 0) + 1);
      return found;
    });
    const truth = spansOf(history.placements, history.placementGroups).spans;
    const past = stockHistory(spansOf(snapshot.placements, snapshot.placementGroups).spans, size, dataDate).series;
    const totals = past[0]!.map((_, at) => past.reduce((sum, series) => sum + series[at]!, 0));
    for (const horizon of horizons) {
      const stock = stockOn(truth, size, addDays(addMonths('2023-04-01', horizon), -1));
      const month = model.months[horizon - 1]!;
      const total = stock.reduce((sum, value) => sum + value, 0);
      scores.add('chain', horizon, 'total', total, tenToNinety(month.total));
      scores.add('linear', horizon, 'total', total, trend(totals, horizon));
      for (const found of sector) scores.add(found.method, horizon, 'total', total, found.at(horizon));
      council.groups.forEach(({ code }, group) => {
        if ((past[group]!.at(-1) ?? 0) < 20) return;
        const actual = stock.reduce((sum, value, cell) => sum + (cell % size === group ? value : 0), 0);
        scores.add('chain', horizon, 'groups of 20 or more', actual, tenToNinety(month.groups[code]!));
        scores.add('linear', horizon, 'groups of 20 or more', actual, trend(past[group]!, horizon));
      });
    }
  }
  const cells = [...scores.cells.values()].map((cell) => ({
    ...cell,
    bias: cell.bias / cell.forecasts,
    error: cell.error / cell.forecasts,
  }));
  return { cells, refused: scores.refused };
}

function intervalsOf(snapshot: Snapshot, seed: number, paths: number): SimulationSummary {
  const input = { snapshot, levers: [], months: 24, method: 'chain' as const, reference: null, kappaDays: 1095 };
  const plan = simulationPlan(input, { seed, drawRates: true });
  return summarise(plan, simulatePaths(plan, 0, paths));
}

const tenToNinety = ({ mean, p10, p90 }: { mean: number; p10: number; p90: number }) => ({ mean, low: p10, high: p90 });

function trend(series: readonly number[], horizon: number): Forecast {
  const forecast = forecastSeries('linear', series.slice(-24), horizon);
  return { mean: forecast.points[horizon - 1]!.mean, ...intervalOf(forecast, horizon, 0.8) };
}

/** None where the model has no answer: a rate of its own would be infinite. */
function sectorTotals(method: SectorMethod, snapshot: Snapshot) {
  try {
    const projection = sectorProjection(method, asReturn(snapshot), { dataDate, months: 24, reference: window });
    const at = (horizon: number): Forecast => ({
      mean: projection.months[horizon - 1]!.total.stock,
      ...(projection.intervals?.[horizon - 1] ?? {}),
    });
    return [{ method, at }];
  } catch (error) {
    if (error instanceof OutturnError && error.code === 'rate-without-exposure') return [];
    throw error;
  }
}

/** The table in plain text. The regional model’s interval is its own ±2 sd, not one of 80 %. */
export function calibrationTable({ cells, refused }: Calibration): string {
  const rows = cells.map((cell) => {
    const coverage = cell.intervals > 0 ? `${((cell.inside / cell.intervals) * 100).toFixed(1)} %` : 'none';
    return [
      cell.method.padEnd(13),
      `${cell.horizon} months`.padEnd(10),
      cell.what.padEnd(21),
      `covers ${coverage.padStart(6)}`,
      `of ${cell.forecasts}`.padEnd(8),
      `error ${cell.error.toFixed(2)}`.padEnd(12),
      `bias ${cell.bias.toFixed(2)}`,
    ].join(' ');
  });
  for (const [method, count] of refused)
    rows.push(`${method.padEnd(13)} no answer on ${count} histories: a rate would be infinite`);
  return rows.sort().join('\n');
}
