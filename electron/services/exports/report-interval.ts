import { totalsOf } from '../../../shared/model/child-totals.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { ReportInterval, VarianceRange } from '../../../shared/report/interval.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { outturnRiskOf, type RangedFigure } from '../../../shared/scenario/outturn-risk.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import type { SimulationResult } from '../simulation/simulation-job.ts';

const rangeOf = ({ figure, p10, p50, p90 }: RangedFigure): VarianceRange => ({
  figure: Math.round(figure),
  p10: Math.round(p10),
  p50: Math.round(p50),
  p90: Math.round(p90),
});

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
  const stored = totalsOf(snapshot)?.paths ?? null;
  if (paths === 0 || (snapshot.placements.length === 0 && stored === null)) return null;
  const order = { job: 'simulation', input: { worker, snapshot, scenario, paths } };
  const { summary, risk } = stored
    ? { summary: stored, risk: outturnRiskOf(snapshot, scenario, forecast(snapshot, scenario), []) }
    : ((await runInWorker(worker, order, progress, signal)) as SimulationResult);
  const months = summary.months.map(({ total }) => ({ low: total.p10, high: total.p90 }));
  const last = months.at(-1) ?? { low: 0, high: 0 };
  return {
    forecast: rangeOf(risk),
    riskWeighted: rangeOf(risk.riskWeighted),
    notCounted: risk.notCounted,
    stockLow: last.low,
    stockHigh: last.high,
    paths: stored?.paths ?? paths,
    seed: stored?.seed ?? scenario.seed,
    months,
  };
}
