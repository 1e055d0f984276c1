import { type Ledger, ledgerOf } from '../finance/completeness.ts';
import type { Actual } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';

const kept = new WeakMap<Snapshot, Map<string, Ledger>>();

/** What the ledger holds of a scenario's year up to its period; read once per snapshot. */
export function ledgerFor(snapshot: Snapshot, { year, period }: Pick<Scenario, 'year' | 'period'>): Ledger {
  const own = kept.get(snapshot) ?? new Map<string, Ledger>();
  kept.set(snapshot, own);
  const key = `${year} ${period}`;
  const ledger = own.get(key) ?? ledgerOf(snapshot, year, period);
  own.set(key, ledger);
  return ledger;
}

/** The scenario at the last period that is closed: months after the data are forecast, never taken as nil. */
export function asClosed(snapshot: Snapshot, scenario: Scenario): Scenario {
  const { closed } = ledgerFor(snapshot, scenario);
  return closed === scenario.period ? scenario : { ...scenario, period: closed };
}

/** Source of the rows by which a person states that nothing was spent. */
export const statedNil = 'Stated nil';

/** The rows of nought that state months of a line nil by intent, which settles that the ledger lacks them. */
export function nilActuals(year: string, lineCode: string, periods: readonly number[]): Omit<Actual, 'id'>[] {
  return periods.map((period) => ({
    ...{ year, period, lineCode, expenditurePence: 0, incomePence: 0 },
    source: statedNil,
  }));
}

/** Periods to the closed one for which some line holds no actuals. */
export function missingPeriods(ledger: Ledger): number[] {
  return [...new Set(ledger.lines.flatMap((line) => line.missing))].sort((a, b) => a - b);
}

/** Whether a month of a line is still to be forecast: it is to come, or missing from the ledger. */
export function openMonths(ledger: Ledger): (line: string, period: number) => boolean {
  const missing = new Map(ledger.lines.map((line) => [line.code, new Set(line.missing)]));
  return (line, period) => period > ledger.closed || (missing.get(line)?.has(period) ?? false);
}
