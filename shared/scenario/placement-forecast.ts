import type { DemandProjection } from '../demand/projection.ts';
import { earlierDate, priceOn, type StarterPrice, spanCost, unitCost } from '../finance/placement-cost.ts';
import { roundCumulative } from '../finance/rounding.ts';
import { leversOn, leversOnPlaces } from '../levers/definitions.ts';
import { addDays, monthStart, overlapDays, periodEnd, periodOf, periodStart, yearOf } from '../model/calendar.ts';
import { type ChildTotals, totalsOf } from '../model/child-totals.ts';
import type { PlacementsForecast } from '../model/forecast.ts';
import { roundHalfAway, sum } from '../model/money.ts';
import type { Note } from '../model/note.ts';
import type { Scenario } from '../model/scenario.ts';
import { contributionKey, optionalAssumption } from './assumption-values.ts';
import { expectedEndTrust, outlookOf } from './demand-cache.ts';
import type { GroupStep } from './group-step.ts';
import { costSteps } from './placement-months.ts';
import { placementNotes } from './placement-notes.ts';
import { type PreparedSnapshot, type Unit, unpriced } from './prepare.ts';
import { starterPrices } from './starter-prices.ts';

/** One month of the year after the period, by group: what placements lines are made of, fractional pence. */
export type PlacementMonth = {
  period: number;
  group: string;
  /** True for days the register already covers: levers and starter prices do not act on them. */
  known?: true;
} & Pick<
  GroupStep,
  | 'committed'
  | 'projected'
  | 'committedContributions'
  | 'projectedContributions'
  | 'fixed'
  | 'voids'
  | 'childDays'
  | 'level'
  | 'meanWeekly'
  | 'stayed'
  | 'free'
  | 'spotWeekly'
  | 'priceFactor'
  | 'starterContribution'
>;

export type PlacementsResult = {
  forecast: PlacementsForecast;
  /** Months of the scenario's year after its period; the part up to the data date is costed from the register. */
  yearMonths: PlacementMonth[];
  starters: ReadonlyMap<string, StarterPrice>;
  notes: Note[];
};

/**
 * Placement cost of a scenario from its demand projection (docs/model.md §7). `feeds` says whether a group or unit's
 * cost enters the outturn.
 */
export function placementsForecast(
  prepared: PreparedSnapshot,
  scenario: Scenario,
  demand: DemandProjection,
  feeds: (group: string, unit: Unit | null, period: number) => boolean,
  missing: readonly number[] = [],
): PlacementsResult {
  const starters = starterPrices(prepared, scenario);
  const levers = {
    price: leversOn(scenario.levers, 'price'),
    contribution: leversOn(scenario.levers, 'contribution'),
    contributionPercent: (group: string) =>
      optionalAssumption(prepared.snapshot, scenario, contributionKey(group)) ?? 0,
    beds: leversOnPlaces(scenario.levers, 'beds'),
    utilisation: leversOnPlaces(scenario.levers, 'use'),
  };
  // A plan projects children to its last year: the forecast tells of its own outlook, the same with or without a plan.
  const outlook = outlookOf(prepared.snapshot, scenario);
  const trust = expectedEndTrust(prepared.snapshot, scenario);
  const steps = costSteps(prepared, demand, starters, levers, trust, (at) => at < outlook).slice(0, outlook);
  const open = Array.from({ length: 12 }, (_, at) => at + 1).filter(
    (period) => period > scenario.period || missing.includes(period),
  );
  const yearMonths = costedBefore(prepared, scenario.year, open, starters);
  steps.forEach((groups, at) => {
    const start = demand.months[at]?.start ?? '';
    const period = periodOf(start);
    if (yearOf(start) !== scenario.year || !open.includes(period)) return;
    for (const group of groups) yearMonths.push({ period, ...group });
  });
  const inOutturn = (pick: (month: PlacementMonth) => number) =>
    roundHalfAway(sum(yearMonths.filter((month) => feeds(month.group, null, month.period)).map(pick)));
  return {
    yearMonths,
    starters,
    notes: placementNotes(prepared, starters),
    forecast: {
      months: roundSteps(demand, steps),
      committed: inOutturn((month) => month.committed),
      projected: inOutturn((month) => month.projected),
      contributions: inOutturn((month) => month.committedContributions + month.projectedContributions),
      blockCost: roundHalfAway(
        sum(
          yearMonths.flatMap((month) =>
            month.fixed.filter(({ unit }) => feeds(month.group, unit, month.period)).map(({ cost }) => cost),
          ),
        ),
      ),
      voids: roundHalfAway(
        sum(
          yearMonths.map((month) =>
            month.fixed.some(({ unit }) => feeds(month.group, unit, month.period)) ? month.voids : 0,
          ),
        ),
      ),
      unitCosts: unitCosts(prepared, starters),
      ...(demand.policyBreak ? { policyBreak: demand.policyBreak } : {}),
    },
  };
}

/**
 * The days of open periods that the placements register already covers: own spans at own dated prices, those
 * without a price at the starter price of their group, as in the months ahead.
 */
