import { basename } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import { OutturnError } from '../shared/model/problem.ts';
import { applicationId } from './file-check.ts';
import type { LogTables } from './log-tables.ts';
import { migrations } from './migrations/index.ts';
import { outturnErrorOf } from './sqlite-errors.ts';

/** The number of the newest migration, also held as SQLite's `user_version`. */
export const newestVersion = Object.keys(migrations).length;

/** kysely's own tables, made before the first migration: all that a process leaves that is killed just then. */
const listTables = ['kysely_migration', 'kysely_migration_lock'];

/**
 * Compares a database with this program: `empty` when none of its tables is made yet, `current`, or `behind` when it
 * needs migrations. Throws `store-newer` when a newer Outturn has written it, and `file-unreadable` when its tables
 * are not ours. Writes nothing.
 */
export function schemaState(database: Database.Database, path: string): 'empty' | 'current' | 'behind' {
  const version = database.pragma('user_version', { simple: true }) as number;
  const names = database
    .prepare<[], { name: string }>("select name from sqlite_master where type = 'table'")
    .all()
    .map((row) => row.name);
  const applied = names.includes('kysely_migration')
    ? database
        .prepare<[], { name: string }>('select name from kysely_migration')
        .all()
        .map((row) => row.name)
    : [];
  if (version > newestVersion || applied.some((name) => !Object.hasOwn(migrations, name))) {
    throw new OutturnError(
      'store-newer',
      `${basename(path)} was written by a newer version of Outturn (its tables are at ${version}; this version knows ${newestVersion}). ` +
        'It was left as it is. Install the newer version to open it.',
      { version, known: newestVersion },
    );
  }
  if (applied.length === 0) {
    if (names.every((name) => listTables.includes(name))) return 'empty';
    throw new OutturnError(
      'file-unreadable',
      `${basename(path)} is a database, but not one of Outturn's. It was left as it is. Choose another file.`,
    );
  }
  return applied.length === newestVersion ? 'current' : 'behind';
}

/** Runs the missing migrations in one transaction: all or none. */
export async function migrateToLatest(
  builder: Kysely<LogTables>,
  database: Database.Database,
  path: string,
): Promise<void> {
  const migrator = new Migrator({ db: builder, provider: { getMigrations: async () => migrations } });
  const { error } = await migrator.migrateToLatest();
  // Another process that opened the copy at the same moment may have come first.
  if (error && schemaState(database, path) !== 'current') throw migrationFailure(outturnErrorOf(error));
  database.pragma(`user_version = ${newestVersion}`);
  database.pragma(`application_id = ${applicationId}`);
}

/** A copy whose tables are not those of its own version cannot be brought up to date: it is damaged. */
function migrationFailure(error: unknown): unknown {
  if (error instanceof OutturnError || !(error instanceof Error)) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  // Kysely says in plain words that the list of migrations itself is altered.
  const damage = /^SQLITE_(ERROR|CONSTRAINT)/.test(code) || error.message.startsWith('corrupted migrations');
  if (!damage) return error;
  const finding = error.message.slice(0, 200);
  return new OutturnError('store-damaged', 'The local copy is damaged and cannot be brought up to date.', { finding });
}
