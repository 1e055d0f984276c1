import { availableParallelism } from 'node:os';
import { pathDeviations } from '../../../shared/demand/simulation/path-costs.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { monthsBetween, periodStart, yearEnd, yearStart } from '../../../shared/model/calendar.ts';
import { sum } from '../../../shared/model/money.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { type PlanRange, planChildDayCosts, planRange } from '../../../shared/plan/plan-range.ts';
import { childDayCosts } from '../../../shared/scenario/child-day-cost.ts';
import { demandInput, demandOf } from '../../../shared/scenario/demand-cache.ts';
import { simulateInThreads } from './simulation-pool.ts';

/** Input of the job `plan-range`. `worker` is the file its own threads run. */
export type PlanRangeOrder = {
  worker: string;
  snapshot: Snapshot;
  scenario: Scenario;
  years: number;
  paths: number;
  threads?: number;
};

/**
 * The fan of the gap over the years of a plan, from the paths of children that the intervals of demand are drawn from,
 * to the end of the plan. It runs in a worker thread, so that the window never waits.
 */
export async function runPlanRange(
  input: unknown,
  progress: (done: number, total: number) => void,
): Promise<PlanRange> {
  const { worker, snapshot, scenario, years, paths, threads = availableParallelism() } = input as PlanRangeOrder;
  const made = plan(snapshot, scenario, years);
  const labels = made.years.map(({ year }) => year);
  const long = { ...scenario, year: labels.at(-1) ?? scenario.year };
  const simulated = simulationPlan(demandInput(snapshot, long), { seed: scenario.seed, drawRates: true });
  const range = await simulateInThreads(worker, simulated, paths, threads, progress, new AbortController().signal);
  const central = demandOf(snapshot, { ...long, method: simulated.method });
  const first = central.months[0]?.start ?? snapshot.dataDate;
  const today = childDayCosts(snapshot, scenario, central);
  const later = planChildDayCosts(snapshot, scenario, labels.slice(1), central);
  const { period } = made.forecast;
  const children = labels.map((year, at) =>
    pathDeviations(
      simulated,
      range,
      central,
      at === 0 ? today : (later.get(year) ?? {}),
      monthsBetween(first, at === 0 ? periodStart(year, Math.min(12, period + 1)) : yearStart(year)),
      at === 0 && period >= 12 ? 0 : monthsBetween(first, yearEnd(year)),
    ),
  );
  const { committed, projected } = made.forecast.placements;
  const exposed = made.years.map((year, at) =>
    at === 0 ? committed + projected : sum([year.demand?.cost ?? 0, -(year.demand?.fixed ?? 0)]),
  );
  return planRange(snapshot, scenario, made, children, exposed);
}
