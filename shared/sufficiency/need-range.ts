import type { PathRange } from '../demand/simulation/microsimulation.ts';
import type { SimulationPlan } from '../demand/simulation/plan.ts';
import { type Spread, spreadOfReals } from '../demand/simulation/spread.ts';
import { countQuantiles } from './predict-count.ts';

/**
 * Range of growth + unmet of some groups together at the end of a month: growth path by path, and with each path one
 * count of unmet requests, its quantiles spread evenly over the paths. Bounds of the two are not added.
 */
export function needRange(
  plan: SimulationPlan,
  range: PathRange,
  month: number,
  groups: readonly string[],
  opening: number,
  unmet: { seen: number; years: number },
): { growth: Spread; need: Spread } {
  const paths = range.to - range.from;
  const places = groups.map((code) => plan.groups.indexOf(code)).filter((at) => at >= 0);
  const constant = plan.constant
    .filter(({ code }) => groups.includes(code))
    .reduce((sum, { children }) => sum + (children[month] ?? 0), 0);
  const growth = Float64Array.from({ length: paths }, (_, path) =>
    places.reduce(
      (sum, at) => sum + range.stock[(path * range.months + month) * range.groups + at]!,
      constant - opening,
    ),
  );
  const counts =
    unmet.seen === 0
      ? []
      : countQuantiles(
          unmet.seen,
          unmet.years,
          1,
          Array.from({ length: paths }, (_, at) => (at + 0.5) / paths),
        );
  const need = growth.map((value, path) => value + (counts[evenly(path, paths)] ?? 0));
  return { growth: spreadOfReals(growth), need: spreadOfReals(need) };
}

/** Which of so many evenly spread counts goes with a path: an order that has nothing to do with the paths'. */
function evenly(path: number, paths: number): number {
  const at = (path + 1) * 0.6180339887498949;
  return Math.min(paths - 1, Math.floor((at - Math.floor(at)) * paths));
}
