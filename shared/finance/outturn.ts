import type { OutturnLine } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import { roundCumulative } from './rounding.ts';

/** Parts of a line's forecast by month, fractional pence; expenditure and (negative) income apart. */
export type MonthParts = { expenditure: number[]; income: number[] };

/** Twelve months of nothing. */
export const noMonths = (): MonthParts => ({ expenditure: new Array(12).fill(0), income: new Array(12).fill(0) });

/** What a line is rolled up from. Budget months are whole pence. */
export type LineInput = {
  code: string;
  name: string;
  service: string;
  grossBudget: Pence;
  incomeBudget: Pence;
  agreedChanges: Pence;
  budgetMonths: Pence[];
  agreedInvestment: Pence;
  actual: MonthParts;
  committed: MonthParts;
  projected: MonthParts;
  adjustments: MonthParts;
};

/** A line by month and part, whole pence: what the months of the year are summed from. */
export type RolledLine = {
  line: OutturnLine;
  actualMonths: Pence[];
  committedMonths: Pence[];
  projectedMonths: Pence[];
  adjustmentMonths: Pence[];
};

/**
 * Rolls a line up: net = gross + income; outturn = actual + committed + projected + adjustments = expenditure + income;
 * variance = outturn − current budget; net variance = variance − agreed investment. Every figure is whole pence and
 * every sum is exact. Source: docs/model.md §11; cases OUT-01 and FCT-01.
 */
export function rollLine(input: LineInput): RolledLine {
  const rounded = ({ expenditure, income }: MonthParts) => {
    const spent = roundCumulative(expenditure);
    const received = roundCumulative(income);
    return {
      spent: sum(spent),
      received: sum(received),
      months: spent.map((value, at) => value + (received[at] ?? 0)),
    };
  };
  const [actual, committed, projected, adjustments] = [
    rounded(input.actual),
    rounded(input.committed),
    rounded(input.projected),
    rounded(input.adjustments),
  ];
  const parts = [actual, committed, projected, adjustments];
  const expenditureForecast = sum(parts.map((part) => part.spent));
  const incomeForecast = sum(parts.map((part) => part.received));
  const months = actual.months.map((_, at) => sum(parts.map((part) => part.months[at] ?? 0)));
  const originalBudget = input.grossBudget + input.incomeBudget;
  const currentBudget = originalBudget + input.agreedChanges;
  const outturn = expenditureForecast + incomeForecast;
  return {
    line: {
      code: input.code,
      name: input.name,
      service: input.service,
      grossBudget: input.grossBudget,
      incomeBudget: input.incomeBudget,
      originalBudget,
      agreedChanges: input.agreedChanges,
      currentBudget,
      actualToPeriod: actual.spent + actual.received,
      committed: committed.spent + committed.received,
      projected: projected.spent + projected.received,
      adjustments: adjustments.spent + adjustments.received,
      expenditureForecast,
      incomeForecast,
      outturn,
      variance: outturn - currentBudget,
      agreedInvestment: input.agreedInvestment,
      netVariance: outturn - currentBudget - input.agreedInvestment,
      months,
      budgetMonths: input.budgetMonths,
    },
    actualMonths: actual.months,
    committedMonths: committed.months,
    projectedMonths: projected.months,
    adjustmentMonths: adjustments.months,
  };
}

const summed = [
  'grossBudget',
  'incomeBudget',
  'originalBudget',
  'agreedChanges',
  'currentBudget',
  'actualToPeriod',
  'committed',
  'projected',
  'adjustments',
  'expenditureForecast',
  'incomeForecast',
  'outturn',
  'variance',
  'agreedInvestment',
  'netVariance',
] as const;

/** The total line: each column, month by month, is the sum of the lines. */
export function totalLine(lines: readonly OutturnLine[]): OutturnLine {
  const columns = Object.fromEntries(summed.map((key) => [key, sum(lines.map((line) => line[key]))])) as Record<
    (typeof summed)[number],
    Pence
  >;
  const byMonth = (key: 'months' | 'budgetMonths') =>
    Array.from({ length: 12 }, (_, at) => sum(lines.map((line) => line[key][at] ?? 0)));
  return {
    code: 'TOTAL',
    name: 'Total',
    service: '',
    ...columns,
    estimated: sum(lines.map((line) => line.estimated ?? 0)),
    estimatedPeriods: [...new Set(lines.flatMap((line) => line.estimatedPeriods ?? []))].sort((a, b) => a - b),
    months: byMonth('months'),
    budgetMonths: byMonth('budgetMonths'),
  };
}
