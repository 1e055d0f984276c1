import { addMonths, monthsBetween } from '../model/calendar.ts';
import { totalsOf } from '../model/child-totals.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { optionalAssumption } from './assumption-values.ts';
import { prepareSnapshot } from './prepare.ts';

/** Key of the assumption that says how uncertain prices are: standard deviation of their level a year ahead, per cent. */
export const priceRiskKey = 'price-risk';
/**
 * Where nobody sets it and too little history is held. Between the CMA's market study of 2022 (£3,830 a week) and the NAO's
 * report on 2023-24 (£6,106) the price of a residential place rose by about a quarter a year against some 8 % in the years
 * before: a year's level may be off by more than a few per cent.
 */
export const defaultPriceRisk = 5;

/** How uncertain prices are: over a year and over a month (standard deviation of the log), and where that is from. */
export type PriceVolatility = {
  yearPercent: number;
  monthly: number;
  basis: 'set' | 'own history' | 'assumed';
  quarters: number;
};

/** Quarters of history looked at, and fewest changes from one quarter to the next that say something. */
const lookBack = 12;
const leastChanges = 8;
const measured = new WeakMap<Snapshot, { yearPercent: number; changes: number } | null>();

/** The volatility of prices: as set, else measured from the prices at which placements began, else assumed. */
export function priceVolatility(
  snapshot: Snapshot,
  scenario: { assumptions: Record<string, number> },
): PriceVolatility {
  const set = optionalAssumption(snapshot, scenario, priceRiskKey);
  const of = (yearPercent: number, basis: PriceVolatility['basis'], quarters: number): PriceVolatility => ({
    yearPercent,
    monthly: Math.max(0, yearPercent) / 100 / Math.sqrt(12),
    basis,
    quarters,
  });
  if (set !== null) return of(Math.max(0, set), 'set', 0);
  let own = measured.get(snapshot);
  if (own === undefined) {
    const totals = totalsOf(snapshot);
    own = totals ? totals.prices : measureVolatility(snapshot);
    measured.set(snapshot, own);
  }
  return own ? of(own.yearPercent, 'own history', own.changes) : of(defaultPriceRisk, 'assumed', 0);
}

/**
 * Changes of each group's mean price at the start of a placement from quarter to quarter, less their trend and less what
 * chance alone makes of so few prices, weighted by how many there are; a random walk makes a year of four of them.
 */
export function measureVolatility(snapshot: Snapshot): { yearPercent: number; changes: number } | null {
  const groups = new Map<string, { logs: number[] }[]>();
  const from = addMonths(snapshot.dataDate, 1 - lookBack * 3);
  for (const { row, prices, fixed } of prepareSnapshot(snapshot).placements) {
    const price = prices[0];
    if (fixed || row.shortBreak === 1 || !price || price.weeklyPence <= 0 || row.start < from) continue;
    if (row.start > snapshot.dataDate) continue;
    const quarters = groups.get(row.groupCode) ?? Array.from({ length: lookBack }, () => ({ logs: [] as number[] }));
    groups.set(row.groupCode, quarters);
    const quarter = Math.min(lookBack - 1, Math.floor(monthsBetween(from, row.start) / 3));
    quarters[quarter]?.logs.push(Math.log(price.weeklyPence));
  }
  const changes: { change: number; noise: number; weight: number }[] = [];
  for (const quarters of groups.values()) {
    const stats = quarters.map(({ logs }) => {
      const mean = logs.reduce((total, log) => total + log, 0) / logs.length;
      const square = logs.reduce((total, log) => total + (log - mean) ** 2, 0);
      return { count: logs.length, mean, square };
    });
    const spread = stats.reduce((total, { square, count }) => total + (count > 1 ? square : 0), 0);
    const freedom = stats.reduce((total, { count }) => total + Math.max(0, count - 1), 0);
    if (freedom < 4) continue;
    const variance = spread / freedom;
    for (let at = 1; at < stats.length; at += 1) {
      const [before, now] = [stats[at - 1]!, stats[at]!];
      if (before.count < 2 || now.count < 2) continue;
      const noise = variance * (1 / before.count + 1 / now.count);
      changes.push({ change: now.mean - before.mean, noise, weight: 1 / (noise + 1e-4) });
    }
  }
  if (changes.length < leastChanges) return null;
  const weight = changes.reduce((total, each) => total + each.weight, 0);
  const trend = changes.reduce((total, each) => total + each.weight * each.change, 0) / weight;
  const excess =
    changes.reduce((total, each) => total + each.weight * ((each.change - trend) ** 2 - each.noise), 0) / weight;
  // Chance may leave nothing: prices are then as steady as the data can tell, and no steadier than 1 % a year.
  return { yearPercent: Math.max(1, Math.sqrt(Math.max(0, excess) * 4) * 100), changes: changes.length };
}
