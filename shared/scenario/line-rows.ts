import type { Ledger } from '../finance/completeness.ts';
import type { Forecast } from '../model/forecast.ts';
import type { Pence } from '../model/money.ts';
import type { ForecastEntry } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { childrenOf } from './forecast.ts';
import { asClosed, ledgerFor, missingPeriods, openMonths } from './ledger.ts';
import { lineFinder, yearLines } from './line-forecast.ts';
import { lineLevers } from './one-off-levers.ts';
import { placementsForecast } from './placement-forecast.ts';
import { prepareSnapshot } from './prepare.ts';
import { pressuresForecast } from './pressures-forecast.ts';
import { savingsForecast } from './savings-forecast.ts';

/** One thing that part of a line's forecast is made of, fractional pence by month of the year. */
export type LineRow = {
  line: string;
  part: 'committed' | 'projected' | 'adjustments';
  kind: 'group' | 'contributions' | 'unit' | 'method' | 'entry' | 'saving' | 'pressure' | 'lever';
  key: string;
  label: string;
  about: string;
  months: Pence[];
};

/**
 * What committed, projected and adjustments of every line are made of (docs/model.md §7–§9, §11): children by group,
 * partner contributions, units, the rest of the budget or the run-rate, entries, savings, pressures and levers. The
 * rows of a part sum to that part of its line, within a penny a row. Throws what the forecast throws. @param made the
 * forecast of the same snapshot and scenario
 */
export function lineRows(snapshot: Snapshot, asked: Scenario, made: Forecast): LineRow[] {
  const ledger = ledgerFor(snapshot, asked);
  const scenario = asClosed(snapshot, asked);
  const open = openMonths(ledger);
  const lines = yearLines(snapshot, scenario.year);
  const rows = new Map<string, LineRow>();
  const put = (row: Omit<LineRow, 'months' | 'key'> & { reference: string }, period: number, pence: number) => {
    const { reference, ...rest } = row;
    const key = `${row.line} ${row.part} ${row.kind} ${reference}`;
    const found = rows.get(key) ?? { ...rest, key, months: new Array<Pence>(12).fill(0) };
    found.months[period - 1] = (found.months[period - 1] ?? 0) + pence;
    rows.set(key, found);
  };
  placementRows(snapshot, scenario, lines, ledger, put);
  for (const { row, budget } of lines) {
    const line = made.lines.find((each) => each.code === row.code);
    const part = row.method === 'profile' ? 'committed' : 'projected';
    const missing = line?.estimatedPeriods ?? [];
    const reportedMonths = scenario.period - missing.length;
    const entered = new Set(
      snapshot.forecastEntries.flatMap((entry) =>
        entry.year === scenario.year && entry.lineCode === row.code && !adjusts(entry) ? [entry.period] : [],
      ),
    );
    for (let period = 1; period <= 12; period += 1) {
      if (!open(row.code, period)) continue;
      const about = period <= scenario.period ? `P${period}, no actuals held` : `P${scenario.period + 1}–P12`;
      const stands =
        period <= scenario.period &&
        ((row.method === 'placements' && snapshot.placements.length === 0) ||
          (row.method === 'stated' && !entered.has(period)));
      const rest = (budget.grossMonths[period - 1] ?? 0) + (budget.incomeMonths[period - 1] ?? 0);
      const own = { line: row.code, part: stands ? 'committed' : part, kind: 'method', about } as const;
      if (row.method === 'profile' || stands || (row.method === 'run-rate' && reportedMonths === 0))
        put({ ...own, reference: `budget ${about}`, label: `${row.name}: budget by profile` }, period, rest);
      else if (row.method === 'run-rate')
        put(
          {
            ...own,
            reference: `run-rate ${about}`,
            label: `${row.name}: mean of the ${reportedMonths} months of actuals held, run on`,
          },
          period,
          (line?.actualToPeriod ?? 0) / reportedMonths,
        );
    }
  }
  for (const entry of snapshot.forecastEntries) {
    if (entry.year !== scenario.year || (!adjusts(entry) && !open(entry.lineCode, entry.period))) continue;
    const part = adjusts(entry) ? 'adjustments' : entry.kind === 'committed' ? 'committed' : 'projected';
    const about = `${entry.kind} · P${entry.period}`;
    const own = { line: entry.lineCode, part, kind: 'entry', reference: entry.reference } as const;
    put(
      { ...own, label: entry.note || entry.reference, about },
      entry.period,
      entry.expenditurePence + entry.incomePence,
    );
  }
  const adjustments = [
    ...savingsForecast(snapshot, scenario, lines, open).adjustments,
    ...pressuresForecast(snapshot, scenario, open).adjustments,
    ...lineLevers(scenario, lines).oneOffs,
  ];
  for (const { line, months, from } of adjustments)
    months.forEach((pence, at) => {
      const { kind, reference, name } = from;
      put({ line, part: 'adjustments', kind, reference, label: name, about: reference }, at + 1, pence);
    });
  return [...rows.values()].filter((row) => row.months.some((pence) => pence !== 0));
}

const adjusts = (entry: ForecastEntry) => entry.kind === 'accrual' || entry.kind === 'one-off';

function placementRows(
  snapshot: Snapshot,
  scenario: Scenario,
  lines: ReturnType<typeof yearLines>,
  ledger: Ledger,
  put: (row: Omit<LineRow, 'months' | 'key'> & { reference: string }, period: number, pence: number) => void,
): void {
  const lineOf = lineFinder(snapshot, lines);
  const open = openMonths(ledger);
  const { yearMonths } = placementsForecast(
    prepareSnapshot(snapshot),
    scenario,
    childrenOf(snapshot, scenario),
    () => true,
    missingPeriods(ledger),
  );
  const names = new Map(snapshot.placementGroups.map((group) => [group.code, group.name]));
  const units = new Map(snapshot.capacityUnits.map((unit) => [unit.code, unit.name]));
  const partners = 'Partner contributions';
  for (const {
    period,
    group,
    committed,
    projected,
    committedContributions,
    projectedContributions,
    fixed,
  } of yearMonths) {
    const line = lineOf(group, null);
    if (line !== null && open(line, period)) {
      const own = { line, kind: 'group', reference: group, label: names.get(group) ?? group } as const;
      put({ ...own, part: 'committed', about: 'children now placed, at their own prices' }, period, committed);
      put({ ...own, part: 'projected', about: 'those who move or come, at the starter price' }, period, projected);
      const paid = { line, kind: 'contributions', reference: '', label: partners } as const;
      put({ ...paid, part: 'committed', about: 'of those now placed' }, period, committedContributions);
      put({ ...paid, part: 'projected', about: 'of those who move or come' }, period, projectedContributions);
    }
    for (const { unit, cost } of fixed) {
      const at = lineOf(group, unit);
      const own = { kind: 'unit', reference: unit.code, label: units.get(unit.code) ?? unit.code } as const;
      if (at !== null && open(at, period))
        put({ ...own, line: at, part: 'committed', about: 'fixed sum whatever the use' }, period, cost);
    }
  }
}
