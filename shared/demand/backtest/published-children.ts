/** Forecasts of children that were published elsewhere, scored beside Outturn's own (docs/model.md §6). */
import { addDays, type CivilDate, monthsBetween } from '../../model/calendar.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { publishedVintages } from './published-forecasts.ts';
import type { KeptVintage } from './vintages.ts';

/** A figure that was said, and its error against what came; `inRange` null where it had no range. */
export type SaidFigure = { forecast: number; error: number; inRange: boolean | null };

/** A published number of children beside what happened and what Outturn had kept by then. */
export type PublishedChildrenScore = SaidFigure & {
  source: string;
  madeOn: CivilDate;
  dueOn: CivilDate;
  /** The figure it is of; null = all children. */
  group: string | null;
  /** Months from its data to the day. */
  horizon: number;
  actual: number;
  /** Of all children: the latest kept base forecast whose data ran no further than its. */
  ours: { method: string; dataDate: CivilDate; forecast: number; error: number } | null;
};

/** Published forecasts of children, scored where what they speak of is known; how many wait for it. */
export function publishedChildrenRecord(
  snapshot: Snapshot,
  kept: readonly KeptVintage[],
): { scores: PublishedChildrenScore[]; waiting: number } {
  const scores: PublishedChildrenScore[] = [];
  let waiting = 0;
  const base = kept.filter((run) => run.levers === 0);
  for (const { vintage, madeFrom, figures } of publishedVintages(snapshot)) {
    for (const row of figures) {
      const actual = row.stated ?? row.counted;
      if (actual === null) {
        waiting += 1;
        continue;
      }
      const whole = row.figure === 'all' && row.uasc === 'all';
      const own = base
        .filter((run) => whole && run.dataDate <= madeFrom && run.months.some((month) => month.on === row.on))
        .sort((a, b) => a.dataDate.localeCompare(b.dataDate) || a.id - b.id)
        .at(-1);
      const ours = own?.months.find(({ on }) => on === row.on)?.total.mean;
      scores.push({
        ...{ source: vintage, madeOn: madeFrom, dueOn: row.on, actual },
        group: whole ? null : `${row.figure}${row.uasc === 'all' ? '' : `, UASC ${row.uasc}`}`,
        horizon: monthsBetween(addDays(madeFrom, 1), addDays(row.on, 1)),
        ...saidOf(row.value, row.low, row.high, actual),
        ours:
          own && ours !== undefined
            ? { method: own.method, dataDate: own.dataDate, forecast: ours, error: ours - actual }
            : null,
      });
    }
  }
  return { scores, waiting };
}

/** A figure with its range, where it had one, against what came. */
export function saidOf(forecast: number, low: number | null, high: number | null, actual: number): SaidFigure {
  const inRange = low === null || high === null ? null : actual >= low && actual <= high;
  return { forecast, error: forecast - actual, inRange };
}
