import { randomBytes } from 'node:crypto';
import type { JobProgress } from '../../../shared/api.ts';
import { OutturnError } from '../../../shared/model/problem.ts';

/** Long work: it tells how far it is, and stops when the signal says so. */
export type JobWork = (progress: (done: number, total: number) => void, signal: AbortSignal) => Promise<unknown>;

export type Jobs = {
  start(label: string, work: JobWork): JobProgress;
  progress(id: string): JobProgress;
  cancel(id: string): JobProgress;
  /** The result of a job that is done. Throws its failure, or `invalid-input` while it runs. */
  result(id: string): unknown;
  /** Stops all that runs. */
  close(): Promise<void>;
};

type Job = { progress: JobProgress; result: unknown; stop: AbortController; ended: Promise<void> };

/** Results are kept for this many jobs; the window asks for each within moments of its end. */
const kept = 8;

/** Keeps long work and what the window may ask about it. */
export function createJobs(): Jobs {
  const jobs = new Map<string, Job>();
  const find = (id: string) => {
    const job = jobs.get(id);
    if (!job) throw new OutturnError('invalid-input', 'That calculation is no longer known. Start it again.');
    return job;
  };
  return {
    start(label, work) {
      const id = randomBytes(8).toString('hex');
      const stop = new AbortController();
      const progress: JobProgress = { id, label, done: 0, total: null, state: 'running', error: null };
      const job: Job = { progress, result: undefined, stop, ended: Promise.resolve() };
      job.ended = work((done, total) => Object.assign(progress, { done, total }), stop.signal).then(
        (result) => {
          job.result = result;
          if (progress.state === 'running') progress.state = 'done';
        },
        (error: unknown) => {
          if (progress.state === 'running') Object.assign(progress, { state: 'failed', error: failureOf(error) });
        },
      );
      jobs.set(id, job);
      deleteOld(jobs);
      return { ...progress };
    },
    progress: (id) => ({ ...find(id).progress }),
    cancel(id) {
      const { progress, stop } = find(id);
      if (progress.state === 'running') {
        progress.state = 'cancelled';
        stop.abort();
      }
      return { ...progress };
    },
    result(id) {
      const { progress, result } = find(id);
      if (progress.state === 'done') return result;
      if (progress.error) throw new OutturnError(progress.error.code as OutturnError['code'], progress.error.message);
      if (progress.state === 'cancelled') throw new OutturnError('cancelled', 'The calculation was cancelled.');
      throw new OutturnError('invalid-input', 'The calculation has not ended yet.');
    },
    async close() {
      for (const { progress, stop } of jobs.values()) {
        if (progress.state === 'running') progress.state = 'cancelled';
        stop.abort();
      }
      await Promise.all([...jobs.values()].map((job) => job.ended));
    },
  };
}

function deleteOld(jobs: Map<string, Job>): void {
  const over = [...jobs].filter(([, job]) => job.progress.state !== 'running').slice(0, Math.max(0, jobs.size - kept));
  for (const [id] of over) jobs.delete(id);
}

function failureOf(error: unknown): JobProgress['error'] {
  if (error instanceof OutturnError) return { code: error.code, message: error.message, details: error.details };
  return { code: 'internal', message: 'The calculation stopped unexpectedly. Try it again.' };
}
