import { methodName } from '../../format/method-names.ts';
import { bands } from '../../model/bands.ts';
import { addDays, addMonths, monthsBetween } from '../../model/calendar.ts';
import { type BenchmarkMethod, forecastSeries, intervalOf } from '../benchmarks.ts';
import { dateOfMonthBefore } from '../history/series-months.ts';
import type { DemandInput } from '../input.ts';
import { prepare, spansOf } from '../prepare.ts';
import { projectDemand } from '../project.ts';
import { stockHistory } from '../project-trend.ts';
import { type SectorScores, sectorBacktest, sectorMethods } from '../sector/backtest.ts';
import type { SectorInput } from '../sector/common.ts';
import type { SectorMethod } from '../sector/projection.ts';
import { simulatePaths } from '../simulation/microsimulation.ts';
import { simulationPlan } from '../simulation/plan.ts';
import { type SimulationSummary, summarise } from '../simulation/summarise.ts';
import { meanAbsoluteError, type Scored } from './accuracy.ts';
import { type BacktestMethod, type BacktestRow, backtestRow } from './row.ts';

export type Backtest = {
  /** The total and the modelled groups. */
  rows: BacktestRow[];
  /** The same by age band. */
  bands: BacktestRow[];
  /** Month ends the forecasts were made from. */
  origins: string[];
  /**
   * Outturn's method with the least error of the total on the earlier origins, where it beats the last level on the later ones
   * too; else the last level. Recommended, not imposed. Null with no origins.
   */
  recommended: Exclude<BacktestMethod, SectorMethod> | null;
  notes: string[];
};

const chains = ['chain', 'duration'] as const;
const trends: readonly BenchmarkMethod[] = ['naive', 'linear', 'holt', 'holt-damped'];
const methods = [...chains, ...trends];
type Scores = Map<string, Scored[]>;
type Interval = { low: number; high: number; low95: number; high95: number };
/** A figure that is forecast: its name in the scores, its history, and what the chains say of it, month by month. */
type Figure = {
  name: string;
  past: number[];
  chains: Record<(typeof chains)[number], { values: number[]; intervals: Interval[] | null }>;
};
/** `paths`: simulated paths behind each chain's intervals, 0 = none. `sector`: raw rows for the sector's models. */
export type BacktestOptions = {
  paths?: number;
  sector?: SectorInput | null;
  progress?: (done: number, total: number) => void;
};

/**
 * Rolling origin over the history held (docs/model.md §6): from each of the latest `origins` month ends that leave
 * `horizon` months of actuals and a year of history or a reference window's worth, every method forecasts with what was
 * known then, rates measured on as many months to then as `reference` has. The total of a benchmark is a forecast of
 * the total. The chains' intervals, of the total and the groups, are simulated when asked for; the sector's models are
 * scored in total, each on its own count. Throws what the projection throws.
 */
export function backtest(
  input: Omit<DemandInput, 'levers' | 'months' | 'method'>,
  origins: number,
  horizon: number,
  { paths = 0, sector = null, progress = () => {} }: BacktestOptions = {},
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
  const window = input.reference ? monthsBetween(input.reference.from, addDays(input.reference.to, 1)) : 12;
  const first = Math.max(Math.max(12, window) - 1, months.length - horizon - origins);
  const starts = months.flatMap((_, at) => (at >= first && at + horizon < months.length ? [at] : []));
  const used = starts.map((at) => addDays(addMonths(months[at]!, 1), -1));
  const steps = used.length * (sector ? 1 + sectorMethods.length : 1);
  let done = 0;
  const step = () => {
    done += 1;
    progress(done, steps);
  };
  starts.forEach((at, number) => {
    const to = used[number]!;
    const reference = window === 12 ? null : { from: addMonths(addDays(to, 1), -Math.max(1, window)), to };
    // At an origin in the past nobody knew what the register now says of the days after it.
    const { expectedEnds: _, ...asked } = input;
    const then = { ...asked, snapshot: { ...snapshot, dataDate: to }, reference };
    const { groups, stock } = prepare(then);
    const constant = (band: number) =>
      groups.reduce(
        (sum, group, index) => (group.modelled === 1 ? sum : sum + stock[band * groups.length + index]!),
        0,
      );
    const found = chains.map((method) => ({
      projected: projectDemand({ ...then, levers: [], months: horizon, method }).months,
      simulated: paths > 0 ? simulate(then, method, horizon, paths) : null,
    }));
    type Found = (typeof found)[number];
    const each = (values: (one: Found) => number[], intervals: (one: Found) => Interval[] | null): Figure['chains'] => {
      const [chain, duration] = found.map((one) => ({ values: values(one), intervals: intervals(one) }));
      return { chain: chain!, duration: duration! };
    };
    const figures: Figure[] = [
      {
        name: 'total',
        past: total,
        chains: each(
          ({ projected }) =>
            projected.map((month) => shown.reduce((sum, { code }) => sum + month.groups[code]!.stock, 0)),
          ({ simulated }) => simulated?.total ?? null,
        ),
      },
      ...shown.map(({ code }, index) => ({
        name: `group|${code}`,
        past: byGroup[index]!,
        chains: each(
          ({ projected }) => projected.map((month) => month.groups[code]!.stock),
          ({ simulated }) => simulated?.groups[code] ?? null,
        ),
      })),
      ...bands.map(({ code }, index) => ({
        name: `band|${code}`,
        past: byBand[index]!,
        chains: each(
          ({ projected }) => projected.map((month) => month.bands[code] - constant(index)),
          () => null,
        ),
      })),
    ];
    for (const figure of figures) scoreFigure(scores, figure, at, horizon);
    step();
  });
  const rows = table(scores, horizon, [['total', null], ...shown.map(({ code }) => [`group|${code}`, code] as const)]);
  const notes = [
    'Each forecast uses only children who had arrived by its month end; later corrections to past records are in all of them',
  ];
  for (const method of sector ? sectorMethods : []) {
    const scored = sectorBacktest(method, sector!, used, horizon, step);
    rows.push(...sectorRows(scored));
    if (scored.refused > 0) {
      notes.push(
        `${method} had no answer from ${scored.refused} of ${used.length} month ends: a rate of its own would be infinite`,
      );
    }
  }
  if (used.length === 0) {
    notes.push(
      `No origin: ${months.length} whole month ends are held to ${dateOfMonthBefore(snapshot.dataDate).slice(0, 7)}, and ${horizon + Math.max(12, window)} are needed`,
    );
  }
  const recommended = best(scores, horizon, used.length);
  if (recommended.note) notes.push(recommended.note);
  return {
    rows,
    bands: table(
      scores,
      horizon,
      bands.map(({ code }) => [`band|${code}`, code]),
    ),
    origins: used,
    recommended: recommended.method,
    notes,
  };
}

