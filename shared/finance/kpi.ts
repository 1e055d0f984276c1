import { addMonths, isCivilDate } from '../model/calendar.ts';

/** Which values of a measure are good. */
export type KpiDirection = 'high' | 'low' | 'neutral';

/** True when a value is outside tolerance: below it where high is good, above it where low is good. Null is neither. */
export function outsideTolerance(value: number | null, tolerance: number, direction: KpiDirection): boolean {
  if (value === null || direction === 'neutral') return false;
  return direction === 'high' ? value < tolerance : value > tolerance;
}

/** Periods outside tolerance in a row that make a performance failure: months, or quarters of a quarterly measure. */
export const failureRuns = { monthly: 3, quarterly: 2 } as const;
export type KpiFrequency = keyof typeof failureRuns;
type MonthValue = { month: string; value: number | null };

/** First month of the quarter a month is in. */
const quarterOf = (month: string) => addMonths(month, -((Number(month.slice(5, 7)) - 1) % 3));

/** One value a quarter, named by its last month: the latest of the quarter, null where none of it has one. */
export function quartersOf(months: readonly MonthValue[]): MonthValue[] {
  const quarters = new Map<string, number | null>();
  for (const { month, value } of months) {
    const quarter = quarterOf(month);
    quarters.set(quarter, value ?? quarters.get(quarter) ?? null);
  }
  return [...quarters].map(([quarter, value]) => ({ month: addMonths(quarter, 2), value }));
}

/**
 * The performance-failure rule of a service contract (case KPI-01; 004:4021): the period in which a measure has been
 * outside tolerance for the third month running (second quarter of a quarterly one), first of them, and the longest run.
 * Months in order. A period with no value neither breaks nor extends a run: `blanks` are those within or after the latest
 * run, to be said beside it. Months left out altogether count as blank. Throws RangeError where a month is no date, since
 * what lies between two of them would have no end.
 */
export function performanceFailure(
  months: readonly MonthValue[],
  tolerance: number,
  direction: KpiDirection,
  frequency: KpiFrequency = 'monthly',
): { firstFailureMonth: string | null; consecutiveOutside: number; latestRun: number; blanks: string[] } {
  const unknown = months.find(({ month }) => !isCivilDate(month));
  if (unknown) throw new RangeError(`“${unknown.month}” is not the first day of a month`);
  const periods = filled(frequency === 'quarterly' ? quartersOf(months) : months, frequency === 'quarterly' ? 3 : 1);
  let [run, longest] = [0, 0];
  let firstFailureMonth: string | null = null;
  let blanks: string[] = [];
  for (const { month, value } of periods) {
    if (value === null) {
      if (run > 0) blanks.push(month);
      continue;
    }
    const outside = outsideTolerance(value, tolerance, direction);
    if (run === 0 || !outside) blanks = [];
    run = outside ? run + 1 : 0;
    longest = Math.max(longest, run);
    if (run >= failureRuns[frequency]) firstFailureMonth ??= month;
  }
  return { firstFailureMonth, consecutiveOutside: longest, latestRun: run, blanks };
}

/** Periods between the first and the last that have no row at all, as blanks. */
function filled(periods: readonly MonthValue[], step: number): MonthValue[] {
  return periods.flatMap((period, at) => {
    const before = periods[at - 1];
    const gap: MonthValue[] = [];
    if (before)
      for (let month = addMonths(before.month, step); month < period.month; month = addMonths(month, step))
        gap.push({ month, value: null });
    return [...gap, period];
  });
}
