import type { BenchmarkMethod } from '../benchmarks.ts';
import type { SectorMethod } from '../sector/projection.ts';
import { bias, coverage, meanAbsoluteError, meanPercentageError, type Scored, scaledError } from './accuracy.ts';

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
  const [error, naiveError] = [meanAbsoluteError(pairs), meanAbsoluteError(naive)];
  return {
    ...{ method, horizon, group },
    origins: pairs.length,
    meanAbsoluteError: error,
    meanPercentageError: meanPercentageError(pairs),
    scaledError: scaledError(pairs, naiveError),
    bias: bias(pairs),
    coverage: coverage(pairs),
    beatsNaive: method === 'naive' || error === null || naiveError === null ? null : error < naiveError,
  };
}
