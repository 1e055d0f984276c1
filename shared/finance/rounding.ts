import { type Pence, roundHalfAway } from '../model/money.ts';

/**
 * Rounds fractional pence so that the parts sum to their rounded total: each part is the difference of two rounded
 * running sums (docs/model.md §1, "rounded once, at the edge"). No part is off by a penny or more.
 * @example roundCumulative([0.4, 0.4, 0.4]) // [0, 1, 0]
 */
export function roundCumulative(values: readonly number[]): Pence[] {
  let running = 0;
  let rounded = 0;
  return values.map((value) => {
    running += value;
    const next = roundHalfAway(running);
    const part = next - rounded;
    rounded = next;
    return part;
  });
}

/**
 * Rounds parts to whole pence that sum to a given whole total by largest remainder; ties go to the earlier part.
 * Parts may be of either sign. The parts must come within a pound of the total (RangeError otherwise): this rounds,
 * it never hides a difference.
 */
export function roundToTotal(values: readonly number[], total: Pence): Pence[] {
  const parts = values.map((value) => Math.floor(value));
  let left = total - parts.reduce((sum, part) => sum + part, 0);
  if (values.length === 0 ? total !== 0 : Math.abs(left) > values.length + 100) {
    throw new RangeError(`Parts differ from their total of ${total} by ${left}`);
  }
  const order = values
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (let at = 0; left !== 0; at = (at + 1) % order.length) {
    const index = order[left > 0 ? at : order.length - 1 - at]?.index ?? 0;
    parts[index] = (parts[index] ?? 0) + Math.sign(left);
    left -= Math.sign(left);
  }
  return parts.map((part) => (part === 0 ? 0 : part));
}
