import { createHash } from 'node:crypto';
import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { OutturnError } from '../shared/model/problem.ts';
import { flush, keepPrivate } from './backup.ts';
import { type Keyring, keyIdIn, newestKey } from './database-key.ts';
import { applyKey, firstBytes, openDatabase } from './open-database.ts';

const encrypting = (path: string) => `${path}.encrypting`;
const plain = (path: string) => `${path}.unencrypted`;

/** Whether a file is a database of an Outturn that did not encrypt yet. */
export const isUnencrypted = (path: string): boolean => firstBytes(path, 16).toString('latin1') === 'SQLite format 3\0';

/**
 * Encrypts a local copy that an earlier Outturn wrote in clear. The encrypted one is made beside it, checked, compared row
 * by row with what it was made from, kept as a backup too where a folder is given, and only then takes its place in one
 * rename; what stood there is overwritten. A crash leaves the one or the other whole. Throws `store-locked` while another
 * program uses the copy, and `write-failed` when the two differ.
 */
export function encryptCopy(path: string, keys: Keyring, backupFolder: string | null, now: Date): void {
  const key = newestKey(keys);
  if (!key) throw new RangeError('No key to encrypt with.');
  const target = encrypting(path);
  removeLeft(path);
  const source = new Database(path, { fileMustExist: true, timeout: 5000 });
  try {
    source.pragma('temp_store = memory');
    source.pragma('journal_mode = delete');
    // Held until it is closed: what another program changed meanwhile would be in neither.
    source.pragma('locking_mode = exclusive');
    source.exec('begin exclusive; commit');
    keepPrivate(target);
    source.prepare('vacuum into ?').run(target);
    const made = new Database(target);
    try {
      // A rollback journal of it would hold the rows in clear; a copy that is not whole is thrown away.
      made.pragma('journal_mode = off');
      made.pragma('temp_store = memory');
      applyKey(made, key, 'rekey');
    } finally {
      made.close();
    }
    compare(source, target, keys);
  } catch (error) {
    rmSync(target, { force: true });
    throw error;
  } finally {
    source.close();
  }
  flush(target);
  if (backupFolder !== null) keepEncrypted(target, path, backupFolder, now);
  takePlace(path);
}

/** Finishes what a crash has left of an encryption: never the only copy of anything. */
export function removeLeft(path: string): void {
  rmSync(encrypting(path), { force: true });
  rmSync(`${encrypting(path)}-journal`, { force: true });
  if (existsSync(plain(path)) && keyIdIn(firstBytes(path, 16)) !== null) overwrite(plain(path));
  else rmSync(plain(path), { force: true });
}

function keepEncrypted(made: string, path: string, folder: string, now: Date): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const stamp = now.toISOString().replace(/\D/g, '').slice(0, 17);
  const target = join(folder, `${basename(path)}.before-encryption-${stamp}`);
  // It has its name only once it is whole; what a crash leaves is called `.partial`, and goes with the next copy.
  const partial = `${target}.${process.pid}.partial`;
  keepPrivate(partial);
  copyFileSync(made, partial);
  flush(partial);
  renameSync(partial, target);
  flush(folder);
}

function takePlace(path: string): void {
  try {
    // Another name for what stands there, so that it can be overwritten once the encrypted one has its place.
    linkSync(path, plain(path));
  } catch {
    // A drive without second names: the old file is only removed.
  }
  renameSync(encrypting(path), path);
  flush(dirname(path));
  if (existsSync(plain(path))) overwrite(plain(path));
}

/** Overwrites a file before it is removed, as far as the drive lets that reach the same place. */
export function overwrite(path: string): void {
  try {
    const file = openSync(path, 'r+');
    try {
      const zeros = Buffer.alloc(2 ** 20);
      for (let left = statSync(path).size, at = 0; left > 0; left -= zeros.length, at += zeros.length) {
        writeSync(file, zeros, 0, Math.min(left, zeros.length), at);
      }
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  } finally {
    rmSync(path, { force: true });
  }
}

/** Throws `write-failed` unless the encrypted file passes its check and holds the same rows. */
function compare(source: Database.Database, target: string, keys: Keyring): void {
  const made = openDatabase(target, keys, { readonly: true, fileMustExist: true });
  try {
    if (made.pragma('quick_check(1)', { simple: true }) === 'ok' && digestOf(source) === digestOf(made)) return;
  } finally {
    made.close();
  }
  throw new OutturnError(
    'write-failed',
    'The encrypted copy of your data did not pass its check, so the local copy was left as it was. Check the disk and try again.',
  );
}

/** A hash of every row of every table, and of what makes the tables. */
export function digestOf(database: Database.Database): string {
  const hash = createHash('sha256');
  const tables = database
    .prepare<[], { name: string; sql: string | null }>('select name, sql from sqlite_master order by type, name')
    .all();
  for (const { name, sql } of tables) hash.update(JSON.stringify([name, sql]));
  for (const { name, sql } of tables) {
    if (!sql?.toLowerCase().startsWith('create table')) continue;
    hash.update(name);
    const rows = database.prepare(`select * from "${name}" order by rowid`).raw(true).iterate();
    for (const row of rows) hash.update(JSON.stringify(row));
  }
  return hash.digest('hex');
}
