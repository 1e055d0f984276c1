import { listForecastRuns } from '../../../db/forecast-runs.ts';
import { keptForecasts } from '../../../shared/demand/backtest/kept-forecasts.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import type { ComparisonOrder } from '../simulation/comparison-job.ts';
import { sectorRows } from '../simulation/stored-return.ts';

type Methods = 'methodsStart' | 'forecastsKept';

/** The methods beside each other, and the forecasts kept beside what happened. */
export function demandHandlers(
  { paths: { worker } }: HandlerContext,
  currentSession: () => Promise<Session>,
  jobs: Jobs,
): Pick<Handlers, Methods> {
  return {
    async methodsStart({ scenario, ...options }) {
      const session = await currentSession();
      const order: ComparisonOrder = {
        snapshot: session.snapshot(),
        scenario,
        sector: sectorRows(await session.store()),
        options,
      };
      const started = jobs.start('Comparison of methods', (progress, signal) =>
        runInWorker(worker, { job: 'compare-methods', input: order }, progress, signal),
      );
      return { job: started.id };
    },
    async forecastsKept() {
      const session = await currentSession();
      return keptForecasts(listForecastRuns(await session.store()), session.snapshot());
    },
  };
}
