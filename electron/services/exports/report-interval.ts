import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { ReportInterval } from '../../../shared/report/build-report.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import type { SimulationResult } from '../simulation/simulation-job.ts';

/** Paths a report is simulated with when nobody says how many. */
export const reportPaths = 2000;

/**
 * The 80 % ranges of a report: children month by month from simulated paths, and the variance from those paths with
 * price, savings and pressures drawn beside them (docs/model.md §9, §13). Null where there are no children to simulate.
 * Throws `cancelled` when the signal says so.
 */
export async function reportInterval(
  snapshot: Snapshot,
  scenario: Scenario,
  paths: number,
  worker: string,
  progress: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<ReportInterval | null> {
  if (paths === 0 || snapshot.placements.length === 0) return null;
  const order = { job: 'simulation', input: { worker, snapshot, scenario, paths } };
  const { summary, risk } = (await runInWorker(worker, order, progress, signal)) as SimulationResult;
  const months = summary.months.map(({ total }) => ({ low: total.p10, high: total.p90 }));
  const last = months.at(-1) ?? { low: 0, high: 0 };
  return {
    varianceLow: Math.round(risk.p10),
    varianceHigh: Math.round(risk.p90),
    stockLow: last.low,
    stockHigh: last.high,
    paths,
    seed: scenario.seed,
    months,
  };
}
