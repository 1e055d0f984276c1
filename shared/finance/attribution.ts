import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { type Pence, roundHalfAway } from '../model/money.ts';
import { roundToTotal } from './rounding.ts';

/** Value of a set of changes, in fractional or whole pence; `applied[i]` says whether the i-th change is in it. */
export type SetValue = (applied: readonly boolean[]) => number;

/** Most changes for which every order is weighed; beyond, orders are drawn. */
export const exactUpTo = 8;

/**
 * Effect of each change applied one after the other in the given order: depends on the order, which must be shown.
 * Sums to the whole difference, to the penny. Source: docs/model.md §13, case ATT-01.
 */
export function sequentialEffects(count: number, value: SetValue): Pence[] {
  const effects = [...effectsInOrder(count, value)];
  return roundToTotal(effects, roundHalfAway(effects.reduce((total, effect) => total + effect, 0)));
}

/** The same one at a time, not rounded: each step values one more set, so that a window can paint between two. */
export function* effectsInOrder(count: number, value: SetValue): Generator<number, void, void> {
  const places = Array.from({ length: count }, (_, at) => at);
  let before = value(places.map(() => false));
  for (const index of places) {
    const after = value(places.map((at) => at <= index));
    yield after - before;
    before = after;
  }
}

/**
 * Shapley effect of each change: its mean effect over every order in which the changes can be made, so that no order is
 * preferred. Exact up to 8 changes; beyond, over `samples` orders drawn by `seed` and their reverses (the same seed
 * gives the same numbers). Sums to the whole difference, to the penny. Source: docs/model.md §13, case ATT-01.
 */
export function shapleyEffects(count: number, value: SetValue, seed = 0, samples = 64): Pence[] {
  const cached = new Map<string, number>();
  const worth = (set: readonly boolean[]): number => {
    const key = set.map(Number).join('');
    let found = cached.get(key);
    if (found === undefined) {
      found = value(set);
      cached.set(key, found);
    }
    return found;
  };
  const none = new Array<boolean>(count).fill(false);
  const all = new Array<boolean>(count).fill(true);
  const total = roundHalfAway(worth(all) - worth(none));
  const effects = count <= exactUpTo ? exact(count, worth) : sampled(count, worth, seed, samples);
  return roundToTotal(effects, total);
}

function exact(count: number, worth: SetValue): number[] {
  const factorial = [1];
  for (let n = 1; n <= count; n += 1) factorial.push((factorial[n - 1] ?? 1) * n);
  const effects = new Array<number>(count).fill(0);
  for (let mask = 0; mask < 2 ** count; mask += 1) {
    const set = effects.map((_, index) => (mask & (1 << index)) !== 0);
    const size = set.filter(Boolean).length;
    const before = worth(set);
    set.forEach((inside, index) => {
      if (inside) return;
      const weight = ((factorial[size] ?? 1) * (factorial[count - size - 1] ?? 1)) / (factorial[count] ?? 1);
      const after = worth(set.map((included, at) => included || at === index));
      effects[index] = (effects[index] ?? 0) + weight * (after - before);
    });
  }
  return effects;
}

function sampled(count: number, worth: SetValue, seed: number, samples: number): number[] {
  const generator = xoroshiro128plus(seed | 0);
  const uniform = () => (generator.next() >>> 0) / 4_294_967_296;
  const effects = new Array<number>(count).fill(0);
  const orders = Math.max(1, Math.ceil(samples / 2)) * 2;
  let order: number[] = [];
  for (let drawn = 0; drawn < orders; drawn += 1) {
    if (drawn % 2 === 1) order.reverse();
    else {
      order = effects.map((_, index) => index);
      for (let at = count - 1; at > 0; at -= 1) {
        const other = Math.floor(uniform() * (at + 1));
        const moved = order[at] ?? 0;
        order[at] = order[other] ?? 0;
        order[other] = moved;
      }
    }
    const set = new Array<boolean>(count).fill(false);
    let before = worth(set);
    for (const index of order) {
      set[index] = true;
      const after = worth(set);
      effects[index] = (effects[index] ?? 0) + (after - before) / orders;
      before = after;
    }
  }
  return effects;
}
