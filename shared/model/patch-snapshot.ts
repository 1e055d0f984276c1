import type { RegisterName } from './registers.ts';
import type { Snapshot } from './snapshot.ts';

type AnyRow = { id: number } & Record<string, unknown>;
/** A row as it stands after a change; null when it has gone. */
export type RowNow = { register: RegisterName; id: number; row: Record<string, string | number | null> | null };

/**
 * The snapshot with changed rows put in, new and returned rows in the order of their numbers and removed rows gone, as
 * it would be read from the local copy; untouched registers keep their identity. The data date stays as it is.
 */
export function patchSnapshot(snapshot: Snapshot, changed: readonly RowNow[]): Snapshot {
  const byRegister = new Map<RegisterName, Map<number, RowNow>>();
  for (const change of changed) {
    const rows = byRegister.get(change.register) ?? new Map<number, RowNow>();
    rows.set(change.id, change);
    byRegister.set(change.register, rows);
  }
  const next = { ...snapshot };
  for (const [name, rows] of byRegister) {
    const left = new Map(rows);
    const list: AnyRow[] = [];
    for (const row of snapshot[name] as unknown as AnyRow[]) {
      const change = rows.get(row.id);
      left.delete(row.id);
      if (!change) list.push(row);
      else if (change.row) list.push({ ...row, ...change.row, id: row.id });
    }
    const highest = list.at(-1)?.id ?? 0;
    const fresh = [...left.values()].flatMap(({ id, row }) => (row ? [{ ...row, id }] : []));
    list.push(...fresh);
    if (fresh.length > 1 || fresh.some(({ id }) => id < highest)) list.sort((a, b) => a.id - b.id);
    (next as unknown as Record<string, unknown>)[name] = list;
  }
  return next;
}
