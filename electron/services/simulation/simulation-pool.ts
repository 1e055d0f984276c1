import { type PathRange, simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import type { SimulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { joinRanges } from '../../../shared/demand/simulation/summarise.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';

/** Order of one thread: a range of paths of a plan. */
export type PathsOrder = { plan: SimulationPlan; from: number; to: number };

/** The job `simulation-paths` of a worker thread. */
export function runPaths(input: unknown, progress: (done: number, total: number) => void): PathRange {
  const { plan, from, to } = input as PathsOrder;
  return simulatePaths(plan, from, to, (done) => progress(done, to - from));
}

/**
 * Paths 0 … `paths` − 1 of a plan, shared over worker threads; the bytes are the same for any number of threads. Takes
 * the file the threads run, reports paths done of all, and stops every thread when the signal says so (`cancelled`).
 * Fewer than 100 paths a thread are not worth a thread.
 */
export async function simulateInThreads(
  worker: string | URL,
  plan: SimulationPlan,
  paths: number,
  threads: number,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<PathRange> {
  const count = Math.max(1, Math.min(Math.floor(threads), Math.ceil(paths / 100)));
  const done = new Array<number>(count).fill(0);
  // One thread's failure must stop the others.
  const stop = new AbortController();
  const follow = () => stop.abort();
  signal.addEventListener('abort', follow);
  if (signal.aborted) stop.abort();
  try {
    const ranges = await Promise.all(
      done.map((_, thread) => {
        const from = Math.floor((paths * thread) / count);
        const to = Math.floor((paths * (thread + 1)) / count);
        const report = (finished: number) => {
          done[thread] = finished;
          progress(
            done.reduce((sum, value) => sum + value, 0),
            paths,
          );
        };
        const order: PathsOrder = { plan, from, to };
        return runInWorker(worker, { job: 'simulation-paths', input: order }, report, stop.signal);
      }),
    );
    return joinRanges(ranges as PathRange[]);
  } catch (error) {
    stop.abort();
    throw error;
  } finally {
    signal.removeEventListener('abort', follow);
  }
}
