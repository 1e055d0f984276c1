import { OutturnError } from '../model/problem.ts';
import type { ForecastEntry } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What rolling a scenario forward by a period brings. */
export type RolledForward = {
  /** The same scenario with actuals taken one period further; a draft again. */
  scenario: Scenario;
  /** True when every line that had actuals last period has them for the new one. */
  ready: boolean;
  /** True when the ledger holds any actual of the new period: without one there is nothing to roll forward to. */
  begun: boolean;
  /** Codes of lines that still lack them. */
  withoutActuals: string[];
  /** Committed and projected entries of the new period: its actuals take their place. */
  replaced: ForecastEntry[];
};

/**
 * Rolls a scenario forward from its period to the next (docs/model.md §11). Nothing is changed in the data: the entries
 * of the month that has closed no longer count, because the forecast takes its actuals. Throws `invalid-input` at
 * period 12.
 */
export function rollForward(snapshot: Snapshot, scenario: Scenario): RolledForward {
  const { year } = scenario;
  if (scenario.period >= 12) {
    throw new OutturnError(
      'invalid-input',
      `${year} is closed at period 12: there is no later period to roll forward to.`,
      { year },
    );
  }
  const period = scenario.period + 1;
  const hasActual = (code: string, at: number) =>
    snapshot.actuals.some((row) => row.year === year && row.lineCode === code && row.period === at);
  const lines = snapshot.budgetLines.filter((line) => line.year === year);
  const withoutActuals = lines
    .filter((line) => !hasActual(line.code, period) && (scenario.period === 0 || hasActual(line.code, scenario.period)))
    .map((line) => line.code);
  const replaced = snapshot.forecastEntries.filter(
    (row) => row.year === year && row.period === period && (row.kind === 'committed' || row.kind === 'projected'),
  );
  return {
    scenario: { ...scenario, period, status: 'draft' },
    ready: withoutActuals.length === 0,
    begun: lines.some((line) => hasActual(line.code, period)),
    withoutActuals,
    replaced,
  };
}
