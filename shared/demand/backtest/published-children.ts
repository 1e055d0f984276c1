/** Forecasts of children that were published elsewhere, scored beside Outturn's own (docs/model.md §6). */
import { addDays, type CivilDate, monthsBetween } from '../../model/calendar.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { wholeOf } from '../../model/track-registers.ts';
import { actualOn, type KeptVintage } from './vintages.ts';

/** A figure that was said, and its error against what came; `inRange` null where it had no range. */
export type SaidFigure = { forecast: number; error: number; inRange: boolean | null };

/** A published number of children beside what happened and what Outturn had kept by then. */
export type PublishedChildrenScore = SaidFigure & {
  source: string;
  madeOn: CivilDate;
  dueOn: CivilDate;
  group: string | null;
  /** Months from its data to the day. */
  horizon: number;
  actual: number;
  /** The latest kept base forecast whose data ran no further than its. */
  ours: { method: string; dataDate: CivilDate; forecast: number; error: number } | null;
};

/** Children forecast elsewhere, scored once the data have reached the day; those that wait, or name no group, apart. */
export function publishedChildrenRecord(
  snapshot: Snapshot,
  kept: readonly KeptVintage[],
): { scores: PublishedChildrenScore[]; waiting: number; unknown: string[] } {
  const scores: PublishedChildrenScore[] = [];
  const unknown: string[] = [];
  let waiting = 0;
  const happened = actualOn(snapshot);
  const base = kept.filter((run) => run.levers === 0);
  for (const row of snapshot.publishedChildren) {
    const known = happened(row.dueOn);
    if (!known) {
      waiting += 1;
      continue;
    }
    const whole = row.groupCode === wholeOf;
    const actual = whole ? known.total : known.groups?.[row.groupCode];
    if (actual === undefined) {
      unknown.push(`${row.source}: group ${row.groupCode}`);
      continue;
    }
    const own = base
      .filter((run) => run.dataDate <= row.madeOn && run.months.some((month) => month.on === row.dueOn))
      .sort((a, b) => a.dataDate.localeCompare(b.dataDate) || a.id - b.id)
      .at(-1);
    const month = own?.months.find(({ on }) => on === row.dueOn);
    const ours = whole ? month?.total.mean : month?.groups[row.groupCode]?.mean;
    scores.push({
      ...{ source: row.source, madeOn: row.madeOn, dueOn: row.dueOn, group: whole ? null : row.groupCode, actual },
      horizon: monthsBetween(addDays(row.madeOn, 1), addDays(row.dueOn, 1)),
      ...saidOf(row.forecast, row.low, row.high, actual),
      ours:
        own && ours !== undefined
          ? { method: own.method, dataDate: own.dataDate, forecast: ours, error: ours - actual }
          : null,
    });
  }
  return { scores, waiting, unknown };
}

/** A figure with its range, where it had one, against what came. */
export function saidOf(forecast: number, low: number | null, high: number | null, actual: number): SaidFigure {
  const inRange = low === null || high === null ? null : actual >= low && actual <= high;
  return { forecast, error: forecast - actual, inRange };
}
