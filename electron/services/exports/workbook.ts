import type { StockTold } from '../../../shared/demand/published-demand.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { ReportInterval } from '../../../shared/report/interval.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { writeWorkbook } from '../workbook/write-workbook.ts';

/** The scenario with nothing assumed: what a workbook and a comparison are held against. */
export function baseScenario(scenario: Scenario): Scenario {
  return { ...scenario, levers: [], assumptions: {} };
}

/** The forecast workbook of a scenario on its data, as the bytes of an .xlsx; for publication with small numbers withheld; with the range of the variance where it was drawn. */
export function workbookOf(
  snapshot: Snapshot,
  scenario: Scenario,
  units: 'pounds' | 'thousands',
  now: Date,
  publication = false,
  stock: StockTold | null = null,
  interval: ReportInterval | null = null,
): Promise<Uint8Array> {
  return writeWorkbook({
    forecast: forecast(snapshot, scenario),
    base: forecast(snapshot, baseScenario(scenario)),
    scenario,
    snapshot,
    units,
    publication,
    stock,
    interval,
    now,
  });
}
