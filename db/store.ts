import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type Database from 'better-sqlite3-multiple-ciphers';
import { type CompiledQuery, Kysely } from 'kysely';
import { OutturnError } from '../shared/model/problem.ts';
import { backUp, copyWhole, keepPrivate } from './backup.ts';
import type { Keyring } from './database-key.ts';
import { TransactionalSqliteDialect } from './dialect.ts';
import { encryptCopy, isUnencrypted, removeLeft } from './encrypt-copy.ts';
import { checkHeader, checkWhole, setAside } from './file-check.ts';
import type { LogTables } from './log-tables.ts';
import { migrateToLatest, schemaState } from './migrate.ts';
import { memoryPath, openDatabase } from './open-database.ts';
import { whileOpeningAlone } from './opening-lock.ts';
import { placeOf } from './place.ts';
import { checkSchema } from './schema-check.ts';
import { outturnErrorOf, translated } from './sqlite-errors.ts';
import { putStaleLogAside } from './stale-log.ts';
import { type Entity, type StatementName, statementsOf, tables, updateOf } from './tables.ts';

export type StoreOptions = {
  clock: () => Date;
  /** Where the copy made before a migration goes; it is made when missing. */
  backupFolder: string;
  /** The keys of the copy: one in clear is encrypted at opening. Without keys it stays, and is made, in clear. */
  keys?: Keyring | null;
  /** The account that edits, for the change log: its person's name where one was given. */
  who?: string;
  /** Told the name and the milliseconds of every statement slower than 200 ms. Never given a value. */
  slow?: (name: string, milliseconds: number) => void;
  /** This program has just made it whole: it need not be looked through again. */
  justMade?: boolean;
};

type Compilable<T> = { compile(): CompiledQuery<T> };

/** The local copy, open for its one writer. Queries run at once and in order: nothing can come between two of them. */
export type Store = {
  readonly path: string;
  /** The person who edits: the name given to the account, or the account itself. */
  readonly who: string;
  readonly account: string;
  /** What encrypts it, and whatever is kept beside it. */
  readonly keys: Keyring | null;
  /** Now, as `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  now(): string;
  /** Builds queries of the log tables; run them with `rows` and `run`. */
  readonly query: Kysely<LogTables>;
  rows<T>(query: Compilable<T>): T[];
  /** Runs a query that changes rows; gives the id of the last row inserted and how many rows changed. */
  run(query: Compilable<unknown>): { id: number; changes: number };
  /** A prepared statement of a logged table (db/tables.ts). */
  statement(entity: Entity, name: StatementName): Database.Statement<unknown[]>;
  /** A prepared statement that replaces these columns of a row; then come the time and the id. */
  updateOf(entity: Entity, columns: readonly string[]): Database.Statement<unknown[]>;
  /** A prepared statement whose text is built from db/tables.ts; values are bound. */
  prepare(text: string): Database.Statement<unknown[]>;
  /** Runs `work` as one transaction: all of it is kept or, when it throws, none. */
  transaction<T>(name: string, work: () => T): T;
  /** Runs `work`, reporting it by name when slow. */
  timed<T>(name: string, work: () => T): T;
  /** Runs `work`, which only reads, on one state of the store: another program may write meanwhile. */
  reading<T>(work: () => T): T;
  /** Another number once another program has changed the file; ours change nothing in it. */
  dataVersion(): number;
  /** Copies the whole store to one file that passes `quick_check`; the target must not exist. */
  copyTo(target: string): void;
  /** Writes the log back and closes, so that one file is left. */
  close(): void;
};

const slowMilliseconds = 200;

/**
 * Opens a local copy, making or migrating it as needed. A copy is migrated in one transaction, after a backup that
 * passes `quick_check`. Throws OutturnError: `store-newer` (made by a newer Outturn; left untouched), `store-damaged`
 * (set aside under another name, never deleted), `file-unreadable` (some other kind of file; left untouched),
 * `store-locked`, `store-full`, `key-missing` (encrypted with a key that is not given).
 */
export async function openStore(path: string, options: StoreOptions): Promise<Store> {
  if (path === memoryPath) return openAlone(path, options);
  translated(() => mkdirSync(dirname(path), { recursive: true }));
  return whileOpeningAlone(path, () => openAlone(path, options));
}

