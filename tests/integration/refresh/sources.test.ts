import { chmod, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import { createImportService } from '../../../electron/services/import/import-service.ts';
import { createRefreshService } from '../../../electron/services/refresh/refresh-service.ts';
import { fileSecrets } from '../../../electron/services/sync/file-secrets.ts';
import { readSyncSettings, writeSyncSettings } from '../../../electron/services/sync/sync-settings.ts';
import type { SourceOf } from '../../../shared/model/source.ts';
import { keysBeside } from '../../support/keys.ts';
import { outturn, temporaryFolder as outturnFolder } from '../cli/command-line.ts';
import { fixedClock, temporaryStore } from '../db/helpers.ts';
import { everything, worker } from '../import/helpers.ts';
import { type RunningServer, startPostgresql, startWebdav, temporaryFolder } from '../sync/servers.ts';

const headers =
  'Year,Reference,Pressure,Line,Impact low,Impact likely,Impact high,Probability %,Start period,Recurring,Funding,Status,In forecast';
const extract = (likely: string) =>
  `${headers}\r\n2023/24,A,Agency social workers,PLC,100,${likely},900,50,4,yes,shared,open,yes\r\n`;
const common = { name: 'Finance', enabled: true, rules: [], otherwise: 'ask' as const };

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => {
  folder = await temporaryFolder();
  await chmod(folder.path, 0o777);
});
afterAll(() => folder.remove());

async function start(name: string, quiet: number | null = null) {
  const profile = join(folder.path, name);
  await mkdir(profile, { recursive: true });
  const store = await temporaryStore();
  const imports = createImportService({ store, childKey: [Buffer.alloc(32, 7)], clock: fixedClock, worker });
  imports.commit((await imports.preview(everything)).token);
  const system = {
    protect: (text: string) => Buffer.from([...text].reverse().join('')),
    reveal: (bytes: Uint8Array) => [...Buffer.from(bytes).toString()].reverse().join(''),
  };
  const refresh = createRefreshService({
    profile,
    secrets: fileSecrets(join(profile, 'secrets.json'), () => system),
    clock: () => new Date(),
    preview: imports.preview,
    quiet,
  });
  const allow = (host: string) => {
    const path = join(profile, 'sync.json');
    writeSyncSettings(path, { ...readSyncSettings(path), allowedHosts: [host] });
  };
  const likely = () => readSnapshot(store).pressures[0]?.likelyPence;
  return { profile, store, imports, refresh, allow, likely };
}

describe('a watched folder of extracts', () => {
  test('a new extract is noticed once written to its end, previewed, taken in and undone like an import', async () => {
    const { store, imports, refresh, profile, likely } = await start('watched', 150);
    const place = join(profile, 'extracts');
    await mkdir(place);
    await refresh.save({ ...common, id: 'fin', kind: 'folder', folder: place, watch: true }, null);
    await expect(refresh.preview('fin')).rejects.toMatchObject({ code: 'source-unreachable' });
    await writeFile(join(place, '~$pressures.csv'), 'lock');
    await writeFile(join(place, 'half.partial'), extract('250'));
    await rename(join(place, 'half.partial'), join(place, 'pressures.csv'));
    await expect.poll(async () => (await refresh.status())[0]?.changedAt ?? null, { timeout: 20_000 }).not.toBeNull();
    expect(likely()).toBeUndefined();
    const preview = await refresh.preview('fin');
    expect(preview.files).toMatchObject([{ register: 'pressures', added: 1, failure: null }]);
    expect((await refresh.status())[0]).toMatchObject({ changedAt: null, lastRefreshed: null, reading: false });
    const { importId } = imports.commit(preview.token);
    refresh.committed(preview.token);
    expect(likely()).toBe(25_000);
    expect((await refresh.status())[0]?.lastRefreshed).not.toBeNull();
    imports.undo(importId ?? 0);
    expect(readSnapshot(store).pressures).toEqual([]);
    await refresh.close();

    // An extract that came while the application was closed is noticed at the next start; one already taken in is not.
    const again = async (most: number) => {
      const next = createRefreshService({
        profile,
        secrets: fileSecrets(join(profile, 'secrets.json'), () => null),
        clock: () => new Date(),
        preview: imports.preview,
        quiet: 150,
      });
      await next.status();
      let changedAt: string | null = null;
      for (let waited = 0; changedAt === null && waited < most; waited += 100) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        changedAt = (await next.status())[0]?.changedAt ?? null;
      }
      await next.close();
      return changedAt;
    };
    expect(await again(1_000)).toBeNull();
    await writeFile(join(place, 'pressures.csv'), extract('275'));
    expect(await again(20_000)).not.toBeNull();
  });
});

