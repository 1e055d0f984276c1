import { addDays, addMonths, daysBetween } from '../model/calendar.ts';

/** One step of a projection: `[start, end)`. `ageing` is true when everyone is a month older at its end (end is a 1st). */
export type Step = { start: string; end: string; days: number; ageing: boolean };

/**
 * Steps from the day after the data date, from one 1st to the next (docs/model.md §4): the first may be short, and the
 * last too when `until` (last day, inclusive) is given. `months` is the most steps there can be.
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

/** Steps of one day over the same time: everyone is a month older after the last day of a month. */
export function dailySteps(steps: readonly Step[]): Step[] {
  return steps.flatMap(({ start, days, ageing }) =>
    Array.from({ length: days }, (_, day) => {
      const last = day === days - 1;
      return { start: addDays(start, day), end: addDays(start, day + 1), days: 1, ageing: last && ageing };
    }),
  );
}

/** The steps of a projection: by month, or by day where that is asked. */
export function stepsOf(input: {
  snapshot: { dataDate: string };
  months: number;
  until?: string;
  daily?: boolean;
}): Step[] {
  const steps = projectionSteps(input.snapshot.dataDate, input.months, input.until ?? null);
  return input.daily ? dailySteps(steps) : steps;
}
