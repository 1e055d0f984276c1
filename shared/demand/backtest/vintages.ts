/**
 * Forecasts as they were made, scored by what has happened since (docs/model.md §6), and the alarm when they drift
 * (US16).
 */
import { formatDate } from '../../format/format.ts';
import { addDays, type CivilDate, monthsBetween } from '../../model/calendar.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { stockOn } from '../history/stock.ts';
import { spansOf } from '../prepare.ts';
import type { DemandProjection, Intervals } from '../projection.ts';
import { bias, coverage, meanAbsoluteError, meanPercentageError, type Scored } from './accuracy.ts';

/** What a run said of one figure at the end of a month; low and high hold 80 %, null where the run had no interval. */
export type VintageFigure = { mean: number; low: number | null; high: number | null };
export type VintageMonth = {
  /** Last day of the month. */
  on: CivilDate;
  total: VintageFigure;
  groups: Record<string, VintageFigure>;
};
/** A demand forecast as it was made: never changed afterwards. */
export type Vintage = {
  method: string;
  dataDate: CivilDate;
  /** Number of demand levers in force: 0 = the base. */
  levers: number;
  months: VintageMonth[];
};
export type KeptVintage = Vintage & { id: number; at: string; engineVersion: string; seed: number };

/** A vintage from a projection and, where it was simulated, its intervals. Part months at the end are left out. */
export function vintageOf(projection: DemandProjection, intervals: Intervals | null, levers: number): Vintage {
  const own = intervals?.method === projection.method ? intervals : null;
  const months = projection.months.flatMap(({ end, total, groups }, at): VintageMonth[] => {
    if (!end.endsWith('-01')) return [];
    const spread = own?.months[at];
    const figure = (mean: number, range?: { p10: number; p90: number }): VintageFigure => ({
      mean,
      low: range?.p10 ?? null,
      high: range?.p90 ?? null,
    });
    const cells = Object.entries(groups).map(([code, { stock }]) => [code, figure(stock, spread?.groups[code])]);
    return [{ on: addDays(end, -1), total: figure(total.stock, spread?.total), groups: Object.fromEntries(cells) }];
  });
  return { method: projection.method, dataDate: projection.dataDate, levers, months };
}

/** Children at the end of a day: those placed, or those counted in total; null where neither is known for that day. */
export function actualOn(
  snapshot: Snapshot,
): (on: CivilDate) => { total: number; groups: Record<string, number> | null } | null {
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  return (on) => {
    if (on > snapshot.dataDate) return null;
    if (snapshot.placements.length === 0) {
      const row = snapshot.demandSeries.find(
        (one) =>
          one.measure === 'stock' &&
          one.month.slice(0, 7) === on.slice(0, 7) &&
          one.groupCode === '*' &&
          one.band === '*' &&
          one.uasc === 'all' &&
          one.value !== null,
      );
      return row ? { total: row.value ?? 0, groups: null } : null;
    }
    const cells = stockOn(spans, ordered.length, on);
    const groups = Object.fromEntries(
      ordered.map(({ code }, at) => [
        code,
        cells.reduce((sum, count, cell) => sum + (cell % ordered.length === at ? count : 0), 0),
      ]),
    );
    return { total: cells.reduce((sum, count) => sum + count, 0), groups };
  };
}

/** Accuracy of kept forecasts of one method so many months ahead, against what happened. */
export type VintageScore = {
  method: string;
  /** Months from the data date of the run. */
  horizon: number;
  /** Group code; null = total. */
  group: string | null;
  forecasts: number;
  meanAbsoluteError: number;
  meanPercentageError: number | null;
  /** Mean of forecast − actual, children. */
  bias: number;
  /** Share of actuals inside the 80 % interval; null where no run had one. */
  coverage: number | null;
};

