import { existsSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { passwordVariable } from '../../../electron/services/sync/database-password.ts';
import { outturn, still, temporaryFolder } from '../cli/command-line.ts';
import { type RunningServer, temporaryFolder as serverFolder, startPostgresql } from '../sync/servers.ts';

const sample = new URL('../../../electron/sample-council/', import.meta.url).pathname;
let server: RunningServer;
let remove: () => Promise<void>;

beforeAll(async () => {
  const folder = await serverFolder();
  await chmod(folder.path, 0o777);
  server = await startPostgresql(folder.path, 'dba', 'secret', undefined, 'scram-sha-256');
  remove = async () => {
    delete process.env[passwordVariable];
    await server.stop();
    await folder.remove();
  };
  const client = new pg.Client({
    host: '127.0.0.1',
    port: server.port,
    user: 'dba',
    password: 'secret',
    database: 'postgres',
  });
  await client.connect();
  // Just what the command prints, run by who owns the database.
  await client.query((await outturn('team', 'schema')).out);
  for (const name of ['anna', 'ben'])
    await client.query(`create role ${name} login password 'secret' in role outturn_team`);
  await client.end();
  process.env[passwordVariable] = 'secret';
  still.now = new Date().toISOString();
});
afterAll(() => remove());

test('the commands of a team: share the sample council, join, sign in a person, share a scenario, send and take', async () => {
  const folder = temporaryFolder();
  const [mine, theirs] = ['mine', 'theirs'].map((name) => join(folder, name, 'workspace.sqlite')) as [string, string];
  const where = (user: string) => [
    '--server',
    '127.0.0.1',
    '--port',
    String(server.port),
    '--database',
    'postgres',
    '--user',
    user,
    '--plain',
  ];
  await outturn('import', sample, '--workspace', mine, '--council', 'Anyshire', '--data-date', '2023-12-31');
  const created = await outturn(
    'team',
    'create',
    '--workspace',
    mine,
    '--name',
    'Anyshire',
    ...where('anna'),
    '--json',
  );
  expect(created.err).toBe('');
  expect(created.json()).toMatchObject({ command: 'team create', children: false, seq: 1 });
  const named = await outturn(
    'team',
    'who',
    '--workspace',
    mine,
    '--name',
    'Anna Lee',
    '--why',
    'Joined',
    '--add',
    'ben',
    '--role',
    'preparer',
    '--person',
    'Ben Roy',
    '--json',
  );
  expect(named.json()).toMatchObject({
    name: 'Anna Lee',
    members: [{ login: 'anna' }, { login: 'ben', person: 'Ben Roy', role: 'preparer' }],
  });

  const joined = await outturn('team', 'join', '--workspace', theirs, ...where('ben'), '--json');
  expect(joined.json()).toMatchObject({ command: 'team join', name: 'Anyshire', role: 'preparer', conflicts: 0 });
  // Without the children the ledger side is the same to the penny.
  const total = async (copy: string) =>
    (await outturn('forecast', '--workspace', copy, '--year', '2022/23', '--json')).json();
  const [here, there] = [await total(mine), await total(theirs)] as unknown as {
    total: { actualToPeriod: number; currentBudget: number };
  }[];
  expect(there?.total).toMatchObject({
    actualToPeriod: here?.total.actualToPeriod,
    currentBudget: here?.total.currentBudget,
  });

  const file = join(folder, 'Plan B.outturn');
  await outturn('scenario', 'new', file, '--workspace', mine, '--name', 'Plan B');
  await outturn('scenario', 'set', file, '--lever', 'price-uplift=5,from=2024-01-01');
  const sent = await outturn('team', 'push', '--workspace', mine, '--scenario', file, '--json');
  expect(sent.json()).toMatchObject({ command: 'team push', groups: 1 });
  expect((await outturn('team', 'status', '--workspace', theirs, '--json')).json()).toMatchObject({
    behind: sent.json().groups,
    conflicts: [],
  });
  const taken = await outturn('team', 'pull', '--workspace', theirs, '--scenarios', join(folder, 'out'), '--json');
  expect(taken.code).toBe(0);
  const got = await outturn('scenario', 'show', join(folder, 'out', 'Plan B.outturn'), '--json');
  expect(got.json().scenario).toMatchObject({ name: 'Plan B', levers: [{ kind: 'price-uplift', value: 5 }] });

  // Without a password, and without a server: said, and everything else goes on.
  process.env[passwordVariable] = '';
  expect((await outturn('team', 'pull', '--workspace', mine)).err).toContain(passwordVariable);
  process.env[passwordVariable] = 'secret';
  await outturn('team', 'password', '--workspace', mine);
  delete process.env[passwordVariable];
  expect(existsSync(join(folder, 'mine', 'secrets.json'))).toBe(true);
  expect((await outturn('team', 'pull', '--workspace', mine)).code).toBe(0);
  expect((await outturn('team', 'status', '--workspace', mine, '--offline', '--json')).json()).toMatchObject({
    behind: null,
  });
});
