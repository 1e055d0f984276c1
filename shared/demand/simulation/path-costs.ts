import type { DemandProjection } from '../projection.ts';
import type { PathRange } from './microsimulation.ts';
import type { SimulationPlan } from './plan.ts';

/**
 * Cost of each path less that of the central projection, pence, over the months from `firstMonth` up to `endMonth` (both
 * as numbers of the step, the second exclusive): child-days more or fewer, at what one more child-day costs in the group
 * (pence). What demand contributes to the spread of the outturn (docs/model.md §9, §13).
 */
export function pathDeviations(
  plan: SimulationPlan,
  range: PathRange,
  central: DemandProjection,
  pencePerDay: Readonly<Record<string, number>>,
  firstMonth: number,
  endMonth: number,
): Float64Array {
  const paths = range.to - range.from;
  const deviations = new Float64Array(paths);
  for (let month = Math.max(0, firstMonth); month < Math.min(endMonth, range.months); month += 1) {
    plan.groups.forEach((code, group) => {
      const price = pencePerDay[code] ?? 0;
      const expected = central.months[month]?.groups[code]?.childDays ?? 0;
      if (price === 0) return;
      for (let path = 0; path < paths; path += 1) {
        const days = range.childDays[(path * range.months + month) * range.groups + group]!;
        deviations[path] = deviations[path]! + (days - expected) * price;
      }
    });
  }
  return deviations;
}
