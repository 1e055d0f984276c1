/**
 * What the paths need to move (issue 18): λ(t) = λ·e^{a}, exits × e^{b}, a and b random walks from their doubtful levels
 * now; arrivals in households, so that their variance is D × their mean.
 */
export type PlanMovement = {
  dispersion: number;
  /** Standard deviation of the log levels now. */
  entryDoubt: number;
  exitDoubt: number;
  /** Of their walks over a year. */
  entryWalk: number;
  exitWalk: number;
  /** Variance of the log of a month’s leavers beyond chance: those who leave together. */
  exitLump: number;
  /** Hazard of leaving care a year, the mean over children weighted by hazard: what the mean of moving exits is kept with. */
  exitHazard: number;
};
