import { priceOn, type StarterPrice, starterPrice } from '../finance/placement-cost.ts';
import { addDays, addMonths } from '../model/calendar.ts';
import { totalsOf } from '../model/child-totals.ts';
import type { Scenario } from '../model/scenario.ts';
import { assumption, optionalAssumption, starterKey } from './assumption-values.ts';
import type { CostedPlacement, PreparedSnapshot } from './prepare.ts';

const starterCache = new WeakMap<PreparedSnapshot, Map<number, Map<string, StarterPrice>>>();

/** Starter prices by group: set by an assumption, else from placements begun in the reference window (docs/model.md §7). */
export function starterPrices(prepared: PreparedSnapshot, scenario: Scenario): ReadonlyMap<string, StarterPrice> {
  const months = assumption(prepared.snapshot, scenario, 'reference-months');
  const caches = starterCache.get(prepared) ?? new Map<number, Map<string, StarterPrice>>();
  starterCache.set(prepared, caches);
  let found = caches.get(months);
  if (!found) {
    found = readStarters(prepared, months);
    caches.set(months, found);
  }
  const set = new Map(found);
  for (const group of found.keys()) {
    const pounds = optionalAssumption(prepared.snapshot, scenario, starterKey(group));
    const old = found.get(group);
    if (pounds !== null && old) set.set(group, { ...old, weekly: pounds * 100, basis: 'window' });
  }
  return set;
}

function readStarters(prepared: PreparedSnapshot, months: number): Map<string, StarterPrice> {
  const { snapshot } = prepared;
  const totals = totalsOf(snapshot);
  if (totals) return new Map(totals.groups.map(({ code, starter }) => [code, starter]));
  const next = addDays(snapshot.dataDate, 1);
  const from = addMonths(next, -months);
  // A large council has a quarter of a million: each is looked at once, not once for every group.
  const priced = new Map<string, CostedPlacement[]>(snapshot.placementGroups.map(({ code }) => [code, []]));
  for (const placement of prepared.placements) {
    const { row, fixed, prices } = placement;
    if (!fixed && row.shortBreak === 0 && prices.length > 0) priced.get(row.groupCode)?.push(placement);
  }
  return new Map(
    snapshot.placementGroups.map(({ code }) => {
      const own = priced.get(code) ?? [];
      const current = prepared.current.filter(({ row, fixed }) => row.groupCode === code && !fixed);
      const prices = current.flatMap((row) => priceOn(row.prices, snapshot.dataDate) ?? []);
      return [code, starterPrice(own, prices, from, snapshot.dataDate)];
    }),
  );
}
