import type { Forecast, IssuedPeriod } from '../model/forecast.ts';
import type { Pence } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { ledgerFor } from './ledger.ts';

/** How an issued forecast of the £ outturn did, whole pence: forecast less what the year came to, by line and in total. */
export type ScoredIssue = {
  year: string;
  period: number;
  issuedAt: string;
  /** Of the total: forecast, what came, their difference, and that as a per cent of what came. */
  forecast: Pence;
  actual: Pence;
  error: Pence;
  errorPercent: number | null;
  lines: { code: string; name: string; forecast: Pence; actual: Pence; error: Pence }[];
  /** Whether what came lay in its 80 % range; null where it was issued without one. */
  inRange: boolean | null;
};

/** Scores by period over the years that have closed. */
export type PeriodScore = {
  period: number;
  issues: number;
  meanError: Pence;
  meanAbsoluteError: Pence;
  /** Share of the issues with a range whose range held what came; null where none had one. */
  coverage: number | null;
};

export type OutturnRecord = {
  issues: ScoredIssue[];
  periods: PeriodScore[];
  waiting: { year: string; period: number }[];
};

/**
 * The track record of the £ outturn (docs/model.md §6): every issue that stands is scored once its year is closed, which is
 * when every line holds twelve months of actuals. Accruals and one-offs are of the forecast, not of the ledger: what came
 * is the ledger.
 */
export function outturnRecord(issued: readonly IssuedPeriod[], snapshot: Snapshot): OutturnRecord {
  const waiting: OutturnRecord['waiting'] = [];
  const issues = issued
    .filter((row) => row.reopenedAt === null)
    .flatMap(({ document, year, period, at }): ScoredIssue[] => {
      const actual = closedYear(snapshot, year);
      if (!actual) {
        waiting.push({ year, period });
        return [];
      }
      return [score(document, actual, at)];
    });
  const periods = [...new Set(issues.map(({ period }) => period))]
    .sort((a, b) => a - b)
    .map((period): PeriodScore => {
      const own = issues.filter((issue) => issue.period === period);
      const mean = (of: (issue: ScoredIssue) => number) =>
        Math.round(own.reduce((total, issue) => total + of(issue), 0) / own.length);
      const ranged = own.filter((issue) => issue.inRange !== null);
      return {
        period,
        issues: own.length,
        meanError: mean(({ error }) => error),
        meanAbsoluteError: mean(({ error }) => Math.abs(error)),
        coverage: ranged.length === 0 ? null : ranged.filter((issue) => issue.inRange).length / ranged.length,
      };
    });
  return { issues, periods, waiting };
}

/** What each line of a year came to; null while a line lacks a month. */
export function closedYear(snapshot: Snapshot, year: string): Map<string, Pence> | null {
  const scenario: Pick<Scenario, 'year' | 'period'> = { year, period: 12 };
  const ledger = ledgerFor(snapshot, scenario);
  if (ledger.closed < 12 || ledger.lines.some((line) => line.missing.length > 0)) return null;
  const lines = new Map<string, Pence>(ledger.lines.map((line) => [line.code, 0]));
  for (const row of snapshot.actuals)
    if (row.year === year)
      lines.set(row.lineCode, (lines.get(row.lineCode) ?? 0) + row.expenditurePence + row.incomePence);
  return lines;
}

function score(document: Forecast, actual: ReadonlyMap<string, Pence>, at: string): ScoredIssue {
  const codes = [...new Set([...document.lines.map((line) => line.code), ...actual.keys()])];
  const lines = codes.map((code) => {
    const line = document.lines.find((each) => each.code === code);
    const [said, came] = [line?.outturn ?? 0, actual.get(code) ?? 0];
    return { code, name: line?.name ?? code, forecast: said, actual: came, error: said - came };
  });
  const came = lines.reduce((total, line) => total + line.actual, 0);
  const error = document.total.outturn - came;
  const { range } = document;
  return {
    ...{ year: document.year, period: document.period, issuedAt: at },
    ...{ forecast: document.total.outturn, actual: came, error },
    errorPercent: came === 0 ? null : (100 * error) / Math.abs(came),
    lines,
    inRange: range ? came >= range.p10 && came <= range.p90 : null,
  };
}