describe('a WebDAV folder', () => {
  let server: RunningServer;
  let place = '';
  beforeAll(async () => {
    place = join(folder.path, 'dav');
    await mkdir(place);
    await writeFile(join(place, 'pressures.csv'), extract('250'));
    await writeFile(join(place, 'notes.docx'), 'not an extract');
    server = await startWebdav(place, 'officer', 'canary-source-secret', 'digest');
  });
  afterAll(() => server.stop());

  test('is read only when its host is allowed and its password is right; nothing is changed there', async () => {
    const { refresh, allow, imports, likely, profile } = await start('webdav');
    const source: SourceOf<'webdav'> = {
      ...common,
      id: 'dav',
      kind: 'webdav',
      url: server.url,
      user: 'officer',
      authentication: 'digest',
      certificateAuthority: null,
    };
    await refresh.save(source, 'canary-wrong-secret');
    const unallowed = await refresh.preview('dav').catch((error) => error);
    expect(unallowed).toMatchObject({
      code: 'source-refused',
      message: expect.stringContaining('not on the list of hosts'),
    });
    allow('127.0.0.1');
    const wrong = await refresh.preview('dav').catch((error) => error);
    expect(wrong).toMatchObject({ code: 'source-refused' });
    await refresh.save(source, 'canary-source-secret');
    const preview = await refresh.preview('dav');
    expect(preview.files).toMatchObject([{ file: 'pressures.csv', added: 1 }]);
    imports.commit(preview.token);
    expect(likely()).toBe(25_000);
    expect((await readdir(place)).sort()).toEqual(['notes.docx', 'pressures.csv']);
    // No secret in any file or error text.
    const files = await readdir(profile, { recursive: true, withFileTypes: true });
    const texts = await Promise.all(
      files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'latin1')),
    );
    expect(texts.length).toBeGreaterThan(1);
    for (const text of [
      ...texts,
      String(unallowed),
      String(wrong),
      JSON.stringify(wrong),
      JSON.stringify(await refresh.status()),
    ])
      expect(text).not.toContain('canary-');
    await refresh.remove('dav');
    expect(await readFile(join(profile, 'secrets.json'), 'utf8')).toBe('{}');
  });

  test('a server that is away leaves the copy as it is, and reading can be stopped', async () => {
    const { refresh, allow, likely } = await start('away');
    allow('127.0.0.1');
    await refresh.save(
      {
        ...common,
        id: 'dav',
        kind: 'webdav',
        url: 'http://127.0.0.1:9/',
        user: 'o',
        authentication: 'basic',
        certificateAuthority: null,
      },
      'x',
    );
    await expect(refresh.preview('dav')).rejects.toMatchObject({ code: 'source-unreachable' });
    await refresh.save(
      {
        ...common,
        id: 'dav',
        kind: 'webdav',
        url: server.url,
        user: 'officer',
        authentication: 'digest',
        certificateAuthority: null,
      },
      'canary-source-secret',
    );
    const reading = refresh.preview('dav').catch((error) => error);
    refresh.cancel('dav');
    expect(await reading).toMatchObject({ code: 'cancelled' });
    expect(likely()).toBeUndefined();
  });
});

