import { renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Snapshot } from '../shared/model/snapshot.ts';
import { flush } from './backup.ts';
import { type RowsOf, writeSnapshot } from './snapshot.ts';
import { openStore, type StoreOptions } from './store.ts';

/** A store that is being filled is called this until it is whole; what a crash leaves of it is worth nothing. */
export const fillingName = (path: string): string => `${path}.filling`;

/**
 * Makes a store of a snapshot at `path`, where none may be: it is filled under another name, flushed, and renamed once
 * it is whole. Several times faster than filling one in use, because nothing need be safe before it has its name.
 * Throws `row-invalid`, `store-full` and what `openStore` throws.
 */
export async function fillStore(
  path: string,
  snapshot: Snapshot,
  options: StoreOptions,
  rowsOf?: RowsOf,
): Promise<void> {
  const filling = fillingName(path);
  removeFilling(path);
  try {
    const store = await openStore(filling, options);
    try {
      for (const setting of ['journal_mode = off', 'synchronous = off', 'foreign_keys = off']) {
        const pragma = store.prepare(`pragma ${setting}`);
        if (pragma.reader) pragma.all();
        else pragma.run();
      }
      writeSnapshot(store, snapshot, rowsOf);
    } finally {
      store.close();
    }
    flush(filling);
    renameSync(filling, path);
    flush(dirname(path));
  } catch (error) {
    removeFilling(path);
    throw error;
  }
}

/** Removes what is there of a store that was not filled to its end. */
export function removeFilling(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${fillingName(path)}${end}`, { force: true });
}
