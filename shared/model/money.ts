/**
 * Money (docs/model.md §1). Stored as integer pence; projected in pence as float64; rounded once, at the edge,
 * half away from zero. A split always sums to its whole.
 */

/** Whole pence, or fractional pence inside a projection. */
export type Pence = number;

/** 10,000 hundredths of a per cent = the whole. */
export const wholeShare = 10_000;

/** Rounds half away from zero: 0.5 → 1, −0.5 → −1. Takes and gives any unit. */
export function roundHalfAway(value: number): number {
  const rounded = Math.sign(value) * Math.round(Math.abs(value));
  return rounded === 0 ? 0 : rounded;
}

/**
 * Splits whole pence over weights by largest remainder; parts sum exactly to the total, ties go to the earlier part.
 * Weights are non-negative and not all zero (RangeError otherwise). Source: docs/model.md §1, cases SPL-01 and SPL-06.
 */
export function splitPence(totalPence: Pence, weights: readonly number[]): Pence[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (!(total > 0) || weights.some((weight) => !(weight >= 0) || !Number.isFinite(weight))) {
    throw new RangeError('A split needs weights of zero or more that are not all zero');
  }
  if (!Number.isSafeInteger(totalPence)) throw new RangeError(`Not whole pence: ${totalPence}`);
  const sign = totalPence < 0 ? -1 : 1;
  const whole = Math.abs(totalPence);
  // Whole weights are shared out exactly; others to a billionth of a penny, so that sums of decimals do not lose one.
  const slack = weights.every(Number.isInteger) ? 0 : total * 1e-9;
  const exact = weights.map((weight) => {
    const rest = (whole * weight) % total;
    const part = Math.round((whole * weight - rest) / total);
    return total - rest <= slack ? { part: part + 1, rest: 0 } : { part, rest };
  });
  const parts = exact.map(({ part }) => part);
  let left = whole - parts.reduce((sum, part) => sum + part, 0);
  const order = exact
    .map(({ rest }, index) => ({ index, rest }))
    .sort((a, b) => (Math.abs(b.rest - a.rest) > slack ? b.rest - a.rest : a.index - b.index));
  for (let at = 0; left > 0; at = (at + 1) % order.length, left -= 1) {
    const index = order[at]?.index ?? 0;
    parts[index] = (parts[index] ?? 0) + 1;
  }
  for (let at = order.length - 1; left < 0; at = at === 0 ? order.length - 1 : at - 1) {
    const index = order[at]?.index ?? 0;
    if ((parts[index] ?? 0) > 0) {
      parts[index] = (parts[index] ?? 0) - 1;
      left += 1;
    }
  }
  return parts.map((part) => (part === 0 ? 0 : sign * part));
}

/** Sum of a list of numbers, in list order. */
export function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
