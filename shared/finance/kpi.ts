/** Which values of a measure are good. */
export type KpiDirection = 'high' | 'low' | 'neutral';

/** True when a value is outside tolerance: below it where high is good, above it where low is good. Null is neither. */
export function outsideTolerance(value: number | null, tolerance: number, direction: KpiDirection): boolean {
  if (value === null || direction === 'neutral') return false;
  return direction === 'high' ? value < tolerance : value > tolerance;
}

/** Months outside tolerance in a row that make a performance failure. */
export const failureMonths = 3;

/**
 * The performance-failure rule (case KPI-01): the month in which a measure has been outside tolerance for the third
 * month running, first of them, and the longest run. Months in order; a blank value ends a run.
 */
export function performanceFailure(
  months: readonly { month: string; value: number | null }[],
  tolerance: number,
  direction: KpiDirection,
): { firstFailureMonth: string | null; consecutiveOutside: number; latestRun: number } {
  let [run, longest] = [0, 0];
  let firstFailureMonth: string | null = null;
  for (const { month, value } of months) {
    run = outsideTolerance(value, tolerance, direction) ? run + 1 : 0;
    longest = Math.max(longest, run);
    if (run >= failureMonths) firstFailureMonth ??= month;
  }
  return { firstFailureMonth, consecutiveOutside: longest, latestRun: run };
}
