import { lineBudget } from '../finance/budget.ts';
import { formatNumber, sayMoney } from '../format/format.ts';
import { sum } from '../model/money.ts';
import { type Finding, OutturnError } from '../model/problem.ts';
import type { BudgetLine } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type Check, finding } from './finding.ts';

/** What makes a ledger unlikely to be that of the line: this many times its budget so far, and by this much, pence. */
const times = 2;
const least = 25_000_000;

/**
 * A line whose actuals are more than twice the budget of the same months, in the latest year with actuals: the code is
 * matched to the wrong line, amounts are in another unit, or a file was taken in twice. Of a line with a budget above zero.
 */
export const checkSpending: Check = (snapshot) => {
  const year = [...new Set(snapshot.actuals.map((row) => row.year))].sort().at(-1);
  return snapshot.budgetLines.flatMap((line): Finding[] => {
    const rows = snapshot.actuals.filter((row) => row.year === year && row.lineCode === line.code);
    if (line.year !== year || rows.length === 0) return [];
    const period = Math.max(...rows.map((row) => row.period));
    const budget = budgetTo(line, snapshot, period);
    const spent = sum(rows.map((row) => row.expenditurePence + row.incomePence));
    if (budget === null || budget <= 0 || spent < times * budget || spent - budget < least) return [];
    return [
      finding(
        'spending-beyond-budget',
        'warn',
        'actuals',
        rows.map((row) => row.id),
        `${line.name} (${year}): the ledger holds ${sayMoney(spent)} to P${period}, ${formatNumber(spent / budget, 1)} times the budget of ${sayMoney(budget)} for those months.`,
        { line: line.code, spent, budget },
        'Check that the codes are on the right line, that amounts are in pounds, and that no month was imported twice',
      ),
    ];
  });
};

/** Budget of a line up to a period, pence; null where its profile cannot be read, which the forecast says itself. */
function budgetTo(line: BudgetLine, { budgetChanges }: Snapshot, period: number): number | null {
  try {
    const { grossMonths, incomeMonths } = lineBudget(line, budgetChanges);
    return sum(grossMonths.slice(0, period)) + sum(incomeMonths.slice(0, period));
  } catch (error) {
    if (error instanceof OutturnError) return null;
    throw error;
  }
}
