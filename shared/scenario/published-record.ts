import { type SaidFigure, saidOf } from '../demand/backtest/published-children.ts';
import type { CivilDate } from '../model/calendar.ts';
import type { IssuedPeriod } from '../model/forecast.ts';
import type { Pence } from '../model/money.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { wholeOf } from '../model/track-registers.ts';
import { closedYear } from './outturn-record.ts';

/** A published outturn beside what the year came to and what Outturn had issued by then, whole pence. */
export type PublishedOutturnScore = SaidFigure & {
  source: string;
  madeOn: CivilDate;
  year: string;
  /** Budget line; null = all. */
  line: string | null;
  actual: Pence;
  errorPercent: number | null;
  /** The latest issue of that year on the day; null where there was none. */
  ours: { period: number; forecast: Pence; error: Pence } | null;
};

/**
 * Outturns published elsewhere, scored once their year has closed (docs/model.md §6); those that wait, or name a line that
 * the year does not have, are told apart.
 */
export function publishedOutturnRecord(
  snapshot: Snapshot,
  issued: readonly IssuedPeriod[],
): { scores: PublishedOutturnScore[]; waiting: number; unknown: string[] } {
  const scores: PublishedOutturnScore[] = [];
  const unknown: string[] = [];
  let waiting = 0;
  const standing = issued.filter((row) => row.reopenedAt === null);
  for (const row of snapshot.publishedOutturns) {
    const lines = closedYear(snapshot, row.year);
    if (!lines) {
      waiting += 1;
      continue;
    }
    const whole = row.lineCode === wholeOf;
    const actual = whole ? [...lines.values()].reduce((sum, pence) => sum + pence, 0) : lines.get(row.lineCode);
    if (actual === undefined) {
      unknown.push(`${row.source}: line ${row.lineCode} of ${row.year}`);
      continue;
    }
    const own = standing
      .filter((issue) => issue.year === row.year && issue.at.slice(0, 10) <= row.madeOn)
      .sort((a, b) => a.period - b.period)
      .at(-1);
    const line = own && (whole ? own.document.total : own.document.lines.find((each) => each.code === row.lineCode));
    scores.push({
      ...{ source: row.source, madeOn: row.madeOn, year: row.year, line: whole ? null : row.lineCode, actual },
      ...saidOf(row.forecastPence, row.lowPence, row.highPence, actual),
      errorPercent: actual === 0 ? null : (100 * (row.forecastPence - actual)) / Math.abs(actual),
      ours: own && line ? { period: own.period, forecast: line.outturn, error: line.outturn - actual } : null,
    });
  }
  return { scores, waiting, unknown };
}
