import type { Desk } from './documents/desk.ts';
import type { HandlerContext, Handlers } from './handler-context.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { runInWorker } from './run-in-worker.ts';

type Methods = 'simulationStart' | 'job' | 'jobCancel' | 'jobResult';

/** Long calculations in worker threads: started, asked after, cancelled, read. */
export function simulationHandlers(
  context: HandlerContext,
  desk: () => Promise<Desk>,
): { handlers: Pick<Handlers, Methods>; jobs: Jobs; close(): Promise<void> } {
  const jobs = createJobs();
  return {
    jobs,
    handlers: {
      async simulationStart({ scenario, paths }) {
        const snapshot = (await desk()).snapshot();
        const started = jobs.start('Simulation', (progress, signal) =>
          runInWorker(
            context.paths.worker,
            { job: 'simulation', input: { worker: context.paths.worker, snapshot, scenario, paths } },
            progress,
            signal,
          ),
        );
        return { job: started.id };
      },
      job: async ({ id }) => jobs.progress(id),
      jobCancel: async ({ id }) => jobs.cancel(id),
      jobResult: async ({ id }) => jobs.result(id),
    },
    close: () => jobs.close(),
  };
}
