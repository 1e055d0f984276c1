import type { LevelDraws } from '../movement/breaks.ts';

/**
 * What the paths need to move (issue 18): λ(t) = λ·e^{a}, exits × e^{b}, a and b random walks from their doubtful levels
 * now; arrivals in households, so that their variance is D × their mean.
 */
export type PlanMovement = {
  /** Levels and walks the paths take in turn, in equal shares. */
  draws: LevelDraws;
  /** Of the draws together: variance of the log level of leaving now, and mean variance of its walk over a year. */
  exitDoubt: number;
  exitWalk: number;
  /** Variance of the log of a month’s leavers beyond chance: those who leave together. */
  exitLump: number;
  /** Hazard of leaving care a year, the mean over children weighted by hazard: what the mean of moving exits is kept with. */
  exitHazard: number;
};
