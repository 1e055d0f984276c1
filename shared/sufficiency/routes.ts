/** Where places are bought: in-house, block, framework and spot, in children and in pounds (docs/model.md §20). */
import type { CivilDate } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import type { Placement, PlacementPrice } from '../model/registers.ts';

const routes = ['in-house', 'block', 'framework', 'spot'] as const satisfies Placement['route'][];
export type RouteShare = {
  route: Placement['route'];
  children: number;
  /** Weekly prices in force, less what partners pay; `unpriced` children have none and are in no sum. */
  weekly: Pence;
  unpriced: number;
  childrenPercent: number | null;
  weeklyPercent: number | null;
};

/** Children placed at the end of a day by how their place is bought, one group or all. Short breaks are left out. */
export function routeShares(
  placements: readonly Placement[],
  prices: readonly PlacementPrice[],
  on: CivilDate,
  groups: readonly string[] | null = null,
): RouteShare[] {
  const price = new Map<string, PlacementPrice>();
  for (const row of prices) {
    const latest = price.get(row.placementReference);
    if (row.from <= on && (!latest || latest.from < row.from)) price.set(row.placementReference, row);
  }
  const there = placements.filter(
    (row) =>
      row.shortBreak !== 1 &&
      row.start <= on &&
      (row.end === null || row.end > on) &&
      (groups === null || groups.includes(row.groupCode)),
  );
  const made = routes.map((route) => {
    const own = there.filter((row) => row.route === route);
    const priced = own.flatMap((row) => price.get(row.reference) ?? []);
    const weekly = priced.reduce((sum, row) => sum + row.weeklyPence - row.educationPence - row.healthPence, 0);
    return { route, children: own.length, weekly, unpriced: own.length - priced.length };
  });
  const [children, weekly] = [made.reduce((n, row) => n + row.children, 0), made.reduce((n, row) => n + row.weekly, 0)];
  return made.map((row) => ({
    ...row,
    childrenPercent: children > 0 ? (row.children / children) * 100 : null,
    weeklyPercent: weekly > 0 ? (row.weekly / weekly) * 100 : null,
  }));
}
