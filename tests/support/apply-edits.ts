import type { Edit } from '../../shared/api.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';

/** Edits applied to a snapshot in memory, as the store would: for tests of pure functions that give edits. */
export function applyTo(snapshot: Snapshot, edits: readonly Edit[]): Snapshot {
  const next = structuredClone(snapshot) as unknown as Record<string, ({ id: number } & Record<string, unknown>)[]>;
  for (const edit of edits) {
    const list = next[edit.register] ?? [];
    if (edit.op === 'insert') list.push({ id: Math.max(0, ...list.map((row) => row.id)) + 1, ...edit.values });
    else if (edit.op === 'update') Object.assign(list.find((row) => row.id === edit.id) ?? {}, edit.values);
    else next[edit.register] = list.filter((row) => row.id !== edit.id);
  }
  return next as unknown as Snapshot;
}
