import {
  type ComparisonOptions,
  compareMethods,
  type MethodComparison,
} from '../../../shared/demand/backtest/method-comparison.ts';
import type { SectorInput } from '../../../shared/demand/sector/common.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { demandInput } from '../../../shared/scenario/demand-cache.ts';

/** Input of the job `compare-methods`; `sector`: raw rows, or in words why there are none. */
export type ComparisonOrder = {
  snapshot: Snapshot;
  scenario: Scenario;
  sector: SectorInput | string;
  options: Omit<ComparisonOptions, 'months' | 'seed'>;
};

/** Every method side by side and back-tested, on the scenario's assumptions and without its levers. */
export function runComparison(
  { snapshot, scenario, sector, options }: ComparisonOrder,
  progress: (done: number, total: number) => void,
): MethodComparison {
  const { levers, months, method, ...input } = demandInput(snapshot, { ...scenario, levers: [] });
  return compareMethods(input, sector, { ...options, months, seed: scenario.seed }, progress);
}
