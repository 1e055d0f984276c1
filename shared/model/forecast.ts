import type { Pence } from './money.ts';
import type { Note } from './note.ts';

/**
 * What a forecast says (docs/model.md §11). All money is pence: figures of a line and a year are whole pence, months are
 * whole pence that sum to their year. Income is negative; a variance above nought is an overspend.
 */
export type Forecast = {
  council: string;
  year: string;
  /** The last period whose months are actuals; months after it are forecast. */
  period: number;
  /** The period asked for, where the ledger does not reach it. */
  askedPeriod?: number;
  dataDate: string;
  synthetic: boolean;
  engineVersion: string;
  /** Method of the demand projection behind the placements lines. */
  method: string;
  lines: OutturnLine[];
  /** Sum of `lines`, column by column. */
  total: OutturnLine;
  /** Twelve months of the year, all lines. */
  months: MonthTotals[];
  placements: PlacementsForecast;
  savings: SavingsForecast;
  pressures: PressuresForecast;
  investToSave: SchemeForecast[];
  funders: FunderForecast[];
  contractSum: ContractSum;
  /** Budget → forecast, always with an Unexplained step; steps sum exactly. */
  bridge: BridgeStep[];
  /** Months of lines to the period without actuals: each is estimated, and the period is not issued until it is settled. */
  gaps: LedgerGap[];
  /** What an output must carry: caps met, groups held, assumptions changed, what is not covered. */
  notes: Note[];
  /** Keys of the assumptions whose value differs from the base, with both values. */
  changedAssumptions: { key: string; base: number | null; value: number }[];
  /** Of a forecast as it was issued: its 80 % range about the outturn, with children as projected, so that it can be scored. */
  range?: { p10: Pence; p50: Pence; p90: Pence };
  /** The issued period that `movement` of the lines is against. */
  movementFrom?: { year: string; period: number; issuedAt: string };
};

/** A month of a line that the ledger does not hold, and what stands for it, pence net; in committed or projected of its line. */
export type LedgerGap = {
  line: string;
  name: string;
  period: number;
  amount: Pence;
  /** What the estimate is made from. */
  basis: 'register' | 'profile' | 'run-rate' | 'entries';
};

/** A period as it was issued: its forecast is kept and never altered. */
export type IssuedPeriod = {
  id: number;
  year: string;
  period: number;
  at: string;
  who: string;
  scenario: string;
  engineVersion: string;
  /** sha256 of the canonical data and scenario it was made from. */
  inputSha256: string;
  document: Forecast;
  /** Why it was issued although checks that block were open, and what they said; null and none where none was. */
  why: string | null;
  openChecks: string[];
  /** Null while it stands. */
  reopenedAt: string | null;
  reopenedWho: string | null;
  reopenedWhy: string | null;
};

export type OutturnLine = {
  code: string;
  name: string;
  service: string;
  grossBudget: Pence;
  incomeBudget: Pence;
  /** gross + income. */
  originalBudget: Pence;
  /** Approved virements, growth and savings dated in the year. */
  agreedChanges: Pence;
  currentBudget: Pence;
  actualToPeriod: Pence;
  committed: Pence;
  projected: Pence;
  /** Of committed and projected: what stands for months to the period that hold no actuals, and which they are. */
  estimated?: Pence;
  estimatedPeriods?: number[];
  /** Accruals, one-offs, savings slippage and counted pressures that fall on the line. */
  adjustments: Pence;
  expenditureForecast: Pence;
  incomeForecast: Pence;
  /** expenditure + income = actual + committed + projected + adjustments. */
  outturn: Pence;
  /** outturn − current budget. */
  variance: Pence;
  agreedInvestment: Pence;
  /** variance − agreed investment. */
  netVariance: Pence;
  /** Twelve months, net; actual to the period, forecast after. Sum = outturn. */
  months: Pence[];
  /** Twelve months of the current budget by profile. Sum = currentBudget. */
  budgetMonths: Pence[];
  /** outturn − outturn of the period issued before; only where one is compared with (shared/finance/movement.ts). */
  movement?: Pence;
};

export type MonthTotals = {
  period: number;
  month: string;
  actual: Pence;
  committed: Pence;
  projected: Pence;
  /** Of committed and projected: an estimate of a month that is missing from the ledger. */
  estimated?: Pence;
  adjustments: Pence;
  budget: Pence;
};

