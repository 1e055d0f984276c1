import { OutturnError } from '../model/problem.ts';
import { studentQuantile } from './distributions.ts';

/** The plain methods shown beside the model (docs/model.md §6). */
export type BenchmarkMethod = 'naive' | 'linear' | 'holt' | 'holt-damped';

/** Forecast of a regular series: point and standard error per step ahead. The interval belongs to this method only. */
export type SeriesForecast = {
  method: BenchmarkMethod;
  points: { mean: number; standardError: number }[];
  /** Degrees of freedom of the t quantile; Infinity = normal. */
  degrees: number;
};

/** A blank (null) is a step with no value; it is never taken as nought. */
export type Series = readonly (number | null)[];

export type HoltParameters = { alpha: number; beta: number; phi: number };

/** Forecasts `horizon` steps ahead by a method. Throws `no-data` where the series has no value at all. */
export function forecastSeries(method: BenchmarkMethod, series: Series, horizon: number): SeriesForecast {
  if (method === 'linear') return linearTrend(series, horizon);
  if (method === 'naive') return naive(series, horizon);
  return holt(series, horizon, method === 'holt-damped');
}

/** The two-sided prediction interval of a step ahead (1 = the next) at a coverage such as 0.8. */
export function intervalOf(forecast: SeriesForecast, ahead: number, coverage: number): { low: number; high: number } {
  const point = forecast.points[ahead - 1];
  if (!point) throw new RangeError(`No forecast ${ahead} steps ahead`);
  const reach = studentQuantile(0.5 + coverage / 2, forecast.degrees) * point.standardError;
  return { low: point.mean - reach, high: point.mean + reach };
}

function observed(series: Series): { x: number; y: number }[] {
  const points = series.flatMap((y, x) => (y === null ? [] : [{ x, y }]));
  if (points.length === 0) throw new OutturnError('no-data', 'The series has no counts to forecast from.');
  return points;
}

/** The last value held for ever; error grows with the square root of the steps ahead, from the changes seen. */
export function naive(series: Series, horizon: number): SeriesForecast {
  const points = observed(series);
  const last = points[points.length - 1]!;
  let [squares, steps] = [0, 0];
  for (let at = 1; at < points.length; at += 1) {
    const gap = points[at]!.x - points[at - 1]!.x;
    squares += (points[at]!.y - points[at - 1]!.y) ** 2 / gap;
    steps += 1;
  }
  const sigma = steps > 0 ? Math.sqrt(squares / steps) : 0;
  const late = series.length - 1 - last.x;
  return {
    method: 'naive',
    points: Array.from({ length: horizon }, (_, at) => ({
      mean: last.y,
      standardError: sigma * Math.sqrt(late + at + 1),
    })),
    degrees: Number.POSITIVE_INFINITY,
  };
}

/** Ordinary least squares of the value on its position (first = 0). One point gives a flat line. */
export function fitLine(series: Series): {
  intercept: number;
  slope: number;
  s: number;
  degrees: number;
  meanX: number;
  sxx: number;
} {
  const points = observed(series);
  const count = points.length;
  const meanX = points.reduce((sum, { x }) => sum + x, 0) / count;
  const meanY = points.reduce((sum, { y }) => sum + y, 0) / count;
  const sxx = points.reduce((sum, { x }) => sum + (x - meanX) ** 2, 0);
  const sxy = points.reduce((sum, { x, y }) => sum + (x - meanX) * (y - meanY), 0);
  const slope = sxx > 0 ? sxy / sxx : 0;
  const intercept = meanY - slope * meanX;
  const squares = points.reduce((sum, { x, y }) => sum + (y - intercept - slope * x) ** 2, 0);
  const degrees = count - 2;
  return { intercept, slope, s: degrees > 0 ? Math.sqrt(squares / degrees) : 0, degrees, meanX, sxx };
}

/**
 * Straight-line trend with its prediction interval (docs/model.md §6, case BM-01). Where its errors follow each other (a stock
 * that is above its line stays above it) they are taken as autoregressive: the interval holds their correlation over the
 * history and on to the month forecast, and rests on as many months as are worth of independent ones; else it is Student's.
 */
