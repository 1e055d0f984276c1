import { setTimeout as wait } from 'node:timers/promises';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { SignedIn } from '../sync/database-password.ts';
import {
  type BatchDatabase,
  deadQueueName,
  type PathsJob,
  queueName,
  resultId,
  withBatchDatabase,
} from './batch-database.ts';
import { rangeOf } from './range-bytes.ts';
import type { PathsEngine, PathsWanted, Simulated } from './run-batch.ts';

type Awaiting = { resolve: (done: Simulated) => void; reject: (error: Error) => void };
/** A result that is awaited, by every unit whose plan and range it is: levers on prices alone leave the plan as it was. */
type Outstanding = { job: string; range: { from: number; to: number }; awaiting: Awaiting[] };

const rejectAll = ({ awaiting }: Outstanding, error: Error) => {
  for (const { reject } of awaiting) reject(error);
};

/** Plans and results of batches that ended are kept so long, for one that goes on where it was. */
const keptDays = 7;
const lookEvery = 50;
const looksBetweenDead = 40;

/**
 * Paths by workers behind a database: plans and jobs are put there, results are awaited. A result that is there already is
 * taken; a job that every attempt failed on fails its unit, in words. What still waits when `work` ends, or when the signal
 * says so, is cancelled.
 */
export async function withQueue<T>(
  signedIn: SignedIn,
  signal: AbortSignal,
  work: (queue: { engine: PathsEngine }) => Promise<T>,
): Promise<T> {
  return await withBatchDatabase(signedIn, 4, async (database) => {
    const { pool, boss } = database;
    const outstanding = new Map<string, Outstanding>();
    const planned = new Map<string, Promise<unknown>>();
    const stop = new AbortController();
    for (const table of ['results', 'plans']) {
      await pool.query(`delete from outturn_batch.${table} where made_at < now() - make_interval(days => $1)`, [
        keptDays,
      ]);
    }
    const dead = await deadJobs(database);
    const following = follow(database, outstanding, stop.signal);
    const cancelled = () => {
      const error = new OutturnError('cancelled', 'The batch was cancelled. What is done is kept.');
      for (const [, one] of outstanding) rejectAll(one, error);
    };
    signal.addEventListener('abort', cancelled);
    following.catch((error) => {
      for (const [, one] of outstanding) rejectAll(one, error);
    });
    const send = async ({ unit, bytes, fingerprint }: PathsWanted, { from, to }: Outstanding['range'], id: string) => {
      const put =
        planned.get(fingerprint) ??
        pool.query(
          'insert into outturn_batch.plans (fingerprint, bytes) values ($1, $2) on conflict (fingerprint) do nothing',
          [fingerprint, bytes],
        );
      planned.set(fingerprint, put);
      await put;
      // One that failed for good in an earlier batch is given another chance.
      for (const job of dead.get(id) ?? []) await boss.deleteJob(deadQueueName, job);
      const data: PathsJob = { id, plan: fingerprint, from, to, unit };
      const { rows } = await pool.query('select 1 from outturn_batch.results where id = $1', [id]);
      return rows.length > 0 ? null : await boss.send(queueName, data);
    };
    const engine: PathsEngine = (wanted, range) => {
      const id = resultId(wanted.fingerprint, range.from, range.to);
      const known = outstanding.get(id);
      const one: Outstanding = known ?? { job: '', range, awaiting: [] };
      const answer = new Promise<Simulated>((resolve, reject) => one.awaiting.push({ resolve, reject }));
      if (!known) {
        outstanding.set(id, one);
        send(wanted, range, id).then(
          (job) => {
            one.job = job ?? '';
            if (signal.aborted) cancelled();
          },
          (error) => {
            outstanding.delete(id);
            rejectAll(one, error as Error);
          },
        );
      }
      if (signal.aborted) cancelled();
      return answer;
    };
    try {
      return await work({ engine });
    } finally {
      signal.removeEventListener('abort', cancelled);
      stop.abort();
      await following.catch(() => {});
      const left = [...outstanding.values()].map(({ job }) => job).filter((job) => job !== '');
      if (left.length > 0) await boss.cancel(queueName, left).catch(() => {});
    }
  });
}

/** Looks for results that have come, and less often for jobs that failed for good. */
async function follow(
  database: BatchDatabase,
  outstanding: Map<string, Outstanding>,
  signal: AbortSignal,
): Promise<void> {
  for (let look = 0; !signal.aborted; look += 1) {
    if (outstanding.size > 0) {
      const { rows } = await database.pool.query<{ id: string; bytes: Buffer; milliseconds: number }>(
        'select id, bytes, milliseconds from outturn_batch.results where id = any($1) limit 16',
        [[...outstanding.keys()]],
      );
      for (const { id, bytes, milliseconds } of rows) settle(outstanding, id, bytes, milliseconds);
      if (rows.length > 0) continue;
      if (look % looksBetweenDead === looksBetweenDead - 1) {
        for (const id of (await deadJobs(database)).keys()) {
          const one = outstanding.get(id);
          outstanding.delete(id);
          if (one) rejectAll(one, failedForGood());
        }
      }
    }
    await wait(lookEvery, undefined, { signal }).catch(() => {});
  }
}

function settle(outstanding: Map<string, Outstanding>, id: string, bytes: Buffer, milliseconds: number): void {
  const one = outstanding.get(id);
  outstanding.delete(id);
  if (!one) return;
  try {
    for (const { resolve } of one.awaiting) resolve({ range: rangeOf(bytes, one.range), milliseconds });
  } catch (error) {
    rejectAll(one, error as Error);
  }
}

const failedForGood = () =>
  new OutturnError(
    'internal',
    'Workers failed on paths of this council time after time. `outturn worker status` lists them with the reason.',
  );

/** Jobs that failed for good, by the result they would have given. */
async function deadJobs({ boss }: BatchDatabase): Promise<Map<string, string[]>> {
  const found = new Map<string, string[]>();
  for (const { id, data } of await boss.findJobs<PathsJob>(deadQueueName, { limit: 10_000 })) {
    found.set(data.id, [...(found.get(data.id) ?? []), id]);
  }
  return found;
}
