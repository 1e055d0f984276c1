import { parentPort, workerData } from 'node:worker_threads';
import { OutturnError } from '../shared/model/problem.ts';
import type { BatchOrder } from './services/batch/thread-jobs.ts';
import type { FillOrder } from './services/documents/fill-job.ts';
import type { ReadFileOrder } from './services/import/formats/read-file.ts';
import type { WorkerJob, WorkerMessage, WorkerOrder } from './services/jobs/worker-messages.ts';
import type { ComparisonOrder } from './services/simulation/comparison-job.ts';
import type { AssumptionsOrder } from './services/workbook/read-assumptions.ts';

/** The jobs a worker thread can do, by the name given in its order. Each brings only what it needs: threads start often. */
const jobs: Record<string, WorkerJob> = {
  'fill-working-copy': async (input) =>
    (await import('./services/documents/fill-job.ts')).fillWorkingCopy(input as FillOrder),
  'read-file': async (input) =>
    (await import('./services/import/formats/read-file.ts')).readFileJob(input as ReadFileOrder),
  'read-assumptions': async (input) =>
    (await import('./services/workbook/read-assumptions.ts')).readAssumptions(input as AssumptionsOrder),
  'compare-methods': async (input, progress) =>
    (await import('./services/simulation/comparison-job.ts')).runComparison(input as ComparisonOrder, progress),
  'plan-range': async (input, progress) =>
    (await import('./services/simulation/plan-range-job.ts')).runPlanRange(input, progress),
  simulation: async (input, progress) =>
    (await import('./services/simulation/simulation-job.ts')).runSimulation(input, progress),
  batch: async (input) => (await import('./services/batch/thread-jobs.ts')).serveBatch(input as BatchOrder),
  'simulation-paths': async (input, progress) =>
    (await import('./services/simulation/simulation-pool.ts')).runPaths(input, progress),
};

const say = (message: WorkerMessage) => parentPort?.postMessage(message);
const { job, input } = workerData as WorkerOrder;

async function work(): Promise<void> {
  try {
    const run = jobs[job];
    if (!run) throw new OutturnError('internal', `Outturn has no background job called ${job}.`);
    say({ type: 'done', value: await run(input, (done, total) => say({ type: 'progress', done, total })) });
  } catch (error) {
    if (error instanceof OutturnError) {
      say({ type: 'failed', error: { code: error.code, message: error.message, details: error.details } });
    } else {
      // Anything else is a fault of ours: its text may hold a child's data, so it is not passed on.
      const message = `The background calculation (${job}) stopped unexpectedly. Try it again.`;
      say({ type: 'failed', error: { code: 'internal', message } });
    }
  }
}

void work();
