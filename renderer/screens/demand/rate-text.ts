import type { RateRow } from '../../../shared/demand/history/rate-table.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import { bands } from '../../../shared/model/bands.ts';

export type RateKind = 'leaving' | 'moves' | 'entering';
export const daysOfYear = 365;

export const kindOf = (row: RateRow): RateKind =>
  row.to === 'exit' ? 'leaving' : row.to === 'entrants' ? 'entering' : 'moves';

/** What a rate says: `Residential 10–15 → Fostering`. */
export function rateName(row: Pick<RateRow, 'band' | 'group' | 'to'>, names: ReadonlyMap<string, string>): string {
  const band = bands.find((entry) => entry.code === row.band)?.label ?? row.band;
  const from = `${names.get(row.group) ?? row.group}, ${band}`;
  if (row.to === 'entrants') return `Entering ${from}`;
  return `${from} → ${row.to === 'exit' ? 'leaves care' : (names.get(row.to) ?? row.to)}`;
}

/** A rate a day as people say it: events per hundred child-years, or children a year for entrants. */
export const perYear = (row: Pick<RateRow, 'to'>, perDay: number): number =>
  perDay * daysOfYear * (row.to === 'entrants' ? 1 : 100);

/** The other way round: what was typed, as a rate a day. */
export const perDayOf = (row: Pick<RateRow, 'to'>, typed: number): number =>
  typed / daysOfYear / (row.to === 'entrants' ? 1 : 100);

export const rateText = (value: number): string => formatNumber(value, value < 10 ? 2 : 1);

/** The line kept in the scenario's notes when a rate is set, so that every output carries why. */
export function rateNote(name: string, was: string, now: string, unit: string, reason: string): string {
  return `Rate set: ${name} ${now} ${unit} (measured ${was}). Reason: ${reason}`;
}
