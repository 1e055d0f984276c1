import type { Store } from '../../../db/store.ts';
import type { Cells } from '../../../db/tables.ts';
import type { RegisterPlan } from './import-plan.ts';
import type { Incoming } from './incoming.ts';

/** The budget line of each cost centre that the copy keeps or that comes in beside the ledger. */
export function costCentreLines(store: Store, coming: RegisterPlan | undefined): ReadonlyMap<string, string> {
  const rows: Cells[] = [
    ...(store.statement('costCentres', 'all').all() as Cells[]),
    ...(coming?.add ?? []).map((row) => row.cells),
    ...(coming?.change ?? []).map((change) => change.after),
  ];
  return new Map(rows.map((row) => [String(row.code), String(row.lineCode)]));
}

/**
 * Ledger rows with the budget line of their cost centre in place of it. What is a line of its own stays one: a council
 * may name some lines by their cost centres.
 */
export function byLine(
  rows: readonly Incoming[],
  lines: ReadonlyMap<string, string>,
  isLine: (cells: Cells) => boolean,
): Incoming[] {
  if (lines.size === 0) return [...rows];
  return rows.map((row) => {
    const line = lines.get(String(row.cells.lineCode));
    if (line === undefined || isLine(row.cells)) return row;
    return { ...row, cells: { ...row.cells, lineCode: line }, costCentre: String(row.cells.lineCode) };
  });
}
