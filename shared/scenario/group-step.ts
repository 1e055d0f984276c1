import type { Lever } from '../model/lever.ts';
import type { Unit } from './prepare.ts';

/** A group's children and cost in one step, fractional pence; contributions are negative income. */
export type GroupStep = {
  group: string;
  stock: number;
  entrants: number;
  leavers: number;
  childDays: number;
  /** Days of the step, and what the group's children of the data date would cost in it at the prices of that day. */
  days: number;
  level: number;
  /** Mean of those prices a week over all its children; children in fixed places count as nought. */
  meanWeekly: number;
  /** Gross at own price of those who stay, and at the starter price of the rest. */
  committed: number;
  projected: number;
  committedContributions: number;
  projectedContributions: number;
  /** Fixed cost of the group's units, unit by unit, and the value of their empty places. */
  fixed: { unit: Unit; cost: number }[];
  voids: number;
  /** What `projected` is worked out from: days of those who stay, free place-days, and the price of the rest a week. */
  stayed: number;
  free: number;
  spotWeekly: number;
  /** Effect of price levers, and what partners pay of a week at the starter price. */
  priceFactor: number;
  starterContribution: number;
};

/** Levers that act on cost, in list order, switched-on ones only. */
export type CostLevers = {
  price: Lever[];
  contribution: Lever[];
  /** Per cent of a group's gross cost that partners pay beside what each placement states. */
  contributionPercent: (group: string) => number;
  beds: Lever[];
  utilisation: Lever[];
};
