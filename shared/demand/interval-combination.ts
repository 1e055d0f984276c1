/**
 * Half-width of the interval of a sum of independent parts: root of the sum of squares, never the sum (docs/model.md §5,
 * case CI-01). Totals of one forecast take theirs from path totals; this is for published parts.
 */
export function combinedHalfWidth(halfWidths: readonly number[]): number {
  return Math.sqrt(halfWidths.reduce((sum, width) => sum + width * width, 0));
}
