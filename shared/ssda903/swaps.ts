/** Day and month changed about: a suspicion to show, never a correction. */
import { change } from './changes.ts';
import { swapDayAndMonth } from './dates.ts';
import type { ReturnChange, ReturnEpisode } from './types.ts';

const british = (date: string) => date.split('-').reverse().join('/');

/**
 * A date that lies after the return's year end, or a DEC before its DECOM, where changing day and month about in one
 * date would put it right. The row is left as it is.
 */
export function suspectSwaps(row: ReturnEpisode): ReturnChange[] {
  const end = row.year === '' ? '9999-12-31' : `${Number(row.year.slice(0, 4)) + 1}-04-01`;
  const [decomLate, decLate] = [row.decom >= end, row.dec !== null && row.dec >= end];
  if (!decomLate && !decLate && (row.dec === null || row.dec >= row.decom)) return [];
  const found: ReturnChange[] = [];
  const suspect = (column: 'DECOM' | 'DEC', before: string, after: string, why: string) => {
    const message = `${column} ${british(before)} ${why}; it would not as ${british(after)}: day and month may have changed places. Left as it is`;
    found.push(change('day-month-suspected', 'noted', row, message, { column, before, after: before }));
  };
  const [decom, dec] = [swapDayAndMonth(row.decom), row.dec === null ? null : swapDayAndMonth(row.dec)];
  const late = 'lies after the end of the return';
  if (decomLate && decom !== null && decom < end) suspect('DECOM', row.decom, decom, late);
  if (row.dec === null) return found;
  if (decLate && dec !== null && dec < end) suspect('DEC', row.dec, dec, late);
  if (row.dec < row.decom) {
    if (dec !== null && dec >= row.decom && dec < end) suspect('DEC', row.dec, dec, 'is before DECOM');
    else if (decom !== null && decom <= row.dec) suspect('DECOM', row.decom, decom, 'is after DEC');
  }
  return found;
}
