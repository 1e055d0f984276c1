import type { DemandProjection } from '../demand/projection.ts';
import { type Spread, spreadOfReals } from '../demand/simulation/spread.ts';
import { daysBetween, monthsBetween, type YearLabel, yearEnd, yearOf, yearStart } from '../model/calendar.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assumption } from '../scenario/assumption-values.ts';
import { lineFinder, yearLines } from '../scenario/line-forecast.ts';
import { normalPoint } from '../scenario/normal.ts';
import { prepareSnapshot } from '../scenario/prepare.ts';
import { priceVolatility } from '../scenario/price-risk.ts';
import { componentStream } from '../scenario/risk.ts';
import { priceInflation } from './inflation.ts';
import { placementYears } from './placement-years.ts';
import { drawPlan } from './plan-draws.ts';
import type { Plan } from './plan-types.ts';

/** What is drawn, in the order in which it is shown, and what an officer calls it. */
export const rangeSources = {
  children: 'Number of children',
  prices: 'Price of placements',
  savings: 'Savings in doubt',
  pressures: 'Pressures counted',
  inflation: 'Pay and price inflation of lines',
} as const;
export type RangeSource = keyof typeof rangeSources;

/** What stands as planned on every path. */
export const rangeLeftOut =
  'Not drawn: funding, proposals, reserves, pressures that are not counted and the rest of the other lines stand as planned.';

/** How far the gap of a year may stand from the plan's, whole pence. */
export type PlanYearRange = {
  year: YearLabel;
  /** The plan's own figure, which the spread is about. */
  gap: Pence;
  spread: Spread;
  /** The children alone, with all else as planned: about the same figure. */
  children: Spread;
  /** Each source alone, the others as planned: P10 and P90 against the plan's gap. */
  sources: { source: RangeSource; p10: Pence; p90: Pence }[];
  /** Share of paths on which the year balances. */
  balanced: number;
};
export type PlanRange = { paths: number; seed: number; years: PlanYearRange[] };

/**
 * What one more child-day costs in each group in each later year of the plan, pence, at that year's prices, with what its
 * own beds already cost left out. First differences of the plan's own costing, so that nothing is priced twice.
 */
export function planChildDayCosts(
  snapshot: Snapshot,
  scenario: Scenario,
  years: readonly YearLabel[],
  demand: DemandProjection,
): Map<YearLabel, Record<string, Pence>> {
  const prepared = prepareSnapshot(snapshot);
  const inflation = priceInflation(snapshot.inflationLinks, snapshot.inflationIndices, scenario.year);
  const lineOf = lineFinder(snapshot, yearLines(snapshot, scenario.year));
  const costs = (given: DemandProjection) => placementYears(prepared, scenario, given, years, inflation, lineOf).demand;
  const central = costs(demand);
  const found = new Map<YearLabel, Record<string, Pence>>(years.map((year) => [year, {}]));
  for (const group of demand.groups) {
    const months = demand.months.map((month) => {
      const cell = month.groups[group];
      if (!cell) return month;
      const childDays = cell.childDays + daysBetween(month.start, month.end);
      return { ...month, groups: { ...month.groups, [group]: { ...cell, childDays } } };
    });
    const more = costs({ ...demand, months });
    for (const year of years) {
      const difference = (more.get(year)?.cost ?? 0) - (central.get(year)?.cost ?? 0);
      const own = found.get(year);
      if (own) own[group] = difference / daysBetween(yearStart(year), yearEnd(year));
    }
  }
  return found;
}

/**
 * The fan of the gap (docs/model.md §15): each path of the simulated children costed year by year, with prices that walk
 * at random from the data date (§13), so that it widens with the horizon, and with savings, pressures and inflation drawn
 * (plan-draws.ts). Funding, proposals and reserves stand as planned.
 * The mean of the draws is the plan's gap within their standard error.
 * @param children for each year of the plan, each path's placement cost less the plan's, pence
 * @param exposed cost of placements in each year still to come, pence
 */
