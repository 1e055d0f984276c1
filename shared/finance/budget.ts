import { daysBetween, periodEnd, periodOf, periodStart, yearEnd, yearStart } from '../model/calendar.ts';
import { type Pence, splitPence, sum } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';
import type { BudgetChange, BudgetLine } from '../model/registers.ts';

/** Days of each period of a year, April first: 30, 31, … with the real February. */
export function daysOfPeriods(year: string): number[] {
  return Array.from({ length: 12 }, (_, index) =>
    daysBetween(periodStart(year, index + 1), periodEnd(year, index + 1)),
  );
}

/**
 * Twelve weights of a line's profile: blank = even by days; else 12 numbers of nought or more, not all nought.
 * Throws `invalid-input` naming the line. Source: docs/model.md §11.
 */
export function profileWeights(line: Pick<BudgetLine, 'code' | 'profile'>, year: string): number[] {
  if (line.profile === null || line.profile.trim() === '') return daysOfPeriods(year);
  const weights = line.profile
    .trim()
    .split(/[\s,;]+/)
    .map(Number);
  const fine = weights.length === 12 && weights.every((weight) => Number.isFinite(weight) && weight >= 0);
  if (!fine || sum(weights) <= 0) {
    throw new OutturnError(
      'invalid-input',
      `The profile of budget line ${line.code} (${year}) is “${line.profile}”. It must be blank or 12 weights of zero or more, not all zero.`,
      { line: line.code, year },
    );
  }
  return weights;
}

/** Spreads whole pence over 12 months by weights from a period on; months sum to the amount, to the penny. */
export function spreadPence(amount: Pence, weights: readonly number[], fromPeriod = 1): Pence[] {
  const kept = weights.map((weight, index) => (index + 1 >= fromPeriod ? weight : 0));
  if (sum(kept) > 0) return splitPence(amount, kept);
  return splitPence(
    amount,
    weights.map((_, index) => (index + 1 >= Math.min(fromPeriod, 12) ? 1 : 0)),
  );
}

/** A line's budget in the year, whole pence; months sum to `current`, gross and income apart. */
export type LineBudget = {
  original: { gross: Pence; income: Pence };
  changes: { gross: Pence; income: Pence };
  /** Agreed additional investment: beside the variance, not in the budget. */
  investment: Pence;
  grossMonths: Pence[];
  incomeMonths: Pence[];
  /** Changes of the line that are not counted: not approved, or dated outside the year. */
  uncounted: BudgetChange[];
};

/**
 * Original budget plus approved virements, growth and savings dated in the year = current budget, spread by the line's
 * profile; a change falls on its period and later ones. Investment that is approved is kept apart.
 * Source: docs/model.md §11, case FCT-01; throws as `profileWeights`.
 */
export function lineBudget(line: BudgetLine, changes: readonly BudgetChange[]): LineBudget {
  const weights = profileWeights(line, line.year);
  const grossMonths = spreadPence(line.grossBudgetPence, weights);
  const incomeMonths = spreadPence(line.incomeBudgetPence, weights);
  const total = { gross: 0, income: 0 };
  const uncounted: BudgetChange[] = [];
  let investment = 0;
  for (const change of changes) {
    if (change.lineCode !== line.code || change.year !== line.year) continue;
    const inYear = change.effective >= yearStart(line.year) && change.effective < yearEnd(line.year);
    if (change.approved === null || !inYear) {
      uncounted.push(change);
      continue;
    }
    if (change.kind === 'investment') {
      investment += change.grossPence + change.incomePence;
      continue;
    }
    total.gross += change.grossPence;
    total.income += change.incomePence;
    const from = periodOf(change.effective);
    spreadPence(change.grossPence, weights, from).forEach((part, index) => {
      grossMonths[index] = (grossMonths[index] ?? 0) + part;
    });
    spreadPence(change.incomePence, weights, from).forEach((part, index) => {
      incomeMonths[index] = (incomeMonths[index] ?? 0) + part;
    });
  }
  return {
    original: { gross: line.grossBudgetPence, income: line.incomeBudgetPence },
    changes: total,
    investment,
    grossMonths,
    incomeMonths,
    uncounted,
  };
}
