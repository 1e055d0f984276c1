import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { type Results, summariseForecast } from '../../../shared/scenario-file/document.ts';

/** Results are kept where there are any: work is never lost because its data cannot be forecast. */
export function resultsOf(snapshot: Snapshot, scenario: Scenario): Results | null {
  try {
    return summariseForecast(forecast(snapshot, scenario), scenario.seed);
  } catch {
    return null;
  }
}
