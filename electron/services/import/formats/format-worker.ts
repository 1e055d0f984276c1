import { parentPort, workerData } from 'node:worker_threads';
import type { OutturnError } from '../../../../shared/model/problem.ts';
import type { WorkerMessage, WorkerOrder } from '../../jobs/worker-messages.ts';
import { type ReadFileOrder, readFileJob } from './read-file.ts';

/** The thread that reads files when the import runs from source; the bundles use the same job of electron/worker.ts. */
const say = (message: WorkerMessage) => parentPort?.postMessage(message);
readFileJob((workerData as WorkerOrder).input as ReadFileOrder).then(
  (value) => say({ type: 'done', value }),
  ({ code, message, details }: OutturnError) => say({ type: 'failed', error: { code, message, details } }),
);