export function planRange(
  snapshot: Snapshot,
  scenario: Scenario,
  plan: Plan,
  children: readonly Float64Array[],
  exposed: readonly Pence[],
): PlanRange {
  const paths = children[0]?.length ?? 0;
  const drawn = {
    prices: priceWalks(snapshot, scenario, plan, children, exposed, paths),
    ...drawPlan(snapshot, scenario, plan, paths),
  };
  return {
    paths,
    seed: scenario.seed,
    years: plan.years.map(({ year, gap }, at) => {
      const own = children[at] ?? new Float64Array(paths);
      const lists: Record<RangeSource, Float64Array> = {
        children: own,
        prices: drawn.prices[at] ?? own,
        savings: drawn.savings[at] ?? own,
        pressures: drawn.pressures[at] ?? own,
        inflation: drawn.inflation[at] ?? own,
      };
      const all = Object.values(lists);
      const both = Float64Array.from(own, (_, path) => all.reduce((total, list) => total + (list[path] ?? 0), gap));
      const balanced = both.reduce((count, value) => count + (value <= 0 ? 1 : 0), 0) / Math.max(1, paths);
      const sources = Object.entries(lists).map(([source, list]) => {
        const { p10, p90 } = whole(spreadOfReals(list));
        return { source: source as RangeSource, p10, p90 };
      });
      return {
        year,
        gap,
        spread: whole(spreadOfReals(both)),
        children: whole(spreadOfReals(Float64Array.from(own, (value) => gap + value))),
        sources,
        balanced,
      };
    }),
  };
}

const whole = (spread: Spread): Spread => ({
  mean: roundHalfAway(spread.mean),
  p10: roundHalfAway(spread.p10),
  p50: roundHalfAway(spread.p50),
  p90: roundHalfAway(spread.p90),
  low95: roundHalfAway(spread.low95),
  high95: roundHalfAway(spread.high95),
});

/** Pence that prices add to each year on each path: the log of prices walks monthly, with a mean level of one. */
function priceWalks(
  snapshot: Snapshot,
  scenario: Scenario,
  plan: Plan,
  children: readonly Float64Array[],
  exposed: readonly Pence[],
  paths: number,
): Float64Array[] {
  const { monthly } = priceVolatility(snapshot, scenario);
  const found = plan.years.map(() => new Float64Array(paths));
  if (monthly <= 0 || sum(exposed) === 0) return found;
  const last = plan.years.at(-1)?.year ?? scenario.year;
  const months = Math.max(1, monthsBetween(plan.dataDate, yearEnd(last)));
  // Which year of the plan each month after the data date falls in, and how many of them a year has.
  const years = Array.from({ length: months }, (_, month) => yearAt(plan, month));
  const counts = plan.years.map((_, at) => years.filter((year) => year === at).length);
  const tie = Math.max(-1, Math.min(1, assumption(snapshot, scenario, 'demand-price-correlation')));
  const scores = ranked(children.at(-1) ?? new Float64Array(paths));
  const free = Math.sqrt(1 - tie * tie);
  const next = componentStream(scenario.seed, 'plan price');
  const walk = new Float64Array(months);
  for (let path = 0; path < paths; path += 1) {
    let at = 0;
    for (let month = 0; month < months; month += 1) {
      at += normalPoint(next());
      walk[month] = at;
    }
    const end = tie * Math.sqrt(months) * (scores[path] ?? 0) + free * at;
    for (let month = 0; month < months; month += 1) {
      const year = years[month] ?? -1;
      if (year < 0) continue;
      const place = (walk[month] ?? 0) + ((month + 1) / months) * (end - at);
      const level = Math.exp(monthly * place - (monthly * monthly * (month + 1)) / 2) - 1;
      const own = found[year];
      if (own) own[path] = (own[path] ?? 0) + (level * (exposed[year] ?? 0)) / Math.max(1, counts[year] ?? 1);
    }
  }
  return found;
}

/** The year of the plan that the n-th month after the data date falls in; −1 outside it. */
function yearAt(plan: Plan, month: number): number {
  const [year = 1970, at = 1] = plan.dataDate.split('-').map(Number);
  const number = at + month;
  const label = yearOf(`${year + Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}-01`);
  return plan.years.findIndex((each) => each.year === label);
}

/** Each path's place among the paths as a normal score. */
function ranked(values: Float64Array): Float64Array {
  const order = Array.from(values, (_, path) => path).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  const scores = new Float64Array(values.length);
  order.forEach((path, rank) => {
    scores[path] = normalPoint((rank + 0.5) / values.length);
  });
  return scores;
}
