import { sum } from '../model/money.ts';

/** Volume (children or child-years) and price of a group in two situations, any one unit. */
export type PricedGroup = { group: string; volume0: number; volume1: number; price0: number; price1: number };

/**
 * Price / volume / mix of a change in cost (docs/model.md §13): volume (N₁−N₀)·p̄₀, mix Σ(n₁−N₁·s₀)·p₀, price Σn₁(p₁−p₀),
 * where s₀ is a group's share of N₀. A group that was not there has no old price: its new price stands for it. The three
 * sum to the total. With no volume at all before, everything is volume. Source: case PVM-01.
 */
export function priceVolumeMix(groups: readonly PricedGroup[]) {
  const rows = groups.map((group) => ({ ...group, price0: group.volume0 === 0 ? group.price1 : group.price0 }));
  const before = sum(rows.map((row) => row.volume0));
  const after = sum(rows.map((row) => row.volume1));
  const cost0 = sum(rows.map((row) => row.volume0 * row.price0));
  const cost1 = sum(rows.map((row) => row.volume1 * row.price1));
  const price = sum(rows.map((row) => row.volume1 * (row.price1 - row.price0)));
  if (before === 0) return { volume: cost1 - price, mix: 0, price, total: cost1 };
  const volume = (after - before) * (cost0 / before);
  const mix = sum(rows.map((row) => (row.volume1 - (after * row.volume0) / before) * row.price0));
  return { volume, mix, price, total: cost1 - cost0 };
}
