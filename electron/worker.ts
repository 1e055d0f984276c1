import { parentPort, workerData } from 'node:worker_threads';
import { OutturnError } from '../shared/model/problem.ts';
import { type FillOrder, fillWorkingCopy } from './services/documents/fill-job.ts';
import { readWorkbook, type WorkbookOrder } from './services/import/workbook-job.ts';
import type { WorkerJob, WorkerMessage, WorkerOrder } from './services/jobs/worker-messages.ts';
import { type ComparisonOrder, runComparison } from './services/simulation/comparison-job.ts';
import { runSimulation } from './services/simulation/simulation-job.ts';
import { runPaths } from './services/simulation/simulation-pool.ts';
import { type AssumptionsOrder, readAssumptions } from './services/workbook/read-assumptions.ts';

/** The jobs a worker thread can do, by the name given in its order. */
const jobs: Record<string, WorkerJob> = {
  'fill-working-copy': (input) => fillWorkingCopy(input as FillOrder),
  'read-workbook': (input) => readWorkbook(input as WorkbookOrder),
  'read-assumptions': (input) => readAssumptions(input as AssumptionsOrder),
  'compare-methods': (input, progress) => runComparison(input as ComparisonOrder, progress),
  simulation: runSimulation,
  'simulation-paths': runPaths,
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
