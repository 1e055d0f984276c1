import { logPrior, type Prior } from './estimate.ts';

/**
 * One way in which a level may move, with the log of its chance before the counts are seen. `ahead`: its walk over a year to come,
 * with what breaks may add.
 */
export type Hypothesis = { dispersion: number; yearly: number; ahead: number; prior: number };

/**
 * Chances before the counts are seen. `constant`: arrivals and exits are as chance has them at rates that stand still, as in the
 * textbook. Of the rest: that neither rate walks, that both do, and that one alone does (each).
 */
export const moving = { constant: 0.012, neither: 0.25, both: 0.55, one: 0.1 };
/** A walk of nought is not filtered as such: rounding. */
const noWalk = 1e-3;
/** Points of the walk’s prior, in its own deviations; and of the dispersion, logs about its best value. */
const walkPoints = [-2, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 2];
const spreadPoints = [-0.4, -0.2, 0, 0.2, 0.4];

/** Hypotheses in which the level walks, in which it does not, and in which its counts vary as chance has it besides. */
export type Ways = { moves: readonly Hypothesis[]; stands: readonly Hypothesis[]; constant: readonly Hypothesis[] };

/**
 * The ways a level may move that its paths are drawn from, dispersion and walk on a grid of their priors; and those in which it does
 * not walk. What is fixed is that and nothing else, and there is then no way without.
 * `likeliest`: the dispersion the grid is about; `again`: variance a year that breaks to come add to a walk.
 */
export function hypothesesOf(dispersion: Prior, walk: Prior, likeliest: number, again: number): Ways {
  const spreads =
    typeof dispersion.fixed === 'number'
      ? [dispersion.fixed]
      : [...new Set(spreadPoints.map((log) => Math.max(1, likeliest * Math.exp(log))))];
  const known = typeof dispersion.fixed === 'number';
  const fixed = typeof walk.fixed === 'number';
  const walks = fixed ? [walk.fixed!] : walkPoints.map((at) => walk.median * Math.exp(at * walk.deviation));
  const mass = walks.reduce((sum, yearly) => sum + Math.exp(logPrior(walk, yearly)), 0);
  // Share of the prior of the dispersion that a point of the grid stands for, at the height of its middle.
  const cell = known
    ? 0
    : Math.log((spreadPoints[1]! - spreadPoints[0]!) / (dispersion.deviation * Math.sqrt(2 * Math.PI)));
  const each = (yearly: number, chance: number) =>
    spreads.map(
      (one): Hypothesis => ({
        dispersion: one,
        yearly,
        ahead: Math.sqrt(yearly ** 2 + (yearly > noWalk && !fixed ? again : 0)),
        prior: logPrior(dispersion, one) + cell + chance,
      }),
    );
  return {
    moves: walks.flatMap((yearly) => each(yearly, logPrior(walk, yearly) - Math.log(mass))),
    stands: fixed ? [] : each(noWalk, 0),
    constant: fixed || known ? [] : [{ dispersion: 1, yearly: noWalk, ahead: noWalk, prior: 0 }],
  };
}
