/** Reading one date cell of a return, by the reader that every import uses; what the return's own form is, is said. */

import { withoutUnseen } from '../cells/blank.ts';
import { isOpenEnd, openEndSerial, readDate } from '../cells/date.ts';
import { type CivilDate, isCivilDate } from '../model/calendar.ts';

export type DateReading =
  | { kind: 'blank' }
  /** `iso`: written year first. */
  | { kind: 'date'; date: CivilDate; iso: boolean }
  /** A date such as 31/12/9999, with which systems write "no end". */
  | { kind: 'open' }
  /** `monthFirst`: not a date, but it would be one with day and month changed about. */
  | { kind: 'invalid'; monthFirst: boolean }
  | { kind: 'out-of-window' };

/** Trims, drops a byte-order mark and other characters of no width, and reads NULL and N/A as blank. */
export function cleanCell(cell: string | undefined): string {
  const text = withoutUnseen(cell ?? '').trim();
  return /^(null|n\/a)$/i.test(text) ? '' : text;
}

/** No child in any return was born, and no date of one can lie, outside these. */
const [earliest, latest] = ['1970-01-01', '2099-12-31'];

/** Reads a date cell, day first. Real dates outside 1970–2099 are `out-of-window`, save the ones that mean "no end". */
export function readReturnDate(cell: string | undefined): DateReading {
  const text = cleanCell(cell);
  if (text === '') return { kind: 'blank' };
  if (openEndSerial.test(text)) return { kind: 'open' };
  const read = readDate(text);
  if (read.kind !== 'date') return { kind: 'invalid', monthFirst: read.kind === 'month-first' };
  if (isOpenEnd(read.date)) return { kind: 'open' };
  if (read.date < earliest || read.date > latest) return { kind: 'out-of-window' };
  return { kind: 'date', date: read.date, iso: read.form === 'year-first' };
}

/** The date with day and month changed about, or null where that is not a date or is the same one. */
export function swapDayAndMonth(date: CivilDate): CivilDate | null {
  const swapped = `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
  return swapped !== date && isCivilDate(swapped) ? swapped : null;
}