export type PlacementsForecast = {
  /** Months from the data date on (up to 36), whatever the year. */
  months: { month: string; groups: GroupMonth[] }[];
  /** Of the year: gross committed, projected, contributions, fixed block cost and value of voids. */
  committed: Pence;
  projected: Pence;
  contributions: Pence;
  blockCost: Pence;
  voids: Pence;
  unitCosts: { group: string; children: number; meanWeekly: Pence; starterWeekly: Pence }[];
  /** A change of policy in the history, found or stated: its day, log changes of entry and leaving, and how likely it is. */
  policyBreak?: { from: string; entry: number; exit: number; chance: number; stated: boolean };
};
export type GroupMonth = {
  group: string;
  /** Expected children on the last day. */
  stock: number;
  entrants: number;
  /** Gone since the month before, those who turned 18 with them; moves to another group apart. */
  leavers: number;
  childDays: number;
  committed: Pence;
  projected: Pence;
  contributions: Pence;
};

export type SavingForecast = {
  reference: string;
  name: string;
  lineCode: string;
  class: 'saving' | 'mitigation';
  target: Pence;
  red: Pence;
  amber: Pence;
  green: Pence;
  unassessed: Pence;
  mitigation: Pence;
  /** Planned this year: part-year effect with no delay, ramp or doubt. */
  planned: Pence;
  expected: Pence;
  /** planned − expected: enters the outturn once. */
  slippage: Pence;
  months: Pence[];
  plannedNextYear: Pence;
  expectedNextYear: Pence;
  fullYearEffect: Pence;
  overDelivery: Pence;
  /** What it adds to the adjustments of its line: slippage after the period, or the change of delivery on a line forecast from its costs. */
  inForecast?: Pence;
};
export type SavingsForecast = {
  rows: SavingForecast[];
  target: Pence;
  red: Pence;
  amber: Pence;
  green: Pence;
  unassessed: Pence;
  mitigation: Pence;
  planned: Pence;
  expected: Pence;
  slippage: Pence;
  overDelivery: Pence;
  /** R + A + G + unassessed − target: must equal over-delivery, else a check is raised. */
  ratedLessTarget: Pence;
};

export type PressureForecast = {
  reference: string;
  name: string;
  lineCode: string;
  expected: Pence;
  worst: Pence;
  counted: boolean;
  mitigation: Pence;
  /** What it adds to the adjustments of its line: the months to come, and its arrears, when counted. */
  inForecast?: Pence;
  /** Of the expected: months that are actuals already, so that it is in them; and what is still to come, counted or not. */
  inActuals?: Pence;
  toCome?: Pence;
  /** The worst of what is still to come. */
  worstToCome?: Pence;
};
export type PressuresForecast = {
  rows: PressureForecast[];
  expected: Pence;
  worst: Pence;
  counted: Pence;
  /** Still to come of pressures that are not counted: beside the forecast, never in it. */
  notCounted?: { expected: Pence; worst: Pence };
};

export type SchemeForecast = {
  reference: string;
  name: string;
  case: 'target' | 'stretch' | 'realised';
  cost: Pence;
  grant: Pence;
  benefit: Pence;
  /** (ΣB − ΣC)/ΣC; null when there is no cost. */
  roi: number | null;
  bcr: number | null;
  npv: Pence;
  /** Months from the first cost; null = not within the profile. */
  paybackMonth: number | null;
  breakEvenPercent: number | null;
  years: { year: string; cost: Pence; benefit: Pence; net: Pence; cumulative: Pence; interpolated: boolean }[];
  /** Cumulative net by month from the first cost. */
  cumulativeMonths: Pence[];
};

export type FunderForecast = {
  code: string;
  name: string;
  shareBasisPoints: number;
  variance: Pence;
  netVariance: Pence;
  outturn: Pence;
  budget: Pence;
};

export type ContractSum = {
  blocks: { block: number; amount: Pence; recurring: Pence }[];
  /** Blocks 1 and 2, and of block 3 what is approved. */
  contractSum: Pence;
  maximum: Pence;
  recurringBase: Pence;
};

export type BridgeStep = { key: string; label: string; amount: Pence };
