import { Worker } from 'node:worker_threads';
import { type FailureCode, OutturnError } from '../../../shared/model/problem.ts';
import type { WorkerMessage, WorkerOrder } from '../jobs/worker-messages.ts';
import type { SourceTable } from './source-table.ts';
import { damagedWorkbook } from './workbook-job.ts';
import { guardedEntries } from './zip-directory.ts';

const workerMegabytes = 1024;
const longestMilliseconds = 120_000;

/**
 * Reads an XLSX in a worker thread of bounded memory and time, after the guard on its table of contents. `worker` is
 * the bundle that runs jobs (job `read-workbook`), or workbook-worker.ts. Throws `archive-refused`, `not-a-table`,
 * `too-many-cells`, `file-too-large`.
 */
export async function readWorkbookFile(file: string, bytes: Uint8Array, worker: string | URL): Promise<SourceTable[]> {
  // Excel puts a workbook with a password into the container of the old .xls.
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) {
    throw new OutturnError(
      'not-a-table',
      `${file} has a password, or is an old Excel workbook (.xls) by another name. Open it in Excel, take the password off (File, Info, Protect Workbook), save it as XLSX and import that.`,
      { file },
    );
  }
  if (bytes[0] === 0x3c || (bytes[0] === 0xef && bytes[3] === 0x3c)) {
    throw new OutturnError(
      'not-a-table',
      `${file} is a web page by the name of a workbook, as some systems export them. Open it in Excel, save it as XLSX and import that.`,
      { file },
    );
  }
  const entries = guardedEntries(file, bytes);
  if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) {
    throw new OutturnError(
      'not-a-table',
      `${file} is a zip file but not an Excel workbook. Save the table as XLSX or CSV.`,
      {
        file,
      },
    );
  }
  const tables = (await inBoundedWorker(
    file,
    { job: 'read-workbook', input: { file, bytes } },
    worker,
  )) as SourceTable[];
  if (tables.length === 0) throw damagedWorkbook(file);
  return tables;
}

/** Runs a job on a workbook in a worker thread of bounded memory and time; throws what the job throws, or `not-a-table`. */
export async function inBoundedWorker(
  file: string,
  order: WorkerOrder,
  worker: string | URL,
  megabytes = workerMegabytes,
): Promise<unknown> {
  const thread = new Worker(worker, {
    workerData: order,
    resourceLimits: { maxOldGenerationSizeMb: megabytes },
  });
  const damaged = () => damagedWorkbook(file);
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<unknown>((resolve, reject) => {
      timer = setTimeout(() => reject(damaged()), longestMilliseconds);
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
