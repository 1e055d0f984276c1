/**
 * Half-width of the interval of a sum of independent parts: root of the sum of squares, never the sum (docs/model.md §5,
 * case CI-01). Totals of one forecast take theirs from path totals; this is for published parts.
 */
export function combinedHalfWidth(halfWidths: readonly number[]): number {
  return Math.sqrt(halfWidths.reduce((sum, width) => sum + width * width, 0));
}

/** What is in a total but in no modelled part, held at its last level in a projection (case CI-03). */
export function unmodelledRemainder(total: readonly number[], modelled: readonly number[]): number[] {
  return total.map((value, index) => value - (modelled[index] ?? 0));
}
