/** Requests for placements and what became of them (docs/model.md §20). Counts are requests. */
import { addDays, type CivilDate, daysBetween, latestDay, sameDay } from '../model/calendar.ts';
import type { PlacementRequest } from '../model/registers.ts';
import { type CountRange, predictCount } from './predict-count.ts';

type CareType = PlacementRequest['askedType'];
export const careTypes = ['fostering', 'residential', 'supported', 'other'] as const satisfies CareType[];

/** Requests of one type over a span: requests = placed + withdrawn + waiting; placed = as asked + elsewhere. */
export type RequestsOfType = {
  type: CareType;
  requests: number;
  placed: number;
  withdrawn: number;
  waiting: number;
  asAsked: number;
  /** Placed in another type than was asked for, by the type given: the need that was not met. */
  elsewhere: Partial<Record<CareType, number>>;
  unmet: number;
  unmetPercent: number | null;
  /** Placed, but the type given was not said: in neither. */
  typeNotSaid: number;
  /** What a year like this one would leave unmet: mean and 80 % and 95 % of a count that comes again. */
  again: CountRange;
  byUrgency: Record<string, number>;
  byBand: Record<string, { requests: number; unmet: number }>;
  medianDays: number | null;
  meanOffers: number | null;
  /** Share of those placed whose distance is known who are over 20 miles away, per cent. */
  farPercent: number | null;
};

const farMiles = 20;

/** Requests made after `from` − 1 and to `to`, both inclusive, by the type asked for. `years` is the length of the span. */
export function requestsByType(rows: readonly PlacementRequest[], from: CivilDate, to: CivilDate): RequestsOfType[] {
  const own = rows.filter((row) => row.requestedOn >= from && row.requestedOn <= to);
  const years = (daysBetween(from, to) + 1) / 365.25;
  return careTypes.flatMap((type) => {
    const asked = own.filter((row) => row.askedType === type);
    return asked.length === 0 ? [] : [ofType(type, asked, years)];
  });
}

const total = (rows: readonly PlacementRequest[]) => rows.reduce((sum, row) => sum + row.count, 0);

function ofType(type: CareType, rows: readonly PlacementRequest[], years: number): RequestsOfType {
  const of = (outcome: PlacementRequest['outcome']) => rows.filter((row) => row.outcome === outcome);
  const placed = of('placed');
  const elsewhere: Partial<Record<CareType, number>> = {};
  for (const given of careTypes) {
    const count = total(placed.filter((row) => row.givenType === given));
    if (given !== type && count > 0) elsewhere[given] = count;
  }
  const unmet = Object.values(elsewhere).reduce((sum, count) => sum + count, 0);
  const requests = total(rows);
  const byUrgency: Record<string, number> = {};
  const byBand: RequestsOfType['byBand'] = {};
  for (const row of rows) {
    byUrgency[row.urgency] = (byUrgency[row.urgency] ?? 0) + row.count;
    const band = row.band ?? 'not stated';
    const cell = byBand[band] ?? { requests: 0, unmet: 0 };
    cell.requests += row.count;
    if (isElsewhere(row)) cell.unmet += row.count;
    byBand[band] = cell;
  }
  const days = placed.flatMap((row) => (row.placedOn ? [daysBetween(row.requestedOn, row.placedOn)] : []));
  const offers = rows.filter((row) => row.offers !== null);
  const near = placed.filter((row) => row.miles !== null);
  return {
    ...{ type, requests, placed: total(placed), withdrawn: total(of('withdrawn')), waiting: total(of('waiting')) },
    ...{ asAsked: total(placed.filter((row) => row.givenType === type)), elsewhere, unmet },
    unmetPercent: requests > 0 ? (unmet / requests) * 100 : null,
    typeNotSaid: total(placed.filter((row) => row.givenType === null)),
    again: predictCount(unmet, years, 1),
    ...{ byUrgency, byBand, medianDays: median(days) },
    meanOffers: offers.length > 0 ? offers.reduce((sum, row) => sum + (row.offers ?? 0), 0) / offers.length : null,
    farPercent: near.length > 0 ? (total(near.filter((row) => (row.miles ?? 0) > farMiles)) / total(near)) * 100 : null,
  };
}

/** Placed in another type than was asked for. */
export const isElsewhere = (row: PlacementRequest) =>
  row.outcome === 'placed' && row.givenType !== null && row.givenType !== row.askedType;

function median(values: readonly number[]): number | null {
  if (values.length === 0) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return (sorted[Math.floor(middle)]! + sorted[Math.ceil(middle)]!) / 2;
}

/** The last span of a year the requests cover: to the latest request; null without any. */
export function requestYear(rows: readonly PlacementRequest[]): { from: CivilDate; to: CivilDate } | null {
  const to = latestDay(rows.map((row) => row.requestedOn));
  if (to === '') return null;
  return { from: addDays(sameDay(to, -12), 1), to };
}
