import { type LineBudget, lineBudget } from '../finance/budget.ts';
import { type MonthParts, noMonths, type RolledLine, rollLine } from '../finance/outturn.ts';
import { totalsOf } from '../model/child-totals.ts';
import type { LedgerGap } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';
import { type Note, note } from '../model/note.ts';
import type { Actual, BudgetLine, ForecastEntry } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { PlacementMonth } from './placement-forecast.ts';
import type { Unit } from './prepare.ts';

/** A line of the scenario's year with its budget. */
export type YearLine = { row: BudgetLine; budget: LineBudget };

const cached = new WeakMap<Snapshot, Map<string, readonly YearLine[]>>();

/** Lines of a year in their order, with their budgets; read once per snapshot, which must not be changed in place. */
export function yearLines(snapshot: Snapshot, year: string): readonly YearLine[] {
  const years = cached.get(snapshot) ?? new Map<string, readonly YearLine[]>();
  cached.set(snapshot, years);
  const found =
    years.get(year) ??
    snapshot.budgetLines
      .filter((line) => line.year === year)
      .sort((a, b) => a.position - b.position || a.id - b.id)
      .map((row) => ({ row, budget: lineBudget(row, snapshot.budgetChanges) }));
  years.set(year, found);
  return found;
}

/**
 * The placements line that the cost of a group or unit falls on: the one it names, else its group's, else the first
 * forecast from placements; null when the line it names is forecast in another way and so already holds the cost.
 */
export function lineFinder(snapshot: Snapshot, lines: readonly YearLine[]) {
  const first = lines.find(({ row }) => row.method === 'placements')?.row.code ?? null;
  const named = (name: string | null) => lines.find(({ row }) => row.code === name || row.name === name)?.row;
  const groups = new Map(snapshot.placementGroups.map((group) => [group.code, group.lineName]));
  const resolve = (name: string | null): string | null => {
    const line = named(name);
    if (!line) return first;
    return line.method === 'placements' ? line.code : null;
  };
  return (group: string, unit: Unit | null): string | null =>
    unit?.lineName ? resolve(unit.lineName) : resolve(groups.get(group) ?? null);
}

/** What falls on a line beside its own method, whole pence by month, and what makes it. */
export type Adjustment = {
  line: string;
  months: Pence[];
  from: { kind: 'saving' | 'pressure' | 'lever'; reference: string; name: string };
};

