import { availableParallelism } from 'node:os';
import type { NewForecastRun } from '../../../db/forecast-runs.ts';
import type { PathRange } from '../../../shared/demand/simulation/microsimulation.ts';
import { pathDeviations } from '../../../shared/demand/simulation/path-costs.ts';
import { type SimulationPlan, simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { type SimulationSummary, summarise } from '../../../shared/demand/simulation/summarise.ts';
import { daysBetween, monthsBetween, periodStart, yearEnd } from '../../../shared/model/calendar.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { childDayCosts } from '../../../shared/scenario/child-day-cost.ts';
import { demandInput, demandOf } from '../../../shared/scenario/demand-cache.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { type OutturnRisk, outturnRiskOf } from '../../../shared/scenario/outturn-risk.ts';
import { forecastRunOf } from './keep-forecast-run.ts';
import { simulateInThreads } from './simulation-pool.ts';

/** Input of the job `simulation`. `worker` is the file its own threads run. */
export type SimulationOrder = {
  worker: string;
  snapshot: Snapshot;
  scenario: Scenario;
  paths: number;
  threads?: number;
};
export type SimulationResult = {
  summary: SimulationSummary;
  /** Placement cost of each path less the central cost, pence, cumulative to the end of each period to come. */
  deviations: Float64Array[];
  /** The distribution of the outturn over demand, price, savings and pressures drawn together. */
  risk: OutturnRisk;
  /** The children of the forecast as they are to be kept, so that later actuals score them. */
  run: NewForecastRun;
};

/**
 * The simulated intervals of a scenario: plan, paths over all processors, summary. It runs in a worker thread itself, so
 * that the window never waits; ending that thread ends those it started.
 */
export async function runSimulation(
  input: unknown,
  progress: (done: number, total: number) => void,
): Promise<SimulationResult> {
  const { worker, snapshot, scenario, paths, threads = availableParallelism() } = input as SimulationOrder;
  const plan = simulationPlanOf(snapshot, scenario);
  const never = new AbortController().signal;
  return simulationResult(
    snapshot,
    scenario,
    plan,
    await simulateInThreads(worker, plan, paths, threads, progress, never),
  );
}

/** The plan of a scenario's paths. Throws `no-data` where no single children are held. */
export const simulationPlanOf = (snapshot: Snapshot, scenario: Scenario): SimulationPlan =>
  simulationPlan(demandInput(snapshot, scenario), { seed: scenario.seed, drawRates: true });

/** What all paths of a plan together say, wherever they were simulated: the same paths give the same to the last bit. */
export function simulationResult(
  snapshot: Snapshot,
  scenario: Scenario,
  plan: SimulationPlan,
  range: PathRange,
): SimulationResult {
  const asked = demandInput(snapshot, scenario);
  const central = demandOf(snapshot, { ...scenario, method: plan.method });
  const made = forecast(snapshot, scenario);
  const first = central.months[0]?.start ?? snapshot.dataDate;
  // The months to come are those after the actuals, whatever period was asked for.
  const { year, period } = made;
  const monthOf = (at: number) => monthsBetween(first, at > 12 ? yearEnd(year) : periodStart(year, at));
  // How far the paths spread about the central projection, in children all through the months ahead.
  const nights = daysBetween(periodStart(year, Math.min(12, period + 1)), yearEnd(year));
  const spread = Object.fromEntries(
    plan.groups.map((group) => {
      const apart = pathDeviations(plan, range, central, { [group]: 1 }, monthOf(period + 1), monthOf(13));
      return [
        group,
        Math.sqrt(apart.reduce((total, days) => total + days * days, 0) / Math.max(1, apart.length)) / nights,
      ];
    }),
  );
  const pencePerDay = childDayCosts(snapshot, scenario, central, spread);
  const deviations = Array.from({ length: Math.max(0, 12 - period) }, (_, index) =>
    pathDeviations(plan, range, central, pencePerDay, monthOf(period + 1), monthOf(period + 2 + index)),
  );
  const summary = summarise(plan, range);
  const run = forecastRunOf({ ...asked, method: plan.method }, central, summary);
  return { summary, deviations, risk: outturnRiskOf(snapshot, scenario, made, deviations), run };
}
