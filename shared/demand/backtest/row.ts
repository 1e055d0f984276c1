import type { BenchmarkMethod } from '../benchmarks.ts';
import type { SectorMethod } from '../sector/projection.ts';
import {
  bias,
  coverage,
  coverage95,
  intervalScore,
  intervalScorePercent,
  meanAbsoluteError,
  meanPercentageError,
  type Scored,
  scaledError,
} from './accuracy.ts';

export type BacktestMethod = 'chain' | 'duration' | BenchmarkMethod | SectorMethod;
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
  /** The same of its 95 % interval. */
  coverage95: number | null;
  /** Interval (Winkler) score of the 80 % interval: children, and per cent of what came; less is better. */
  intervalScore: number | null;
  intervalScorePercent: number | null;
  beatsNaive: boolean | null;
};
/** One line of the table: forecasts of one figure, so many months ahead, beside what came and the last level's. */
export function backtestRow(
  method: BacktestMethod,
  horizon: number,
  group: string | null,
  pairs: readonly Scored[],
  naive: readonly Scored[],
): BacktestRow {
  // The sector's interval is one of two deviations: scored as one of 80 % it would be no score.
  const eighty = method !== 'd2i-core' && method !== 'd2i-regional';
  const [error, naiveError] = [meanAbsoluteError(pairs), meanAbsoluteError(naive)];
  return {
    ...{ method, horizon, group },
    origins: pairs.length,
    meanAbsoluteError: error,
    meanPercentageError: meanPercentageError(pairs),
    scaledError: scaledError(pairs, naiveError),
    bias: bias(pairs),
    coverage: coverage(pairs),
    coverage95: coverage95(pairs),
    intervalScore: eighty ? intervalScore(pairs) : null,
    intervalScorePercent: eighty ? intervalScorePercent(pairs) : null,
    beatsNaive: method === 'naive' || error === null || naiveError === null ? null : error < naiveError,
  };
}
