import { addDays, addMonths } from '../model/calendar.ts';
import { bias, coverage, meanAbsoluteError, meanPercentageError, type Scored, scaledError } from './accuracy.ts';
import { monthOf } from './assemble.ts';
import { type BenchmarkMethod, forecastSeries, intervalOf } from './benchmarks.ts';
import { baseChain, prepare, spansOf } from './prepare.ts';
import type { DemandInput } from './project.ts';
import { stockHistory } from './project-trend.ts';
import { dateOfMonthBefore } from './series-months.ts';

export type BacktestMethod = 'chain' | BenchmarkMethod;
export type BacktestRow = {
  method: BacktestMethod;
  /** Months ahead. */
  horizon: number;
  /** Group code, or null = total. */
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
  rows: BacktestRow[];
  /** Month ends the forecasts were made from. */
  origins: string[];
  /** The method with the least error of the total over all horizons; recommended, not imposed. Null with no origins. */
  recommended: BacktestMethod | null;
  notes: string[];
};

const methods: readonly BacktestMethod[] = ['chain', 'naive', 'linear', 'holt', 'holt-damped'];

/**
 * Rolling origin over the history held (MODEL.md §6): from each of the latest `origins` month ends that leave `horizon`
 * months of actuals and at least a year of history, every method forecasts with what was known then. The total of a
 * benchmark is a forecast of the total. Throws what the projection throws.
 */
export function backtest(
  input: Omit<DemandInput, 'levers' | 'months' | 'method'>,
  origins: number,
  horizon: number,
): Backtest {
  const { snapshot } = input;
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  const { months, series } = stockHistory(spans, ordered.length, snapshot.dataDate);
  const shown = ordered.flatMap((group, index) => (group.modelled === 1 ? [{ code: group.code, index }] : []));
  const totals = months.map((_, at) => shown.reduce((sum, { index }) => sum + series[index]![at]!, 0));
  const actual = (group: number, at: number) => (group < 0 ? totals[at]! : series[group]![at]!);
  const first = Math.max(11, months.length - horizon - origins);
  const scores = new Map<string, Scored[]>();
  const used: string[] = [];
  const add = (method: BacktestMethod, ahead: number, group: string | null, score: Scored) => {
    const key = `${method}|${ahead}|${group ?? ''}`;
    const held = scores.get(key) ?? [];
    held.push(score);
    scores.set(key, held);
  };
  for (let at = first; at + horizon < months.length; at += 1) {
    const origin = addDays(addMonths(months[at]!, 1), -1);
    used.push(origin);
    const then = { ...input, snapshot: { ...snapshot, dataDate: origin }, reference: null };
    const prepared = prepare(then);
    const chain = baseChain(prepared, origin, horizon).map((step) => monthOf(prepared, step));
    for (const { code, index } of [{ code: null, index: -1 }, ...shown]) {
      const past = Array.from({ length: at + 1 }, (_, month) => actual(index, month));
      for (let ahead = 1; ahead <= horizon; ahead += 1) {
        const month = chain[ahead - 1]!;
        const forecast =
          code === null
            ? shown.reduce((sum, group) => sum + month.groups[group.code]!.stock, 0)
            : month.groups[code]!.stock;
        add('chain', ahead, code, { forecast, actual: actual(index, at + ahead) });
      }
      for (const method of methods) {
        if (method === 'chain') continue;
        const forecast = forecastSeries(method, past, horizon);
        for (let ahead = 1; ahead <= horizon; ahead += 1) {
          const interval = intervalOf(forecast, ahead, 0.8);
          add(method, ahead, code, {
            forecast: forecast.points[ahead - 1]!.mean,
            actual: actual(index, at + ahead),
            ...interval,
          });
        }
      }
    }
  }
  const rows = table(scores, horizon, [null, ...shown.map(({ code }) => code)]);
  const notes = [
    'Each forecast uses only children who had arrived by its month end; later corrections to past records are in all of them',
  ];
  if (used.length === 0) {
    notes.push(
      `No origin: ${months.length} whole month ends are held to ${dateOfMonthBefore(snapshot.dataDate).slice(0, 7)}, and ${horizon + 12} are needed`,
    );
  }
  return { rows, origins: used, recommended: best(rows), notes };
}

function table(
  scores: ReadonlyMap<string, Scored[]>,
  horizon: number,
  groups: readonly (string | null)[],
): BacktestRow[] {
  const rows: BacktestRow[] = [];
  for (const method of methods) {
    for (let ahead = 1; ahead <= horizon; ahead += 1) {
      for (const group of groups) {
        const pairs = scores.get(`${method}|${ahead}|${group ?? ''}`) ?? [];
        if (pairs.length === 0) continue;
        const naiveError = meanAbsoluteError(scores.get(`naive|${ahead}|${group ?? ''}`) ?? []);
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