/** Forecasts a figure from a month by every method and scores it against what came. */
function scoreFigure(scores: Scores, figure: Figure, at: number, horizon: number): void {
  const past = figure.past.slice(0, at + 1);
  const add = (method: BacktestMethod, ahead: number, said: { forecast: number } & Partial<Interval>) => {
    const key = `${method}|${ahead}|${figure.name}`;
    scores.set(key, [...(scores.get(key) ?? []), { ...said, actual: figure.past[at + ahead]! }]);
  };
  for (let ahead = 1; ahead <= horizon; ahead += 1) {
    for (const method of chains) {
      const { values, intervals } = figure.chains[method];
      add(method, ahead, { forecast: values[ahead - 1]!, ...intervals?.[ahead - 1] });
    }
  }
  for (const method of trends) {
    const forecast = forecastSeries(method, past, horizon);
    forecast.points.forEach(({ mean }, step) => {
      const wide = intervalOf(forecast, step + 1, 0.95);
      add(method, step + 1, {
        ...{ forecast: mean, ...intervalOf(forecast, step + 1, 0.8) },
        ...(wide ? { low95: wide.low, high95: wide.high } : {}),
      });
    });
  }
}

/** P10 to P90 of the modelled groups and their total, month by month. */
function simulate(
  input: Omit<DemandInput, 'levers' | 'months' | 'method'>,
  method: (typeof chains)[number],
  months: number,
  paths: number,
) {
  const plan = simulationPlan({ ...input, levers: [], months, method }, { seed: 7, drawRates: true });
  const summary = summarise({ ...plan, constant: [] }, simulatePaths(plan, 0, paths));
  const band = (pick: (month: SimulationSummary['months'][number]) => SimulationSummary['months'][number]['total']) =>
    summary.months.map((month): Interval => {
      const { p10, p90, low95, high95 } = pick(month);
      return { low: p10, high: p90, low95, high95 };
    });
  const groups: Record<string, Interval[]> = {};
  for (const code of plan.groups) groups[code] = band((month) => month.groups[code]!);
  return { total: band((month) => month.total), groups };
}

function table(scores: Scores, horizon: number, figures: readonly (readonly [string, string | null])[]): BacktestRow[] {
  const rows: BacktestRow[] = [];
  for (const method of methods) {
    for (let ahead = 1; ahead <= horizon; ahead += 1) {
      for (const [name, group] of figures) {
        const pairs = scores.get(`${method}|${ahead}|${name}`) ?? [];
        const naive = scores.get(`naive|${ahead}|${name}`) ?? [];
        if (pairs.length > 0) rows.push(backtestRow(method, ahead, group, pairs, naive));
      }
    }
  }
  return rows;
}

function sectorRows({ method, ahead, naive }: SectorScores): BacktestRow[] {
  return ahead.flatMap((pairs, at) =>
    pairs.length > 0 ? [backtestRow(method, at + 1, null, pairs, naive[at] ?? [])] : [],
  );
}

/**
 * The method with the least mean absolute error of the total over all horizons, chosen on the earlier origins; it must beat
 * the last level on the later ones, which had no say in the choice, or the last level is recommended.
 */
function best(
  scores: Scores,
  horizon: number,
  origins: number,
): { method: Backtest['recommended']; note: string | null } {
  if (origins === 0) return { method: null, note: null };
  const split = origins < 4 ? origins : Math.ceil(origins / 2);
  const error = (method: (typeof methods)[number], from: number, to: number) => {
    const errors = Array.from({ length: horizon }, (_, at) =>
      meanAbsoluteError((scores.get(`${method}|${at + 1}|total`) ?? []).slice(from, to)),
    ).filter((value) => value !== null);
    return errors.length === 0 ? null : errors.reduce((sum, value) => sum + value, 0) / errors.length;
  };
  const [first] = methods
    .flatMap((method) => {
      const own = error(method, 0, split);
      return own === null ? [] : [{ method, own }];
    })
    .sort((a, b) => a.own - b.own);
  if (!first) return { method: null, note: null };
  if (first.method === 'naive' || origins < 4)
    return {
      method: first.method,
      note: origins < 4 ? 'Too few starts to test the recommendation on others than it was chosen on' : null,
    };
  const [own, naive] = [error(first.method, split, origins), error('naive', split, origins)];
  if (own !== null && naive !== null && own < naive) return { method: first.method, note: null };
  return {
    method: 'naive',
    note: `${methodName(first.method)} erred least on the earlier starts and did not beat the last level on the later ones: the last level is recommended`,
  };
}
