import { bandInCare, bands } from '../../model/bands.ts';
import { dayNumber } from '../../model/calendar.ts';
import { monthIndexOfDay } from './month-index.ts';
import type { Spans } from './spans.ts';

/** Which unaccompanied children a count takes. */
export type UascChoice = 'all' | 'only' | 'excluded';

/** True when a span is of the wanted kind. */
export function wanted(spans: Spans, index: number, uasc: UascChoice): boolean {
  return uasc === 'all' || (spans.uasc[index] === 1) === (uasc === 'only');
}

/**
 * Children in care at the end of a day by band (5 rows) and group, row by row: spans `[start, end)` that contain it
 * (docs/model.md §2; case 903-01). Short breaks are not in the stock.
 */
export function stockOn(spans: Spans, groups: number, date: string, uasc: UascChoice = 'all'): Float64Array {
  const day = dayNumber(date);
  const month = monthIndexOfDay(day);
  const stock = new Float64Array(bands.length * groups);
  for (let index = 0; index < spans.count; index += 1) {
    if (spans.start[index]! > day || spans.end[index]! <= day || !wanted(spans, index, uasc)) continue;
    const cell = bandInCare(month - spans.birth[index]!) * groups + spans.group[index]!;
    stock[cell] = stock[cell]! + 1;
  }
  return stock;
}

/** Short breaks (LS V3, V4) running at the end of a day: counted apart, never in the stock. */
export function shortBreaksOn(spans: Spans, date: string): number {
  const day = dayNumber(date);
  return spans.shortBreaks.start.filter((start, index) => start <= day && spans.shortBreaks.end[index]! > day).length;
}
