import { dateOfDay, dayNumber } from '../../model/calendar.ts';
import { eachFlow } from '../history/flows.ts';
import { monthIndexDay, monthIndexOfDay } from '../history/month-index.ts';
import { openEnd, type Spans } from '../history/spans.ts';

/**
 * What happened to all modelled children in one period: a month where children are held one by one or counted by month, a
 * year where only annual counts are. `exposure` in child-days; `leavers` without 18th birthdays where those are known apart.
 */
export type FlowPeriod = {
  /** First day of it. */
  start: string;
  days: number;
  /** Children at its end. */
  stock: number;
  entrants: number;
  leavers: number;
  birthdays: number;
  exposure: number;
};

/** Most months looked back on: twelve years. */
const mostMonths = 144;

/**
 * The flows of each whole month the placements cover, oldest first: from the month after the earliest end held (an extract
 * of current placements knows no earlier leavers) to the last whole month before or at the data date. `position` gives
 * each group's place among the modelled, −1 for those held; a child who goes from one to the other enters or leaves.
 */
export function flowHistory(spans: Spans, position: readonly number[], dataDate: string): FlowPeriod[] {
  const last = monthIndexOfDay(dayNumber(dataDate) + 1) - 1;
  let earliest = openEnd;
  for (let index = 0; index < spans.count; index += 1) earliest = Math.min(earliest, spans.end[index]!);
  if (earliest === openEnd) return [];
  const first = Math.max(monthIndexOfDay(earliest) + 1, last - mostMonths + 1);
  if (first > last) return [];
  const months = last - first + 1;
  const [from, until] = [monthIndexDay(first), monthIndexDay(last + 1)];
  const periods = Array.from({ length: months }, (_, at): FlowPeriod => {
    const start = monthIndexDay(first + at);
    const days = monthIndexDay(first + at + 1) - start;
    return { start: dateOfDay(start), days, stock: 0, entrants: 0, leavers: 0, birthdays: 0, exposure: 0 };
  });
  countNights(spans, position, periods, first, from, until);
  eachFlow(spans, until - 1, (kind, _index, day, left, joined) => {
    if (day < from) return;
    const period = periods[monthIndexOfDay(day) - first]!;
    const source = left < 0 ? -1 : position[left]!;
    const target = joined < 0 ? -1 : position[joined]!;
    if (source < 0 && target >= 0) period.entrants += 1;
    else if (source >= 0 && target < 0) {
      if (kind === 'birthday') period.birthdays += 1;
      else period.leavers += 1;
    }
  });
  return periods;
}

/** Nights of each month, and children at its end, by differences: two marks a span and not one a month. */
function countNights(
  spans: Spans,
  position: readonly number[],
  periods: FlowPeriod[],
  first: number,
  from: number,
  until: number,
): void {
  const level = new Float64Array(periods.length + 1);
  const partial = new Float64Array(periods.length + 1);
  const mark = (day: number, sign: number) => {
    const at = monthIndexOfDay(day) - first;
    level[at + 1] = (level[at + 1] ?? 0) + sign;
    partial[at] = (partial[at] ?? 0) + sign * (monthIndexDay(first + at + 1) - day);
  };
  for (let index = 0; index < spans.count; index += 1) {
    if (position[spans.group[index]!]! < 0) continue;
    const [start, end] = [Math.max(spans.start[index]!, from), spans.end[index]!];
    if (start >= until || end <= from) continue;
    mark(start, 1);
    if (end < until) mark(end, -1);
  }
  let children = 0;
  periods.forEach((period, at) => {
    children += level[at]!;
    period.exposure = children * period.days + partial[at]!;
    period.stock = children + level[at + 1]!;
  });
}