describe('PostgreSQL queries', () => {
  let server: RunningServer;
  const sql = `select '2023/24' as year, reference, name as pressure, 'PLC' as line, 100 as "Impact low", likely as "Impact likely",
    900.50::numeric as "Impact high", 50 as probability_percent, 4 as start_period, true as recurring, 'shared' as funding,
    'open' as status, true as "In forecast" from pressures;`;
  const source = (query: string, user = 'reader'): SourceOf<'postgresql'> => ({
    ...common,
    id: 'pg',
    kind: 'postgresql',
    host: '127.0.0.1',
    port: server.port,
    database: 'postgres',
    user,
    tls: false,
    certificateAuthority: null,
    queries: [{ register: 'pressures', sql: query }],
  });
  const database = async (statement: string) => {
    const client = new Client({
      host: '127.0.0.1',
      port: server.port,
      database: 'postgres',
      user: 'officer',
      password: 'secret',
    });
    await client.connect();
    const { rows } = await client.query(statement);
    await client.end();
    return rows;
  };
  beforeAll(async () => {
    server = await startPostgresql(folder.path, 'officer', 'secret');
    await database(`create table pressures (reference text, name text, likely numeric);
      create sequence counted;
      insert into pressures values ('A', 'Agency social workers', 250), ('B', '-5 % uplift, "homes"', 300.25);
      create role reader login password 'secret'; grant select on pressures to reader`);
  });
  afterAll(() => server.stop());

  test('each fills its register, edits made here stand by the rule, and a refresh is undone whole', async () => {
    const { refresh, allow, imports, store } = await start('pg');
    allow('127.0.0.1');
    await refresh.save(source(sql), 'secret');
    const first = await refresh.preview('pg');
    expect(first.files).toMatchObject([{ register: 'pressures', added: 2, rejected: 0, failure: null }]);
    imports.commit(first.token);
    const [a, b] = readSnapshot(store).pressures;
    expect(b).toMatchObject({ name: '-5 % uplift, "homes"', likelyPence: 30_025, maximumPence: 90_050, recurring: 1 });
    applyEdits(store, [{ op: 'update', register: 'pressures', id: a?.id ?? 0, values: { likelyPence: 99_900 } }], null);
    await database(`update pressures set likely = likely + 10`);
    const second = await refresh.preview('pg');
    expect(second.questions).toMatchObject([{ row: '2023/24 · A', held: 99_900, incoming: 26_000 }]);
    imports.commit(second.token);
    expect(readSnapshot(store).pressures.map((row) => row.likelyPence)).toEqual([99_900, 31_025]);
  });

  test('whatever a query says, nothing is written', async () => {
    const { refresh, allow } = await start('pg-read-only');
    allow('127.0.0.1');
    for (const query of [
      `delete from pressures`,
      `with gone as (delete from pressures returning *) select * from gone`,
      `select 1) as x; delete from pressures; select * from (select 1`,
      `select setval('counted', 7)`,
      `select nextval('counted')`,
      `select 1) as x; commit; delete from pressures; begin; select * from (select 1`,
      `select lo_create(0)`,
      `commit; delete from pressures`,
      `select set_config('transaction_read_only', 'off', false)`,
    ]) {
      await refresh.save(source(query), 'secret');
      const answer = await refresh.preview('pg').catch((error) => error);
      expect(answer.code ?? answer.files[0].failure?.code, query).toMatch(
        /source-refused|missing-columns|unknown-kind|not-a-table/,
      );
    }
    expect(await database('select count(*)::int as rows from pressures')).toEqual([{ rows: 2 }]);
    expect(await database('select count(*)::int as rows from pg_largeobject_metadata')).toEqual([{ rows: 0 }]);
    // A sequence goes on even where what asked it is rolled back.
    expect(await database('select last_value::int as last, is_called from counted')).toEqual([
      { last: 1, is_called: false },
    ]);
  });

  test('a user that can do more than read is refused before any query is run, whatever its queries say', async () => {
    const { refresh, allow } = await start('pg-powers');
    allow('127.0.0.1');
    const file = '/tmp/outturn-exploit-export';
    await database(`create extension dblink;
      create function escape() returns int language sql security definer volatile as 'select 1';
      revoke execute on function escape() from public;
      create role writer login password 'secret'; grant pg_write_server_files to writer;
      create role exporter login password 'secret'; grant execute on function lo_export(oid, text) to exporter;
      create role switcher login password 'secret'; grant execute on function pg_switch_wal() to switcher;
      create role definer login password 'secret'; grant execute on function escape() to definer;
      revoke execute on all functions in schema public from public;
      create role linker login password 'secret'; grant execute on function dblink(text, text) to linker;
      select lo_from_bytea(7, 'x')`);
    const position = async () => (await database('select pg_walfile_name(pg_current_wal_lsn()) as at'))[0];
    const before = await position();
    for (const [user, query, reason] of [
      ['officer', `select lo_export(7, '${file}')::text as year`, 'a superuser'],
      ['officer', `select pg_switch_wal()::text as year`, 'a superuser'],
      ['writer', 'select 1 as year', 'pg_write_server_files'],
      ['exporter', `select lo_export(7, '${file}')::text as year`, 'lo_export'],
      ['switcher', 'select pg_switch_wal()::text as year', 'pg_switch_wal'],
      ['definer', 'select escape() as year', 'escape'],
      ['linker', `select * from dblink('host=127.0.0.1', 'delete from pressures') as t(year text)`, 'dblink'],
    ] as const) {
      await refresh.save(source(query, user), 'secret');
      await expect(refresh.preview('pg'), user).rejects.toMatchObject({
        code: 'source-refused',
        message: expect.stringContaining(reason),
      });
    }
    expect(await position()).toEqual(before);
    expect(await database('select count(*)::int as rows from pressures')).toEqual([{ rows: 2 }]);
    await expect(readFile(file)).rejects.toMatchObject({ code: 'ENOENT' });
    // The one that may only read still reads.
    await refresh.save(source(sql), 'secret');
    expect((await refresh.preview('pg')).files).toMatchObject([{ failure: null }]);
  });

  test('a query that fails in the middle, or a connection that dies there, leaves nothing taken in', async () => {
    const { refresh, allow, imports, store } = await start('pg-middle');
    allow('127.0.0.1');
    const before = readSnapshot(store);
    for (const [second, message] of [
      [`select 1 / (5000 - n) as year from generate_series(1, 10000) as n`, 'the query for Funders failed'],
      [`select pg_terminate_backend(pg_backend_pid())::text from generate_series(1, 10) as n`, 'cannot be reached'],
    ] as const) {
      const both = { ...source(sql) };
      both.queries = [...both.queries, { register: 'funders', sql: second }];
      await refresh.save(both, 'secret');
      await expect(refresh.preview('pg')).rejects.toMatchObject({ message: expect.stringContaining(message) });
    }
    expect(readSnapshot(store)).toEqual(before);
    expect(imports.list()).toHaveLength(1);
    // The source can be read again afterwards.
    await refresh.save(source(sql), 'secret');
    expect((await refresh.preview('pg')).files).toMatchObject([{ added: 2 }]);
  });

  test('a wrong password and a query that does not fit are said in words', async () => {
    const { refresh, allow } = await start('pg-wrong');
    allow('127.0.0.1');
    await refresh.save(source(sql), 'canary-wrong');
    const wrong = await refresh.preview('pg').catch((error) => error);
    expect(wrong).toMatchObject({ code: 'source-refused', message: expect.stringContaining('user name and password') });
    expect(String(wrong)).not.toContain('canary');
    await refresh.save(source('select nothing from nowhere'), 'secret');
    await expect(refresh.preview('pg')).rejects.toMatchObject({
      code: 'source-refused',
      message: expect.stringContaining('nowhere'),
    });
  });
});

