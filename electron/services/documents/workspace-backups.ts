import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { flush, leaveAsOneFile } from '../../../db/backup.ts';
import type { Keyring } from '../../../db/database-key.ts';
import { quickCheckOf, refuseUnknown } from '../../../db/examine.ts';
import { isEmpty } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { codeOf } from '../files/file-system.ts';
import { stampOf, timeOfStamp } from './backups.ts';
import { copiesToKeep } from './rotation.ts';

/** A copy of the local copy: `backups/workspace.sqlite.<why>-<time>`. */
export type WorkspaceBackup = { path: string; madeAt: string; reason: string; bytes: number };
const pattern = /^workspace\.sqlite\.([a-z-]+)-(\d{17})(?:-\d+)?$/;

/** The copy of the local copy that a path is, by its name; null when it is none. */
export function workspaceBackupOf(path: string): WorkspaceBackup | null {
  const [, reason, stamp] = pattern.exec(basename(path)) ?? [];
  if (!reason || !stamp) return null;
  return { path, reason, madeAt: timeOfStamp(stamp), bytes: statSync(path).size };
}

/** Copies of the local copy, newest first. */
export function workspaceBackups(profile: string): WorkspaceBackup[] {
  const folder = join(profile, 'backups');
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .flatMap((name) => workspaceBackupOf(join(folder, name)) ?? [])
    .sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
}

/** Copies the local copy to one file that passes its check, and lets the oldest copies of the same kind go. */
export function backUpWorkspace(store: Store, profile: string, reason: string, now: Date): void {
  mkdirSync(join(profile, 'backups'), { recursive: true, mode: 0o700 });
  const target = join(profile, 'backups', `workspace.sqlite.${reason}-${stampOf(now)}`);
  if (!existsSync(target)) store.copyTo(target);
  const copies = workspaceBackups(profile).filter((copy) => copy.reason === reason);
  const made = copies.find((copy) => copy.path === target);
  const kept = copiesToKeep(copies, now, undefined, made);
  for (const copy of copies) if (!kept.has(copy)) rmSync(copy.path, { force: true });
}

/** One copy a day, made at the first start that finds data. A copy that cannot be made does not stop the start. */
export function dailyBackup(store: Store, profile: string, now: Date): void {
  const today = now.toISOString().slice(0, 10);
  try {
    if (isEmpty(store)) return;
    if (workspaceBackups(profile).some((copy) => copy.reason === 'daily' && copy.madeAt.startsWith(today))) return;
    backUpWorkspace(store, profile, 'daily', now);
  } catch {
    // The disk may be full: the local copy itself is whole, and the next start tries again.
  }
}

/** Throws `store-damaged` unless a copy is whole, and `store-newer` or `file-unreadable` when it could not be opened. */
export function checkBackup(path: string, keys: Keyring): void {
  const finding = quickCheckOf(path, keys);
  if (finding !== 'ok') {
    throw new OutturnError(
      'store-damaged',
      'That backup is damaged itself. Nothing was changed; choose an older one.',
      {
        finding,
      },
    );
  }
  refuseUnknown(path, keys);
}

const restoring = (workspace: string) => `${workspace}.restoring`;

/**
 * Puts a backup in the place of the local copy, which must be closed. The copy in use is set aside as
 * `.replaced-<time>`, never deleted. A crash between the two renames is finished by `finishRestore` at the next start.
 * Throws `store-locked` while another program has it open, and `disk-full` or `write-failed`, with the copy as it was.
 */
export function swapWorkspace(workspace: string, backup: string, keys: Keyring, now: Date): void {
  const aside = `${workspace}.replaced-${stampOf(now)}`;
  try {
    // A log that stayed beside the copy brought back would be read as part of it.
    leaveAsOneFile(workspace, undefined, keys);
    copyFileSync(backup, restoring(workspace));
    const handle = openSync(restoring(workspace), 'r+');
    fsyncSync(handle);
    closeSync(handle);
    renameSync(workspace, aside);
    renameSync(restoring(workspace), workspace);
  } catch (error) {
    if (existsSync(aside) && !existsSync(workspace)) renameSync(aside, workspace);
    rmSync(restoring(workspace), { force: true });
    throw restoreFailure(error);
  }
  flush(dirname(workspace));
}

function restoreFailure(error: unknown): OutturnError {
  if (error instanceof OutturnError) return error;
  const reason = codeOf(error);
  const full = reason === 'ENOSPC' || reason === 'EDQUOT';
  const why = full ? 'there is no room left on the disk' : `the system refused (${reason || 'no reason given'})`;
  return new OutturnError(
    full ? 'disk-full' : 'write-failed',
    `The backup was not brought back: ${why}. The local copy is as it was.`,
    { reason },
  );
}

/** Finishes a restore that a crash interrupted; a copy left over from one that had not begun is removed. */
export function finishRestore(workspace: string): void {
  const waiting = restoring(workspace);
  if (!existsSync(waiting)) return;
  const replaced = readdirSync(dirname(workspace)).some((name) => name.startsWith('workspace.sqlite.replaced-'));
  if (!existsSync(workspace) && replaced) renameSync(waiting, workspace);
  else rmSync(waiting, { force: true });
}
