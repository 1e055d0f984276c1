import { prepare } from '../demand/prepare.ts';
import type { DemandMonth, MonthSpread } from '../demand/projection.ts';
import { priceOn } from '../finance/placement-cost.ts';
import { leversOnPlaces } from '../levers/definitions.ts';
import { bands } from '../model/bands.ts';
import { addYears, latestDay, sameDay } from '../model/calendar.ts';
import type { ChildTotals } from '../model/child-totals.ts';
import { sum } from '../model/money.ts';
import type { PlacementRequest } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { demandInput, demandOf, expectedEndsOf, expectedEndTrust } from './demand-cache.ts';
import { asClosed } from './ledger.ts';
import { costedBefore } from './placement-forecast.ts';
import { costSteps } from './placement-months.ts';
import { placementNotes } from './placement-notes.ts';
import { type CostedPlacement, prepareSnapshot } from './prepare.ts';
import { measureVolatility } from './price-risk.ts';
import { starterPrices } from './starter-prices.ts';
import { noPriceLevers } from './total-costs.ts';
import { measuredBy } from './totals-notes.ts';

/** Simulated paths of the scenario, where there are any: children by month, and what they do to the cost. */
export type SimulatedPaths = {
  paths: number;
  seed: number;
  months: readonly MonthSpread[];
  deviations: readonly Float64Array[];
};

/** Years after the scenario's that are counted too: as many as the longest plan has. */
const yearsAhead = 9;

/**
 * A snapshot without a row of a child: counts, rates and prices by age band and placement group take their place, from
 * which the scenario forecasts what the rows gave (docs/data.md §4). A snapshot that holds no rows stays as it is.
 */
export function leaveRowsOut(snapshot: Snapshot, asked: Scenario, simulated: SimulatedPaths | null): Snapshot {
  const bare = { turnArounds: [], placementRequests: requestCounts(snapshot.placementRequests) };
  if (snapshot.placements.length === 0) return { ...snapshot, ...bare };
  const childTotals = totalsFrom(snapshot, asClosed(snapshot, asked), simulated);
  return { ...snapshot, ...bare, placements: [], placementPrices: [], childTotals };
}

