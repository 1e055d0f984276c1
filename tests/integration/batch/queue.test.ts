import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BatchUnit } from '../../../electron/services/batch/batch-run.ts';
import { batchSchemaScript } from '../../../electron/services/batch/batch-schema.ts';
import { withQueue } from '../../../electron/services/batch/queue.ts';
import { inThreads, runBatch } from '../../../electron/services/batch/run-batch.ts';
import { createThreadPool } from '../../../electron/services/batch/thread-pool.ts';
import { changeQueue, queueStatus } from '../../../electron/services/batch/worker.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { syntheticSnapshot } from '../../unit/demand/synthetic.ts';
import { temporaryFolder } from '../db/helpers.ts';
import { type RunningServer, temporaryFolder as serverFolder, startPostgresql } from '../sync/servers.ts';

const worker = new URL('../../../electron/worker.ts', import.meta.url).pathname;
const child = new URL('worker-child.ts', import.meta.url).pathname;
let server: RunningServer;
let remove: () => Promise<void>;
const signedIn = () => ({
  address: {
    ...{ host: '127.0.0.1', port: server.port, database: 'postgres', user: 'hand' },
    ...{ tls: false, certificateAuthority: null },
  },
  password: 'of the machine',
});
const asOwner = async (text: string) => {
  const client = new pg.Client({
    port: server.port,
    host: '127.0.0.1',
    user: 'dba',
    password: 'secret',
    database: 'postgres',
  });
  await client.connect();
  try {
    return await client.query(text);
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  const folder = await serverFolder();
  await chmod(folder.path, 0o777);
  server = await startPostgresql(folder.path, 'dba', 'secret');
  remove = async () => {
    await server.stop();
    await folder.remove();
  };
  await asOwner(batchSchemaScript());
  await asOwner(`create role hand login password 'of the machine' in role outturn_worker`);
});
afterAll(() => remove());

const scenario = { ...newScenario('Base', '2024/25', 0), seed: 11 };
const units: BatchUnit[] = ['Ambridge', 'Borchester'].map((name, at) => ({
  council: { code: `E0${at}`, name, region: null, type: null },
  scenario: 'Base',
  load: async () => ({ snapshot: { ...syntheticSnapshot(40 + 30 * at, 5 + at), council: name }, scenario }),
}));
/** Under another price the children are the same: its paths are those of the base, awaited by both at once. */
const dearer: BatchUnit[] = units.map((unit) => ({
  ...unit,
  scenario: 'Dearer',
  load: async () => {
    const { snapshot, scenario: base } = await unit.load();
    return {
      snapshot,
      scenario: { ...base, levers: [{ ...newLever('price-uplift', 'p', '2024-06-01'), value: 0.05 }] },
    };
  },
}));
const names = ['E00 Base.json', 'E01 Base.json'];
const contents = (folder: string) => names.map((name) => readFileSync(join(folder, name), 'utf8'));

async function throughQueue(folder: string, wanted = units) {
  const { signal } = new AbortController();
  const pool = createThreadPool(worker, 1);
  try {
    return await withQueue(signedIn(), signal, ({ engine }) =>
      runBatch({
        ...{ units: wanted, paths: 1200, pool, engine, folder, atOnce: 4 },
        ...{ signal, progress: () => {}, clock: () => 0 },
      }),
    );
  } finally {
    await pool.close();
  }
}

const startWorker = (idle: number): ChildProcess =>
  spawn(process.execPath, [child, String(server.port), String(idle)], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = (process: ChildProcess) => new Promise<number | null>((resolve) => process.once('exit', resolve));
const said = (process: ChildProcess) => new Promise<void>((resolve) => process.stdout?.once('data', () => resolve()));

describe('a batch on workers behind PostgreSQL', () => {
  test('two workers, one of them killed at its first job, leave the bytes of a single process', async () => {
    const alone = temporaryFolder();
    const pool = createThreadPool(worker, 1);
    await runBatch({
      ...{ units, paths: 1200, pool, engine: inThreads(pool), folder: alone, atOnce: 2 },
      ...{ signal: new AbortController().signal, progress: () => {}, clock: () => 0 },
    });
    await pool.close();

    const folder = temporaryFolder();
    const running = throughQueue(folder);
    const dying = startWorker(600);
    await said(dying);
    dying.kill('SIGKILL');
    const living = startWorker(15);
    expect((await running).failed).toEqual([]);
    expect(contents(folder)).toEqual(contents(alone));
    living.kill('SIGTERM');
    // Drained: what was at hand is finished and the process ends by itself.
    expect(await ended(living)).toBe(0);

    // A repeat takes the stored results: nobody works now.
    const again = temporaryFolder();
    await throughQueue(again);
    expect(contents(again)).toEqual(contents(alone));
    const { rows } = await asOwner(
      'select count(*)::int as count, count(distinct id)::int as ids from outturn_batch.results',
    );
    expect(rows).toEqual([{ count: 6, ids: 6 }]);
  });

  test('scenarios that differ in prices alone have the same paths: each gets them, and they are simulated once', async () => {
    await asOwner('delete from outturn_batch.results; delete from outturn_jobs.job');
    const living = startWorker(30);
    const run = await throughQueue(temporaryFolder(), [...units, ...dearer]);
    living.kill('SIGTERM');
    await ended(living);
    expect(run.failed).toEqual([]);
    expect(run.documents.map(({ council, scenario: name }) => `${council.code} ${name}`)).toHaveLength(4);
    const { rows } = await asOwner(
      `select (select count(*)::int from outturn_batch.results) as results, count(*)::int as jobs from outturn_jobs.job`,
    );
    expect(rows).toEqual([{ results: 6, jobs: 6 }]);
  });

  test('a plan that was altered is never run; the job fails for good, is listed, and fails its council in words', async () => {
    await asOwner('delete from outturn_batch.results; delete from outturn_jobs.job');
    await asOwner(`update outturn_batch.plans set bytes = '{}'`);
    await asOwner(`update outturn_jobs.queue set retry_limit = 0`);
    const living = startWorker(30);
    const run = await throughQueue(temporaryFolder());
    living.kill('SIGTERM');
    await ended(living);
    expect(run.failed.map(({ council }) => council)).toEqual(['E00', 'E01']);
    expect(run.failed[0]?.error.message).toContain('time after time');
    const status = await queueStatus(signedIn());
    expect(status.dead.length).toBeGreaterThan(0);
    expect(status.dead[0]?.reason).toContain('not the one it was made for');
    expect(await changeQueue(signedIn(), 'retry')).toBe(status.dead.length);
    expect(await changeQueue(signedIn(), 'cancel')).toBe(status.dead.length);
  });

  test('a database without the tables is refused in words, and nothing is made there', async () => {
    await asOwner('create database elsewhere');
    const address = { ...signedIn().address, database: 'elsewhere' };
    const asked = withQueue({ ...signedIn(), address }, new AbortController().signal, async () => 1);
    await expect(asked).rejects.toMatchObject({ code: 'destination-refused' });
  });
});
