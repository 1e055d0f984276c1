import type { Forecast, IssuedPeriod, OutturnLine } from '../model/forecast.ts';
import { type Pence, sum } from '../model/money.ts';

/** Why a line moved since a period was issued: parts sum to the change, whole pence. */
export type LineMovement = {
  code: string;
  name: string;
  /** Null where the line was not there. */
  before: Pence | null;
  now: Pence | null;
  change: Pence;
  /** Months that were actual then, restated. */
  restated: Pence;
  /** Months closed since: actual less what had been forecast for them. */
  closed: Pence;
  /** Months still ahead: the new forecast less the old one. */
  ahead: Pence;
};

export type Movement = { from: { year: string; period: number }; lines: LineMovement[]; total: LineMovement };

/** The latest standing issue of a year before a period: what movement is measured against; null when there is none. */
export function issuedBefore(issued: readonly IssuedPeriod[], year: string, period: number): IssuedPeriod | null {
  const standing = issued.filter((row) => row.reopenedAt === null && row.year === year && row.period < period);
  return standing.reduce<IssuedPeriod | null>(
    (latest, row) => (latest && latest.period > row.period ? latest : row),
    null,
  );
}

/**
 * Movement since an issued period (docs/model.md §11), by line and in total, with what of it is restated, closed since
 * and still ahead. Lines follow the forecast of now; lines that are gone come after. Everything foots and cross-foots.
 */
export function movementBetween(before: Forecast, now: Forecast): Movement {
  const codes = [...new Set([...now.lines, ...before.lines].map((line) => line.code))];
  const lines = codes.map((code) =>
    lineMovement(
      before.lines.find((line) => line.code === code),
      now.lines.find((line) => line.code === code),
      before.period,
      now.period,
    ),
  );
  return {
    from: { year: before.year, period: before.period },
    lines,
    total: { ...lineMovement(before.total, now.total, before.period, now.period), code: 'TOTAL', name: 'Total' },
  };
}

function lineMovement(
  before: OutturnLine | undefined,
  now: OutturnLine | undefined,
  issued: number,
  period: number,
): LineMovement {
  const between = (from: number, to: number) =>
    sum(
      Array.from({ length: 12 }, (_, at) =>
        at < from || at >= to ? 0 : (now?.months[at] ?? 0) - (before?.months[at] ?? 0),
      ),
    );
  const closedTo = Math.max(issued, period);
  return {
    code: now?.code ?? before?.code ?? '',
    name: now?.name ?? before?.name ?? '',
    before: before?.outturn ?? null,
    now: now?.outturn ?? null,
    change: (now?.outturn ?? 0) - (before?.outturn ?? 0),
    restated: between(0, issued),
    closed: between(issued, closedTo),
    ahead: between(closedTo, 12),
  };
}

/** The forecast with each line's and the total's movement since an issued period; nothing else is changed. */
export function withMovement(now: Forecast, issued: IssuedPeriod | null): Forecast {
  if (!issued) return now;
  const old = new Map(issued.document.lines.map((line) => [line.code, line.outturn]));
  return {
    ...now,
    lines: now.lines.map((line) => ({ ...line, movement: line.outturn - (old.get(line.code) ?? 0) })),
    total: { ...now.total, movement: now.total.outturn - issued.document.total.outturn },
    movementFrom: { year: issued.year, period: issued.period, issuedAt: issued.at },
  };
}
