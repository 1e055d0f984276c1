/** Reading one date cell of a return: DD/MM/YYYY, ISO with a warning, anything else refused. Never guesses. */
import { type CivilDate, isCivilDate } from '../model/calendar.ts';

export type DateReading =
  | { kind: 'blank' }
  | { kind: 'date'; date: CivilDate; iso: boolean }
  /** `monthFirst`: not a date, but it would be one with day and month changed about. */
  | { kind: 'invalid'; monthFirst: boolean }
  | { kind: 'out-of-window' };

/** Trims, drops a byte-order mark, and reads NULL and N/A as blank. */
export function cleanCell(cell: string | undefined): string {
  const text = (cell ?? '').replace(/^\uFEFF/, '').trim();
  return /^(null|n\/a)$/i.test(text) ? '' : text;
}

/** No child in any return was born, and no date of one can lie, outside these. */
const [earliest, latest] = ['1970-01-01', '2099-12-31'];

/** Reads a date cell. Real dates outside 1970–2099 are `out-of-window`. */
export function readReturnDate(cell: string | undefined): DateReading {
  const text = cleanCell(cell);
  if (text === '') return { kind: 'blank' };
  const british = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text);
  const iso = british ? null : /^(\d{4}-\d{2}-\d{2})(?:[T ]00:00(?::00(?:\.0+)?)?Z?)?$/.exec(text);
  const date = british ? `${british[3]}-${british[2]}-${british[1]}` : (iso?.[1] ?? '');
  if (!isCivilDate(date)) {
    const swapped = british ? `${british[3]}-${british[1]}-${british[2]}` : '';
    return { kind: 'invalid', monthFirst: swapped !== '' && isCivilDate(swapped) };
  }
  if (date < earliest || date > latest) return { kind: 'out-of-window' };
  return { kind: 'date', date, iso: british === null };
}

/** The date with day and month changed about, or null where that is not a date or is the same one. */
export function swapDayAndMonth(date: CivilDate): CivilDate | null {
  const swapped = `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
  return swapped !== date && isCivilDate(swapped) ? swapped : null;
}
