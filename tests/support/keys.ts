import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { databaseKey, type Keyring } from '../../db/database-key.ts';
import { openDatabase } from '../../db/open-database.ts';

/** The keys in a folder, as a person reads the file: a line of 64 hexadecimal digits each. Null where there are none. */
export function keysIn(folder: string): Keyring | null {
  const path = join(folder, 'database-key');
  if (!existsSync(path)) return null;
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => databaseKey(Buffer.from(line, 'hex')));
}

/** The keys of a local copy, of a backup or of a working copy of the profile it is in. */
export const keysBeside = (path: string): Keyring | null => keysIn(dirname(path)) ?? keysIn(dirname(dirname(path)));

/** SQLite on a local copy as the product left it, whatever it is encrypted with. */
export const openCopy = (path: string, options: Database.Options = {}): Database.Database =>
  openDatabase(path, keysBeside(path), options);
