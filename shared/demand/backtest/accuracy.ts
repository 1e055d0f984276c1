/** A forecast beside what happened. */
export type Scored = {
  forecast: number;
  actual: number;
  /** Its 80 % interval, and its 95 % one. */
  low?: number;
  high?: number;
  low95?: number;
  high95?: number;
};

/** Absolute percentage error, %; null where the actual is nought. Case BM-04. */
export function percentageError({ forecast, actual }: Scored): number | null {
  return actual === 0 ? null : (Math.abs(forecast - actual) / Math.abs(actual)) * 100;
}

/** Mean absolute percentage error, %, over the pairs with an actual other than nought; null with none. */
export function meanPercentageError(pairs: readonly Scored[]): number | null {
  return mean(pairs.map(percentageError).filter((error) => error !== null));
}

/** Mean absolute error. */
export function meanAbsoluteError(pairs: readonly Scored[]): number | null {
  return mean(pairs.map(({ forecast, actual }) => Math.abs(forecast - actual)));
}

/** Mean of forecast − actual: above nought, the method runs high. */
export function bias(pairs: readonly Scored[]): number | null {
  return mean(pairs.map(({ forecast, actual }) => forecast - actual));
}

/** Mean absolute scaled error: MAE ÷ the naive method's MAE (case BM-07); null where the naive never erred. */
export function scaledError(pairs: readonly Scored[], naiveError: number | null): number | null {
  const error = meanAbsoluteError(pairs);
  return error === null || naiveError === null || !(naiveError > 0) ? null : error / naiveError;
}

/** Share of actuals within their interval, 0 to 1, over the pairs that have one. */
export function coverage(pairs: readonly Scored[]): number | null {
  const scored = pairs.filter((pair) => pair.low !== undefined && pair.high !== undefined);
  return mean(scored.map(({ actual, low = 0, high = 0 }) => (actual >= low && actual <= high ? 1 : 0)));
}

/** The same of the 95 % interval. */
export function coverage95(pairs: readonly Scored[]): number | null {
  return coverage(
    pairs.map(({ forecast, actual, low95, high95 }) => ({ forecast, actual, ...rangeOf(low95, high95) })),
  );
}

/**
 * Mean interval (Winkler) score of the 80 % intervals: width, and ten times what lies outside (2 ÷ 0.2); the unit of the
 * figures, less is better. Null where no pair has an interval. Source: Gneiting and Raftery 2007.
 */
export function intervalScore(pairs: readonly Scored[]): number | null {
  return mean(
    pairs.flatMap(({ actual, low, high }) =>
      low === undefined || high === undefined
        ? []
        : [high - low + 10 * Math.max(0, low - actual) + 10 * Math.max(0, actual - high)],
    ),
  );
}

/** The same as per cent of the mean of what came; null where that is nought. */
export function intervalScorePercent(pairs: readonly Scored[]): number | null {
  const [score, level] = [intervalScore(pairs), mean(pairs.map(({ actual }) => actual))];
  return score === null || level === null || level === 0 ? null : (100 * score) / Math.abs(level);
}

const rangeOf = (low: number | undefined, high: number | undefined) =>
  low === undefined || high === undefined ? {} : { low, high };

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
