import { Worker } from 'node:worker_threads';
import { type FailureCode, OutturnError } from '../../../../shared/model/problem.ts';
import type { WorkerMessage, WorkerOrder } from '../../jobs/worker-messages.ts';
import { damagedWorkbook } from './workbook.ts';

const workerMegabytes = 1024;
/** A file of a few kilobytes is read in a moment; one of 100 MB may take minutes on an old computer. */
const longestFor = (bytes: number): number => 10_000 + (bytes / 1024 ** 2) * 2_000;

/** Runs a job on a file in a worker thread of bounded memory and time; throws what the job throws, or `not-a-table`. */
export async function inBoundedWorker(
  file: string,
  order: WorkerOrder,
  worker: string | URL,
  megabytes = workerMegabytes,
  bytes = 60 * 1024 ** 2,
): Promise<unknown> {
  const thread = new Worker(worker, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const damaged = () => damagedWorkbook(file);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<unknown>((resolve, reject) => {
      timer = setTimeout(() => reject(damaged()), longestFor(bytes));
      thread.on('message', (message: WorkerMessage) => {
        if (message.type === 'done') resolve(message.value);
        if (message.type !== 'failed') return;
        const { code, message: text, details } = message.error;
        reject(new OutturnError(code as FailureCode, text, details ?? {}));
      });
      thread.on('error', (error: NodeJS.ErrnoException) => {
        const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
        reject(
          full
            ? new OutturnError('file-too-large', `${file} needs more memory than is allowed. Split it by year.`, {
                file,
              })
            : damaged(),
        );
      });
      thread.on('exit', () => reject(damaged()));
    });
  } finally {
    // A timer left running would hold the tables of the workbook for two minutes more.
    clearTimeout(timer);
    await thread.terminate();
  }
}
