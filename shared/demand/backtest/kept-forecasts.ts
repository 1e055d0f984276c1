/** The forecasts kept as they were made, beside what has happened since (docs/model.md §6). */
import type { CivilDate } from '../../model/calendar.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { publishedChildrenRecord } from './published-children.ts';
import { actualOn, type Drift, driftOf, type KeptVintage, scoreVintages, type VintageScore } from './vintages.ts';

export type KeptForecasts = {
  /** Base forecasts: of each method and data date the last one made, oldest data first, at most 24. */
  vintages: KeptVintage[];
  /** Runs kept in all, and of them those under levers: a what-if is never the forecast that is judged. */
  kept: number;
  underLevers: number;
  /** Children in all at the month ends that both a shown vintage and the data have reached. */
  actuals: Record<CivilDate, number>;
  /** Accuracy of the base forecasts only. */
  scores: VintageScore[];
  drift: Drift;
  /** Forecasts published elsewhere, beside what happened and ours of then. */
  published: ReturnType<typeof publishedChildrenRecord>;
};

const most = 24;

/** Sorts, scores and judges the runs of a copy, given in the order they were made. */
export function keptForecasts(runs: readonly KeptVintage[], snapshot: Snapshot): KeptForecasts {
  const base = runs.filter(({ levers }) => levers === 0);
  const latest = new Map(base.map((run) => [`${run.dataDate} ${run.method}`, run]));
  const vintages = [...latest.values()]
    .sort((a, b) => a.dataDate.localeCompare(b.dataDate) || a.method.localeCompare(b.method))
    .slice(-most);
  const actual = actualOn(snapshot);
  const ends = new Set(vintages.flatMap(({ months }) => months.map(({ on }) => on)));
  const actuals = [...ends].sort().flatMap((on) => {
    const found = actual(on);
    return found ? [[on, found.total] as const] : [];
  });
  return {
    vintages,
    kept: runs.length,
    underLevers: runs.length - base.length,
    actuals: Object.fromEntries(actuals),
    scores: scoreVintages([...latest.values()], snapshot),
    drift: driftOf(runs, snapshot),
    published: publishedChildrenRecord(snapshot, runs),
  };
}
