import { totalsOf } from '../model/child-totals.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { ForecastEntry } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { asClosed, ledgerFor } from './ledger.ts';
import { lineFinder, yearLines } from './line-forecast.ts';
import { costedBefore } from './placement-forecast.ts';
import { prepareSnapshot } from './prepare.ts';
import { starterPrices } from './starter-prices.ts';

/** One closed month of a placements line: what the register costs by group, the entries of a month, and the ledger, pence net. */
export type ReconciledMonth = {
  period: number;
  groups: { group: string; cost: Pence }[];
  fixed: Pence;
  register: Pence;
  /** Stated entries at the rate of the months still to come. */
  entries: Pence;
  ledger: Pence;
  /** Ledger less register and entries: above nought, the forecast will drop by it. */
  gap: Pence;
};
export type LineReconciliation = {
  line: string;
  name: string;
  months: ReconciledMonth[];
  /** Mean gap of the latest months (three at most), and what it comes to over the months still to come. */
  monthly: Pence;
  monthsAhead: number;
  suggested: Pence;
  /** True once an officer has accepted it for this period: it counts once. */
  accepted: boolean;
};

/** Reference of the entries that an accepted adjustment makes, one a month. */
export const adjustmentReference = (line: string, closed: number, period: number) =>
  `RECON-${line}-P${closed}-${period}`;

/**
 * Register against ledger, month by month and group by group (docs/model.md §11): placements at their own prices, fixed
 * places and stated entries beside what the ledger holds, for each placements line, with the run-rate adjustment that would
 * carry the gap of the last three months on to the year's end. Months that are missing are left out.
 */
export function registerAndLedger(snapshot: Snapshot, asked: Scenario): LineReconciliation[] {
  const scenario = asClosed(snapshot, asked);
  const own = kept.get(snapshot) ?? new Map<string, LineReconciliation[]>();
  kept.set(snapshot, own);
  const prices = Object.entries(scenario.assumptions)
    .filter(([key]) => key === 'reference-months' || key.startsWith('starter-weekly:'))
    .sort();
  const key = JSON.stringify([scenario.year, scenario.period, prices]);
  const found = own.get(key) ?? reconcile(snapshot, asked, scenario);
  own.set(key, found);
  return found;
}

/** Levers and sliders leave what is closed as it is: it is worked out once per snapshot. */
const kept = new WeakMap<Snapshot, Map<string, LineReconciliation[]>>();

function reconcile(snapshot: Snapshot, asked: Scenario, scenario: Scenario): LineReconciliation[] {
  const ledger = ledgerFor(snapshot, asked);
  const { year, period: closed } = scenario;
  if (closed === 0 || (snapshot.placements.length === 0 && totalsOf(snapshot)?.year !== year)) return [];
  const lines = yearLines(snapshot, year);
  const lineOf = lineFinder(snapshot, lines);
  const prepared = prepareSnapshot(snapshot);
  const periods = Array.from({ length: closed }, (_, at) => at + 1);
  const costed = costedBefore(prepared, year, periods, starterPrices(prepared, scenario));
  return lines
    .filter(({ row }) => row.method === 'placements')
    .map(({ row }): LineReconciliation => {
      const missing = new Set(ledger.lines.find((line) => line.code === row.code)?.missing);
      const ahead = 12 - closed;
      const entered = snapshot.forecastEntries.filter(
        (entry) =>
          entry.year === year &&
          entry.lineCode === row.code &&
          entry.period > closed &&
          (entry.kind === 'committed' || entry.kind === 'projected') &&
          !entry.reference.startsWith('RECON-'),
      );
      const stated = ahead > 0 ? sum(entered.map((entry) => entry.expenditurePence + entry.incomePence)) / ahead : 0;
      const months = periods
        .filter((period) => !missing.has(period))
        .map((period): ReconciledMonth => {
          const own = costed.filter((month) => month.period === period);
          const groups = own
            .filter((month) => lineOf(month.group, null) === row.code)
            .map((month) => ({
              group: month.group,
              cost: roundHalfAway(month.committed + month.committedContributions),
            }));
          const fixed = roundHalfAway(
            sum(
              own.flatMap((month) =>
                month.fixed.filter(({ unit }) => lineOf(month.group, unit) === row.code).map(({ cost }) => cost),
              ),
            ),
          );
          const register = sum(groups.map(({ cost }) => cost)) + fixed;
          const entries = roundHalfAway(stated);
          const actual = sum(
            snapshot.actuals
              .filter((item) => item.year === year && item.lineCode === row.code && item.period === period)
              .map((item) => item.expenditurePence + item.incomePence),
          );
          return { period, groups, fixed, register, entries, ledger: actual, gap: actual - register - entries };
        });
      const last = months.slice(-3);
      const monthly = last.length === 0 ? 0 : roundHalfAway(sum(last.map(({ gap }) => gap)) / last.length);
      return {
        ...{ line: row.code, name: row.name, months, monthly, monthsAhead: ahead, suggested: monthly * ahead },
        accepted: snapshot.forecastEntries.some(
          (entry) => entry.year === year && entry.reference.startsWith(`RECON-${row.code}-P${closed}-`),
        ),
      };
    });
}

/**
 * The entries that accept a suggested adjustment, one a month to come, each with the reason. None where there is nothing to
 * adjust or it has been accepted already: it counts once.
 */
export function adjustmentEntries(
  { line, monthly, monthsAhead, accepted }: LineReconciliation,
  scenario: Pick<Scenario, 'year'>,
  closed: number,
  reason: string,
): Omit<ForecastEntry, 'id'>[] {
  if (accepted || monthly === 0) return [];
  return Array.from({ length: monthsAhead }, (_, at) => ({
    year: scenario.year,
    reference: adjustmentReference(line, closed, closed + 1 + at),
    lineCode: line,
    kind: 'projected',
    period: closed + 1 + at,
    expenditurePence: monthly,
    incomePence: 0,
    note: reason,
  }));
}
