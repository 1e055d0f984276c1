import { type CivilDate, daysBetween, overlapDays, yearEnd, yearOf, yearStart } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';

/** A price a week in force from a date until the next one; contributions are what partners pay a week, positive. */
export type DatedPrice = { from: CivilDate; weeklyPence: Pence; contributionPence: Pence };

/**
 * Cost and contributions of a span within `[from, to)`, in fractional pence: nights × weekly price ÷ 7, split at dated
 * price changes; the start date is charged and the end date is not; an open end runs to `to`. The earliest price also
 * covers nights before it. Prices must be in date order. No prices = nought.
 * Source: docs/model.md §7, cases COST-01 and COST-06.
 */
export function spanCost(
  start: CivilDate,
  end: CivilDate | null,
  prices: readonly DatedPrice[],
  from: CivilDate,
  to: CivilDate,
): { cost: number; contribution: number } {
  let cost = 0;
  let contribution = 0;
  const spanStart = start > from ? start : from;
  const spanEnd = end === null || end > to ? to : end;
  if (spanEnd <= spanStart) return { cost, contribution };
  prices.forEach((price, index) => {
    const priceStart = index === 0 ? spanStart : price.from;
    const nights = overlapDays(priceStart, prices[index + 1]?.from ?? null, spanStart, spanEnd);
    cost += (nights * price.weeklyPence) / 7;
    contribution += (nights * price.contributionPence) / 7;
  });
  return { cost, contribution };
}

/** The price in force on a date; the earliest where none has begun; undefined where there is none. */
export function priceOn(prices: readonly DatedPrice[], date: CivilDate): DatedPrice | undefined {
  let found = prices[0];
  for (const price of prices) if (price.from <= date) found = price;
  return found;
}

/** A block contract or in-house home from a date: so many places for a fixed annual sum. */
export type UnitTerms = { from: CivilDate; places: number; annualCostPence: Pence };

/**
 * Fixed cost and place-days of a unit within `[from, to)`, fractional pence: annual sum × days ÷ days in the year,
 * whatever the use; nothing before its first date. Terms must be in date order. Source: docs/model.md §7, case COST-03.
 */
export function unitCost(
  terms: readonly UnitTerms[],
  from: CivilDate,
  to: CivilDate,
): { cost: number; placeDays: number } {
  let cost = 0;
  let placeDays = 0;
  terms.forEach((term, index) => {
    let start = term.from > from ? term.from : from;
    const next = terms[index + 1]?.from;
    const end = next !== undefined && next < to ? next : to;
    while (start < end) {
      const year = yearOf(start);
      const stop = earlierDate(yearEnd(year), end);
      const days = daysBetween(start, stop);
      cost += (term.annualCostPence * days) / daysBetween(yearStart(year), yearEnd(year));
      placeDays += term.places * days;
      start = stop;
    }
  });
  return { cost, placeDays };
}

/** The earlier of two dates. */
export function earlierDate(a: CivilDate, b: CivilDate): CivilDate {
  if (a < b) return a;
  return b;
}

/** What a place of a fixed contract costs a week at full use: annual ÷ places ÷ weeks in a year. */
export function perPlaceWeek(annualCostPence: Pence, places: number): number {
  return annualCostPence / places / weeksInYear;
}
/** Weeks of an average year, 365 days ÷ 7, as contracts state theirs. */
export const weeksInYear = 365 / 7;

/** Value of the unused part of a fixed contract: annual cost × (1 − use). Source: docs/model.md §7, case COST-03. */
export function voidCost(annualCostPence: Pence, utilisation: number): number {
  return annualCostPence * (1 - utilisation);
}

/**
 * What filling free block places saves: each place-year filled avoids a spot place-year less its marginal cost, which is
 * nil under a fixed contract. Source: docs/model.md §7, case COST-04.
 */
export function avoidableSpotCost(freePlaces: number, spotAnnualPence: Pence, marginalPence: Pence = 0): number {
  return freePlaces * (spotAnnualPence - marginalPence);
}

/** What entrants and movers pay: a price and contribution a week, and how it was come by. */
export type StarterPrice = { weekly: number; contribution: number; basis: 'window' | 'current' | 'none' };

/**
 * The starter price of a group: the mean over placements begun in `[windowFrom, windowTo]` of the price on their start;
 * where none began, the mean of current prices; where there is none, nought with basis `none`.
 * Source: docs/model.md §7.
 */
export function starterPrice(
  placed: readonly { start: CivilDate; prices: readonly DatedPrice[] }[],
  current: readonly { weeklyPence: Pence; contributionPence: Pence }[],
  windowFrom: CivilDate,
  windowTo: CivilDate,
): StarterPrice {
  const started = placed.flatMap((row) =>
    row.start >= windowFrom && row.start <= windowTo ? (priceOn(row.prices, row.start) ?? []) : [],
  );
  const used = started.length > 0 ? started : current;
  if (used.length === 0) return { weekly: 0, contribution: 0, basis: 'none' };
  return {
    weekly: used.reduce((total, price) => total + price.weeklyPence, 0) / used.length,
    contribution: used.reduce((total, price) => total + price.contributionPence, 0) / used.length,
    basis: started.length > 0 ? 'window' : 'current',
  };
}
