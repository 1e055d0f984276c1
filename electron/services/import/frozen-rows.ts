import { frozenThrough } from '../../../db/issued-periods.ts';
import type { Store } from '../../../db/store.ts';
import type { Cells } from '../../../db/tables.ts';
import { formatPeriod } from '../../../shared/format/format.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { Plan, RegisterPlan } from './import-plan.ts';

const frozenRegisters: readonly RegisterName[] = ['actuals', 'forecastEntries'];

/**
 * A row that would add to or change a period that has been issued is set aside with the reason; the rest of the import
 * goes in. A row of such a period that the extract no longer holds is not listed as gone: it stays as issued.
 */
export function setFrozenAside(store: Store, plan: Plan, diff: RegisterPlan): RegisterPlan {
  if (!frozenRegisters.includes(diff.register)) return diff;
  const issued = new Map<string, number>();
  const frozenBy = ({ year, period }: Cells): number | null => {
    const label = String(year);
    const through = issued.get(label) ?? frozenThrough(store, label);
    issued.set(label, through);
    return Number(period) <= through ? through : null;
  };
  const open = (row: { source: number; row: number }, ...states: Cells[]) => {
    const state = states.find((each) => frozenBy(each) !== null);
    if (!state) return true;
    const [year, period] = [String(state.year), Number(state.period)];
    plan.problems.push({
      source: row.source,
      row: row.row,
      column: null,
      code: 'period-issued',
      message: `Row ${row.row}: ${formatPeriod(year, frozenBy(state) ?? period)} has been issued, so ${diff.register === 'actuals' ? 'actuals' : 'entries'} of ${formatPeriod(year, period)} are frozen. The row was set aside and the rest goes in. Reopen the period with a reason to take it, or put the change into a later period.`,
      before: null,
      after: null,
      rejects: true,
    });
    return false;
  };
  return {
    ...diff,
    add: diff.add.filter((row) => open(row, row.cells)),
    change: diff.change.filter((change) => open(change, change.before, change.after)),
    gone: diff.gone.filter((row) => frozenBy(row) === null),
  };
}
