import { logGamma } from '../demand/distributions.ts';

/** A count that is to come: its mean, and the whole numbers that hold 80 % and 95 %. */
export type CountRange = { mean: number; p10: number; p50: number; p90: number; low95: number; high95: number };

/**
 * What `seen` events in `years` say of a count over `ahead` years: the rate has the Gamma(seen + ½, years) posterior of
 * Jeffreys, so that the count to come is negative binomial. Exact; nothing is drawn.
 */
export function predictCount(seen: number, years: number, ahead: number): CountRange {
  const quantiles = countQuantiles(seen, years, ahead, [0.025, 0.1, 0.5, 0.9, 0.975]);
  const [low95 = 0, p10 = 0, p50 = 0, p90 = 0, high95 = 0] = quantiles;
  return { mean: (seen * ahead) / years, p10, p50, p90, low95, high95 };
}

/** Quantiles of that count, the shares in rising order. */
export function countQuantiles(seen: number, years: number, ahead: number, shares: readonly number[]): number[] {
  const shape = seen + 0.5;
  const stay = years / (years + ahead);
  const found: number[] = [];
  let below = 0;
  for (let count = 0; found.length < shares.length && count < 1e6; count += 1) {
    below += Math.exp(
      logGamma(count + shape) -
        logGamma(shape) -
        logGamma(count + 1) +
        shape * Math.log(stay) +
        count * Math.log1p(-stay),
    );
    while (found.length < shares.length && below >= (shares[found.length] ?? 1)) found.push(count);
  }
  return found;
}
