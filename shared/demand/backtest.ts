import { bands } from '../model/bands.ts';
import { addDays, addMonths } from '../model/calendar.ts';
import { bias, coverage, meanAbsoluteError, meanPercentageError, type Scored, scaledError } from './accuracy.ts';
import { monthOf } from './assemble.ts';
import { type BenchmarkMethod, forecastSeries, intervalOf } from './benchmarks.ts';
import { simulatePaths } from './microsimulation.ts';
import { baseChain, prepare, spansOf } from './prepare.ts';
import type { DemandInput } from './project.ts';
import { stockHistory } from './project-trend.ts';
import { dateOfMonthBefore } from './series-months.ts';
import { simulationPlan } from './simulation-plan.ts';
import { projectionSteps } from './steps.ts';
import { type SimulationSummary, summarise } from './summarise.ts';

export type BacktestMethod = 'chain' | BenchmarkMethod;
export type BacktestRow = {
  method: BacktestMethod;
  /** Months ahead. */
  horizon: number;
  /** Group code, or null = total; in `bands`, the band's code. */
  group: string | null;
  origins: number;
  meanAbsoluteError: number | null;
  meanPercentageError: number | null;
  scaledError: number | null;
  bias: number | null;
  /** Share of actuals in the method's own 80 % interval; null where it has none here. */
  coverage: number | null;
  beatsNaive: boolean | null;
};
export type Backtest = {
  /** The total and the modelled groups. */
  rows: BacktestRow[];
  /** The same by age band. */
  bands: BacktestRow[];
  /** Month ends the forecasts were made from. */
  origins: string[];
  /** The method with the least error of the total over all horizons; recommended, not imposed. Null with no origins. */
  recommended: BacktestMethod | null;
  notes: string[];
};

const methods: readonly BacktestMethod[] = ['chain', 'naive', 'linear', 'holt', 'holt-damped'];
type Scores = Map<string, Scored[]>;
/** A figure that is forecast: its name in the scores, its history, and its value in a projection of the chain. */
type Figure = { name: string; past: number[]; chain: number[]; intervals: { low: number; high: number }[] | null };

/**
 * Rolling origin over the history held (MODEL.md §6): from each of the latest `origins` month ends that leave `horizon`
 * months of actuals and at least a year of history, every method forecasts with what was known then. The total of a
 * benchmark is a forecast of the total. The chain's intervals, of the total and the groups, are simulated when `paths`
 * is above nought. Throws what the projection throws.
 */
export function backtest(
  input: Omit<DemandInput, 'levers' | 'months' | 'method'>,
  origins: number,
  horizon: number,
  paths = 0,
): Backtest {
  const { snapshot } = input;
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  const { months, cells } = stockHistory(spans, ordered.length, snapshot.dataDate);
  const modelled = ordered.map((group) => group.modelled === 1);
  const shown = ordered.flatMap((group, index) => (group.modelled === 1 ? [{ code: group.code, index }] : []));
  // Figures of every month: total, groups, bands; modelled groups only.
  const history = (keep: (band: number, group: number) => boolean) =>
    cells.map((stock) =>
      stock.reduce((sum, value, cell) => {
        const group = cell % ordered.length;
        return modelled[group] && keep(Math.floor(cell / ordered.length), group) ? sum + value : sum;
      }, 0),
    );
  const total = history(() => true);
  const byGroup = shown.map(({ index }) => history((_, group) => group === index));
  const byBand = bands.map((_, index) => history((band) => band === index));
  const scores: Scores = new Map();
  const used: string[] = [];
  for (let at = Math.max(11, months.length - horizon - origins); at + horizon < months.length; at += 1) {
    const origin = addDays(addMonths(months[at]!, 1), -1);
    used.push(origin);
    const then = { ...input, snapshot: { ...snapshot, dataDate: origin }, reference: null };
    const prepared = prepare(then);
    const projected = baseChain(prepared, projectionSteps(origin, horizon)).map((step) => monthOf(prepared, step));
    const held = (band: number) =>
      ordered.reduce(
        (sum, group, index) => (group.modelled === 1 ? sum : sum + prepared.stock[band * ordered.length + index]!),
        0,
      );
    const simulated = paths > 0 ? simulate(then, horizon, paths) : null;
    const figures: Figure[] = [
      {
        name: 'total',
        past: total,
        chain: projected.map((month) => shown.reduce((sum, { code }) => sum + month.groups[code]!.stock, 0)),
        intervals: simulated?.total ?? null,
      },
      ...shown.map(({ code }, index) => ({
        name: `group|${code}`,
        past: byGroup[index]!,
        chain: projected.map((month) => month.groups[code]!.stock),
        intervals: simulated?.groups[code] ?? null,
      })),
      ...bands.map(({ code }, index) => ({
        name: `band|${code}`,
        past: byBand[index]!,
        chain: projected.map((month) => month.bands[code] - held(index)),
        intervals: null,
      })),
    ];
    for (const figure of figures) scoreFigure(scores, figure, at, horizon);
  }
  const rows = table(scores, horizon, [['total', null], ...shown.map(({ code }) => [`group|${code}`, code] as const)]);
  const notes = [
    'Each forecast uses only children who had arrived by its month end; later corrections to past records are in all of them',
  ];
  if (used.length === 0) {
    notes.push(
      `No origin: ${months.length} whole month ends are held to ${dateOfMonthBefore(snapshot.dataDate).slice(0, 7)}, and ${horizon + 12} are needed`,
    );
  }
  return {
    rows,
    bands: table(
      scores,
      horizon,
      bands.map(({ code }) => [`band|${code}`, code]),
    ),
    origins: used,
    recommended: best(rows),
    notes,
  };
}

