import { addDays, addMonths } from '../../model/calendar.ts';

/** The 1st of the last month that is over by the end of a date: its own month when the date is a month end. */
export function dateOfMonthBefore(date: string): string {
  return addMonths(addDays(date, 1), -1);
}
