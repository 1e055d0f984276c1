import { parentPort, workerData } from 'node:worker_threads';
import type { OutturnError } from '../../../shared/model/problem.ts';
import type { WorkerMessage, WorkerOrder } from '../jobs/worker-messages.ts';
import { readWorkbook, type WorkbookOrder } from './workbook-job.ts';

/** The thread that reads workbooks when the import runs from source; the bundles use the same job of electron/worker.ts. */
const say = (message: WorkerMessage) => parentPort?.postMessage(message);
readWorkbook((workerData as WorkerOrder).input as WorkbookOrder).then(
  (value) => say({ type: 'done', value }),
  ({ code, message, details }: OutturnError) => say({ type: 'failed', error: { code, message, details } }),
);
