import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { openStore, type Store } from '../../../db/store.ts';
import { temporaryFolder } from '../db/helpers.ts';

/** A colleague's local copy in a folder of its own, closed when the test ends. */
export async function laptop(name: string): Promise<Store> {
  const folder = join(temporaryFolder(), name);
  const clock = () => new Date('2024-02-10T09:00:00.000Z');
  const store = await openStore(join(folder, 'workspace.sqlite'), {
    clock,
    backupFolder: join(folder, 'b'),
    who: name,
  });
  onTestFinished(() => store.close());
  return store;
}
