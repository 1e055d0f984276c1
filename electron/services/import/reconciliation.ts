import type { Cells } from '../../../db/tables.ts';
import type { Reconciliation } from '../../../shared/api.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import type { RegisterPlan, Source } from './plan.ts';

/**
 * What became of the rows and pounds of one file, from what was read and from what the plan would write: two counts made
 * apart from each other, of which the second is taken from the first.
 */
export function reconciliationOf(
  { index, detected, read }: Source,
  plan: RegisterPlan | undefined,
  setAside: number,
): Reconciliation {
  const columns = registers[detected.register].columns as Columns;
  const money = detected.placed.filter(({ column }) => columns[column]?.kind === 'money');
  const mine = (row: { source: number }) => row.source === index;
  const rows: Cells[] = [
    ...(plan?.add.filter(mine).map((row) => row.cells) ?? []),
    ...(plan?.change.filter(mine).map((change) => change.after) ?? []),
    ...(plan?.unchanged.filter(mine).map((row) => row.cells) ?? []),
  ];
  const all = read.rows.length + read.rejected;
  return {
    rows: all,
    taken: rows.length,
    repeated: Math.max(0, all - rows.length - setAside),
    setAside,
    leftOut: read.leftOut.totals.length + read.leftOut.notes.length,
    amounts: money.map(({ column, header }) => {
      const file = read.sums.get(column) ?? { pence: 0, unread: 0 };
      const taken = rows.reduce((sum, cells) => sum + Number(cells[column] ?? 0), 0);
      return { column: header, file: file.pence, taken, setAside: file.pence - taken, unread: file.unread };
    }),
  };
}
