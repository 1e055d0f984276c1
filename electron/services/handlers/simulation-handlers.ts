import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { createJobs, type Jobs } from '../jobs/jobs.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { keepRun } from '../simulation/keep-forecast-run.ts';
import type { SimulationResult } from '../simulation/simulation-job.ts';

type Methods = 'simulationStart' | 'planRangeStart' | 'job' | 'jobCancel' | 'jobResult';

/** Long calculations in worker threads: started, asked after, cancelled, read. */
export function simulationHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
): { handlers: Pick<Handlers, Methods>; jobs: Jobs; close(): Promise<void> } {
  const jobs = createJobs();
  return {
    jobs,
    handlers: {
      async simulationStart({ scenario, paths }) {
        const at = await currentSession();
        const { data } = at.document();
        const snapshot = at.snapshot();
        const { worker } = context.paths;
        const started = jobs.start('Simulation', async (progress, signal) => {
          const order = { job: 'simulation', input: { worker, snapshot, scenario, paths } };
          // The deviations of every path stay here: the risk is drawn from them already.
          const { run, deviations, ...shown } = (await runInWorker(
            worker,
            order,
            progress,
            signal,
          )) as SimulationResult;
          // Another document may have been opened meanwhile: its store is not the place for this run.
          if (at.document().data === data) keepRun(await data.ready(), run);
          return shown;
        });
        return { job: started.id };
      },
      async planRangeStart({ scenario, years, paths }) {
        const snapshot = (await currentSession()).snapshot();
        const { worker } = context.paths;
        const input = { worker, snapshot, scenario, years, paths };
        const started = jobs.start('Range of the plan', (progress, signal) =>
          runInWorker(worker, { job: 'plan-range', input }, progress, signal),
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
