import { lineBudget } from '../finance/budget.ts';
import { type Pence, sum } from '../model/money.ts';
import type { BudgetLine } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { optionalAssumption } from './assumption-values.ts';

/** How far off what is still to come of a line may be: standard deviation as a share, and where that is from. */
export type LineUncertainty = { code: string; share: number; basis: 'own past' | 'assumed' | 'set'; years: number };

/** Where nobody sets it and no past year is held: what is still to come lands within 3 % two times in three. */
export const defaultLineRisk = 3;
/** Key of the assumption for every line, per cent; of one line with its code behind. */
export const lineRiskKey = 'line-risk';
export const ownLineRiskKey = (code: string) => `${lineRiskKey}:${code}`;

/**
 * The uncertainty of what each line of a year has still to come at a period. Set by the officer; else from the line's own
 * past: in each year held whole, what its method would have forecast for the rest of the year at this period against what
 * came, the stated assumption counting as one year more; else the assumption alone.
 */
export function lineUncertainties(
  snapshot: Snapshot,
  scenario: { year: string; period: number; assumptions: Record<string, number> },
): Map<string, LineUncertainty> {
  const assumed = (optionalAssumption(snapshot, scenario, lineRiskKey) ?? defaultLineRisk) / 100;
  const own = snapshot.budgetLines.filter((line) => line.year === scenario.year);
  return new Map(
    own.map(({ code }): [string, LineUncertainty] => {
      const set = optionalAssumption(snapshot, scenario, ownLineRiskKey(code));
      if (set !== null) return [code, { code, share: Math.max(0, set) / 100, basis: 'set', years: 0 }];
      const errors = snapshot.budgetLines.flatMap((line) =>
        line.code === code && line.year < scenario.year ? (pastError(snapshot, line, scenario.period) ?? []) : [],
      );
      if (errors.length === 0) return [code, { code, share: Math.max(0, assumed), basis: 'assumed', years: 0 }];
      const square = sum(errors.map((error) => error * error)) + assumed * assumed;
      return [code, { code, share: Math.sqrt(square / (errors.length + 1)), basis: 'own past', years: errors.length }];
    }),
  );
}

/** What came in the rest of a past year less what the line's method said at a period, as a share; null where it is not held. */
function pastError(snapshot: Snapshot, line: BudgetLine, period: number): number | null {
  if (line.method === 'placements' || period >= 12) return null;
  const months = new Array<Pence | null>(12).fill(null);
  for (const row of snapshot.actuals)
    if (row.year === line.year && row.lineCode === line.code)
      months[row.period - 1] = (months[row.period - 1] ?? 0) + row.expenditurePence + row.incomePence;
  if (months.some((month) => month === null)) return null;
  const actual = months as Pence[];
  const rest = 12 - period;
  const budget = lineBudget(line, snapshot.budgetChanges);
  const planned = sum(budget.grossMonths.slice(period)) + sum(budget.incomeMonths.slice(period));
  const said = line.method === 'run-rate' && period > 0 ? (sum(actual.slice(0, period)) / period) * rest : planned;
  return said === 0 ? null : (sum(actual.slice(period)) - said) / Math.abs(said);
}
