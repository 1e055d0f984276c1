import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { OutturnError } from '../shared/model/problem.ts';
import { type DatabaseKey, headBytes, headOf, type Keyring, keyIdIn, newestKey } from './database-key.ts';

/** A database that is in memory only. */
export const memoryPath = ':memory:';

/** The first bytes of a file, at most `count`; none for one that is not there. */
export function firstBytes(path: string, count: number): Buffer {
  let file: number;
  try {
    file = openSync(path, 'r');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Buffer.alloc(0);
    throw error;
  }
  try {
    const bytes = Buffer.alloc(count);
    return bytes.subarray(0, readSync(file, bytes, 0, count, 0));
  } finally {
    closeSync(file);
  }
}

/**
 * Opens a database file: an encrypted one with the key its first bytes name, an empty or missing one with the newest key
 * (or without, where there are no keys), any other as it is. Throws `key-missing` when the key is not among those given,
 * and SQLite's own errors.
 */
export function openDatabase(
  path: string,
  keys: Keyring | null | undefined,
  options: Database.Options = {},
): Database.Database {
  const head = path === memoryPath ? Buffer.alloc(0) : firstBytes(path, headBytes);
  const named = keyIdIn(head);
  const key =
    named !== null ? keyFor(path, named, keys) : head.length === 0 && path !== memoryPath ? newestKey(keys) : null;
  const database = new Database(path, options);
  try {
    if (key) applyKey(database, key, 'key');
    careful(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** What every connection keeps to: nothing of the data in a temporary file, and nothing left where rows were deleted. */
function careful(database: Database.Database): void {
  database.pragma('temp_store = memory');
  database.pragma('secure_delete = on');
}

/**
 * Gives a connection the key of its file, or changes the key of the whole file (`rekey`; not in WAL mode). The format is
 * that of SQLCipher 4 with a raw key: other tools open it with `PRAGMA key = "x'<secret><first 16 bytes>'"`.
 */
export function applyKey(database: Database.Database, key: DatabaseKey, how: 'key' | 'rekey'): void {
  database.pragma("cipher = 'sqlcipher'");
  database.pragma('legacy = 4');
  database.pragma(`${how} = 'raw:${Buffer.from(key.secret).toString('hex')}${headOf(key).toString('hex')}'`);
}

function keyFor(path: string, id: string, keys: Keyring | null | undefined): DatabaseKey {
  const key = keys?.find((one) => one.id === id);
  if (key) return key;
  throw new OutturnError(
    'key-missing',
    `${basename(path)} is encrypted, and the key that opens it is not here. Bring the key back from its recovery file; the data themselves are untouched.`,
    { file: basename(path), key: id },
  );
}
