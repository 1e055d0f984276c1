import type { CivilDate } from '../model/calendar.ts';

/**
 * Children of one group and age whom the rates move, with the sum of their weekly prices in each step, pence. `from` = the
 * day they start, where that is after the data date. A child counts with the part of it that is so old (`agesOf`) and whose
 * end is not known.
 */
export type Cell = {
  group: string;
  ageMonths: number;
  from: CivilDate | null;
  spot: number;
  fixed: number;
  unpriced: number;
  weekly: Float64Array;
  contribution: Float64Array;
};

/** Days of a group that are known, step by step, and what they cost at their own prices, fractional pence. */
export type KnownCost = {
  days: Float64Array;
  fixedDays: Float64Array;
  unpricedDays: Float64Array;
  cost: Float64Array;
  contribution: Float64Array;
};

/** A group on the data date: children, those in fixed places, those without a price, and the sum of weekly prices, pence. */
export type GroupNow = { children: number; fixed: number; unpriced: number; weekly: number };

/** Who is costed in each step: those whom the rates move, and those whose days are known. */
export type Costed = { cells: Cell[]; known: ReadonlyMap<string, KnownCost>; now: ReadonlyMap<string, GroupNow> };

export type StepDates = { start: CivilDate; end: CivilDate };
