/** Day and month changed about: a suspicion to show, never a correction. */
import { yearEnd } from '../model/calendar.ts';
import { change } from './changes.ts';
import { swapDayAndMonth } from './dates.ts';
import type { ReturnChange, ReturnEpisode } from './types.ts';

const british = (date: string) => date.split('-').reverse().join('/');

/**
 * A date that lies after the return's year end, or a DEC before its DECOM, where changing day and month about in one
 * date would put it right. The row is left as it is.
 */
export function suspectSwaps(row: ReturnEpisode): ReturnChange[] {
  const end = row.year === '' ? '9999-12-31' : yearEnd(row.year);
  const [decom, dec] = [swapDayAndMonth(row.decom), row.dec === null ? null : swapDayAndMonth(row.dec)];
  const found: ReturnChange[] = [];
  const suspect = (column: 'DECOM' | 'DEC', before: string, after: string, why: string) => {
    const words = `${column} ${british(before)} ${why}; it would not as ${british(after)}: day and month may have changed places. Left as it is`;
    found.push(change('day-month-suspected', 'noted', row, words, { column, before, after: before }));
  };
  const late = 'lies after the end of the return';
  if (row.decom >= end && decom !== null && decom < end) suspect('DECOM', row.decom, decom, late);
  if (row.dec === null) return found;
  if (row.dec >= end && dec !== null && dec < end) suspect('DEC', row.dec, dec, late);
  if (row.dec < row.decom) {
    if (dec !== null && dec >= row.decom && dec < end) suspect('DEC', row.dec, dec, 'is before DECOM');
    else if (decom !== null && decom <= row.dec) suspect('DECOM', row.decom, decom, 'is after DEC');
  }
  return found;
}
