import { type Pence, splitPence } from '../model/money.ts';

/**
 * A figure given for a whole is spread over its parts by their current shares; parts that are fixed stay as they are.
 * The parts sum to the figure, to the penny. With nothing to go by the open parts share evenly.
 * @returns null when every part is fixed and they do not come to the figure, or when what is left has the other sign
 *   of what it would be shared by, so that a share would be meaningless
 */
export function spread(total: Pence, parts: readonly { amount: Pence; fixed: boolean }[]): Pence[] | null {
  const fixed = parts.reduce((sum, part) => sum + (part.fixed ? part.amount : 0), 0);
  const open = parts.filter((part) => !part.fixed);
  const left = total - fixed;
  if (open.length === 0) return left === 0 ? parts.map((part) => part.amount) : null;
  const positive = open.some((part) => part.amount > 0);
  const negative = open.some((part) => part.amount < 0);
  if (positive && negative) return null;
  const weights = open.map((part) => Math.abs(part.amount));
  const shares = splitPence(left, weights.some((weight) => weight > 0) ? weights : weights.map(() => 1));
  let at = 0;
  return parts.map((part) => (part.fixed ? part.amount : (shares[at++] ?? 0)));
}
