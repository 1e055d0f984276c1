/**
 * Every method side by side, each with the interval that is its own, and how well each would have done (docs/model.md
 * §6).
 */
import { addDays, type CivilDate } from '../../model/calendar.ts';
import { OutturnError } from '../../model/problem.ts';
import { type BenchmarkMethod, forecastSeries, intervalOf } from '../benchmarks.ts';
import { monthEnds } from '../history/month-ends.ts';
import type { DemandInput } from '../input.ts';
import { referenceWindow } from '../prepare.ts';
import { projectDemand } from '../project.ts';
import { sectorMethods } from '../sector/backtest.ts';
import type { SectorInput } from '../sector/common.ts';
import { type SectorMethod, sectorProjection } from '../sector/projection.ts';
import { simulatePaths } from '../simulation/microsimulation.ts';
import { simulationPlan } from '../simulation/plan.ts';
import { summarise } from '../simulation/summarise.ts';
import { projectionSteps } from '../steps.ts';
import { type Backtest, backtest } from './backtest.ts';
import type { BacktestMethod } from './row.ts';

/** All children at the end of a month by one method; null where it gives no interval. */
export type MethodMonth = { children: number; low: number | null; high: number | null };
export type MethodForecast = {
  method: BacktestMethod;
  /** Empty where the method has no answer, and `refused` says why. */
  months: MethodMonth[];
  /** What lies between low and high: 80 %, or the regional model's two standard deviations either way. */
  interval: 'eighty' | 'two-deviations' | null;
  refused: string | null;
};
export type MethodComparison = {
  /** Last day of each month forecast. */
  ends: CivilDate[];
  methods: MethodForecast[];
  /** Null where only monthly counts are held. */
  backtest: Backtest | null;
};
export type ComparisonOptions = { months: number; origins: number; horizon: number; paths: number; seed: number };

const trends: readonly BenchmarkMethod[] = ['naive', 'linear', 'holt', 'holt-damped'];

/**
 * Forecasts of all children with no lever by every method, and the back-test of each. The chains' intervals are those of
 * their simulated paths; a trend's come from its own errors on up to 60 month ends. `sector`: raw rows of SSDA903
 * returns, or in words why there are none. Throws what the projection throws.
 */
export function compareMethods(
  input: Omit<DemandInput, 'levers' | 'months' | 'method'>,
  sector: SectorInput | string,
  { months, origins, horizon, paths, seed }: ComparisonOptions,
  progress: (done: number, total: number) => void = () => {},
): MethodComparison {
  const { snapshot } = input;
  const hasPlacements = snapshot.placements.length > 0;
  const history = monthEnds(snapshot, null, 60).map(({ value }) => value);
  const steps = projectionSteps(snapshot.dataDate, months);
  const raw = typeof sector === 'string' ? null : sector;
  const methods: MethodForecast[] = [
    ...(hasPlacements ? (['chain', 'duration'] as const) : []).map((method) =>
      byChain(input, method, months, paths, seed),
    ),
    ...trends.map((method): MethodForecast => {
      const forecast = forecastSeries(method, history, steps.length);
      const values = forecast.points.map(({ mean }, at) => ({ children: mean, ...intervalOf(forecast, at + 1, 0.8) }));
      return { method, months: values, interval: 'eighty', refused: null };
    }),
    ...sectorMethods.map((method) =>
      raw ? bySector(method, raw, snapshot.dataDate, months, input.reference) : refusal(method, String(sector)),
    ),
  ];
  return {
    ends: steps.map(({ end }) => addDays(end, -1)),
    methods,
    backtest: hasPlacements
      ? backtest(input, origins, horizon, { paths: Math.min(200, paths), sector: raw, progress })
      : null,
  };
}

function byChain(
  input: Omit<DemandInput, 'levers' | 'months' | 'method'>,
  method: 'chain' | 'duration',
  months: number,
  paths: number,
  seed: number,
): MethodForecast {
  const asked = { ...input, levers: [], months, method };
  const projection = projectDemand(asked);
  const plan = simulationPlan(asked, { seed, drawRates: true });
  const spread = summarise(plan, simulatePaths(plan, 0, paths)).months;
  const values = projection.months.map(({ total }, at) => ({
    children: total.stock,
    low: spread[at]?.total.p10 ?? null,
    high: spread[at]?.total.p90 ?? null,
  }));
  return { method, months: values, interval: 'eighty', refused: null };
}

function bySector(
  method: SectorMethod,
  raw: SectorInput,
  dataDate: CivilDate,
  months: number,
  reference: DemandInput['reference'],
): MethodForecast {
  try {
    const found = sectorProjection(method, raw, { dataDate, months, reference: referenceWindow(dataDate, reference) });
    const values = found.months.map(({ total }, at) => ({
      children: total.stock,
      low: found.intervals?.[at]?.low ?? null,
      high: found.intervals?.[at]?.high ?? null,
    }));
    return { method, months: values, interval: found.intervals ? 'two-deviations' : null, refused: null };
  } catch (error) {
    if (error instanceof OutturnError) return refusal(method, error.message);
    throw error;
  }
}

function refusal(method: SectorMethod, refused: string): MethodForecast {
  return { method, months: [], interval: null, refused };
}