/** Scores every month of every kept run that the data have since reached, by method, horizon and group. */
export function scoreVintages(runs: readonly Vintage[], snapshot: Snapshot): VintageScore[] {
  const actual = actualOn(snapshot);
  const known = new Map<CivilDate, ReturnType<typeof actual>>();
  const cells = new Map<string, { method: string; horizon: number; group: string | null; pairs: Scored[] }>();
  for (const run of runs) {
    for (const month of run.months) {
      if (month.on > snapshot.dataDate) break;
      if (!known.has(month.on)) known.set(month.on, actual(month.on));
      const happened = known.get(month.on);
      if (!happened) continue;
      const horizon = monthsBetween(addDays(run.dataDate, 1), month.on) + 1;
      const add = (group: string | null, figure: VintageFigure, value: number) => {
        const key = JSON.stringify([run.method, horizon, group]);
        const cell = cells.get(key) ?? { method: run.method, horizon, group, pairs: [] };
        cell.pairs.push(scored(figure, value));
        cells.set(key, cell);
      };
      add(null, month.total, happened.total);
      for (const [code, value] of Object.entries(happened.groups ?? {})) {
        const figure = month.groups[code];
        if (figure) add(code, figure, value);
      }
    }
  }
  return [...cells.values()]
    .map(({ method, horizon, group, pairs }) => ({
      ...{ method, horizon, group, forecasts: pairs.length },
      meanAbsoluteError: meanAbsoluteError(pairs) ?? 0,
      meanPercentageError: meanPercentageError(pairs),
      bias: bias(pairs) ?? 0,
      coverage: coverage(pairs),
    }))
    .sort(
      (a, b) =>
        a.horizon - b.horizon || a.method.localeCompare(b.method) || (a.group ?? '').localeCompare(b.group ?? ''),
    );
}

function scored({ mean, low, high }: VintageFigure, actual: number): Scored {
  return { forecast: mean, actual, ...(low !== null && high !== null ? { low, high } : {}) };
}

/** Where the newest kept base forecast stands against the data, and whether it is time for a new one. */
export type Drift = {
  /** `none` = no run is kept; `fresh`; `due` from 3 months; `overdue` from 6; `drifted` = an actual has left the interval. */
  state: 'none' | 'fresh' | 'due' | 'overdue' | 'drifted';
  /** Months the data have run on since the run. */
  months: number;
  /** Latest month end that both know, with the forecast; null when the data have not reached one. */
  latest: { on: CivilDate; actual: number; forecast: VintageFigure } | null;
  /** Groups whose actual lies outside their interval then. */
  groupsOutside: string[];
  message: string;
};

/**
 * The reminder and the alarm of a kept forecast (US16): re-forecast every three to six months, and at once when the latest
 * actual total lies outside the 80 % interval it was given. `runs` in the order they were made.
 */
export function driftOf(runs: readonly Vintage[], snapshot: Snapshot): Drift {
  const run = runs.findLast((one) => one.levers === 0 && one.months.some(({ total }) => total.low !== null));
  const none = { months: 0, latest: null, groupsOutside: [] };
  if (!run)
    return { ...none, state: 'none', message: 'No simulated forecast is kept yet: run one to be told when it drifts' };
  const next = addDays(snapshot.dataDate, 1);
  const months = Math.max(0, monthsBetween(addDays(run.dataDate, 1), next));
  const month = run.months.findLast(({ on }) => on <= snapshot.dataDate);
  const happened = month ? actualOn(snapshot)(month.on) : null;
  if (!month || !happened) {
    const age = stateOfAge(months);
    return { ...none, months, state: age, message: ageMessage(age, months) };
  }
  const outside = ({ low, high }: VintageFigure, value: number) =>
    (low !== null && value < low) || (high !== null && value > high);
  const groupsOutside = Object.entries(happened.groups ?? {}).flatMap(([code, value]) => {
    const figure = month.groups[code];
    return figure && outside(figure, value) ? [code] : [];
  });
  const latest = { on: month.on, actual: happened.total, forecast: month.total };
  const drifted = outside(month.total, happened.total);
  const state = drifted ? 'drifted' : stateOfAge(months);
  const range = `${Math.round(month.total.low ?? 0)} to ${Math.round(month.total.high ?? 0)}`;
  return {
    ...{ state, months, latest, groupsOutside },
    message: drifted
      ? `${happened.total} children on ${formatDate(month.on)} lie outside the ${range} forecast from data to ${formatDate(run.dataDate)}: forecast again and look for the cause`
      : ageMessage(state, months),
  };
}

const stateOfAge = (months: number): 'fresh' | 'due' | 'overdue' =>
  months >= 6 ? 'overdue' : months >= 3 ? 'due' : 'fresh';

function ageMessage(state: Drift['state'], months: number): string {
  if (months === 0) return 'The kept forecast is made from the latest data';
  const age = `The kept forecast is ${months} ${months === 1 ? 'month' : 'months'} old`;
  return state === 'fresh' ? `${age} and holds` : `${age}: a new one is ${state}`;
}
