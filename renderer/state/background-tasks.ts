import { type Backtest, backtest } from '../../shared/demand/backtest.ts';
import type { BridgeStep } from '../../shared/model/forecast.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { bridgeByLever } from '../../shared/scenario/compare-scenarios.ts';
import { demandInput } from '../../shared/scenario/demand-cache.ts';

/** Work too long for the page's own thread, by name. Each takes the snapshot the worker holds and plain data. */
export const backgroundTasks = {
  backtest(
    snapshot: Snapshot,
    input: { scenario: Scenario; origins: number; horizon: number; paths: number },
  ): Backtest {
    return backtest(demandInput(snapshot, input.scenario), input.origins, input.horizon, input.paths);
  },
  bridge(snapshot: Snapshot, input: { from: Scenario; to: Scenario; method: 'sequential' | 'shapley' }): BridgeStep[] {
    return bridgeByLever(snapshot, input.from, input.to, input.method);
  },
} as const;

export type BackgroundTasks = typeof backgroundTasks;
export type TaskName = keyof BackgroundTasks;
export type TaskInput<T extends TaskName> = Parameters<BackgroundTasks[T]>[1];
export type TaskOutput<T extends TaskName> = ReturnType<BackgroundTasks[T]>;
export type Order = { id: number; task: TaskName; input: unknown; snapshot: Snapshot | null };
export type Reply = { id: number; value?: unknown; failure?: { code: string; message: string } };