export function linearTrend(series: Series, horizon: number): SeriesForecast {
  const line = fitLine(series);
  const { slope, intercept, meanX, sxx } = line;
  const points = observed(series);
  const rho = errorCorrelation(points.map(({ x, y }) => ({ x, error: y - intercept - slope * x })));
  const weights = (x: number) =>
    points.map((point) => 1 / points.length + (sxx > 0 ? ((x - meanX) * (point.x - meanX)) / sxx : 0));
  const tie = (steps: number) => (rho === 0 ? (steps === 0 ? 1 : 0) : rho ** Math.abs(steps));
  /** Variance of Σ wᵢ·eᵢ over that of one error. */
  const ofSum = (own: readonly number[]) =>
    own.reduce((sum, w, i) => sum + w * own.reduce((row, v, j) => row + v * tie(points[i]!.x - points[j]!.x), 0), 0);
  // E[RSS] = γ₀·tr((I − H)R): what the residuals leave of the variance of an error that is tied to its neighbours.
  const left = rho === 0 ? line.degrees : points.reduce((sum, { x }, i) => sum + 1 - tiedTo(weights(x), i), 0);
  function tiedTo(own: readonly number[], at: number): number {
    return own.reduce((sum, w, j) => sum + w * tie(points[at]!.x - points[j]!.x), 0);
  }
  const variance = line.degrees > 0 ? (line.s ** 2 * line.degrees) / Math.max(1e-9, left) : 0;
  const worth = (points.length * (1 - rho)) / (1 + rho) - 2;
  return {
    method: 'linear',
    points: Array.from({ length: horizon }, (_, at) => {
      const x = series.length + at;
      const own = weights(x);
      const shared = own.reduce((sum, w, i) => sum + w * tie(x - points[i]!.x), 0);
      const spread = 1 + ofSum(own) - 2 * shared;
      return { mean: intercept + slope * x, standardError: Math.sqrt(Math.max(0, variance * spread)) };
    }),
    degrees: line.degrees > 0 ? (rho === 0 ? line.degrees : Math.max(2, worth)) : Number.POSITIVE_INFINITY,
  };
}

/**
 * Correlation of the errors of neighbouring months about a line, corrected for what fitting the line takes from it (Marriott
 * and Pope 1954); nought where fewer than ten pairs are held or chance would make as much one time in twenty.
 */
function errorCorrelation(errors: readonly { x: number; error: number }[]): number {
  let [products, pairs] = [0, 0];
  for (let at = 1; at < errors.length; at += 1) {
    if (errors[at]!.x - errors[at - 1]!.x !== 1) continue;
    products += errors[at]!.error * errors[at - 1]!.error;
    pairs += 1;
  }
  const count = errors.length;
  const square = errors.reduce((sum, { error }) => sum + error * error, 0) / count;
  if (pairs < 10 || !(square > 0)) return 0;
  const seen = products / pairs / square;
  if (seen < 1.645 / Math.sqrt(pairs)) return 0;
  return Math.min(0.97, (count * seen + 2) / (count - 4));
}

/**
 * Holt's recursions from l = y₁, b = y₂ − y₁: l = αy + (1−α)(l+φb), b = β(l−l₋) + (1−β)φb. Case BM-03. A blank carries
 * the level on by φb. Gives the last level and trend and the sum of squared one-step errors.
 */
export function holtState(series: Series, { alpha, beta, phi }: HoltParameters) {
  const points = observed(series);
  const first = points[0]!;
  const second = points[1];
  let level = first.y;
  let trend = second ? (second.y - first.y) / (second.x - first.x) : 0;
  let [squares, errors] = [0, 0];
  for (let x = first.x + 1; x < series.length; x += 1) {
    const expected = level + phi * trend;
    const y = series[x] ?? null;
    if (y !== null) {
      squares += (y - expected) ** 2;
      errors += 1;
    }
    const next = y === null ? expected : alpha * y + (1 - alpha) * expected;
    trend = beta * (next - level) + (1 - beta) * phi * trend;
    level = next;
  }
  return { level, trend, squares, errors };
}

/** α and β on a grid of twentieths with the least squared one-step error; φ 1, or 0.9 when damped. */
export function fitHolt(series: Series, damped: boolean): HoltParameters {
  const phi = damped ? 0.9 : 1;
  let best: HoltParameters = { alpha: 0.5, beta: 0.2, phi };
  let least = Number.POSITIVE_INFINITY;
  for (let a = 1; a <= 19; a += 1) {
    for (let b = 0; b <= 12; b += 1) {
      const { squares } = holtState(series, { alpha: a / 20, beta: b / 20, phi });
      if (squares < least - 1e-12) {
        least = squares;
        best = { alpha: a / 20, beta: b / 20, phi };
      }
    }
  }
  return best;
}

/** Holt or damped Holt; parameters are fitted unless given. Standard error from the state-space form. */
export function holt(
  series: Series,
  horizon: number,
  damped: boolean,
  parameters: HoltParameters = fitHolt(series, damped),
): SeriesForecast {
  const { alpha, beta, phi } = parameters;
  const { level, trend, squares, errors } = holtState(series, parameters);
  const sigma = errors > 2 ? Math.sqrt(squares / (errors - 2)) : 0;
  let [mean, damping, variance, growth] = [level, 1, 1, 0];
  const points = Array.from({ length: horizon }, () => {
    damping *= phi;
    mean += damping * trend;
    const point = { mean, standardError: sigma * Math.sqrt(variance) };
    growth += damping;
    variance += (alpha + alpha * beta * growth) ** 2;
    return point;
  });
  return { method: damped ? 'holt-damped' : 'holt', points, degrees: Number.POSITIVE_INFINITY };
}
