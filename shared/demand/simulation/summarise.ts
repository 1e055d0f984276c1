import { bands } from '../../model/bands.ts';
import { OutturnError } from '../../model/problem.ts';
import type { PathRange } from './microsimulation.ts';
import { type WidthAdjustment, widened, widthAdjustment } from './own-errors.ts';
import type { SimulationPlan } from './plan.ts';
import type { Spread } from './spread.ts';

export type { Spread } from './spread.ts';

export type SimulationSummary = {
  /** The method these intervals belong to; they are not those of a trend. */
  method: SimulationPlan['method'];
  paths: number;
  seed: number;
  groups: string[];
  /** Month by month: children at the end, in total and by group. A total's spread is that of path totals. */
  months: { total: Spread; groups: Record<string, Spread>; entrants: Spread; leavers: Spread }[];
  /** How widths of children were adjusted to past errors; left out where that was not asked for. */
  adjustment?: WidthAdjustment;
};

/** Joins ranges that follow each other, in any order given. Throws `internal` where one is missing or doubled. */
export function joinRanges(ranges: readonly PathRange[]): PathRange {
  const ordered = [...ranges].sort((a, b) => a.from - b.from);
  const first = ordered[0];
  const last = ordered[ordered.length - 1];
  if (!first || !last || ordered.some((range, at) => at > 0 && range.from !== ordered[at - 1]!.to)) {
    throw new OutturnError('internal', 'The paths of the simulation do not join up. Run it again.');
  }
  const joined: PathRange = {
    ...first,
    to: last.to,
    stock: new Int32Array((last.to - first.from) * first.months * first.groups),
    childDays: new Float32Array((last.to - first.from) * first.months * first.groups),
    bands: new Int32Array((last.to - first.from) * first.months * bands.length),
    entrants: new Int32Array((last.to - first.from) * first.months),
    leavers: new Int32Array((last.to - first.from) * first.months),
  };
  for (const range of ordered) {
    const row = range.from - first.from;
    joined.stock.set(range.stock, row * first.months * first.groups);
    joined.childDays.set(range.childDays, row * first.months * first.groups);
    joined.bands.set(range.bands, row * first.months * bands.length);
    joined.entrants.set(range.entrants, row * first.months);
    joined.leavers.set(range.leavers, row * first.months);
  }
  return joined;
}

/** Mean and order statistics (linearly interpolated) of whole numbers, by counting how often each occurs. */
export function spreadOf(values: Int32Array): Spread {
  let [least, most, sum] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  for (const value of values) {
    if (value < least) least = value;
    if (value > most) most = value;
    sum += value;
  }
  const counts = new Int32Array(most - least + 1);
  for (const value of values) counts[value - least] = counts[value - least]! + 1;
  let [below, at] = [0, 0];
  /** The value at a place in the sorted list; places are asked for in order. */
  const valueAt = (place: number) => {
    while (below + counts[at]! <= place) {
      below += counts[at]!;
      at += 1;
    }
    return least + at;
  };
  const share = (part: number) => {
    const place = part * (values.length - 1);
    const low = valueAt(Math.floor(place));
    return low + (valueAt(Math.ceil(place)) - low) * (place - Math.floor(place));
  };
  const low95 = share(0.025);
  const p10 = share(0.1);
  const p50 = share(0.5);
  const p90 = share(0.9);
  return { mean: sum / values.length, p10, p50, p90, low95, high95: share(0.975) };
}

/**
 * Spread of every month (docs/model.md §5): mean, P10, P50, P90 and 95 %. Intervals of groups are not added: the total is
 * summed path by path first. Held groups have no spread and are in the total.
 */
export function summarise(plan: SimulationPlan, range: PathRange): SimulationSummary {
  const { months, groups } = range;
  const paths = range.to - range.from;
  const column = new Int32Array(paths);
  const summary: SimulationSummary = {
    method: plan.method,
    paths,
    seed: plan.seed,
    groups: [...plan.groups, ...plan.constant.map(({ code }) => code)],
    months: [],
  };
  for (let month = 0; month < months; month += 1) {
    const level = plan.constant.reduce((sum, { children }) => sum + (children[month] ?? 0), 0);
    const totals = new Int32Array(paths).fill(Math.round(level));
    const byGroup: Record<string, Spread> = {};
    plan.groups.forEach((code, group) => {
      for (let path = 0; path < paths; path += 1) {
        const children = range.stock[(path * months + month) * groups + group]!;
        column[path] = children;
        totals[path] = totals[path]! + children;
      }
      byGroup[code] = spreadOf(column);
    });
    for (const constant of plan.constant) {
      const { code } = constant;
      const children = constant.children[month] ?? 0;
      byGroup[code] = {
        mean: children,
        p10: children,
        p50: children,
        p90: children,
        low95: children,
        high95: children,
      };
    }
    const flow = (values: Int32Array) => {
      for (let path = 0; path < paths; path += 1) column[path] = values[path * months + month]!;
      return spreadOf(column);
    };
    summary.months.push({
      total: spreadOf(totals),
      groups: byGroup,
      entrants: flow(range.entrants),
      leavers: flow(range.leavers),
    });
  }
  const adjustment = plan.ownErrors ? widthAdjustment(plan.ownErrors, summary.months) : null;
  if (!adjustment) return summary;
  const { factor } = adjustment;
  return {
    ...summary,
    adjustment,
    months: summary.months.map((month) => ({
      ...month,
      total: widened(month.total, factor),
      groups: Object.fromEntries(Object.entries(month.groups).map(([code, spread]) => [code, widened(spread, factor)])),
    })),
  };
}
