import type { Store } from '../../../db/store.ts';
import type { StockTold } from '../../../shared/demand/published-demand.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { publishableTexts } from './answer-texts.ts';
import { stockTold } from './publish-stock.ts';

/** Data and scenario as they may be published, and what may be told of the stock where the projection holds it. */
export type Publishable = { snapshot: Snapshot; scenario: Scenario; stock: StockTold | null };

/**
 * The one gate of every public paper and workbook: text that may name somebody has been answered, what is needed here is
 * withheld, and children counted go through the ledger of the local copy. Without a local copy (a scenario file alone)
 * there are no answers and no ledger. Throws `text-unanswered`.
 */
export function forPublication(
  store: Store | null,
  base: { snapshot: Snapshot; scenario: Scenario },
  output: string,
): Publishable {
  const { snapshot, scenario } = publishableTexts(store, base.snapshot, base.scenario);
  const { months } = forecast(snapshot, scenario).placements;
  const whole = months.map(({ groups }) =>
    Object.fromEntries(groups.map(({ group, stock }): [string, number] => [group, Math.round(stock)])),
  );
  return { snapshot, scenario, stock: store && stockTold(store, snapshot, snapshot.dataDate, output, whole) };
}
