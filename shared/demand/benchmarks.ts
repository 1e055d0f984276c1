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

/** Straight-line trend with the Student-t prediction interval. Case BM-01. */
export function linearTrend(series: Series, horizon: number): SeriesForecast {
  const line = fitLine(series);
  const count = series.filter((value) => value !== null).length;
  return {
    method: 'linear',
    points: Array.from({ length: horizon }, (_, at) => {
      const x = series.length + at;
      const spread = line.sxx > 0 ? (x - line.meanX) ** 2 / line.sxx : 0;
      return { mean: line.intercept + line.slope * x, standardError: line.s * Math.sqrt(1 + 1 / count + spread) };
    }),
    degrees: line.degrees > 0 ? line.degrees : Number.POSITIVE_INFINITY,
  };
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
