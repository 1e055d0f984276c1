import { type CountedPeriod, type FilteredLevel, filterLevel } from './level-filter.ts';

/** Log-normal priors (issue 18): median and standard deviation of the log. */
export const priors = {
  dispersion: { median: 2, deviation: 0.5 },
  entryWalk: { median: 0.12, deviation: 0.7 },
  exitWalk: { median: 0.1, deviation: 0.7 },
  /** Brothers and sisters leave together too; it keeps the walk of leaving from taking their noise for movement. */
  exitDispersion: { median: 2, deviation: 0.5 },
} as const;

export type Prior = { median: number; deviation: number; fixed?: number | null };

export type LevelEstimate = {
  /** Variance of counts over their mean. */
  dispersion: number;
  /** Standard deviation of the walk over a year. */
  yearly: number;
  level: FilteredLevel;
};

export const logPrior = ({ median, deviation, fixed }: Prior, value: number) =>
  typeof fixed === 'number' ? 0 : -0.5 * (Math.log(value / median) / deviation) ** 2;

/**
 * Dispersion and walk with the greatest posterior density: on a grid of their logs, made finer about the best. Where
 * a value is given (`fixed`) it is that. Without a period each is the median of its prior.
 */
export function estimateLevel(periods: readonly CountedPeriod[], dispersion: Prior, walk: Prior): LevelEstimate {
  let best = { dispersion: dispersion.fixed ?? dispersion.median, yearly: walk.fixed ?? walk.median };
  let most = Number.NEGATIVE_INFINITY;
  for (const step of periods.length > 0 ? [0.75, 0.19] : []) {
    const centre = best;
    for (const one of tries(dispersion, centre.dispersion, step)) {
      // Under-dispersion is no feature of arrivals: less than chance is taken for chance.
      const spread = Math.max(1, one);
      for (const yearly of tries(walk, centre.yearly, step)) {
        const score =
          filterLevel(periods, spread, yearly).likelihood + logPrior(walk, yearly) + logPrior(dispersion, spread);
        if (score > most) {
          best = { dispersion: spread, yearly };
          most = score;
        }
      }
    }
  }
  return { ...best, level: filterLevel(periods, best.dispersion, best.yearly) };
}

function tries({ deviation, fixed }: Prior, centre: number, step: number): number[] {
  if (typeof fixed === 'number') return [fixed];
  return Array.from({ length: 9 }, (_, at) => Math.max(1e-3, centre * Math.exp((at - 4) * step * deviation)));
}
