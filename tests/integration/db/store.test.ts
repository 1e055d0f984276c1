import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { describe, expect, test } from 'vitest';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import { fixedClock, smallSnapshot, temporaryFolder, temporaryStore } from './helpers.ts';

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

function place() {
  const folder = temporaryFolder();
  const path = join(folder, 'workspace.sqlite');
  const options = { clock: fixedClock, backupFolder: join(folder, 'backups') };
  return { folder, path, options };
}

describe('opening and closing the local copy', () => {
  test('leaves exactly one file when closed', async () => {
    const { folder, path, options } = place();
    const store = await openStore(path, options);
    writeSnapshot(store, smallSnapshot());
    store.close();
    expect(readdirSync(folder)).toEqual(['workspace.sqlite']);
    const again = await openStore(path, options);
    expect(readSnapshot(again)).toEqual(smallSnapshot());
    again.close();
  });

  test('a copy whose making was ended before its first table is made to its end', async () => {
    const { folder, path, options } = place();
    const begun = new Database(path);
    // What kysely makes before the first migration, in a transaction of its own.
    begun.exec(`create table kysely_migration (name varchar(255) not null primary key, timestamp varchar(255) not null);
      create table kysely_migration_lock (id varchar(255) not null primary key, is_locked integer default 0 not null)`);
    begun.close();
    const store = await openStore(path, options);
    writeSnapshot(store, smallSnapshot());
    store.close();
    expect(readdirSync(folder)).toEqual(['workspace.sqlite']);
  });

  test('two programs may make the same copy at once', async () => {
    const { folder, path, options } = place();
    const made = await Promise.allSettled([openStore(path, options), openStore(path, options)]);
    for (const one of made) {
      if (one.status === 'fulfilled') one.value.close();
      else expect(one.reason).toMatchObject({ code: 'store-locked' });
    }
    expect(made.some((one) => one.status === 'fulfilled')).toBe(true);
    expect(readdirSync(folder)).toEqual(['workspace.sqlite']);
    (await openStore(path, options)).close();
  });

  test('a copy written by a newer Outturn is refused and left untouched', async () => {
    const { folder, path, options } = place();
    (await openStore(path, options)).close();
    const newer = new Database(path);
    newer.prepare("insert into kysely_migration values ('999-from-the-future', '2030-01-01')").run();
    newer.pragma('journal_mode = DELETE');
    newer.close();
    const before = hashOf(path);
    await expect(openStore(path, options)).rejects.toMatchObject({
      code: 'store-newer',
      message: expect.stringContaining('newer version of Outturn'),
    });
    expect(hashOf(path)).toBe(before);
    expect(readdirSync(folder)).toEqual(['workspace.sqlite']);
  });

  test.each([
    ['its first page overwritten', 0, 4096],
    ['a middle page overwritten', 8192, 40_960],
  ])('a copy with %s is set aside whole, never deleted', async (_name, from, length) => {
    const { folder, path, options } = place();
    const store = await openStore(path, options);
    writeSnapshot(store, smallSnapshot());
    store.close();
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(length, 0xee), 0, length, from);
    closeSync(file);
    const before = hashOf(path);
    await expect(openStore(path, options)).rejects.toMatchObject({ code: 'store-damaged' });
    expect(existsSync(path)).toBe(false);
    const aside = readdirSync(folder).filter((name) => name.startsWith('workspace.sqlite.damaged-'));
    expect(aside.length).toBeGreaterThan(0);
    expect(hashOf(join(folder, aside[0] ?? ''))).toBe(before);
    const fresh = await openStore(path, options);
    expect(readSnapshot(fresh).budgetLines).toEqual([]);
    fresh.close();
  });

  test.each([
    ['a spreadsheet', Buffer.from('PK\u0003\u0004 and then some bytes of a zip')],
    ['a text file', Buffer.from('Year,Line,Line name\n2023/24,PLC,Placements\n')],
  ])('%s given as the copy is refused and not renamed', async (_name, bytes) => {
    const { folder, path, options } = place();
    writeFileSync(path, bytes);
    await expect(openStore(path, options)).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(readFileSync(path)).toEqual(bytes);
    expect(readdirSync(folder)).toEqual(['workspace.sqlite']);
  });

  test("another program's database is refused and left untouched", async () => {
    const { path, options } = place();
    const other = new Database(path);
    other.exec('create table theirs (id integer)');
    other.close();
    const before = hashOf(path);
    await expect(openStore(path, options)).rejects.toMatchObject({ code: 'file-unreadable' });
    expect(hashOf(path)).toBe(before);
  });

  test('an older copy is backed up, the backup is whole, and all migrations run', async () => {
    const { path, options } = place();
    const { migrations } = await import('../../../db/migrations/index.ts');
    const { Migrator } = await import('kysely/migration');
    const { Kysely } = await import('kysely');
    const { TransactionalSqliteDialect } = await import('../../../db/dialect.ts');
    const database = new Database(path);
    const names = Object.keys(migrations);
    const first = Object.fromEntries(Object.entries(migrations).slice(0, 2));
    const builder = new Kysely({ dialect: new TransactionalSqliteDialect({ database }) });
    await new Migrator({ db: builder, provider: { getMigrations: async () => first } }).migrateToLatest();
    database.exec(
      "insert into funders (code, name, created_at, updated_at) values ('A', 'Northshire', '2024-01-01', '2024-01-01')",
    );
    database.close();
    // Five copies already, made while the clock was ahead: the new one is the oldest by its name, and stays.
    mkdirSync(options.backupFolder);
    for (const day of [1, 2, 3, 4, 5]) {
      writeFileSync(join(options.backupFolder, `workspace.sqlite.before-migration-2099010${day}000000000`), '');
    }

    const store = await openStore(path, options);
    expect(readdirSync(options.backupFolder)).toHaveLength(5);
    expect(readSnapshot(store).funders).toEqual([{ id: 1, code: 'A', name: 'Northshire' }]);
    store.close();
    const [backup] = readdirSync(options.backupFolder);
    const copy = new Database(join(options.backupFolder, backup ?? ''), { readonly: true });
    expect(copy.pragma('quick_check', { simple: true })).toBe('ok');
    expect(copy.prepare('select name from kysely_migration order by name').all()).toHaveLength(2);
    expect(copy.prepare('select code from funders').all()).toEqual([{ code: 'A' }]);
    copy.close();
    const now = new Database(path);
    expect(now.prepare('select name from kysely_migration order by name').all()).toEqual(
      names.map((name) => ({ name })),
    );
    now.close();
  });

  test('a migration that fails half way leaves nothing of itself', async () => {
    const { path } = place();
    const { Migrator } = await import('kysely/migration');
    const { Kysely, sql } = await import('kysely');
    const { TransactionalSqliteDialect } = await import('../../../db/dialect.ts');
    const database = new Database(path);
    const builder = new Kysely({ dialect: new TransactionalSqliteDialect({ database }) });
    const half = {
      half: {
        async up(db: InstanceType<typeof Kysely<unknown>>) {
          await sql.raw('create table half (id integer)').execute(db);
          throw new Error('stop');
        },
      },
    };
    const { error } = await new Migrator({
      db: builder,
      provider: { getMigrations: async () => half },
    }).migrateToLatest();
    expect(error).toBeDefined();
    expect(database.prepare("select name from sqlite_master where name = 'half'").all()).toEqual([]);
    database.close();
  });

  test('slow statements are reported by name and without values', async () => {
    const heard: [string, number][] = [];
    const store = await temporaryStore({ slow: (name, milliseconds) => heard.push([name, milliseconds]) });
    store.timed('read everything', () => {
      const until = performance.now() + 230;
      while (performance.now() < until);
    });
    store.timed('quick', () => 1);
    expect(heard).toHaveLength(1);
    expect(heard[0]?.[0]).toBe('read everything');
  });

  test('fifty thousand placements are read in under a second', async () => {
    const store = await temporaryStore();
    const small = smallSnapshot();
    const pattern = small.placements[0];
    if (!pattern) throw new Error('no pattern');
    small.placements = Array.from({ length: 50_000 }, (_, index) => ({
      ...pattern,
      id: index + 1,
      reference: `P${index + 1}`,
    }));
    writeSnapshot(store, small);
    const start = performance.now();
    expect(readSnapshot(store).placements).toHaveLength(50_000);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
