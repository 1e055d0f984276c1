import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded source: the same seed gives the same sample on every machine. */
export type Random = {
  /** Uniform on [0, 1). */
  unit(): number;
  /** Whole number in [from, to]. */
  whole(from: number, to: number): number;
  chance(probability: number): boolean;
  /** Median 1, the given spread of its logarithm, cut at two and a half deviations. */
  lognormal(spread: number): number;
  /** Removes and gives one entry of a list. */
  take<T>(list: T[]): T;
  /** One key of a table of weights. */
  weighted<K extends string>(weights: Partial<Record<K, number>>): K;
};

/** Makes a source from a seed. */
export function makeRandom(seed: number): Random {
  const generator = xoroshiro128plus(seed);
  const unit = () => uniformFloat64(generator);
  const normal = () => Math.sqrt(-2 * Math.log(1 - unit())) * Math.cos(2 * Math.PI * unit());
  return {
    unit,
    whole: (from, to) => from + Math.floor(unit() * (to - from + 1)),
    chance: (probability) => unit() < probability,
    lognormal: (spread) => Math.exp(spread * Math.max(-2.5, Math.min(2.5, normal()))),
    take: (list) => {
      const [found] = list.splice(Math.floor(unit() * list.length), 1);
      if (found === undefined) throw new RangeError('Nothing left to take');
      return found;
    },
    weighted: (weights) => {
      const entries = Object.entries(weights) as [never, number][];
      let at = unit() * entries.reduce((total, [, weight]) => total + weight, 0);
      for (const [key, weight] of entries) {
        at -= weight;
        if (at < 0) return key;
      }
      throw new RangeError('No weights');
    },
  };
}
