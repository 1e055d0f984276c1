import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Pence } from '../model/money.ts';

/**
 * Distribution of the outturn over demand, price, savings and pressures drawn together (docs/model.md §9 and §13).
 * Each component has its own stream, named by its key, so that two scenarios share their random numbers wherever they
 * share a component, and adding one component moves no other.
 */
export type RiskInput = {
  /** Central variance against the current budget with every component at its expected value. */
  centralVariance: Pence;
  /** Placement cost of each demand path less the central cost, pence; drawn with replacement. Empty = demand held. */
  demandDeviations: readonly number[] | Float64Array;
  /** Part of the forecast still to be priced, and the standard deviation of the log of its price level. */
  price: { exposed: Pence; logDeviation: number; months?: Months };
  savings: readonly RiskSaving[];
  pressures: readonly RiskPressure[];
  draws: number;
  seed: number;
};
/** How what a component adds falls over the periods to come: any weights, one a period; absent = all in the last. */
type Months = readonly number[];
/** A saving's remaining amount as rated: green is delivered, red is not, amber is delivered with `amberChance` (0…1). */
export type RiskSaving = {
  key: string;
  green: Pence;
  amber: Pence;
  amberChance: number;
  expected: Pence;
  months?: Months;
};
/** A pressure: occurs with `chance`; impact triangular; each mitigation works with its own chance when it occurs. */
export type RiskPressure = {
  key: string;
  chance: number;
  minimum: Pence;
  likely: Pence;
  maximum: Pence;
  mitigations: readonly { amount: Pence; chance: number }[];
  /** What the central forecast already holds for it. */
  counted: Pence;
  months?: Months;
};
export type RiskSummary = {
  draws: number;
  mean: Pence;
  p10: Pence;
  p50: Pence;
  p80: Pence;
  p90: Pence;
  low95: Pence;
  high95: Pence;
  /** Share of draws with a variance above nought. */
  probabilityOfOverspend: number;
  /** What to hold so that P80 is covered beyond the central forecast; never below nought. */
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

/**
 * Every component but demand, drawn: what each draw adds to the central variance, pence, and the months in which it falls.
 * Components come in a fixed order and the array given is used again for the next.
 */
export function drawComponents(
  input: RiskInput,
  take: (added: Float64Array, months: Months | undefined) => void,
): void {
  const added = new Float64Array(input.draws);
  if (input.price.logDeviation > 0) {
    const next = componentStream(input.seed, 'price');
    // The median level is below one so that the mean level is one: the central forecast stays the mean.
    const shift = -(input.price.logDeviation ** 2) / 2;
    for (let draw = 0; draw < input.draws; draw += 1) {
      const normal = Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
      added[draw] = input.price.exposed * (Math.exp(shift + input.price.logDeviation * normal) - 1);
    }
    take(added, input.price.months);
  }
  for (const saving of input.savings) {
    const next = componentStream(input.seed, `saving ${saving.key}`);
    for (let draw = 0; draw < input.draws; draw += 1) {
      const delivered = saving.green + (next() < saving.amberChance ? saving.amber : 0);
      added[draw] = saving.expected - delivered;
    }
    take(added, saving.months);
  }
  for (const pressure of input.pressures) {
    drawPressure(added, pressure, input.seed);
    take(added, pressure.months);
  }
}

/** All draws of the variance, in draw order, pence. */
export function drawVariances(input: RiskInput): Float64Array {
  const totals = new Float64Array(input.draws).fill(input.centralVariance);
  const { demandDeviations } = input;
  if (demandDeviations.length > 0) {
    drawnPaths(input.seed, input.draws, demandDeviations.length).forEach((path, draw) => {
      totals[draw]! += demandDeviations[path]!;
    });
  }
  drawComponents(input, (added) => {
    for (let draw = 0; draw < totals.length; draw += 1) totals[draw]! += added[draw]!;
  });
  return totals;
}

function drawPressure(added: Float64Array, pressure: RiskPressure, seed: number): void {
  const next = componentStream(seed, `pressure ${pressure.key}`);
  for (let draw = 0; draw < added.length; draw += 1) {
    const occurs = next() < pressure.chance;
    const impact = triangular(pressure.minimum, pressure.likely, pressure.maximum, next());
    let cost = occurs ? impact : 0;
    for (const mitigation of pressure.mitigations) if (next() < mitigation.chance && occurs) cost -= mitigation.amount;
    added[draw] = cost - pressure.counted;
  }
}

/** The value below which `share` (0…1) of sorted numbers lie, linearly interpolated; NaN of none. */
export function orderStatistic(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const below = sorted[low] ?? Number.NaN;
  return below + ((sorted[Math.min(low + 1, sorted.length - 1)] ?? below) - below) * (place - low);
}

/** Summarises draws of a variance (pence). Percentiles are order statistics, linearly interpolated. */
export function summariseVariances(variances: Float64Array, centralVariance: Pence): RiskSummary {
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
    p50: at(0.5),
    p80,
    p90: at(0.9),
    low95: at(0.025),
    high95: at(0.975),
    probabilityOfOverspend: over / sorted.length,
    reserveAtP80: Math.max(0, p80 - centralVariance),
    percentiles: Array.from({ length: 101 }, (_, index) => at(index / 100)),
  };
}

/** The distribution of the outturn variance; the same input gives the same bits. */
export function outturnRisk(input: RiskInput): RiskSummary {
  return summariseVariances(drawVariances(input), input.centralVariance);
}
