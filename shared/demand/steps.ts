import { addDays, addMonths, daysBetween } from '../model/calendar.ts';

/** One step of a projection: `[start, end)`. `ageing` is true when everyone is a month older at its end (end is a 1st). */
export type Step = { start: string; end: string; days: number; ageing: boolean };

/**
 * Steps from the day after the data date, from one 1st to the next (MODEL.md §4): the first may be short, and the last
 * too when `until` (last day, inclusive) is given. `months` is the most steps there can be.
 */
export function projectionSteps(dataDate: string, months: number, until: string | null = null): Step[] {
  const steps: Step[] = [];
  const stop = until === null ? null : addDays(until, 1);
  let start = addDays(dataDate, 1);
  while (steps.length < months && (stop === null || start < stop)) {
    const month = addMonths(start, 1);
    const end = stop !== null && stop < month ? stop : month;
    steps.push({ start, end, days: daysBetween(start, end), ageing: end === month });
    start = end;
  }
  return steps;
}
