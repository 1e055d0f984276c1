import { OutturnError } from '../../../../shared/model/problem.ts';
import type { SourceTable } from '../source-table.ts';
import { inBoundedWorker } from './bounded-worker.ts';
import { formatLabels, formatOf } from './formats.ts';

/** Input of the job `read-file` of a worker thread. The bytes have passed the guard of their format. */
export type ReadFileOrder = { file: string; bytes: Uint8Array };

/**
 * The tables of one file, by the format its name says: in this thread where the format is harmless, else in a worker of
 * bounded memory and time. Throws `not-a-table` for a kind that is not read, and what the format's reader throws.
 */
export async function readFile(file: string, bytes: Uint8Array, worker: string | URL): Promise<SourceTable[]> {
  const format = formatOf(file);
  if (!format) throw unknownFormat(file);
  format.guard?.(file, bytes);
  if (!format.worker) return await format.read(file, bytes);
  const order = { job: 'read-file', input: { file, bytes } };
  return (await inBoundedWorker(file, order, worker, undefined, bytes.byteLength)) as SourceTable[];
}

/** The error for a file whose kind is not read. */
export function unknownFormat(file: string): OutturnError {
  return new OutturnError(
    'not-a-table',
    `${file} is not a kind of file that is read here (${formatLabels()}). Open it in the program it comes from, save it as XLSX or CSV and import that.`,
    { file },
  );
}

/** The job `read-file`: runs in a worker thread. */
export async function readFileJob({ file, bytes }: ReadFileOrder): Promise<SourceTable[]> {
  const format = formatOf(file);
  if (!format) throw unknownFormat(file);
  return await format.read(file, bytes);
}
