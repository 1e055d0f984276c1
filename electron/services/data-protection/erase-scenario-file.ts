import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';

type Row = Record<string, unknown>;

/**
 * A set of data without some children: their placements and whatever names those, by the references of the registers.
 * Gives null when none of them is in it.
 */
export function snapshotWithout(snapshot: Snapshot, isErased: (childKey: string) => boolean): Snapshot | null {
  const gone = new Set(snapshot.placements.filter((row) => isErased(row.childKey)).map((row) => row.reference));
  const stays = snapshot.turnArounds.filter((row) => !isErased(row.childKey));
  if (gone.size === 0 && stays.length === snapshot.turnArounds.length) return null;
  const next = { ...snapshot } as unknown as Record<RegisterName, Row[]>;
  next.placements = snapshot.placements.filter((row) => !gone.has(row.reference)) as unknown as Row[];
  next.turnArounds = stays as unknown as Row[];
  for (const name of registerNames) {
    for (const { columns, register } of registers[name].references as readonly {
      columns: readonly string[];
      register: string;
    }[]) {
      if (register !== 'placements') continue;
      next[name] = next[name].filter((row) => !gone.has(String(row[columns[0] ?? ''])));
    }
  }
  return next as unknown as Snapshot;
}