export function costedBefore(
  prepared: PreparedSnapshot,
  year: string,
  periods: readonly number[],
  starters: ReadonlyMap<string, StarterPrice>,
): PlacementMonth[] {
  const totals = totalsOf(prepared.snapshot);
  if (totals) return pastOfTotals(prepared, totals, year, periods);
  const next = addDays(prepared.snapshot.dataDate, 1);
  const months: PlacementMonth[] = [];
  for (const period of periods) {
    const start = periodStart(year, period);
    const end = earlierDate(periodEnd(year, period), next);
    if (start >= end) break;
    const groups = new Map<string, PlacementMonth>();
    const at = (group: string) => {
      const found = groups.get(group) ?? knownMonth(period, group);
      groups.set(group, found);
      return found;
    };
    const nights = new Map<string, number>();
    for (const placement of prepared.placements) {
      if (placement.start >= end || (placement.end !== null && placement.end <= start)) continue;
      const { cost, contribution } = spanCost(placement.start, placement.end, placement.prices, start, end);
      const { groupCode } = placement.row;
      const month = at(groupCode);
      const days = overlapDays(placement.start, placement.end, start, end);
      if (placement.fixed) nights.set(groupCode, (nights.get(groupCode) ?? 0) + days);
      else {
        const starter = unpriced(placement) ? (starters.get(groupCode)?.weekly ?? 0) : 0;
        const paid = cost + (days * starter) / 7;
        month.committed += paid;
        month.level += paid;
      }
      month.committedContributions -= contribution;
    }
    for (const unit of prepared.units) {
      if (!unit.costed) continue;
      const { cost, placeDays } = unitCost(unit.terms, start, end);
      const month = at(unit.group);
      month.fixed.push({ unit, cost });
      const used = Math.min(placeDays, nights.get(unit.group) ?? 0);
      nights.set(unit.group, (nights.get(unit.group) ?? 0) - used);
      if (placeDays > 0) month.voids += (cost * (placeDays - used)) / placeDays;
    }
    months.push(...groups.values());
  }
  return months;
}

const knownMonth = (period: number, group: string): PlacementMonth => ({
  ...{ period, group, known: true as const, committed: 0, projected: 0 },
  ...{ committedContributions: 0, projectedContributions: 0 },
  ...{ fixed: [], voids: 0, childDays: 0, level: 0, meanWeekly: 0 },
  ...{ stayed: 0, free: 0, spotWeekly: 0, priceFactor: 1, starterContribution: 0 },
});

/** The same where the rows are left out: as they gave it, for the year they were counted in. */
function pastOfTotals(
  { units }: PreparedSnapshot,
  totals: ChildTotals,
  year: string,
  periods: readonly number[],
): PlacementMonth[] {
  if (totals.year !== year) return [];
  return totals.past
    .filter(({ period }) => periods.includes(period))
    .map(({ fixed, ...month }) => ({
      ...knownMonth(month.period, month.group),
      ...month,
      level: month.committed,
      fixed: fixed.flatMap(({ unit: code, cost }) => {
        const unit = units.find((candidate) => candidate.code === code);
        return unit ? [{ unit, cost }] : [];
      }),
    }));
}

function unitCosts(prepared: PreparedSnapshot, starters: ReadonlyMap<string, StarterPrice>) {
  const totals = new Map(totalsOf(prepared.snapshot)?.groups.map((group) => [group.code, group]));
  return prepared.snapshot.placementGroups.map(({ code }) => {
    const counted = totals.get(code);
    if (counted) {
      return {
        group: code,
        children: counted.children,
        meanWeekly: roundHalfAway(counted.meanWeekly),
        starterWeekly: roundHalfAway(starters.get(code)?.weekly ?? 0),
      };
    }
    const current = prepared.current.filter(({ row }) => row.groupCode === code);
    const prices = current.flatMap((row) =>
      row.fixed ? [] : (priceOn(row.prices, prepared.snapshot.dataDate)?.weeklyPence ?? []),
    );
    const mean = prices.length > 0 ? sum(prices) / prices.length : 0;
    return {
      group: code,
      children: current.length,
      meanWeekly: roundHalfAway(mean),
      starterWeekly: roundHalfAway(starters.get(code)?.weekly ?? 0),
    };
  });
}

function roundSteps(demand: DemandProjection, steps: readonly GroupStep[][]): PlacementsForecast['months'] {
  const byGroup = (steps[0] ?? []).map((_, index) => {
    const of = (pick: (step: GroupStep) => number) =>
      roundCumulative(steps.map((groups) => (groups[index] ? pick(groups[index]) : 0)));
    return {
      committed: of((step) => step.committed),
      projected: of((step) => step.projected),
      contributions: of((step) => step.committedContributions + step.projectedContributions),
    };
  });
  return steps.map((groups, at) => ({
    month: monthStart(demand.months[at]?.start ?? ''),
    groups: groups.map(({ group, stock, entrants, leavers, childDays }, index) => ({
      group,
      stock,
      entrants,
      leavers,
      childDays,
      committed: byGroup[index]?.committed[at] ?? 0,
      projected: byGroup[index]?.projected[at] ?? 0,
      contributions: byGroup[index]?.contributions[at] ?? 0,
    })),
  }));
}
