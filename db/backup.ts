import {
  chmodSync,
  closeSync,
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
import type Database from 'better-sqlite3-multiple-ciphers';
import { OutturnError } from '../shared/model/problem.ts';
import type { Keyring } from './database-key.ts';
import { openDatabase } from './open-database.ts';
import { isRunning } from './running.ts';
import { translated } from './sqlite-errors.ts';

/** How many copies made before migrations are kept. */
const kept = 5;

/**
 * Copies a database to one file and proves that the copy passes `quick_check`. It has its name only once it is whole:
 * what a crash leaves half written is called `.partial`, and is removed by the next copy. Throws `write-failed`.
 */
export function copyWhole(database: Database.Database, target: string, keys: Keyring | null = null): void {
  const folder = dirname(target);
  removePartial(folder);
  const partial = `${target}.${process.pid}.partial`;
  try {
    keepPrivate(partial);
    database.prepare('vacuum into ?').run(partial);
    const copy = openDatabase(partial, keys, { readonly: true });
    const finding = copy.pragma('quick_check', { simple: true });
    copy.close();
    if (finding !== 'ok') {
      throw new OutturnError(
        'write-failed',
        'The backup of the local copy did not pass its check, so nothing was changed. Check the disk and try again.',
      );
    }
    flush(partial);
    renameSync(partial, target);
  } catch (error) {
    // What there was room for must not keep the disk full.
    for (const end of ['', '-journal']) rmSync(partial + end, { force: true });
    throw error;
  }
  flush(folder);
}

/** Removes copies that were never finished; those of a process that is there are its own. */
function removePartial(folder: string): void {
  for (const name of readdirSync(folder)) {
    const found = /(?:\.(\d{1,10}))?\.partial(?:-journal)?$/.exec(name);
    const by = Number(found?.[1] ?? process.pid);
    if (!found || (by !== process.pid && isRunning(by))) continue;
    rmSync(join(folder, name), { force: true });
  }
}

/**
 * Writes the log of a closed database back, so that one file holds all of it. Throws `store-locked` when another program
 * has it open for longer than `patience` milliseconds.
 */
export function leaveAsOneFile(path: string, patience = 2000, keys: Keyring | null = null): void {
  translated(() => {
    const database = openDatabase(path, keys, { fileMustExist: true, timeout: patience });
    try {
      database.pragma('journal_mode = delete');
    } finally {
      database.close();
    }
  });
}

/**
 * Makes an empty file that only its owner may read where there is none: SQLite would make one that everybody on the
 * computer may read. Closes one that everybody may read; one that is open to a group was opened on purpose. Never
 * fails: whoever writes next says why that cannot be done.
 */
export function keepPrivate(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
    if (process.platform !== 'win32' && (statSync(path).mode & 0o007) !== 0) chmodSync(path, 0o600);
  } catch {
    // Somebody else's file, or a place that cannot be written.
  }
}

/** Makes what was written, or a name in a folder, outlast a power cut, where the system can. */
export function flush(path: string): void {
  try {
    const handle = openSync(path, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  } catch {
    // Windows cannot open a folder; the rename is then all there is.
  }
}

/**
 * Copies a database to `<folder>/<name>.before-migration-<time>` as one file and proves that the copy passes
 * `quick_check`. Gives the path. Throws `write-failed` when the copy does not pass; the database is then not migrated.
 */
export function backUp(
  database: Database.Database,
  path: string,
  folder: string,
  now: Date,
  keys: Keyring | null = null,
): string {
  mkdirSync(folder, { recursive: true });
  const prefix = `${basename(path)}.before-migration-`;
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 17);
  let target = join(folder, prefix + stamp);
  for (let count = 2; existsSync(target); count += 1) target = join(folder, `${prefix}${stamp}-${count}`);
  copyWhole(database, target, keys);
  const older = readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && !name.endsWith('.partial'))
    .sort();
  // A clock that has gone back would make the one just made the oldest.
  const others = older.filter((name) => name !== basename(target));
  for (const name of others.slice(0, 1 - kept)) rmSync(join(folder, name), { force: true });
  return target;
}
