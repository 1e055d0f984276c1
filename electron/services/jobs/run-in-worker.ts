import { Worker } from 'node:worker_threads';
import { type FailureCode, OutturnError } from '../../../shared/model/problem.ts';
import type { WorkerMessage, WorkerOrder } from './worker-messages.ts';

/**
 * Runs one job in a worker thread of its own and gives its result. The thread ends with the job, or at once when the
 * signal says so. `given`: memory of the order that goes over to the thread and is empty here. Throws what the job throws,
 * or `cancelled`.
 */
export function runInWorker(
  worker: string | URL,
  order: WorkerOrder,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
  given: ArrayBuffer[] = [],
): Promise<unknown> {
  return new Promise<unknown>((resolve, reject) => {
    const cancelled = () => new OutturnError('cancelled', 'The calculation was cancelled.');
    // A signal that has spoken already does not speak again.
    if (signal.aborted) throw cancelled();
    const thread = new Worker(worker, { workerData: order, transferList: given });
    const end = (finish: () => void) => {
      signal.removeEventListener('abort', stop);
      void thread.terminate();
      finish();
    };
    const stop = () => end(() => reject(cancelled()));
    signal.addEventListener('abort', stop);
    thread.on('message', (message: WorkerMessage) => {
      if (message.type === 'progress') progress(message.done, message.total);
      else if (message.type === 'done') end(() => resolve(message.value));
      else {
        const { code, message: text, details = {} } = message.error;
        end(() => reject(new OutturnError(code as FailureCode, text, details)));
      }
    });
    thread.on('error', (error) => end(() => reject(error)));
    thread.on('exit', () => end(() => reject(new OutturnError('internal', 'The calculation stopped unexpectedly.'))));
  });
}