/** Forecasts a figure from a month by every method and scores it against what came. */
function scoreFigure(scores: Scores, figure: Figure, at: number, horizon: number): void {
  const add = (method: BacktestMethod, ahead: number, score: Scored) => {
    const key = `${method}|${ahead}|${figure.name}`;
    scores.set(key, [...(scores.get(key) ?? []), score]);
  };
  const past = figure.past.slice(0, at + 1);
  for (const method of methods) {
    const forecast = method === 'chain' ? null : forecastSeries(method, past, horizon);
    for (let ahead = 1; ahead <= horizon; ahead += 1) {
      const actual = figure.past[at + ahead]!;
      if (forecast) {
        add(method, ahead, {
          ...{ forecast: forecast.points[ahead - 1]!.mean, actual },
          ...intervalOf(forecast, ahead, 0.8),
        });
      } else add('chain', ahead, { forecast: figure.chain[ahead - 1]!, actual, ...figure.intervals?.[ahead - 1] });
    }
  }
}

/** P10 to P90 of the modelled groups and their total, month by month. */
function simulate(input: Omit<DemandInput, 'levers' | 'months' | 'method'>, months: number, paths: number) {
  const plan = simulationPlan({ ...input, levers: [], months, method: 'chain' }, { seed: 7, drawRates: true });
  const summary = summarise({ ...plan, held: [] }, simulatePaths(plan, 0, paths));
  const band = (pick: (month: SimulationSummary['months'][number]) => { p10: number; p90: number } | undefined) =>
    summary.months.map((month) => ({ low: pick(month)?.p10 ?? Number.NaN, high: pick(month)?.p90 ?? Number.NaN }));
  const groups: Record<string, { low: number; high: number }[]> = {};
  for (const code of plan.groups) groups[code] = band((month) => month.groups[code]);
  return { total: band((month) => month.total), groups };
}

function table(scores: Scores, horizon: number, figures: readonly (readonly [string, string | null])[]): BacktestRow[] {
  const rows: BacktestRow[] = [];
  for (const method of methods) {
    for (let ahead = 1; ahead <= horizon; ahead += 1) {
      for (const [name, group] of figures) {
        const pairs = scores.get(`${method}|${ahead}|${name}`) ?? [];
        if (pairs.length === 0) continue;
        const naiveError = meanAbsoluteError(scores.get(`naive|${ahead}|${name}`) ?? []);
        const error = meanAbsoluteError(pairs);
        rows.push({
          method,
          horizon: ahead,
          group,
          origins: pairs.length,
          meanAbsoluteError: error,
          meanPercentageError: meanPercentageError(pairs),
          scaledError: scaledError(pairs, naiveError),
          bias: bias(pairs),
          coverage: coverage(pairs),
          beatsNaive: method === 'naive' || error === null || naiveError === null ? null : error < naiveError,
        });
      }
    }
  }
  return rows;
}

function best(rows: readonly BacktestRow[]): BacktestMethod | null {
  const errors = methods.flatMap((method) => {
    const own = rows.filter((row) => row.method === method && row.group === null);
    if (own.length === 0) return [];
    return [{ method, error: own.reduce((sum, row) => sum + (row.meanAbsoluteError ?? 0), 0) / own.length }];
  });
  return errors.sort((a, b) => a.error - b.error)[0]?.method ?? null;
}
