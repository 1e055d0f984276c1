import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BatchUnit } from '../../electron/services/batch/batch-run.ts';
import { batchSchemaScript } from '../../electron/services/batch/batch-schema.ts';
import { withQueue } from '../../electron/services/batch/queue.ts';
import { inThreads, runBatch } from '../../electron/services/batch/run-batch.ts';
import { createThreadPool, type StartThread } from '../../electron/services/batch/thread-pool.ts';
import { newLever } from '../../shared/levers/new-lever.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { type RunningServer, temporaryFolder as serverFolder, startPostgresql } from '../integration/sync/servers.ts';
import { seeded } from '../support/seeded.ts';
import { syntheticSnapshot } from '../unit/demand/synthetic.ts';

const [councils, paths, kills] = [153, 2000, 100];
const seed = Number(process.env.OUTTURN_SEED ?? 20);
const worker = new URL('../../electron/worker.ts', import.meta.url).pathname;
const child = new URL('../integration/batch/worker-child.ts', import.meta.url).pathname;
const scenario = { ...newScenario('Base', '2024/25', 0), seed: 11 };
const dearer = { ...scenario, levers: [{ ...newLever('price-uplift', 'p', '2024-06-01'), value: 0.05 }] };
const units: BatchUnit[] = Array.from({ length: councils }, (_, at) => {
  const name = `Council ${at}`;
  const council = { code: `E${String(at).padStart(3, '0')}`, name, region: `Region ${at % 9}`, type: null };
  // Made when its turn comes: 153 councils at once are in no memory.
  const snapshot = () => ({ ...syntheticSnapshot(20 + (at % 7) * 10, at + 1), council: name });
  return [
    { council, scenario: 'Base', load: async () => ({ snapshot: snapshot(), scenario }) },
    { council, scenario: 'Dearer', load: async () => ({ snapshot: snapshot(), scenario: dearer }) },
  ];
}).flat();

const folders: string[] = [];
const newFolder = () => {
  folders.push(mkdtempSync(join(tmpdir(), 'outturn-batch-soak-')));
  return folders.at(-1) as string;
};
/** SHA-256 of every file of a folder with its name. */
function bytesOf(folder: string): string {
  const hash = createHash('sha256');
  const names = readdirSync(folder).sort();
  for (const name of names) hash.update(name).update(readFileSync(join(folder, name)));
  return `${names.length} files ${hash.digest('hex')}`;
}
async function onThreads(count: number, start?: StartThread) {
  const folder = newFolder();
  const pool = createThreadPool(worker, count, start);
  const began = performance.now();
  try {
    const { failed } = await runBatch({
      ...{ units, paths, pool, engine: inThreads(pool), folder, atOnce: count + 1 },
      ...{ signal: new AbortController().signal, progress: () => {}, clock: () => 0 },
    });
    expect(failed).toEqual([]);
    const seconds = Math.round((performance.now() - began) / 1000);
    console.log(`${count} threads: ${seconds} s, ${pool.repeated()} orders repeated, ${bytesOf(folder)}`);
    return bytesOf(folder);
  } finally {
    await pool.close();
  }
}

let server: RunningServer;
let remove: () => Promise<void>;
let wanted: string;
beforeAll(async () => {
  const place = await serverFolder();
  await chmod(place.path, 0o777);
  server = await startPostgresql(place.path, 'dba', 'secret');
  remove = async () => {
    await server.stop();
    await place.remove();
  };
  const client = new pg.Client({
    ...{ host: '127.0.0.1', port: server.port, user: 'dba', password: 'secret', database: 'postgres' },
  });
  await client.connect();
  await client.query(batchSchemaScript());
  await client.query(`create role hand login password 'of the machine' in role outturn_worker`);
  await client.end();
});
afterAll(async () => {
  await remove?.();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

test(`${councils} councils × 2 scenarios × ${paths} paths: 1, 2 and 4 threads leave the same bytes`, async () => {
  wanted = await onThreads(1);
  expect(wanted).toContain(`${councils * 2} files`);
  for (const count of [2, 4]) expect(await onThreads(count)).toBe(wanted);
});

test(`the same with ${kills} threads killed at work`, async () => {
  const random = seeded(seed);
  let killed = 0;
  const dying: StartThread = (order, given) => {
    const thread = new Worker(worker, { workerData: order, transferList: given });
    if (killed < kills) {
      killed += 1;
      // Late enough for some of its orders to be answered on a busy machine: it dies at work and not while it starts.
      thread.once('online', () => setTimeout(() => void thread.terminate(), 1000 + random() * 3000));
    }
    return thread;
  };
  expect(await onThreads(2, dying)).toBe(wanted);
  expect(killed).toBe(kills);
});

test(`the same by workers behind PostgreSQL, ${kills} of them killed as processes`, async () => {
  const random = seeded(seed + 1);
  const running = new Set<ChildProcess>();
  const start = (idle: number): ChildProcess => {
    const process_ = spawn(process.execPath, [child, String(server.port), String(idle)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    running.add(process_);
    process_.once('exit', () => running.delete(process_));
    return process_;
  };
  const folder = newFolder();
  const pool = createThreadPool(worker, 1);
  const address = {
    ...{ host: '127.0.0.1', port: server.port, database: 'postgres', user: 'hand' },
    ...{ tls: false, certificateAuthority: null },
  };
  let [ended, killed] = [false, 0];
  try {
    const batch = withQueue({ address, password: 'of the machine' }, new AbortController().signal, ({ engine }) =>
      runBatch({
        ...{ units, paths, pool, engine, folder, atOnce: 16 },
        ...{ signal: new AbortController().signal, progress: () => {}, clock: () => 0 },
      }),
    ).finally(() => {
      ended = true;
    });
    // The one that is left alone begins when the last has been killed: there is work for each of them.
    const killing = (async () => {
      while (!ended && killed < kills) {
        const dying = start(600);
        const gone = new Promise((resolve) => dying.once('exit', resolve));
        await new Promise<void>((resolve) => {
          dying.stdout?.once('data', () => resolve());
          dying.once('exit', () => resolve());
        });
        await new Promise((resolve) => setTimeout(resolve, random() * 300));
        dying.kill('SIGKILL');
        await gone;
        killed += 1;
      }
      return start(600);
    })();
    const living = await killing;
    const { failed } = await batch;
    living.kill('SIGTERM');
    expect(failed).toEqual([]);
    console.log(`behind PostgreSQL: ${killed} workers killed, ${bytesOf(folder)}`);
    expect(bytesOf(folder)).toBe(wanted);
    expect(killed).toBe(kills);
  } finally {
    for (const one of running) one.kill('SIGKILL');
    await pool.close();
  }
});