function totalsFrom(snapshot: Snapshot, scenario: Scenario, simulated: SimulatedPaths | null): ChildTotals {
  const demand = demandOf(snapshot, { ...scenario, year: addYears(scenario.year, yearsAhead) });
  const input = demandInput(snapshot, scenario);
  const counted = prepare(input);
  const prepared = prepareSnapshot(snapshot);
  const starters = starterPrices(prepared, scenario);
  const trust = expectedEndTrust(snapshot, scenario);
  const beds = leversOnPlaces(input.levers, 'beds');
  const utilisation = leversOnPlaces(input.levers, 'use');
  const costs = costSteps(prepared, demand, starters, { ...noPriceLevers, beds, utilisation }, trust);
  const { now } = prepared.costed(demand.months, trust);
  const { rates } = counted;
  const size = rates.groups.length;
  const list = (values: ArrayLike<number>) => Array.from(values);
  return {
    ...{ year: scenario.year, period: scenario.period, method: demand.method },
    levers: input.levers.map((lever) => ({ ...lever, note: '' })),
    measured: measuredBy(snapshot, scenario),
    groups: snapshot.placementGroups.map(({ code }) => {
      const own = prepared.current.filter(({ row }) => row.groupCode === code);
      const { children, fixed, unpriced, weekly } = now.get(code) ?? { children: 0, fixed: 0, unpriced: 0, weekly: 0 };
      const starter = starters.get(code) ?? { weekly: 0, contribution: 0, basis: 'none' as const };
      return { code, children, fixed, unpriced, weekly, ...pricesOf(own, snapshot.dataDate), starter };
    }),
    stock: list(counted.stock),
    moved: bands.flatMap(({ fromMonth, toMonth }) =>
      rates.groups.map((_, group) =>
        sum(
          Array.from({ length: toMonth - fromMonth }, (_, at) => counted.opening[(fromMonth + at) * size + group] ?? 0),
        ),
      ),
    ),
    rates: {
      groups: [...rates.groups],
      window: rates.window,
      kappaDays: rates.kappaDays,
      exposure: list(rates.exposure),
      events: list(rates.events),
      routeEvents: list(rates.routeEvents),
      rates: list(rates.rates),
      parents: list(rates.parents),
      entrantEvents: list(rates.entrantEvents),
      days: rates.days,
      entrants: list(rates.entrants),
      uascExposure: list(rates.uascExposure),
      uascEntrants: list(rates.uascEntrants),
      season: rates.season ? [...rates.season] : null,
    },
    opening: demand.opening,
    turned18: demand.turned18 ?? {},
    months: demand.months.map((month: DemandMonth) => ({ ...month })),
    demandNotes: demand.notes,
    leverNotes: demand.leverNotes ?? [],
    policyBreak: demand.policyBreak ?? null,
    costGroups: (costs[0] ?? []).map(({ group }) => group),
    costs: costs.map((groups) =>
      groups.map((step) => ({
        ...{ committed: step.committed, projected: step.projected },
        ...{ committedContributions: step.committedContributions, projectedContributions: step.projectedContributions },
        ...{ voids: step.voids, stayed: step.stayed, free: step.free, level: step.level, meanWeekly: step.meanWeekly },
      })),
    ),
    past: costedBefore(prepared, scenario.year, allPeriods, starters).map((month) => ({
      ...{ period: month.period, group: month.group, committed: month.committed },
      ...{ committedContributions: month.committedContributions, voids: month.voids },
      fixed: month.fixed.map(({ unit, cost }) => ({ unit: unit.code, cost })),
    })),
    costNotes: placementNotes(prepared, starters).map((each) => ({ ...each, about: null })),
    prices: measureVolatility(snapshot),
    expectedEnds: expectedEndsOf(snapshot).share,
    paths: simulated && {
      ...{ paths: simulated.paths, seed: simulated.seed },
      months: simulated.months.map(({ total, groups }) => ({ total, groups })),
      deviations: simulated.deviations.map(list),
    },
  };
}

const allPeriods = Array.from({ length: 12 }, (_, at) => at + 1);

function pricesOf(current: readonly CostedPlacement[], on: string) {
  const prices = current.flatMap(({ prices }) => priceOn(prices, on) ?? []);
  const weekly = current.flatMap(({ fixed, prices }) => (fixed ? [] : (priceOn(prices, on)?.weeklyPence ?? [])));
  const bought = current.filter(({ row }) => row.route === 'framework' || row.route === 'spot').length;
  return {
    meanWeekly: weekly.length > 0 ? sum(weekly) / weekly.length : 0,
    contribution:
      current.length > 0 ? sum(prices.map(({ contributionPence }) => contributionPence)) / current.length : 0,
    bought: current.length > 0 ? bought / current.length : 0,
  };
}

/**
 * Requests one by one as counts of a month, months counted back from the latest day so that a year of them stays one: which
 * child was asked for when, and how far away it went, is left out.
 */
function requestCounts(rows: readonly PlacementRequest[]): PlacementRequest[] {
  const latest = latestDay(rows.map(({ requestedOn }) => requestedOn));
  const counts = new Map<string, PlacementRequest>();
  for (const row of rows) {
    let lastDay = latest;
    for (let back = 1; sameDay(latest, -back) >= row.requestedOn; back += 1) lastDay = sameDay(latest, -back);
    const { askedType, askedGroup, urgency, outcome, givenType, givenGroup } = row;
    const key = JSON.stringify([lastDay, askedType, askedGroup, urgency, outcome, givenType, givenGroup]);
    const found = counts.get(key);
    if (found) found.count += row.count;
    else {
      const reference = `COUNT-${counts.size + 1}`;
      const left = { band: null, offers: null, placedOn: null, miles: null, source: null };
      counts.set(key, { ...row, ...left, id: counts.size + 1, reference, requestedOn: lastDay });
    }
  }
  return [...counts.values()];
}
