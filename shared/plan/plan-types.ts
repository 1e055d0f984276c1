import type { CivilDate, YearLabel } from '../model/calendar.ts';
import type { ContractSum, Forecast } from '../model/forecast.ts';
import type { Pence } from '../model/money.ts';
import type { BudgetLine } from '../model/registers.ts';

/** Fewest and most years a plan spans, and how many as a rule. */
export const planLength = { fewest: 3, most: 10, usual: 5 } as const;

/** Why a line's cost moves from one year to the next, in the order in which a waterfall shows it. */
export const movementKinds = [
  'variance',
  'one-offs',
  'agreed-changes',
  'pay-inflation',
  'price-inflation',
  'income-inflation',
  'placements-full-year',
  'children',
  'mix',
  'placement-prices',
  'capacity',
  'savings',
  'slippage',
  'pressures',
  'invest-to-save',
  'proposals',
  'levers',
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** One reason with its amount, whole pence: above nought the year costs more. */
export type PlanMovement = {
  kind: MovementKind;
  /** What it is, for a drill: the name of the change, pressure, saving, index or proposal. */
  label: string;
  /** Key of the row behind it; null where it is worked out. */
  reference: string | null;
  amount: Pence;
  /** True when it acts on income rather than on expenditure. */
  income: boolean;
  /** False: it falls out of the year after, once. */
  recurring: boolean;
};

/** A line in one year of the plan: opening + movements = closing, to the penny. */
export type PlanLineYear = {
  code: string;
  name: string;
  service: BudgetLine['service'];
  funding: BudgetLine['funding'];
  method: BudgetLine['method'];
  /** Base budget of the year: as typed for the year, else what recurs of the year before with agreed changes. */
  budget: Pence;
  /** True when the year's budget was typed or imported rather than carried forward. */
  budgetStated: boolean;
  opening: Pence;
  movements: PlanMovement[];
  closing: Pence;
  /** What the closing holds that happens once: it falls out of the next year, each item once. */
  once: PlanMovement[];
  /** closing = expenditure + income; income negative. */
  expenditure: Pence;
  income: Pence;
};

/** Money to meet the year: the contract sum where it is stated, else the base that recurs, else the budgets. */
export type PlanFunding = {
  source: 'contract sum' | 'recurring base' | 'budgets';
  contractSum: ContractSum;
  /** Agreed additional investment and funding levers of the year. */
  investment: Pence;
  total: Pence;
};

export type PlanReserve = {
  code: string;
  name: string;
  opening: Pence;
  paidIn: Pence;
  used: Pence;
  closing: Pence;
  /** Target range of a placements reserve, pence; null for others. */
  target: { low: Pence; high: Pence } | null;
};

/** Children and price behind the placements of a year. */
export type PlanDemand = {
  /** Children on the last day, and child-days of the year. */
  stock: number;
  childDays: number;
  /** Gross cost of placements less partners' contributions, and of it fixed (block contracts and homes). */
  cost: Pence;
  fixed: Pence;
};

export type PlanYear = {
  year: YearLabel;
  from: CivilDate;
  lines: PlanLineYear[];
  opening: Pence;
  /** Movements summed by kind, in waterfall order; only those that are not nought. */
  movements: { kind: MovementKind; amount: Pence }[];
  closing: Pence;
  /** Closing of the lines that the partners share, and of passported ones. */
  shared: Pence;
  passported: Pence;
  funding: PlanFunding;
  /** Of shared lines: cost − agreed proposals − funding. */
  gapBeforeProposals: Pence;
  /** Cost with agreed proposals − funding. */
  gap: Pence;
  /** Effect of proposals that are not agreed yet, at their confidence, and the gap if all were. */
  proposed: Pence;
  gapWithProposed: Pence;
  /** Change of the gap on the year before: what must be found in this year alone. */
  gapToFind: Pence;
  /** Planned and not expected of the savings in force: the gap that slippage carries into the year. */
  slippageCarried: Pence;
  /** Pressures of the year that are not counted: expected and worst. */
  notCounted: { expected: Pence; worst: Pence };
  reserves: PlanReserve[];
  reservesUsed: Pence;
  /** Gap less what reserves pay. */
  gapAfterReserves: Pence;
  funders: { code: string; name: string; cost: Pence; gap: Pence }[];
  demand: PlanDemand | null;
  notes: string[];
};

/** The medium-term plan of a scenario on its data (docs/model.md §15). Whole pence throughout. */
export type Plan = {
  council: string;
  synthetic: boolean;
  dataDate: CivilDate;
  engineVersion: string;
  firstYear: YearLabel;
  /** The forecast of the first year: the plan's first year is this, line by line. */
  forecast: Forecast;
  years: PlanYear[];
  notes: string[];
};
