import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Pence } from '../model/money.ts';

/**
 * What is uncertain in an outturn (docs/model.md §9 and §13), all of it about the forecast: the mean of each component is
 * what the forecast holds of it, but for pressures that are not counted, which are drawn apart. Each component has its own
 * stream, named by its key, so that two scenarios share their random numbers wherever they share a component, and adding
 * one component moves no other.
 */
export type RiskInput = {
  /** Variance against the current budget with every component at its expected value. */
  forecastVariance: Pence;
  /** Placement cost of each demand path less the central cost, pence; drawn with replacement. Empty = demand held. */
  demandDeviations: readonly number[] | Float64Array;
  price: PriceRisk;
  lines: readonly LineRisk[];
  savings: readonly RiskSaving[];
  pressures: readonly RiskPressure[];
  levers: readonly LeverRisk[];
  /** Correlation of demand with the price level, and of the pressures of a line with each other, −1…1 and 0…1. */
  demandPrice: number;
  pressureCorrelation: number;
  draws: number;
  seed: number;
};
/** How what a component adds falls over the periods to come: any weights, one a period; absent = all in the last. */
export type Months = readonly number[];
/** Placement cost of each period to come, pence, and the standard deviation of the log of prices over one month. */
export type PriceRisk = { exposed: Months; monthlyDeviation: number };
/** A line's entries, run-rate or budget still to come: how far off it may be, standard deviation in pence. */
export type LineRisk = { key: string; deviation: Pence; months?: Months };
/** What a saving may still bring: `low`, or `high` with a chance (0…1); the mean of the two is what is expected. */
export type RiskSaving = {
  key: string;
  low: Pence;
  high: Pence;
  chance: number;
  expected: Pence;
  months?: Months;
};
/** A pressure: occurs with `chance`; impact triangular; each mitigation works with its own chance when it occurs. */
export type RiskPressure = {
  key: string;
  line: string;
  chance: number;
  minimum: Pence;
  likely: Pence;
  maximum: Pence;
  mitigations: readonly { amount: Pence; chance: number }[];
  /** What the forecast holds of it; null where it is not counted and so drawn beside the forecast. */
  counted: Pence | null;
  months?: Months;
};
/** A lever with a low and a high: what it adds to the outturn there, against where it stands, pence. */
export type LeverRisk = { key: string; low: Pence; high: Pence; months?: Months };

export type RiskSummary = {
  draws: number;
  mean: Pence;
  p10: Pence;
  p25: Pence;
  p50: Pence;
  p75: Pence;
  p80: Pence;
  p90: Pence;
  low95: Pence;
  high95: Pence;
  /** Share of draws with a variance above nought. */
  probabilityOfOverspend: number;
  /** What to hold so that P80 is covered beyond the figure it is drawn about; never below nought. */
  reserveAtP80: Pence;
  /** Variances at each whole per cent 0…100, for the curve. */
  percentiles: Pence[];
};

/** A number stream for one component: 53-bit uniforms in (0, 1), the same for the same seed and key. */
export function componentStream(seed: number, key: string): () => number {
  let hash = 0x811c9dc5 ^ seed;
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  const generator = xoroshiro128plus(hash | 0);
  // The generator's first outputs still show its seed; keys that differ by a letter must not start alike.
  for (let skipped = 0; skipped < 32; skipped += 1) generator.next();
  return () => {
    const high = generator.next() >>> 6;
    const low = generator.next() >>> 5;
    return (high * 134_217_728 + low + 0.5) / 9_007_199_254_740_992;
  };
}

/** Inverse of the triangular distribution on [minimum, maximum] with mode `likely`, at `uniform` in (0, 1). */
export function triangular(minimum: number, likely: number, maximum: number, uniform: number): number {
  const width = maximum - minimum;
  if (width <= 0) return likely;
  const turn = (likely - minimum) / width;
  return uniform < turn
    ? minimum + Math.sqrt(uniform * width * (likely - minimum))
    : maximum - Math.sqrt((1 - uniform) * width * (maximum - likely));
}

/** The demand path each draw takes, with replacement; the same for the same seed and number of paths. */
export function drawnPaths(seed: number, draws: number, paths: number): Int32Array {
  const next = componentStream(seed, 'demand');
  return Int32Array.from({ length: draws }, () => Math.floor(next() * paths));
}

/** The value below which `share` (0…1) of sorted numbers lie, linearly interpolated; NaN of none. */
export function orderStatistic(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const below = sorted[low] ?? Number.NaN;
  return below + ((sorted[Math.min(low + 1, sorted.length - 1)] ?? below) - below) * (place - low);
}

/** Summarises draws of a variance (pence) about `centre`. Percentiles are order statistics, linearly interpolated. */
export function summariseVariances(variances: Float64Array, centre: Pence): RiskSummary {
  const sorted = Float64Array.from(variances).sort();
  const at = (share: number) => orderStatistic(sorted, share);
  let total = 0;
  let over = 0;
  for (const value of sorted) {
    total += value;
    if (value > 0) over += 1;
  }
  const p80 = at(0.8);
  return {
    draws: sorted.length,
    mean: total / sorted.length,
    p10: at(0.1),
    p25: at(0.25),
    p50: at(0.5),
    p75: at(0.75),
    p80,
    p90: at(0.9),
    low95: at(0.025),
    high95: at(0.975),
    probabilityOfOverspend: over / sorted.length,
    reserveAtP80: Math.max(0, p80 - centre),
    percentiles: Array.from({ length: 101 }, (_, index) => at(index / 100)),
  };
}
