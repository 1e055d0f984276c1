import { copyFileSync, existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Keyring, keyIdIn } from '../../../db/database-key.ts';
import { erasureRecords } from '../../../db/erasure-records.ts';
import { examineFile } from '../../../db/examine.ts';
import { examineLog } from '../../../db/log-chain.ts';
import { newestVersion } from '../../../db/migrate.ts';
import { firstBytes } from '../../../db/open-database.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { openStore, type Store } from '../../../db/store.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { withPrivateFolder } from '../files/private-folder.ts';
import type { Environment } from './environment.ts';
import { existingKeysOf, temporaryPlace } from './workspace.ts';

/** What a local copy is like. `snapshot` null: its rows cannot be read. */
export type WorkspaceState = { snapshot: Snapshot | null; faults: string[]; notes: string[] };

/**
 * Looks at a local copy without touching it: a check changes nothing, so all is done on a copy of the file, which is
 * brought up to date there. Faults are what is wrong; notes are what is worth knowing.
 */
export async function examineWorkspace(path: string, environment: Environment): Promise<WorkspaceState> {
  // One in clear is of an earlier Outturn, which had no keys: none is made for it.
  const keys = keyIdIn(firstBytes(path, 16)) === null ? null : await existingKeysOf(path, environment);
  return withPrivateFolder(temporaryPlace(path), (place) => examineIn(place, path, keys, environment));
}

async function examineIn(
  place: string,
  path: string,
  keys: Keyring | null,
  { clock }: Environment,
): Promise<WorkspaceState> {
  const copy = join(place, 'workspace.sqlite');
  const state: WorkspaceState = { snapshot: null, faults: [], notes: [] };
  try {
    for (const end of ['', '-wal']) if (existsSync(path + end)) copyFileSync(path + end, copy + end);
    if (existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0) {
      state.notes.push('It is open in a program, or was not closed in order: the changes in its log are counted in.');
    }
    describe(copy, keys, state);
    const store = await openStore(copy, { clock, keys, backupFolder: join(place, 'backups') });
    try {
      state.snapshot = readSnapshot(store);
      const groups = store.prepare('select count(*) as count from "change_groups"').get() as { count: number };
      state.notes.push(`Changes in its log: ${groups.count}.`);
      examineRecord(store, keys, state);
    } finally {
      store.close();
    }
  } catch (error) {
    if (!(error instanceof OutturnError) || error.code === 'store-newer') throw error;
    const finding = typeof error.details.finding === 'string' ? ` (${error.details.finding.split('\n')[0]})` : '';
    state.faults.push(
      error.code === 'store-damaged'
        ? `It is damaged${finding}. Bring back a backup from the “backups” folder beside it; this file was not touched.`
        : error.message.replaceAll('workspace.sqlite', basename(path)),
    );
  }
  return state;
}

/** What SQLite itself says of the file, in words. Nothing where it cannot read it: opening it as a store says why. */
function describe(copy: string, keys: Keyring | null, { faults, notes }: WorkspaceState): void {
  const examined = examineFile(copy, keys);
  if (!examined) return;
  notes.push(`Its tables are at version ${examined.version}; this Outturn writes ${newestVersion}.`);
  if (examined.version < newestVersion) {
    notes.push('It will be brought up to date, after a backup, when Outturn opens it.');
  }
  for (const fault of examined.faults) faults.push(`SQLite: ${fault}`);
  for (const [table, rows] of examined.loose) faults.push(`Rows of ${table} name rows that are not there: ${rows}.`);
  if (examined.empty > 0.25) {
    notes.push(`${Math.round(100 * examined.empty)} % of it is empty: compacting makes it smaller.`);
  }
}

/** Whether the change log is as it was written, and the records of erasures as they were signed (docs/security.md §8). */
function examineRecord(store: Store, keys: Keyring | null, { faults, notes }: WorkspaceState): void {
  const log = examineLog(store);
  if (log.brokenAt !== null) {
    faults.push(
      `Its change log was altered outside Outturn: change ${log.brokenAt} is not what was written. Bring back a backup from before, and tell the information governance officer.`,
    );
  } else if (log.changes > 0) notes.push('Its change log is whole: no change was altered or taken out.');
  for (const { id, at, scope, genuine } of erasureRecords(store, keys)) {
    if (genuine === false)
      faults.push(
        `Record ${id} of an erasure (${scope}, ${formatDate(at.slice(0, 10))}) was altered after it was signed.`,
      );
    else
      notes.push(
        `Erased on ${formatDate(at.slice(0, 10))}: ${scope}. ${genuine ? 'Its record is as it was signed.' : 'The key that signed its record is not here.'}`,
      );
  }
}
