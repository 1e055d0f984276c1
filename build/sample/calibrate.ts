import { sum } from '../../shared/model/money.ts';
import type { RegisterName } from '../../shared/model/registers.ts';
import { lines } from './budget-2022-23.ts';
import { actuals, payInvestment, targetVariances } from './budget-2023-24.ts';
import type { Extract, NewRow } from './extract.ts';

const year = '2023/24';

function rowsOf<N extends RegisterName>(extracts: readonly Extract[], register: N): NewRow<N>[] {
  const found = extracts.find((each) => each.register === register);
  if (!found) throw new RangeError(`No extract of ${register}`);
  return (found.rows as unknown as (NewRow<N> & { year: string })[]).filter((row) => row.year === year);
}

/**
 * Actuals of periods 1 to 9 of 2023/24 that make the forecast of period 9 meet the published totals, line by line:
 * actual = current budget + target variance − what the forecast adds after period 9 (`remaining`, pence by line).
 */
export function calibrate(extracts: readonly Extract[], remaining: ReadonlyMap<string, number>): NewRow<'actuals'>[] {
  const changes = rowsOf(extracts, 'budgetChanges').filter((row) => row.approved !== null);
  const slippage = new Map<string, number>();
  for (const row of rowsOf(extracts, 'savings')) {
    const lost = Math.round((row.targetPence ?? 0) * (1 - (row.deliveryPercent ?? 100) / 100));
    slippage.set(row.lineCode, (slippage.get(row.lineCode) ?? 0) + lost);
  }
  const targets = targetVariances(slippage);
  const net = new Map<string, number>();
  const income = new Map<string, number>();
  for (const line of rowsOf(extracts, 'budgetLines').filter((row) => lines.some(([, code]) => code === row.code))) {
    const changed = sum(
      changes.filter((row) => row.lineCode === line.code).map((row) => row.grossPence + row.incomePence),
    );
    const budget = line.grossBudgetPence + line.incomeBudgetPence + changed;
    const after = remaining.get(line.code) ?? 0;
    net.set(line.code, budget + (targets.get(line.code) ?? 0) - after);
    const pay = line.code === 'STAFF' ? sum(payInvestment().slice(0, 9)) : 0;
    income.set(line.code, Math.round((line.incomeBudgetPence * 9) / 12) + pay);
  }
  return actuals(net, income);
}
