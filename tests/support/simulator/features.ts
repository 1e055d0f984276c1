/** How a simulated council departs from the textbook. All nought, 1 or none = constant rates and children one by one. */
export type Feature = {
  name: string;
  /** Children in care once settled. */
  children: number;
  /** Variance of the entrants of a month over their mean, by a Gamma factor of the month. */
  dispersion: number;
  /** Mean number of children who arrive together, geometric; they are placed together. */
  household: number;
  /** Standard deviation of the log rate of entry, and of leaving, over a year (random walks by month). */
  entryWalk: number;
  exitWalk: number;
  /** Size of the seasonal wave of entries, as a share of the mean. */
  season: number;
  /** A change of policy 2 to 10 months before the origin: entries and exits change by these factors, or by their inverses. */
  break: { entries: number; exits: number } | null;
  /** Leaving is likelier early: shape of the Weibull time to leaving, 1 = constant. */
  shape: number;
};

const own: Feature = {
  name: 'the model’s own',
  children: 520,
  dispersion: 1,
  household: 1,
  entryWalk: 0,
  exitWalk: 0,
  season: 0,
  break: null,
  shape: 1,
};
const together = {
  dispersion: 3,
  household: 1.5,
  entryWalk: 0.1,
  exitWalk: 0.08,
  season: 0.15,
  break: { entries: 1.15, exits: 0.93 },
  shape: 0.8,
};

/** The features of issue 18’s table and its kin; the first has nothing that moves. */
export const features: readonly Feature[] = [
  own,
  { ...own, name: 'over-dispersed arrivals', dispersion: 5 },
  { ...own, name: 'siblings arriving together', household: 2.5 },
  { ...own, name: 'entry rate a random walk, 10 % a year', entryWalk: 0.1 },
  { ...own, name: 'exit rate a random walk, 8 % a year', exitWalk: 0.08 },
  { ...own, name: 'seasonal arrivals', season: 0.3 },
  { ...own, name: 'leaving by time in care', shape: 0.6 },
  { ...own, name: 'a small council', children: 90, dispersion: 1.5, household: 1.4 },
  { ...own, name: 'a large council', children: 1500, entryWalk: 0.08, exitWalk: 0.06, dispersion: 2 },
  { ...own, name: 'a break in policy near the origin', break: { entries: 1.35, exits: 0.85 } },
  { ...own, ...together, name: 'all together' },
];
/** The features in which nothing moves: the mean must not lean. */
export const still: readonly string[] = [own.name, 'over-dispersed arrivals', 'siblings arriving together'];
/** The feature whose coverage is not promised. */
export const broken = 'a break in policy near the origin';
