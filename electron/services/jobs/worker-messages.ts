import type { Failure } from '../../../shared/model/problem.ts';

/** What a worker thread is started with: the name of its job in electron/worker.ts, and the job's input. */
export type WorkerOrder = { job: string; input: unknown };

/** What a worker thread says, in order: any number of `progress`, then one `done` or `failed`. Cancel = terminate it. */
export type WorkerMessage =
  | { type: 'progress'; done: number; total: number }
  | { type: 'done'; value: unknown }
  | { type: 'failed'; error: Failure };

/**
 * A job of a worker thread. It may be stopped between any two instructions, so what it writes has its name only once it is
 * whole.
 */
export type WorkerJob = (input: unknown, progress: (done: number, total: number) => void) => unknown;
