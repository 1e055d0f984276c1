import type { Forecast } from '../model/forecast.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { forecast } from './forecast.ts';
import type { LeverRisk } from './risk.ts';

/** Levers that carry a low and a high: what the outturn would be at each, against the forecast. */
export function leverRisks(snapshot: Snapshot, scenario: Scenario, made: Forecast): LeverRisk[] {
  return scenario.levers.flatMap((lever): LeverRisk[] => {
    const { low = null, high = null } = lever as { low?: number | null; high?: number | null };
    if (!lever.on || (low === null && high === null)) return [];
    const at = (value: number | null) => {
      if (value === null || value === lever.value) return 0;
      const levers = scenario.levers.map((each) => (each.id === lever.id ? { ...each, value } : each));
      return forecast(snapshot, { ...scenario, levers }).total.outturn - made.total.outturn;
    };
    return [{ key: lever.id, low: at(low), high: at(high) }];
  });
}