describe('the command line', () => {
  test('`sync --refresh` previews, takes in, leaves questions as edited here and says so', async () => {
    const profile = outturnFolder();
    const place = join(profile, 'extracts');
    await mkdir(place);
    const workspace = join(profile, 'council.sqlite');
    const sample = new URL('../../../electron/sample-council/', import.meta.url).pathname;
    const names = ['funders.csv', 'budget-lines.xlsx', 'pressures.csv'];
    await outturn('import', ...names.map((name) => join(sample, name)), '--workspace', workspace);
    expect((await outturn('sync', '--refresh', '--workspace', workspace)).code).toBe(3);
    writeSyncSettings(join(profile, 'sync.json'), {
      ...readSyncSettings(join(profile, 'sync.json')),
      sources: [{ ...common, id: 'fin', kind: 'folder', folder: place, watch: false }],
    });
    const rows = (await readFile(join(sample, 'pressures.csv'), 'utf8')).split(/\r?\n/);
    const change = (row: string, likely: string) => row.split(',').with(5, likely).join(',');
    await writeFile(
      join(place, 'pressures.csv'),
      [rows[0], change(rows[1] ?? '', '11'), change(rows[2] ?? '', '22'), ...rows.slice(3)].join('\r\n'),
    );
    const open = () =>
      openStore(workspace, { keys: keysBeside(workspace), clock: fixedClock, backupFolder: join(profile, 'backups') });
    const store = await open();
    const first = readSnapshot(store).pressures[0];
    applyEdits(store, [{ op: 'update', register: 'pressures', id: first?.id ?? 0, values: { likelyPence: 5 } }], null);
    store.close();
    const looked = await outturn('sync', '--refresh', '--preview', '--workspace', workspace);
    expect(looked.out).toContain('preview only: nothing was changed');
    const done = await outturn('sync', '--refresh', 'fin', '--workspace', workspace, '--json');
    expect(done.code).toBe(1);
    expect(done.json()).toMatchObject({
      committed: true,
      sources: [
        {
          source: 'Finance',
          result: { changed: 1 },
          questions: [{ column: 'Impact likely', held: 5, incoming: 1_100_000 }],
        },
      ],
    });
    const after = await open();
    expect(
      readSnapshot(after)
        .pressures.slice(0, 2)
        .map((row) => row.likelyPence),
    ).toEqual([5, 2_200_000]);
    after.close();
    expect(readSyncSettings(join(profile, 'sync.json')).refreshed.fin).toBeDefined();
  });
});
