import type { DemandProjection } from '../demand/projection.ts';
import { priceVolumeMix } from '../finance/price-volume-mix.ts';
import { leversOn, leversOnPlaces } from '../levers/definitions.ts';
import { daysBetween, type YearLabel, yearEnd, yearOf, yearStart } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import { sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import { contributionKey, optionalAssumption } from '../scenario/assumption-values.ts';
import { expectedEndTrust } from '../scenario/demand-cache.ts';
import type { GroupStep } from '../scenario/group-step.ts';
import { costSteps } from '../scenario/placement-months.ts';
import type { PreparedSnapshot, Unit } from '../scenario/prepare.ts';
import { starterPrices } from '../scenario/starter-prices.ts';
import type { PlanDemand } from './plan-types.ts';

/** What falls on a placements line in a year of the plan, fractional pence, and why it differs from the year before. */
export type PlacementLineYear = {
  /** Cost less partners' contributions, with the fixed cost of block contracts and homes. */
  net: number;
  fixed: number;
  /** Today's children at today's prices, for the whole year, with today's fixed cost. */
  today: number;
  /** From today's children at today's prices: more or fewer children, other groups, other prices. */
  children: number;
  mix: number;
  prices: number;
};

export type PlacementYears = {
  /** By year and line; years of the plan after the first. */
  lines: Map<YearLabel, Map<string, PlacementLineYear>>;
  demand: Map<YearLabel, PlanDemand>;
};

type LineOf = (group: string, unit: Unit | null) => string | null;

/**
 * Placement cost of the plan's later years from one projection (docs/model.md §7 and the plan): each whole year's steps
 * summed by line, and the difference from today's children at today's prices told apart by price / volume / mix.
 * @param years years after the first, each wholly after the data date
 * @param inflation price levers of the inflation table, before the scenario's own
 */
export function placementYears(
  prepared: PreparedSnapshot,
  scenario: Scenario,
  demand: DemandProjection,
  years: readonly YearLabel[],
  inflation: readonly Lever[],
  lineOf: LineOf,
): PlacementYears {
  const yearsOfSteps = demand.months.map((month) => yearOf(month.start));
  const steps = costSteps(
    prepared,
    demand,
    starterPrices(prepared, scenario),
    {
      price: [...inflation, ...leversOn(scenario.levers, 'price')],
      contribution: leversOn(scenario.levers, 'contribution'),
      contributionPercent: (group) => optionalAssumption(prepared.snapshot, scenario, contributionKey(group)) ?? 0,
      beds: leversOnPlaces(scenario.levers, 'beds'),
      utilisation: leversOnPlaces(scenario.levers, 'use'),
    },
    expectedEndTrust(prepared.snapshot, scenario),
    (at) => at === 0 || years.includes(yearsOfSteps[at] ?? ''),
  );
  const lines = new Map<YearLabel, Map<string, PlacementLineYear>>();
  const totals = new Map<YearLabel, PlanDemand>();
  for (const year of years) {
    const own = steps.filter((_, at) => yearsOfSteps[at] === year);
    const stock = sum((own.at(-1) ?? []).map((step) => step.stock));
    const byLine = yearByLine(own, steps[0] ?? [], year, lineOf);
    lines.set(year, byLine);
    totals.set(year, {
      stock,
      childDays: sum(own.flatMap((groups) => groups.map((step) => step.childDays))),
      cost: sum([...byLine.values()].map((line) => line.net)),
      fixed: sum([...byLine.values()].map((line) => line.fixed)),
    });
  }
  return { lines, demand: totals };
}

function yearByLine(
  own: readonly GroupStep[][],
  first: readonly GroupStep[],
  year: YearLabel,
  lineOf: LineOf,
): Map<string, PlacementLineYear> {
  const found = new Map<string, PlacementLineYear & { groups: Parameters<typeof priceVolumeMix>[0][number][] }>();
  const at = (code: string) => {
    const line = found.get(code) ?? { net: 0, fixed: 0, today: 0, children: 0, mix: 0, prices: 0, groups: [] };
    found.set(code, line);
    return line;
  };
  const days = daysBetween(yearStart(year), yearEnd(year));
  first.forEach((start, index) => {
    const months = own.flatMap((groups) => (groups[index] ? [groups[index]] : []));
    const code = lineOf(start.group, null);
    if (code !== null) {
      const line = at(code);
      const net = sum(months.map(netOf));
      const childDays = sum(months.map((month) => month.childDays));
      const today = todayOf(start, days);
      line.net += net;
      line.today += today.cost;
      line.groups.push({
        group: start.group,
        volume0: today.childDays,
        volume1: childDays,
        price0: today.childDays > 0 ? today.cost / today.childDays : 0,
        price1: childDays > 0 ? net / childDays : 0,
      });
    }
    for (const { unit } of start.fixed) {
      const line = lineOf(start.group, unit);
      if (line === null) continue;
      const costs = months.map((month) =>
        sum(month.fixed.filter((each) => each.unit === unit).map(({ cost }) => cost)),
      );
      const fixedToday = sum(start.fixed.filter((each) => each.unit === unit).map(({ cost }) => cost));
      const each = at(line);
      each.net += sum(costs);
      each.fixed += sum(costs);
      each.today += (fixedToday * days) / start.days;
    }
  });
  for (const line of found.values()) {
    const { volume, mix, price } = priceVolumeMix(line.groups);
    Object.assign(line, { children: volume, mix, prices: price });
  }
  return found;
}

const netOf = (step: GroupStep) =>
  step.committed + step.projected + step.committedContributions + step.projectedContributions;

/** A group's children of the data date for a whole year, at their prices and with today's part paid by partners. */
function todayOf(step: GroupStep, days: number) {
  const gross = step.committed + step.projected;
  const partners = gross > 0 ? (step.committedContributions + step.projectedContributions) / gross : 0;
  const children = step.meanWeekly > 0 ? step.level / ((step.meanWeekly * step.days) / 7) : step.stock;
  return { childDays: children * days, cost: (step.level / step.days) * days * (1 + partners) };
}
