/** A batch: throughput on one and two threads, and through pg-boss the overhead of a job and what the database does for it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { BatchUnit } from '../../electron/services/batch/batch-run.ts';
import { batchSchemaScript } from '../../electron/services/batch/batch-schema.ts';
import { withQueue } from '../../electron/services/batch/queue.ts';
import { inThreads, type PathsEngine, runBatch } from '../../electron/services/batch/run-batch.ts';
import { createThreadPool } from '../../electron/services/batch/thread-pool.ts';
import { runWorker } from '../../electron/services/batch/worker.ts';
import { newScenario } from '../../shared/model/scenario.ts';
import { startPostgresql, temporaryFolder } from '../integration/sync/servers.ts';
import { syntheticSnapshot } from '../unit/demand/synthetic.ts';
import { report } from './bench.ts';

const worker = fileURLToPath(new URL('../../dist/worker.cjs', import.meta.url));
const [councils, children, paths] = [8, 600, 2000];
const scenario = newScenario('Base', '2024/25', 0);
const units: BatchUnit[] = Array.from({ length: councils }, (_, at) => {
  const snapshot = { ...syntheticSnapshot(children, at + 1), council: `Council ${at}` };
  return {
    council: { code: `C${at}`, name: `Council ${at}`, region: null, type: null },
    scenario: 'Base',
    load: async () => ({ snapshot, scenario }),
  };
});

type Measured = {
  seconds: number;
  /** Seconds that threads worked, this thread was busy, and the process took of all processors. */
  processor: number;
  ordering: number;
  taken: number;
};

async function batch(threads: number, engine?: PathsEngine): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-batch-'));
  const pool = createThreadPool(worker, threads);
  const began = performance.now();
  const [usage, busy] = [process.cpuUsage(), performance.eventLoopUtilization()];
  try {
    const run = await runBatch({
      ...{ units, paths, pool, engine: engine ?? inThreads(pool), folder, atOnce: threads + 2 },
      ...{ signal: new AbortController().signal, progress: () => {}, clock: () => performance.now() },
    });
    const processor = run.costs.reduce((sum, cost) => sum + cost.milliseconds, 0) / 1000;
    const { user, system } = process.cpuUsage(usage);
    const ordering = performance.eventLoopUtilization(busy).active / 1000;
    return { seconds: (performance.now() - began) / 1000, processor, ordering, taken: (user + system) / 1e6 };
  } finally {
    await pool.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const one = await batch(1);
const two = await batch(2);
console.log(
  `  ${councils} councils of ${children} children, ${paths} paths: ${one.seconds.toFixed(1)} s on 1 thread (${one.processor.toFixed(1)} s of work), ${two.seconds.toFixed(1)} s on 2`,
);
report(`seconds for 1 council on 1 thread`, one.seconds / councils, 10, 's');
console.log(
  `  processor time: ${one.taken.toFixed(1)} s with 1 thread, ${two.taken.toFixed(1)} s with 2, of which the ordering thread ${one.ordering.toFixed(2)} s and ${two.ordering.toFixed(2)} s`,
);
// On a machine that others use the clock says how busy they are. What the work takes of the processors does not: two threads
// that take no more for the same work than one, with an ordering thread that is hardly busy, halve the time where two are free.
report('throughput of 2 threads to 1 by the clock, short of', 1.8 - one.seconds / two.seconds, 0, '');
const free = one.taken / Math.max(two.taken / 2, two.ordering);
console.log(
  `  throughput of 2 threads: ${(one.seconds / two.seconds).toFixed(2)} × one by the clock, ${free.toFixed(2)} × by processor time`,
);
report('the same by processor time: what 2 free processors would give, short of', 1.8 - free, 0, '');

const folder = await temporaryFolder();
await chmod(folder.path, 0o777);
const server = await startPostgresql(folder.path, 'dba', 'secret');
const address = {
  ...{ host: '127.0.0.1', port: server.port, database: 'postgres', user: 'dba' },
  ...{ tls: false, certificateAuthority: null },
};
const signedIn = { address, password: 'secret' };
const client = new pg.Client({
  host: '127.0.0.1',
  port: server.port,
  user: 'dba',
  password: 'secret',
  database: 'postgres',
});
await client.connect();
try {
  await client.query(batchSchemaScript());
  const asked = async () =>
    Number(
      (await client.query('select xact_commit from pg_stat_database where datname = current_database()')).rows[0]
        ?.xact_commit,
    );
  const before = await asked();
  const drain = new AbortController();
  const pool = createThreadPool(worker, 1);
  const working = runWorker(signedIn, { threads: 1, pool, drain: drain.signal, idleSeconds: null, progress: () => {} });
  const began = performance.now();
  const queued = await withQueue(signedIn, new AbortController().signal, ({ engine }) => batch(1, engine));
  const seconds = (performance.now() - began) / 1000;
  drain.abort();
  const run = await working;
  await pool.close();
  const sizes = (
    await client.query(
      `select pg_total_relation_size('outturn_batch.results')::float8 as results, pg_total_relation_size('outturn_batch.plans')::float8 as plans,
         (select count(*)::int from outturn_batch.results) as count, (select sum(length(bytes))::float8 from outturn_batch.results) as bytes`,
    )
  ).rows[0] as { results: number; plans: number; count: number; bytes: number };
  report('overhead of a job (fetch, plan, result, end), median', run.overhead, 30, 'ms');
  console.log(
    `  ${run.done} jobs in ${seconds.toFixed(1)} s with 1 worker (${queued.processor.toFixed(1)} s of work, ${(run.milliseconds / run.done).toFixed(0)} ms a job)`,
  );
  console.log(
    `  for a council: ${(sizes.count / councils).toFixed(0)} results of ${(sizes.bytes / sizes.count / 1000).toFixed(0)} kB, plan ${(sizes.plans / councils / 1000).toFixed(0)} kB; ${((sizes.results + sizes.plans) / councils / 1e6).toFixed(2)} MB on disc`,
  );
  const commits = (await asked()) - before;
  console.log(
    `  database: ${commits} transactions, ${(commits / run.done).toFixed(1)} a job, ${(commits / seconds).toFixed(1)} a second`,
  );
  console.log(`  processors: ${cpus().length}`);
} finally {
  await client.end();
  await server.stop();
  await folder.remove();
}
