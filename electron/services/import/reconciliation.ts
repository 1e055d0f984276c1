import type { Cells } from '../../../db/tables.ts';
import type { Reconciliation } from '../../../shared/api.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import type { Plan, Source } from './import-plan.ts';

/**
 * What became of the rows and pounds of one file, from what was read and from what the plan would write: two counts made
 * apart from each other, of which the second is taken from the first.
 */
export function reconciliationOf(
  { index, detected, read }: Source,
  { registers: plans, problems, postings }: Pick<Plan, 'registers' | 'problems' | 'postings'>,
): Reconciliation {
  const plan = plans.find((one) => one.register === detected.register);
  const refused = new Set(problems.filter((one) => one.rejects && one.source === index).map((one) => one.row));
  // A row of the ledger stands for all the postings that it is the sum of.
  const more = { taken: 0, setAside: 0 };
  for (const [row, own] of postings)
    if (row.source === index) more[refused.has(row.row) ? 'setAside' : 'taken'] += own.length - 1;
  const columns = registers[detected.register].columns as Columns;
  const money = detected.placed.filter(
    ({ column, index, also }) => index >= 0 && !also && columns[column]?.kind === 'money',
  );
  const mine = (row: { source: number }) => row.source === index;
  const rows: Cells[] = [
    ...(plan?.add.filter(mine).map((row) => row.cells) ?? []),
    ...(plan?.change.filter(mine).map((change) => change.after) ?? []),
    ...(plan?.unchanged.filter(mine).map((row) => row.cells) ?? []),
  ];
  const all = read.rows.length + read.rejected;
  const taken = rows.length + more.taken;
  // Rows made of the columns of one share its number, so rows refused in reading are counted as they were read.
  const unread = new Set(read.problems.filter((one) => one.rejects).map((one) => one.row));
  const later = problems.filter((one) => one.rejects && one.source === index && !unread.has(one.row)).length;
  const setAside = read.rejected + later + more.setAside;
  return {
    rows: all,
    taken,
    repeated: Math.max(0, all - taken - setAside),
    setAside,
    leftOut: read.leftOut.totals.length + read.leftOut.notes.length,
    amounts: money.map(({ column, header }) => {
      const file = read.sums.get(column) ?? { pence: 0, unread: 0 };
      const pence = rows.reduce((sum, cells) => sum + Number(cells[column] ?? 0), 0);
      return { column: header, file: file.pence, taken: pence, setAside: file.pence - pence, unread: file.unread };
    }),
  };
}
