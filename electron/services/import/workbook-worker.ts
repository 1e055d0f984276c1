import { parentPort, workerData } from 'node:worker_threads';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { WorkerMessage, WorkerOrder } from '../worker-messages.ts';
import { readWorkbook, type WorkbookOrder } from './workbook-job.ts';

/** The thread that reads workbooks when the application runs from source; the bundles use electron/worker.ts. */
const order = workerData as WorkerOrder;
readWorkbook(order.input as WorkbookOrder).then(
  (value) => parentPort?.postMessage({ type: 'done', value } satisfies WorkerMessage),
  (error: unknown) => {
    const failure =
      error instanceof OutturnError
        ? { code: error.code, message: error.message, details: error.details }
        : { code: 'not-a-table', message: 'The workbook is damaged and cannot be read.' };
    parentPort?.postMessage({ type: 'failed', error: failure } satisfies WorkerMessage);
  },
);
