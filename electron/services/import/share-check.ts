import type { Store } from '../../../db/store.ts';
import type { StoredRow } from '../../../db/tables.ts';
import { checkShares, requireShares, sharesOn } from '../../../shared/finance/shares.ts';
import type { Funder, FunderShare } from '../../../shared/model/registers.ts';
import type { Plan, RegisterPlan, Source } from './import-plan.ts';
import type { Settled } from './local-edits.ts';

/**
 * Inconsistency T01: the shares in force on every date must total 100.00 once the import is done, edits made here and
 * answers given included. When they do not, every share of the import is refused, naming the date and what is missing
 * or too much. Reads the store; gives what is left to do.
 */
export function refuseWrongShares(store: Store, settled: Settled, sources: readonly Source[]): Settled {
  const shares = settled.plan.registers.find((one) => one.register === 'funderShares');
  if (!shares || shares.add.length + shares.change.length === 0) return settled;
  const problem = wrongShares(store, settled.plan, shares);
  if (problem === null) return settled;
  const { registers, problems, refused } = settled.plan;
  const none: RegisterPlan = { ...shares, add: [], change: [], unchanged: [] };
  const plan: Plan = {
    ...settled.plan,
    registers: registers.map((one) => (one === shares ? none : one)),
    problems: [...problems],
    refused: new Map(refused),
  };
  refuse(
    plan,
    sources.filter((source) => source.detected.register === 'funderShares'),
    problem,
  );
  return { ...settled, plan, notes: settled.notes.filter((note) => note.register !== 'funderShares') };
}

/** Why the shares would not total 100.00 on some date; null when they do on every one. */
function wrongShares(store: Store, plan: Plan, shares: RegisterPlan): Error | null {
  const incomingFunders = plan.registers.find((one) => one.register === 'funders')?.add ?? [];
  const funders = [
    ...(store.statement('funders', 'all').all() as Funder[]),
    ...incomingFunders.map((row) => row.cells as unknown as Funder),
  ];
  const changed = new Map(shares.change.map((change) => [change.id, change.after]));
  const rows = [
    ...(store.statement('funderShares', 'all').all() as StoredRow[]).map((row) => changed.get(row.id) ?? row),
    ...shares.add.map((row) => row.cells),
  ] as unknown as FunderShare[];
  for (const date of [...new Set(rows.map((row) => row.from))].sort()) {
    const inForce = sharesOn(funders, rows, date);
    if (checkShares(inForce).valid) continue;
    try {
      requireShares(inForce, date);
    } catch (error) {
      return error as Error;
    }
  }
  return null;
}

function refuse(plan: Plan, own: readonly Source[], error: Error): void {
  for (const source of own) {
    plan.refused.set(source.index, error);
    for (const row of source.read.rows) {
      const header = source.detected.placed.find((placed) => placed.column === 'shareBasisPoints')?.header ?? 'Share %';
      plan.problems.push({
        source: source.index,
        row: row.row,
        column: header,
        code: 'T01',
        message: `Row ${row.row}, ${header}: ${error.message}`,
        before: (Number(row.cells.shareBasisPoints) / 100).toFixed(2),
        after: null,
        rejects: true,
      });
    }
  }
}
