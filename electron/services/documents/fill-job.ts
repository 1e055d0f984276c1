import type { Keyring } from '../../../db/database-key.ts';
import { fillStore } from '../../../db/fill-store.ts';
import { type ScenarioContent, storedSnapshot } from '../../../shared/scenario-file/codec.ts';
import { textOf } from '../scenario-files/compression.ts';

/** What the worker thread fills: the content of a file that was read and checked, and the store to make of it. */
export type FillOrder = { content: ScenarioContent; path: string; backupFolder: string; keys: Keyring; now: string };

/** Puts the rows of a scenario file into a store of their own. It may be stopped at any moment: it has its name only once whole. */
export async function fillWorkingCopy({ content, path, backupFolder, keys, now }: FillOrder): Promise<void> {
  const { snapshot, rowsOf } = storedSnapshot(content, textOf);
  await fillStore(path, snapshot, { clock: () => new Date(now), backupFolder, keys }, rowsOf);
}