async function openAlone(path: string, options: StoreOptions): Promise<Store> {
  const keys = options.keys ?? null;
  const existed = translated(() => {
    if (path === memoryPath || !existsSync(path)) return false;
    checkHeader(path, options.clock);
    removeLeft(path);
    putStaleLogAside(path, keys, options.clock());
    if (keys && isUnencrypted(path)) encryptCopy(path, keys, options.backupFolder, options.clock());
    return true;
  });
  if (path !== memoryPath) keepPrivate(path);
  const database = translated(() => openDatabase(path, keys, { timeout: 5000 }));
  const builder = new Kysely<LogTables>({ dialect: new TransactionalSqliteDialect({ database }) });
  try {
    translated(() => {
      database.pragma('trusted_schema = OFF');
      database.pragma('foreign_keys = ON');
      if (existed && !options.justMade) checkWhole(database, path);
    });
    const state = translated(() => schemaState(database, path));
    if (state === 'behind') translated(() => backUp(database, path, options.backupFolder, options.clock(), keys));
    translated(() => {
      database.pragma('journal_mode = WAL');
      database.pragma('synchronous = FULL');
    });
    if (state !== 'current') await migrateToLatest(builder, database, path);
    if (existed) await checkSchema(database);
  } catch (error) {
    database.close();
    if (error instanceof OutturnError && error.code === 'store-damaged') {
      throw translated(() => setAside(path, options.clock(), error));
    }
    throw error;
  }
  return storeOver(database, builder, path, options);
}

function storeOver(
  database: Database.Database,
  builder: Kysely<LogTables>,
  path: string,
  options: StoreOptions,
): Store {
  const prepared = new Map<string, Database.Statement<unknown[]>>();
  const prepare = (text: string): Database.Statement<unknown[]> => {
    let statement = prepared.get(text);
    if (!statement) {
      statement = database.prepare<unknown[]>(text);
      prepared.set(text, statement);
    }
    return statement;
  };
  const updates = new Map<string, Database.Statement<unknown[]>>();
  const texts = new Map<Entity, ReturnType<typeof statementsOf>>();
  const textsOf = (entity: Entity) => {
    const known = texts.get(entity) ?? statementsOf(tables[entity]);
    texts.set(entity, known);
    return known;
  };
  const timed = <T>(name: string, work: () => T): T => {
    const start = performance.now();
    const result = work();
    const spent = performance.now() - start;
    if (spent > slowMilliseconds) options.slow?.(name, Math.round(spent));
    return result;
  };
  const place = placeOf(path, (target) => copyWhole(database, target, options.keys ?? null), options.clock);
  const account = options.who ?? 'this computer';
  const namedPerson = database.prepare<unknown[]>('select "name" from "people" where "account" = ?');
  const nameOf = (compiled: CompiledQuery) => compiled.sql.slice(0, 80);
  return {
    path,
    account,
    get who() {
      return (namedPerson.get(account) as { name: string } | undefined)?.name ?? account;
    },
    keys: options.keys ?? null,
    now: () => options.clock().toISOString(),
    query: builder,
    rows<T>(query: Compilable<T>): T[] {
      const compiled = query.compile();
      return timed(nameOf(compiled), () => translated(() => prepare(compiled.sql).all(...compiled.parameters) as T[]));
    },
    run(query) {
      const compiled = query.compile();
      return timed(nameOf(compiled), () => {
        if (!database.inTransaction) place.check();
        const { lastInsertRowid, changes } = translated(() => prepare(compiled.sql).run(...compiled.parameters));
        return { id: Number(lastInsertRowid), changes };
      });
    },
    statement: (entity, name) => prepare(textsOf(entity)[name]),
    updateOf(entity, columns) {
      const known = updates.get(`${entity} ${columns}`);
      if (known) return known;
      // Columns differ in few ways within one paste, and in many over a long day: what is kept is bounded.
      if (updates.size >= 200) updates.clear();
      const statement = database.prepare<unknown[]>(updateOf(tables[entity], columns));
      updates.set(`${entity} ${columns}`, statement);
      return statement;
    },
    prepare,
    transaction: (name, work) =>
      timed(name, () => {
        if (!database.inTransaction) place.check();
        return translated(() => database.transaction(work).immediate());
      }),
    timed,
    reading: (work) => translated(() => database.transaction(work).deferred()),
    dataVersion: () => translated(() => Number(database.pragma('data_version', { simple: true }))),
    copyTo(target) {
      translated(() => copyWhole(database, target, options.keys ?? null));
    },
    close() {
      if (!database.open) return;
      ignoreErrors(() => place.check());
      prepared.clear();
      updates.clear();
      try {
        database.pragma('optimize');
        database.pragma('wal_checkpoint(TRUNCATE)');
      } catch (error) {
        // On a full disk the log stays beside the file and is written back at the next opening: nothing is lost.
        if (!(outturnErrorOf(error) instanceof OutturnError)) throw error;
      } finally {
        database.close();
      }
    },
  };
}

/** At closing there is nobody left to tell: what could be saved has been. */
function ignoreErrors(work: () => void): void {
  try {
    work();
  } catch {
    // Said by the change that met it first, or by what is found at the next opening.
  }
}
