import { type LevelEstimate, logPrior, type Prior } from './estimate.ts';

/** One way in which a level may move, with the log of its chance before the counts are seen. */
export type Hypothesis = { dispersion: number; yearly: number; prior: number };

/** Chance before the counts are seen that a rate does not move at all. */
const still = Number(process.env.STILL ?? 0.5);
/** A walk of nought is not filtered as such: rounding. */
const noWalk = 1e-3;
/** Points of the walk’s prior, in its own deviations; and of the dispersion, logs about its best value. */
const walkPoints = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
const spreadPoints = [-0.4, -0.2, 0, 0.2, 0.4];

/**
 * The ways a level may move that its paths are drawn from: dispersion and walk on a grid of their priors, or no walk at all,
 * even before the counts are seen. What is fixed is that and nothing else.
 */
export function hypothesesOf(dispersion: Prior, walk: Prior, estimate: LevelEstimate): Hypothesis[] {
  const spreads =
    typeof dispersion.fixed === 'number'
      ? [dispersion.fixed]
      : [...new Set(spreadPoints.map((log) => Math.max(1, estimate.dispersion * Math.exp(log))))];
  const walks = walkPoints.map((at) => walk.median * Math.exp(at * walk.deviation));
  const mass = walks.reduce((sum, yearly) => sum + Math.exp(logPrior(walk, yearly)), 0);
  return spreads.flatMap((one): Hypothesis[] => {
    const ofSpread = logPrior(dispersion, one);
    if (typeof walk.fixed === 'number') return [{ dispersion: one, yearly: walk.fixed, prior: ofSpread }];
    return [
      { dispersion: one, yearly: noWalk, prior: ofSpread + Math.log(still) },
      ...walks.map((yearly) => ({
        dispersion: one,
        yearly,
        prior: ofSpread + logPrior(walk, yearly) + Math.log((1 - still) / mass),
      })),
    ];
  });
}
