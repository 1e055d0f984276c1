import type { BandCode } from '../model/bands.ts';
import type { Break } from './movement/breaks.ts';
import type { Spread } from './simulation/spread.ts';

/**
 * What every demand method gives (docs/model.md §4 and §6) and what placement cost (§7) takes. Steps run from one 1st
 * of a month to the next, the first beginning on the day after the data date.
 */
export type DemandProjection = {
  /** `chain`, `linear` … */
  method: string;
  /** Stock at the end of this day is the opening state. */
  dataDate: string;
  /** Codes of the groups, in register order. */
  groups: string[];
  opening: Record<string, number>;
  /** Children of each group who are in the stock of the data date and turn 18 the day after; none where left out. */
  turned18?: Record<string, number>;
  months: DemandMonth[];
  /**
   * Expected child-days, month by month, of one child now of this age (whole months, on the day after the data date)
   * and group, for as long as the child stays in that group without a move: what is committed at the child's own price.
   * `from` is the day on which one who is not there yet starts.
   */
  stayerDays: (ageMonths: number, group: string, from?: string | null) => readonly number[];
  /** The method's own interval, where it does not come from paths of children: a trend's errors, or paths of counts. */
  ownIntervals?: { paths: number; seed: number; months: MonthSpread[] };
  /** Sentences about caps met, groups held at their last level, months with no data. */
  notes: string[];
  /** A change of policy in the history, found or stated, that the levels follow; null or left out where there is none. */
  policyBreak?: Break | null;
  /** Of the notes, those that are of a lever, by its id. */
  leverNotes?: { lever: string; text: string }[];
};

/** Spread of the children at the end of a month, in total and by group. */
export type MonthSpread = { total: Spread; groups: Record<string, Spread> };

/** Intervals of a projection and the method they belong to; `paths` 0 = from the method's own errors. */
export type Intervals = { method: string; paths: number; seed: number; months: MonthSpread[] };

export type DemandMonth = {
  /** First day of the step (the 1st, or the day after the data date). */
  start: string;
  /** Exclusive end. */
  end: string;
  total: DemandCell;
  groups: Record<string, DemandCell>;
  /** Stock by band at the end of the step. */
  bands: Record<BandCode, number>;
};

/** opening + entrants + movers in − movers out − leavers = stock; stock − aged out = the next month's opening. */
export type DemandCell = {
  opening: number;
  entrants: number;
  moversIn: number;
  moversOut: number;
  leavers: number;
  /** Children who reach 18 on the first day after the step; still counted in `stock`, gone from the next opening. */
  agedOut: number;
  stock: number;
  childDays: number;
};

/**
 * Children of a group who are gone by the end of a month and were there at the end of the month before: its leavers, and
 * those who turned 18 on its first day, whom the step before still holds. With moves, stock to stock.
 */
export function goneIn(projection: DemandProjection, month: number, group: string): number {
  const before = month > 0 ? projection.months[month - 1]?.groups[group]?.agedOut : projection.turned18?.[group];
  return (projection.months[month]?.groups[group]?.leavers ?? 0) + (before ?? 0);
}
