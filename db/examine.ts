import type Database from 'better-sqlite3-multiple-ciphers';
import type { Keyring } from './database-key.ts';
import { schemaState } from './migrate.ts';
import { openDatabase } from './open-database.ts';

/** SQLite's first finding about a database file, `ok` when it is whole; never writes to it. */
export function quickCheckOf(path: string, keys: Keyring | null = null): string {
  try {
    const database = openDatabase(path, keys, { readonly: true, fileMustExist: true });
    try {
      return String(database.pragma('quick_check(1)', { simple: true }));
    } finally {
      database.close();
    }
  } catch {
    return 'it cannot be read';
  }
}

/** Throws `store-newer` or `file-unreadable` when a whole database file is none that this program can open. */
export function refuseUnknown(path: string, keys: Keyring | null = null): void {
  const database = openDatabase(path, keys, { readonly: true, fileMustExist: true });
  try {
    schemaState(database, path);
  } finally {
    database.close();
  }
}

/** What SQLite says of a file: its schema version, every fault, rows that name nothing by table, and how much is empty (0…1). */
export type Examined = { version: number; faults: string[]; loose: Map<string, number>; empty: number };

/** Examines a database file thoroughly; null when it cannot be read as one. */
export function examineFile(path: string, keys: Keyring | null = null): Examined | null {
  let database: Database.Database | null = null;
  try {
    database = openDatabase(path, keys, { fileMustExist: true });
    const number = (name: string) => Number(database?.pragma(name, { simple: true }));
    const findings = database.pragma('integrity_check(10)') as { integrity_check: string }[];
    const faults = findings.map((row) => row.integrity_check.split('\n')[0] ?? '').filter((text) => text !== 'ok');
    const loose = new Map<string, number>();
    for (const { table } of database.pragma('foreign_key_check') as { table: string }[]) {
      loose.set(table, (loose.get(table) ?? 0) + 1);
    }
    const empty = number('freelist_count') / Math.max(1, number('page_count'));
    return { version: number('user_version'), faults, loose, empty };
  } catch {
    return null;
  } finally {
    database?.close();
  }
}
