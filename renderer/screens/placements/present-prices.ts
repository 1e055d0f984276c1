import type { PlacementPrice } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';

const known = new WeakMap<PlacementPrice[], Map<string, PlacementPrice>>();

/** The price of a placement in force on the data date: the latest begun by then; null when none is held. */
export function priceOn(snapshot: Snapshot, reference: string): PlacementPrice | null {
  let prices = known.get(snapshot.placementPrices);
  if (!prices) {
    prices = new Map();
    for (const price of snapshot.placementPrices) {
      if (price.from > snapshot.dataDate) continue;
      const latest = prices.get(price.placementReference);
      if (!latest || latest.from <= price.from) prices.set(price.placementReference, price);
    }
    known.set(snapshot.placementPrices, prices);
  }
  return prices.get(reference) ?? null;
}
