import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import type { PathRange } from '../../../shared/demand/simulation/microsimulation.ts';
import type { SimulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { SignedIn } from '../sync/database-password.ts';
import {
  type BatchDatabase,
  deadQueueName,
  heartbeatSeconds,
  type PathsJob,
  queueName,
  resultId,
  withBatchDatabase,
} from './batch-database.ts';
import { planFingerprint, planOf } from './plan-bytes.ts';
import { rangeBytes } from './range-bytes.ts';
import type { ThreadPool } from './thread-pool.ts';

export type WorkerOptions = {
  threads: number;
  pool: ThreadPool;
  /** Take no more jobs; those at hand are finished. */
  drain: AbortSignal;
  /** End by itself after so many seconds without a job; null: never. */
  idleSeconds: number | null;
  progress: (line: string) => void;
};
/** `milliseconds` of simulation; `overhead`: the middle of what a job took beside it, milliseconds. */
export type WorkerRun = { done: number; failed: number; milliseconds: number; overhead: number };

const idleWait = 200;
const mostPlans = 16;

/**
 * Takes jobs until it is told to drain. Each is named to pg-boss as alive while it runs; its result and the end of the job
 * are one transaction, so that a worker that dies between leaves neither. A result is stored once, whoever comes second.
 */
export async function runWorker(signedIn: SignedIn, options: WorkerOptions): Promise<WorkerRun> {
  const { threads, drain, idleSeconds } = options;
  const run: WorkerRun = { done: 0, failed: 0, milliseconds: 0, overhead: 0 };
  const overheads: number[] = [];
  return await withBatchDatabase(signedIn, threads * 2 + 1, async (database) => {
    const plans = new Map<string, SimulationPlan>();
    let lastJob = performance.now();
    const slot = async () => {
      while (!drain.aborted) {
        const began = performance.now();
        const [job] = await database.boss.fetch<PathsJob>(queueName, { batchSize: 1, includeMetadata: true });
        if (!job) {
          if (idleSeconds !== null && performance.now() - lastJob > idleSeconds * 1000) return;
          await wait(idleWait, undefined, { signal: drain }).catch(() => {});
          continue;
        }
        const attempt = { id: job.id, retryCount: job.retryCount };
        const alive = setInterval(
          () => void database.boss.touch(queueName, attempt).catch(() => {}),
          (heartbeatSeconds * 1000) / 3,
        );
        try {
          const spent = await workOn(database, plans, options.pool, job.data, attempt);
          run.done += 1;
          run.milliseconds += spent;
          overheads.push(performance.now() - began - spent);
          options.progress(`${job.data.unit}: paths ${job.data.from} to ${job.data.to - 1}`);
        } catch (error) {
          run.failed += 1;
          const message = error instanceof OutturnError ? error.message : 'The worker could not finish it.';
          await database.boss.fail(queueName, attempt, { message }).catch(() => {});
          options.progress(`FAILED  ${job.data.unit}, paths ${job.data.from} to ${job.data.to - 1}: ${message}`);
        } finally {
          clearInterval(alive);
          lastJob = performance.now();
        }
      }
    };
    await Promise.all(Array.from({ length: threads }, slot));
    overheads.sort((a, b) => a - b);
    return { ...run, overhead: Math.round(overheads[Math.floor(overheads.length / 2)] ?? 0) };
  });
}

async function workOn(
  database: BatchDatabase,
  plans: Map<string, SimulationPlan>,
  pool: ThreadPool,
  { id, plan: fingerprint, from, to }: PathsJob,
  attempt: { id: string; retryCount: number },
): Promise<number> {
  if (id !== resultId(fingerprint, from, to)) throw new OutturnError('internal', 'The job is not what it says it is.');
  const { rows } = await database.pool.query('select 1 from outturn_batch.results where id = $1', [id]);
  if (rows.length > 0) {
    await database.boss.complete(queueName, attempt);
    return 0;
  }
  const plan = plans.get(fingerprint) ?? (await planFrom(database, fingerprint));
  if (plans.size >= mostPlans) plans.clear();
  plans.set(fingerprint, plan);
  const { value, milliseconds } = await pool.ask({ kind: 'paths', plan, from, to });
  const bytes = rangeBytes(value as PathRange);
  await database.transaction(async (client, db) => {
    await client.query(
      'insert into outturn_batch.results (id, bytes, milliseconds, worker) values ($1, $2, $3, $4) on conflict (id) do nothing',
      [id, bytes, milliseconds, hostname()],
    );
    await database.boss.complete(queueName, attempt, null, { db });
  });
  return milliseconds;
}

/** A plan from the database, held against its name: what was altered on the way is never simulated. */
async function planFrom({ pool }: BatchDatabase, fingerprint: string): Promise<SimulationPlan> {
  const { rows } = await pool.query<{ bytes: Buffer }>('select bytes from outturn_batch.plans where fingerprint = $1', [
    fingerprint,
  ]);
  const bytes = rows[0]?.bytes;
  if (!bytes) throw new OutturnError('internal', 'The plan of this job is no longer in the database.');
  if (planFingerprint(bytes) !== fingerprint) {
    throw new OutturnError('internal', 'The plan of this job is not the one it was made for. It was not run.');
  }
  return planOf(bytes);
}

/** How a queue stands: jobs by state, and those that failed for good with the reason. */
export type QueueStatus = {
  states: Record<string, number>;
  results: number;
  bytes: number;
  dead: { unit: string; from: number; to: number; reason: string }[];
};

export async function queueStatus(signedIn: SignedIn): Promise<QueueStatus> {
  return await withBatchDatabase(signedIn, 2, async ({ pool, boss }) => {
    const { rows } = await pool.query<{ state: string; count: number }>(
      'select state::text as state, count(*)::int as count from outturn_jobs.job where name = $1 group by state order by state',
      [queueName],
    );
    const { rows: kept } = await pool.query<{ results: number; bytes: number }>(
      'select count(*)::int as results, coalesce(sum(length(bytes)), 0)::float8 as bytes from outturn_batch.results',
    );
    const dead = await boss.findJobs<PathsJob>(deadQueueName, { limit: 10_000 });
    // Why is with the job that failed, not with the one that stands for it among the dead.
    const { rows: reasons } = await pool.query<{ id: string; reason: string | null }>(
      `select data->>'id' as id, output->>'message' as reason from outturn_jobs.job where name = $1 and state = 'failed'`,
      [queueName],
    );
    const reasonOf = new Map(reasons.map(({ id, reason }) => [id, reason]));
    return {
      states: Object.fromEntries(rows.map(({ state, count }) => [state, count])),
      results: kept[0]?.results ?? 0,
      bytes: kept[0]?.bytes ?? 0,
      dead: dead.map(({ data }) => ({
        ...{ unit: data.unit, from: data.from, to: data.to },
        reason: reasonOf.get(data.id) ?? 'its worker ended without a word',
      })),
    };
  });
}

/** Takes out what waits (`cancel`), or gives what failed for good another chance (`retry`). Gives how many jobs. */
export async function changeQueue(signedIn: SignedIn, what: 'cancel' | 'retry'): Promise<number> {
  return await withBatchDatabase(signedIn, 2, async ({ boss }) =>
    what === 'cancel' ? await boss.deleteQueuedJobs(queueName) : await boss.redrive(deadQueueName),
  );
}
