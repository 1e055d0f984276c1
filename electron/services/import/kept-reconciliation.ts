import type { Store } from '../../../db/store.ts';
import { type StoredRow, tables } from '../../../db/tables.ts';
import type { ImportReconciliation } from '../../../shared/api.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import type { Plan, RegisterPlan, Source } from './import-plan.ts';
import { reconciliationOf } from './reconciliation.ts';
import type { Understood } from './understood.ts';

const separator = '\u0001';

/**
 * What became of each file once it was in: the counts of its preview, and what its rows come to when they are read back
 * from the copy, which is the second count. Call it inside the transaction, after the rows are written.
 */
export function reconciledFiles(store: Store, plan: Plan, { files }: Understood): ImportReconciliation[] {
  const stored = new Map<RegisterName, Map<string, StoredRow>>();
  const rowsOf = (register: RegisterName) => {
    let rows = stored.get(register);
    if (!rows) {
      const all = store.statement(register, 'all').all() as StoredRow[];
      rows = new Map(all.map((row) => [tables[register].key.map((column) => row[column]).join(separator), row]));
      stored.set(register, rows);
    }
    return rows;
  };
  return files.flatMap(({ name, source, error }) => {
    if (!source || error || plan.refused.has(source.index)) return [];
    const { register } = source.detected;
    const own = plan.registers.find((one) => one.register === register);
    const sums = reconciliationOf(source, plan);
    const copied = sums.amounts.length === 0 ? new Map() : inCopy(source, own, rowsOf(register));
    const amounts = sums.amounts.map((amount) => ({ ...amount, copy: copied.get(amount.column) ?? 0 }));
    return [{ ...sums, file: name, register, amounts }];
  });
}

function inCopy(source: Source, plan: RegisterPlan | undefined, stored: ReadonlyMap<string, StoredRow>) {
  const { register, placed } = source.detected;
  const columns = registers[register].columns as Columns;
  const { key } = tables[register];
  const keys = new Set<string>();
  for (const row of [...(plan?.add ?? []), ...(plan?.unchanged ?? [])])
    if (row.source === source.index) keys.add(row.key);
  for (const { source: from, after } of plan?.change ?? [])
    if (from === source.index) keys.add(key.map((column) => after[column]).join(separator));
  const sums = new Map<string, number>();
  for (const { column, header, index, also } of placed) {
    if (index < 0 || also || columns[column]?.kind !== 'money') continue;
    let sum = 0;
    for (const text of keys) sum += Number(stored.get(text)?.[column] ?? 0);
    sums.set(header, sum);
  }
  return sums;
}

/** Keeps the reconciliation with its import. */
export function writeReconciliations(
  store: Store,
  importId: number,
  at: string,
  reconciliations: readonly ImportReconciliation[],
): void {
  const insert = store.prepare(
    'insert into "import_reconciliations" (import_id, "file", "register", "rows", "taken", "repeated", "set_aside", "left_out", "amounts", created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { file, register, rows, taken, repeated, setAside, leftOut, amounts } of reconciliations)
    insert.run(importId, file, register, rows, taken, repeated, setAside, leftOut, JSON.stringify(amounts), at, at);
}

/** The reconciliation kept with an import, file by file. */
export function keptReconciliations(store: Store, importId: number): ImportReconciliation[] {
  const query = store.query.selectFrom('import_reconciliations').selectAll().where('import_id', '=', importId);
  return store.rows(query.orderBy('id', 'asc')).map((row) => ({
    file: row.file,
    register: row.register as RegisterName | null,
    rows: row.rows,
    taken: row.taken,
    repeated: row.repeated,
    setAside: row.set_aside,
    leftOut: row.left_out,
    amounts: JSON.parse(row.amounts) as ImportReconciliation['amounts'],
  }));
}