/** Forecast of a line and notes of what it could not do. */
export function forecastLine(
  line: YearLine,
  snapshot: Snapshot,
  scenario: Scenario,
  placements: readonly PlacementMonth[],
  lineOf: ReturnType<typeof lineFinder>,
  adjustments: readonly Adjustment[],
  investment: Pence,
  missing: readonly number[] = [],
): { rolled: RolledLine; gaps: LedgerGap[]; notes: Note[]; oneOffs: Pence } {
  const { row, budget } = line;
  const notes: Note[] = [];
  // A month that is missing from the ledger is estimated as the months to come are.
  const open = Array.from({ length: 12 }, (_, at) => at + 1).filter(
    (period) => period > scenario.period || missing.includes(period),
  );
  const ofLine = (item: Actual | ForecastEntry) => item.year === row.year && item.lineCode === row.code;
  const actual = noMonths();
  for (const item of snapshot.actuals)
    if (ofLine(item) && item.period <= scenario.period) add(actual, item.period, item);
  const [committed, projected, adjusted] = [noMonths(), noMonths(), noMonths()];
  const registered = snapshot.placements.length > 0 || totalsOf(snapshot) !== null;
  const entered = new Set(
    snapshot.forecastEntries.flatMap((entry) =>
      ofLine(entry) && (entry.kind === 'committed' || entry.kind === 'projected') ? [entry.period] : [],
    ),
  );
  const basisOf = (period: number): LedgerGap['basis'] => {
    if (row.method === 'placements' && registered) return 'register';
    if (row.method === 'run-rate' && reportedMonths > 0) return 'run-rate';
    return row.method === 'stated' && entered.has(period) ? 'entries' : 'profile';
  };
  const reportedMonths = scenario.period - missing.length;
  if (row.method === 'placements') {
    addPlacements(committed, projected, placements, lineOf, row.code, open);
    // Without children there is no register to cost a missing month from.
    if (!registered) addBudget(committed, budget, missing);
  }
  if (row.method === 'profile') addBudget(committed, budget, open);
  if (row.method === 'stated')
    addBudget(
      committed,
      budget,
      missing.filter((period) => !entered.has(period)),
    );
  if (row.method === 'run-rate' && open.length > 0) {
    if (reportedMonths > 0) addRunRate(projected, actual, reportedMonths, open);
    else {
      addBudget(projected, budget, open);
      const text = `${row.name}: no actuals to run on from yet, so the budget by profile stands for the run-rate`;
      notes.push(note('run-rate-without-actuals', 'warn', text, { kind: 'line', reference: row.code }));
    }
  }
  let oneOffs = 0;
  for (const entry of snapshot.forecastEntries) {
    if (!ofLine(entry)) continue;
    if (entry.kind === 'accrual' || entry.kind === 'one-off') {
      add(adjusted, entry.period, entry);
      oneOffs += entry.expenditurePence + entry.incomePence;
    } else if (open.includes(entry.period)) {
      add(entry.kind === 'committed' ? committed : projected, entry.period, entry);
    }
  }
  for (const adjustment of adjustments) {
    if (adjustment.line !== row.code) continue;
    adjustment.months.forEach((amount, at) => {
      adjusted.expenditure[at] = (adjusted.expenditure[at] ?? 0) + amount;
    });
  }
  const rolled = rollLine({
    code: row.code,
    name: row.name,
    service: row.service,
    grossBudget: budget.original.gross,
    incomeBudget: budget.original.income,
    agreedChanges: budget.changes.gross + budget.changes.income,
    budgetMonths: budget.grossMonths.map((gross, at) => gross + (budget.incomeMonths[at] ?? 0)),
    agreedInvestment: investment,
    actual,
    committed,
    projected,
    adjustments: adjusted,
  });
  const gaps = missing.map((period): LedgerGap => {
    const amount = (rolled.committedMonths[period - 1] ?? 0) + (rolled.projectedMonths[period - 1] ?? 0);
    return { line: row.code, name: row.name, period, amount, basis: basisOf(period) };
  });
  rolled.line.estimated = sum(gaps.map(({ amount }) => amount));
  rolled.line.estimatedPeriods = [...missing];
  return { rolled, gaps, notes, oneOffs };
}

function add(parts: MonthParts, period: number, item: { expenditurePence: Pence; incomePence: Pence }): void {
  parts.expenditure[period - 1] = (parts.expenditure[period - 1] ?? 0) + item.expenditurePence;
  parts.income[period - 1] = (parts.income[period - 1] ?? 0) + item.incomePence;
}

function addBudget(parts: MonthParts, budget: LineBudget, periods: readonly number[]): void {
  for (const period of periods) {
    add(parts, period, {
      expenditurePence: budget.grossMonths[period - 1] ?? 0,
      incomePence: budget.incomeMonths[period - 1] ?? 0,
    });
  }
}

function addRunRate(parts: MonthParts, actual: MonthParts, reported: number, periods: readonly number[]): void {
  const mean = (months: readonly number[]) => months.reduce((total, month) => total + month, 0) / reported;
  const item = { expenditurePence: mean(actual.expenditure), incomePence: mean(actual.income) };
  for (const period of periods) add(parts, period, item);
}

function addPlacements(
  committed: MonthParts,
  projected: MonthParts,
  months: readonly PlacementMonth[],
  lineOf: ReturnType<typeof lineFinder>,
  code: string,
  open: readonly number[],
): void {
  for (const month of months) {
    if (!open.includes(month.period)) continue;
    if (lineOf(month.group, null) === code) {
      add(committed, month.period, { expenditurePence: month.committed, incomePence: month.committedContributions });
      add(projected, month.period, { expenditurePence: month.projected, incomePence: month.projectedContributions });
    }
    for (const { unit, cost } of month.fixed) {
      if (lineOf(month.group, unit) === code) add(committed, month.period, { expenditurePence: cost, incomePence: 0 });
    }
  }
}
