import { useEffect } from 'react';
import { create } from 'zustand';
import type { SimulationSummary } from '../../shared/demand/simulation/summarise.ts';
import type { Failure } from '../../shared/model/problem.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import type { OutturnRisk } from '../../shared/scenario/outturn-risk.ts';
import { call } from './bridge.ts';
import { followJob } from './follow-job.ts';
import { useStore } from './store.ts';

/** What the job gives: the spread of the children, and of the outturn with price, savings and pressures drawn beside them. */
export type SimulationResult = { summary: SimulationSummary; risk: OutturnRisk };
export type SimulationState = {
  /** What the result belongs to; anything else on the screen makes it stale. */
  of: { snapshot: Snapshot; key: string } | null;
  result: SimulationResult | null;
  running: { job: string | null; key: string; done: number; total: number | null } | null;
  failure: Failure | null;
  /** The key whose run the officer has stopped: not begun again by itself. */
  stopped: string | null;
};

export const useSimulationStore = create<SimulationState>()(() => ({
  of: null,
  result: null,
  running: null,
  failure: null,
  stopped: null,
}));
const set = useSimulationStore.setState;
const get = useSimulationStore.getState;

/** All of a scenario that its paths depend on. */
export function simulationKey(scenario: Scenario): string {
  const { year, period, assumptions, method, seed } = scenario;
  const levers = scenario.levers.filter((lever) => lever.on).map(({ name, note, ...lever }) => lever);
  return JSON.stringify([year, period, assumptions, method, seed, pathsOf(scenario), levers]);
}

/** Paths to draw: those of the scenario, and at least as many as a job takes. */
export const pathsOf = (scenario: Scenario) => Math.min(100_000, Math.max(500, scenario.paths));

let run = 0;

/** Starts the simulation of a scenario, ending one under way. */
export async function startSimulation(snapshot: Snapshot, scenario: Scenario): Promise<void> {
  run += 1;
  const mine = run;
  const key = simulationKey(scenario);
  const before = get().running?.job;
  set({ running: { job: null, key, done: 0, total: null }, failure: null, stopped: null });
  if (before) await call('jobCancel', { id: before });
  const started = await call('simulationStart', { scenario, paths: pathsOf(scenario) });
  if (!started.ok) {
    if (run === mine) set({ running: null, failure: started.error });
    return;
  }
  const { job } = started.value;
  if (run !== mine) {
    await call('jobCancel', { id: job });
    return;
  }
  const result = await followJob<SimulationResult>(
    job,
    ({ done, total }) => set({ running: { job, key, done, total } }),
    () => run === mine,
  );
  if (result === null) return;
  if (result.ok) set({ running: null, of: { snapshot, key }, result: result.value });
  else set({ running: null, failure: result.error.code === 'cancelled' ? null : result.error });
}

/** Ends the run under way; it is not begun again until something changes or the officer asks. */
export function stopSimulation(): void {
  const { running } = get();
  endRun();
  set({ stopped: running?.key ?? null });
}

function endRun(): void {
  const { running } = get();
  run += 1;
  if (running?.job) void call('jobCancel', { id: running.job });
  set({ running: null });
}

/** Keeps the intervals of the open scenario up to date while a screen that shows them is open. */
export function useSimulation(): SimulationState & { stale: boolean; start: () => void } {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const children = useStore((state) => (state.snapshot?.placements.length ?? 0) > 0);
  const state = useSimulationStore();
  const key = scenario ? simulationKey(scenario) : '';
  const fresh = state.of?.snapshot === snapshot && state.of?.key === key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the scenario
  useEffect(() => {
    if (!snapshot || !scenario || !children || fresh) return;
    const { running, stopped } = get();
    if (running?.key === key || stopped === key) return;
    // What is being drawn is no longer what is asked: a drag has both processors to itself.
    if (running) endRun();
    // A slider under the hand begins nothing; when it rests, one run follows.
    const timer = setTimeout(() => void startSimulation(snapshot, scenario), 500);
    return () => clearTimeout(timer);
  }, [snapshot, key, children, fresh]);
  return {
    ...state,
    stale: state.result !== null && !fresh,
    start: () => snapshot && scenario && void startSimulation(snapshot, scenario),
  };
}
