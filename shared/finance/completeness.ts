import type { Actual, BudgetChange, BudgetLine, ForecastEntry } from '../model/registers.ts';

/** The ledger of a line: the periods with amounts, those stated nil (a row of nought), and those that are missing. */
export type LineLedger = { code: string; name: string; reported: number[]; nil: number[]; missing: number[] };

export type Ledger = {
  /** Period asked for, and the last of them that any line holds an actual for: months after it are forecast. */
  asked: number;
  closed: number;
  /** The one period, after the first, in which all figures of the year stand: they are taken as the total to it. */
  total: number | null;
  lines: LineLedger[];
};

type Rows = {
  budgetLines: readonly BudgetLine[];
  budgetChanges: readonly BudgetChange[];
  actuals: readonly Actual[];
  forecastEntries: readonly ForecastEntry[];
};

/**
 * What the ledger of a year holds up to a period, line by line (docs/model.md §11). A row of nought is nil by intent; no
 * row is a month that is missing. Only a line for which nothing is budgeted or changed in the year, and which holds no
 * actual of it, is not expected in the ledger.
 */
export function ledgerOf(rows: Rows, year: string, period: number): Ledger {
  const byLine = new Map<string, Map<number, boolean>>();
  for (const row of rows.actuals) {
    if (row.year !== year || row.period > period) continue;
    const own = byLine.get(row.lineCode) ?? new Map<number, boolean>();
    byLine.set(row.lineCode, own);
    own.set(row.period, own.get(row.period) === true || row.expenditurePence !== 0 || row.incomePence !== 0);
  }
  const codes = new Set(rows.budgetLines.filter((line) => line.year === year).map((line) => line.code));
  // One period holds every figure of the year: a total to that period, as papers print it, not a year of missing months.
  const reportedPeriods = new Set([...byLine].flatMap(([code, own]) => (codes.has(code) ? [...own.keys()] : [])));
  const closed = Math.max(0, ...reportedPeriods);
  const total = reportedPeriods.size === 1 && closed > 1 ? closed : null;
  const changed = new Set(
    rows.budgetChanges.filter((row) => row.year === year && row.approved !== null).map((row) => row.lineCode),
  );
  const lines = rows.budgetLines
    .filter((line) => line.year === year)
    .map((line): LineLedger => {
      const own = byLine.get(line.code) ?? new Map<number, boolean>();
      const expected =
        own.size > 0 || line.grossBudgetPence !== 0 || line.incomeBudgetPence !== 0 || changed.has(line.code);
      const periods = Array.from({ length: closed }, (_, at) => at + 1);
      return {
        ...{ code: line.code, name: line.name },
        reported: periods.filter((at) => own.get(at) === true),
        nil: periods.filter((at) => own.get(at) === false),
        missing: expected ? periods.filter((at) => !own.has(at) && (total === null || at === total)) : [],
      };
    });
  return { asked: period, closed, total, lines };
}

/** Periods in words: P3, P5 and P7–P9. */
export function periodsText(periods: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const period of [...periods].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === period - 1) last[1] = period;
    else runs.push([period, period]);
  }
  const parts = runs.map(([from, to]) => (from === to ? `P${from}` : `P${from}–P${to}`));
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}
