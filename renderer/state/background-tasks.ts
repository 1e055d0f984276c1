import type { BridgeStep } from '../../shared/model/forecast.ts';
import type { Failure } from '../../shared/model/problem.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { type PlanSensitivity, planSeek, planSensitivity } from '../../shared/plan/plan-seek.ts';
import { bridgeByLever } from '../../shared/scenario/compare-scenarios.ts';
import { forecast } from '../../shared/scenario/forecast.ts';
import type { GoalSeekResult } from '../../shared/scenario/goal-seek.ts';
import { type GoalTarget, goalSeekLever, type LeverGoal } from '../../shared/scenario/goal-seek-lever.ts';
import type { Measure } from '../../shared/scenario/lever-effect.ts';
import { type OutturnRisk, outturnRiskOf } from '../../shared/scenario/outturn-risk.ts';
import { outturnTornado } from '../../shared/scenario/outturn-tornado.ts';
import type { TornadoBar } from '../../shared/scenario/tornado.ts';

const netVariance: Measure = (made) => made.total.netVariance;

/** Work too long for the page's own thread, by name. Each takes the snapshot the worker holds and plain data. */
export const backgroundTasks = {
  bridge(snapshot: Snapshot, input: { from: Scenario; to: Scenario; method: 'sequential' | 'shapley' }): BridgeStep[] {
    return bridgeByLever(snapshot, input.from, input.to, input.method);
  },
  tornado(snapshot: Snapshot, input: { scenario: Scenario }): { central: number; bars: TornadoBar[] } {
    return outturnTornado(snapshot, input.scenario, netVariance);
  },
  goal(snapshot: Snapshot, input: { scenario: Scenario; lever: string; target: GoalTarget }): LeverGoal {
    return goalSeekLever(snapshot, input.scenario, input.lever, input.target);
  },
  /** What each assumption does to the gap of every year of the plan. */
  planSensitivity(snapshot: Snapshot, { scenario, years }: { scenario: Scenario; years: number }): PlanSensitivity {
    return planSensitivity(snapshot, scenario, years);
  },
  planSeek(
    snapshot: Snapshot,
    { scenario, years, goal }: { scenario: Scenario; years: number; goal: Parameters<typeof planSeek>[3] },
  ): GoalSeekResult {
    return planSeek(snapshot, scenario, years, goal);
  },
  /** The risk where no children are held, so that no paths are simulated: prices, savings and pressures alone. */
  risk(snapshot: Snapshot, { scenario }: { scenario: Scenario }): OutturnRisk {
    return outturnRiskOf(snapshot, scenario, forecast(snapshot, scenario), []);
  },
} as const;

export type BackgroundTasks = typeof backgroundTasks;
export type TaskName = keyof BackgroundTasks;
export type TaskInput<T extends TaskName> = Parameters<BackgroundTasks[T]>[1];
export type TaskOutput<T extends TaskName> = ReturnType<BackgroundTasks[T]>;
export type Order = { id: number; task: TaskName; input: unknown; snapshot: Snapshot | null };
export type Reply = { id: number; value?: unknown; failure?: Failure };
