import type { LevelEstimate } from './estimate.ts';
import type { FlowPeriod } from './flow-history.ts';

/** What a forecast of the mean may stand on. */
export type MeanSource = 'window' | 'level' | 'longRun' | 'unchanged';
export const meanSources: readonly MeanSource[] = ['window', 'level', 'longRun', 'unchanged'];
export type MeanWeights = Record<MeanSource, number>;

/** Log factors on the base rates: of entering and of leaving. */
export type Levels = { entry: number; exit: number };

/**
 * Weights before the council's own past is looked at. From the published counts of councils and the simulated histories of
 * docs/model.md §16: a third each. What of the long run the counts speak against passes to the level (movement.ts).
 */
export const priorWeights: MeanWeights = { window: 0, level: 0.35, longRun: 0.35, unchanged: 0.3 };
/** From yearly counts flows are known to no more than the year, and less of their level: the weight is on what is surest. */
const priorOfYears: MeanWeights = { window: 0.1, level: 0, longRun: 0.35, unchanged: 0.55 };
/** Independent years of history that weigh as much as the prior: from monthly counts, and from yearly ones. */
const priorYears = { months: 6, years: 9 };

/** Flows beside what the base rates expect of them. */
export type Expected = { entrants: number[]; leavers: number[] };

type Origin = { at: number; errors: number[]; scale: number };

/** Log of counts over expectation in a stretch, half an event added to each so that nothing is not minus infinity. */
function logRatio(counts: readonly number[], expected: readonly number[], from: number, to: number): number {
  let [count, mean] = [0, 0];
  for (let at = Math.max(0, from); at < to; at += 1) {
    count += counts[at]!;
    mean += expected[at]!;
  }
  return Math.log((count + 0.5) / (mean + 0.5));
}

/** The flow sources’ levels with what was known at the end of period `at − 1`. */
export function sourceLevels(
  periods: readonly FlowPeriod[],
  expected: Expected,
  entry: LevelEstimate,
  exit: LevelEstimate,
  at: number,
  perYear: number,
): Record<Exclude<MeanSource, 'unchanged'>, Levels> {
  const entrants = periods.map((period) => period.entrants);
  const leavers = periods.map((period) => period.leavers);
  const over = (from: number): Levels => ({
    entry: logRatio(entrants, expected.entrants, from, at),
    exit: logRatio(leavers, expected.leavers, from, at),
  });
  return {
    window: over(at - perYear),
    level: { entry: entry.level.path[at - 1]?.after ?? 0, exit: exit.level.path[at - 1]?.after ?? 0 },
    longRun: over(0),
  };
}

/**
 * Weights of the sources by rolling origin: from every past month end (with a year or two before it) each forecasts the
 * children 6, 12 and 24 months on by the one-box step S' = S + e − hS, and the weights, at least nought and one in all,
 * give the least squared error of their mean, held to the prior weights as if by six years more (nine where counts are yearly).
 */
export function chooseWeights(
  periods: readonly FlowPeriod[],
  expected: Expected,
  entry: LevelEstimate,
  exit: LevelEstimate,
  perYear: number,
): { weights: MeanWeights; origins: number; errors: { ahead: number; error: number }[] } {
  const origins = rollingErrors(periods, expected, entry, exit, perYear);
  const weights = leastSquares(origins, perYear);
  const vector = meanSources.map((source) => weights[source]);
  const errors = origins.map(({ at, errors: each, scale }) => ({
    ahead: at,
    error: each.reduce((sum, error, source) => sum + error * vector[source]!, 0) / scale,
  }));
  return { weights, origins: origins.length, errors };
}

function rollingErrors(
  periods: readonly FlowPeriod[],
  expected: Expected,
  entry: LevelEstimate,
  exit: LevelEstimate,
  perYear: number,
): Origin[] {
  const count = periods.length;
  const origins: Origin[] = [];
  const horizons = perYear === 12 ? [6, 12, 24] : [1, 2];
  const every = perYear === 12 ? 3 : 1;
  const least = perYear === 12 ? 24 : 3;
  for (let at = count - horizons[0]!; at >= least; at -= every) {
    const now = periods[at - 1]!.stock;
    if (!(now > 0)) continue;
    const known = periods.slice(Math.max(0, at - 2 * perYear), at);
    const total = (pick: (period: FlowPeriod) => number) => known.reduce((sum, period) => sum + pick(period), 0);
    const birthdays =
      total((period) => period.birthdays) /
      Math.max(
        1,
        total((period) => period.exposure),
      );
    const levels = sourceLevels(periods, expected, entry, exit, at, perYear);
    const from = Object.values(levels).map((level) => {
      let children = now;
      const series: number[] = [];
      for (let ahead = 0; ahead < horizons.at(-1)! && at + ahead < count; ahead += 1) {
        const { days, exposure } = periods[at + ahead]!;
        const e = expected.entrants[at + ahead]! * Math.exp(level.entry);
        const perDay = (expected.leavers[at + ahead]! / Math.max(1, exposure)) * Math.exp(level.exit) + birthdays;
        const staying = Math.exp(-perDay * days);
        children = children * staying + (perDay > 0 ? (e * (1 - staying)) / (perDay * days) : e);
        series.push(children);
      }
      return series;
    });
    for (const ahead of horizons) {
      const actual = periods[at + ahead - 1]?.stock;
      if (actual === undefined || !(actual > 0)) continue;
      const scale = Math.sqrt(ahead / perYear);
      const errors = [...from.map((series) => series[ahead - 1]!), now].map((made) => (made - actual) / actual);
      origins.push({ at: ahead, errors: errors.map((error) => error / scale), scale: 1 / scale });
    }
  }
  return origins;
}

/** The best of the weights in twentieths: 1,771 of them, so that no solver is needed and no edge is special. */
function leastSquares(origins: readonly Origin[], perYear: number): MeanWeights {
  const size = meanSources.length;
  const squares = Array.from({ length: size }, () => new Float64Array(size));
  for (const { errors } of origins) {
    for (let a = 0; a < size; a += 1) for (let b = 0; b < size; b += 1) squares[a]![b]! += errors[a]! * errors[b]!;
  }
  const start = perYear === 12 ? priorWeights : priorOfYears;
  const prior = meanSources.map((source) => start[source]);
  const cost = (weights: readonly number[], of: readonly Float64Array[]) => {
    let sum = 0;
    for (let a = 0; a < size; a += 1) for (let b = 0; b < size; b += 1) sum += weights[a]! * weights[b]! * of[a]![b]!;
    return sum;
  };
  if (origins.length === 0) return { ...start };
  // Origins overlap: three horizons at four origins a year tell as much as about one a year.
  const perYearOfOrigins = perYear === 12 ? 12 : 2;
  const spread = cost(prior, squares) / origins.length;
  const pull = (perYear === 12 ? priorYears.months : priorYears.years) * perYearOfOrigins * spread;
  let best = prior;
  let least = Number.POSITIVE_INFINITY;
  const steps = 20;
  for (let a = 0; a <= steps; a += 1)
    for (let b = 0; a + b <= steps; b += 1)
      for (let c = 0; a + b + c <= steps; c += 1) {
        const weights = [a, b, c, steps - a - b - c].map((part) => part / steps);
        const away = weights.reduce((sum, weight, at) => sum + (weight - prior[at]!) ** 2, 0);
        const found = cost(weights, squares) + pull * away;
        if (found < least - 1e-12) {
          least = found;
          best = weights;
        }
      }
  return Object.fromEntries(meanSources.map((source, at) => [source, best[at]!])) as MeanWeights;
}
