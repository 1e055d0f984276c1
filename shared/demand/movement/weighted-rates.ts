import { bands } from '../../model/bands.ts';
import { addDays, addMonths } from '../../model/calendar.ts';
import { type DemandRates, fillRates, measureRates, type RateOptions } from '../history/rates.ts';

/** Half-life of a year’s weight in the rates, in years, and the most years that count. */
const halfLife = 2;
const mostYears = 6;

/**
 * Rates over the whole years held to the data date, the latest counting once and each before it by 2^(−½) less: events and
 * exposure are weighted alike, so that each cell is the usual occurrence over exposure. A group nobody entered in all
 * that time is given half an event, shared over the ages as all entrants are, and all are brought back to the total
 * seen: what has not been seen is not impossible.
 */
export function weightedRates(options: Omit<RateOptions, 'window' | 'seasonal'>, years: number): DemandRates {
  const next = addDays(options.dataDate, 1);
  const slices = Array.from({ length: Math.max(1, Math.min(mostYears, years)) }, (_, back) => {
    const from = addMonths(next, -12 * (back + 1));
    return { from, to: addDays(addMonths(next, -12 * back), -1) };
  });
  const parts = slices.map((window) => measureRates({ ...options, window }));
  const weights = slices.map((_, back) => 2 ** (-back / halfLife));
  const total = (pick: (part: DemandRates) => Float64Array) =>
    parts[0]
      ? pick(parts[0]).map((_, at) => parts.reduce((sum, part, n) => sum + pick(part)[at]! * weights[n]!, 0))
      : new Float64Array();
  const share = (
    pick: (part: DemandRates) => Float64Array,
    of: (part: DemandRates) => Float64Array,
    whole: Float64Array,
  ) =>
    whole.map((sum, at) =>
      sum > 0 ? parts.reduce((all, part, n) => all + pick(part)[at]! * of(part)[at]! * weights[n]!, 0) / sum : 0,
    );
  const exposure = total((part) => part.exposure);
  const entrantEvents = total((part) => part.entrantEvents);
  const days = parts.reduce((sum, part, n) => sum + part.days * weights[n]!, 0);
  const rates: DemandRates = {
    ...parts[0]!,
    window: { from: slices.at(-1)!.from, to: slices[0]!.to },
    exposure,
    entrantEvents,
    days,
    events: total((part) => part.events),
    routeEvents: total((part) => part.routeEvents),
    uascExposure: share(
      (part) => part.uascExposure,
      (part) => part.exposure,
      exposure,
    ),
    uascEntrants: share(
      (part) => part.uascEntrants,
      (part) => part.entrantEvents,
      entrantEvents,
    ),
    rates: new Float64Array(parts[0]!.rates.length),
    parents: new Float64Array(parts[0]!.parents.length),
    entrants: new Float64Array(entrantEvents.length),
  };
  openEmptyGroups(rates);
  for (let cell = 0; cell < rates.entrants.length; cell += 1) rates.entrants[cell] = rates.entrantEvents[cell]! / days;
  fillRates(rates);
  return rates;
}

function openEmptyGroups({ groups, entrantEvents }: DemandRates): void {
  const size = groups.length;
  const seen = entrantEvents.reduce((sum, count) => sum + count, 0);
  const byBand = bands.map((_, band) =>
    entrantEvents.reduce((sum, count, cell) => (Math.floor(cell / size) === band ? sum + count : sum), 0),
  );
  if (!(seen > 0)) return;
  groups.forEach((_, group) => {
    if (bands.some((_band, band) => entrantEvents[band * size + group]! > 0)) return;
    byBand.forEach((count, band) => {
      entrantEvents[band * size + group] = (0.5 * count) / seen;
    });
  });
  const now = entrantEvents.reduce((sum, count) => sum + count, 0);
  for (let cell = 0; cell < entrantEvents.length; cell += 1) entrantEvents[cell] = (entrantEvents[cell]! * seen) / now;
}
