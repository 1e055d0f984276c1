/** Care leavers by single year of age, carried forward year by year (docs/model.md §21). */
import { ageCareLeavers, type LeaversByAge } from '../demand/care-leavers.ts';
import { type CivilDate, sameDay } from '../model/calendar.ts';
import type { LeaverAge } from '../model/registers.ts';

export const leaverAges = [18, 19, 20, 21, 22, 23, 24, 25] as const;

/** A count of the cohort on a day: people by age (16 = 16 and 17 together), and the cost of a week where it is said. */
export type CohortOnDay = {
  on: CivilDate;
  people: Record<number, number>;
  total: number;
  /** Pence a week of everybody of an age whose cost is said, and how many have none. */
  weekly: number;
  uncosted: number;
  costs: Record<number, number>;
};

/** Every count of the whole cohort held, oldest first. Levels of one age add up; `*` rows stand alone. */
export function cohortCounts(rows: readonly LeaverAge[], uasc: LeaverAge['uasc'] = 'all'): CohortOnDay[] {
  const own = rows.filter((row) => row.uasc === uasc && row.people !== null);
  return [...new Set(own.map((row) => row.on))].sort().map((on) => {
    const there = own.filter((row) => row.on === on);
    const people: Record<number, number> = {};
    const costs: Record<number, number> = {};
    let [weekly, uncosted] = [0, 0];
    for (const age of new Set(there.map((row) => row.age))) {
      const ofAge = there.filter((row) => row.age === age);
      const levels = ofAge.filter((row) => row.level !== '*');
      const told = levels.length > 0 ? levels : ofAge;
      people[age] = told.reduce((sum, row) => sum + (row.people ?? 0), 0);
      const cost = told.reduce((sum, row) => sum + (row.people ?? 0) * (row.weeklyPence ?? 0), 0);
      weekly += cost;
      // The 16 and 17 year olds in care are paid for as placements.
      uncosted +=
        age < 18 ? 0 : told.filter((row) => row.weeklyPence === null).reduce((n, row) => n + (row.people ?? 0), 0);
      const count = people[age] ?? 0;
      if (cost > 0 && count > 0) costs[age] = cost / count;
    }
    const total = Object.values(people).reduce((sum, count) => sum + count, 0);
    return { on, people, total, weekly, uncosted, costs };
  });
}

export type CohortAge = {
  age: number;
  people: number;
  /** 80 % of this age, from its own ratio and chance. */
  low: number;
  high: number;
  /** From the age below: how many more (returns) or fewer (exits) than were there a year before. */
  entrants: number;
  exits: number;
  returns: number;
};
export type CohortYear = {
  on: CivilDate;
  ages: CohortAge[];
  /** 16 and 17 year olds, as given. */
  inCare: number;
  total: number;
  low: number;
  high: number;
  weekly: number;
};

const z80 = 1.2815515655446004;

/**
 * The cohort `years` ahead: progression ratios of the last two counts a year apart, each age from the one below, 18 from
 * the 16 and 17 year olds; 25 leave at 26. Ages sum to the cohort; people − entrants + exits − returns = the age below.
 * An age's variance is that of chance (binomial; Poisson where more come than were there) and of its ratio, carried with
 * the people; ages are told apart, so the total's interval is the root of the sum of squares. `inCare` is what the
 * projection of children says of each year, else the last count is held. Case CL-01 is the first year.
 */
export function carryForward(
  before: CohortOnDay,
  now: CohortOnDay,
  years: number,
  inCare: (year: number) => number | null = () => null,
): { ratios: Record<number, number>; years: CohortYear[] } {
  const first = ageCareLeavers(before.people, now.people, now.people[16] ?? 0);
  const { ratios } = first;
  let people: LeaversByAge = now.people;
  let variances: Record<number, number> = {};
  let young = now.people[16] ?? 0;
  const made: CohortYear[] = [];
  for (let year = 1; year <= years; year += 1) {
    const next: Record<number, number> = {};
    const variance: Record<number, number> = {};
    const ages = leaverAges.map((age): CohortAge => {
      const below = age === 18 ? young : (people[age - 1] ?? 0);
      const ratio = ratios[age];
      const source = before.people[age === 18 ? 16 : age - 1] ?? 0;
      const value = ratio === undefined ? (people[age] ?? 0) : ratio * below;
      const chance = ratio === undefined ? 0 : below * spreadOf(ratio);
      const doubt = ratio === undefined || source === 0 ? 0 : (below * below * spreadOf(ratio)) / source;
      const carried = age === 18 || ratio === undefined ? 0 : ratio * ratio * (variances[age - 1] ?? 0);
      next[age] = value;
      variance[age] = chance + doubt + carried;
      const reach = z80 * Math.sqrt(variance[age] ?? 0);
      return {
        ...{ age, people: value, low: Math.max(0, value - reach), high: value + reach },
        entrants: age === 18 ? value : 0,
        exits: ratio === undefined ? 0 : Math.max(0, below - value),
        returns: ratio === undefined ? 0 : Math.max(0, value - below),
      };
    });
    young = inCare(year) ?? young;
    const total = young + ages.reduce((sum, age) => sum + age.people, 0);
    const reach = z80 * Math.sqrt(Object.values(variance).reduce((sum, value) => sum + value, 0));
    const weekly = ages.reduce((sum, { age, people: count }) => sum + count * (now.costs[age] ?? 0), 0);
    const span = { low: Math.max(0, total - reach), high: total + reach };
    made.push({ on: sameDay(now.on, year * 12), ages, inCare: young, total, ...span, weekly });
    people = { ...next, 16: young };
    variances = variance;
  }
  return { ratios, years: made };
}

/** Variance of one person's step to the next age: stays with chance r; where more come than there were, as arrivals do. */
const spreadOf = (ratio: number) => (ratio <= 1 ? ratio * (1 - ratio) : ratio);
