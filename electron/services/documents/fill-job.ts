import { fillStore } from '../../../db/fill-store.ts';
import { decodedScenario } from '../../../shared/scenario-file/codec.ts';
import { unpack } from '../scenario-files/compression.ts';

/** What the worker thread fills: the packed content of a file that was read and checked, and the store to make of it. */
export type FillOrder = { packed: Uint8Array; path: string; backupFolder: string; now: string };

/** Puts the rows of a scenario file into a store of their own. It may be stopped at any moment: it has its name only once whole. */
export async function fillWorkingCopy({ packed, path, backupFolder, now }: FillOrder): Promise<void> {
  const { snapshot } = decodedScenario(await unpack(packed));
  await fillStore(path, snapshot, { clock: () => new Date(now), backupFolder });
}
