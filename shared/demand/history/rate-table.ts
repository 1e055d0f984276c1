import { type BandCode, bands } from '../../model/bands.ts';
import { gammaQuantile } from '../distributions.ts';
import type { DemandInput } from '../input.ts';
import { prepare } from '../prepare.ts';

/** A rate as shown (docs/model.md §3). `to`: a group, `exit`, or `entrants`, whose exposure is the days of the window. */
export type RateRow = {
  band: BandCode;
  group: string;
  to: string;
  events: number;
  /** Child-days, or days for entrants. */
  exposureDays: number;
  /** Per child-day, or per day for entrants: what the projection uses. */
  perDay: number;
  /** 95 % of the posterior; null where the user has set the rate. */
  low95: number | null;
  high95: number | null;
  /** The group's rate over all ages that the cell is shrunk to; null for entrants. */
  parentPerDay: number | null;
  edited: boolean;
};

/** Every rate with its events, exposure and uncertainty; cells with neither events nor exposure are left out. */
export function rateTable(input: Omit<DemandInput, 'levers' | 'months' | 'method'>): {
  window: { from: string; to: string };
  rows: RateRow[];
} {
  const { rates, measured, known } = prepare(input);
  const size = rates.groups.length;
  const rows: RateRow[] = [];
  bands.forEach(({ code: band }, bandIndex) => {
    rates.groups.forEach((group, groupIndex) => {
      const cell = bandIndex * size + groupIndex;
      // The interval is of the rate as measured, moved by the level of all as the rate is.
      const row = (to: string, events: number, exposureDays: number, shape: number, days: number, level: number) => ({
        ...{ band, group, to, events, exposureDays },
        low95: days > 0 ? (level * gammaQuantile(0.025, shape)) / days : null,
        high95: days > 0 ? (level * gammaQuantile(0.975, shape)) / days : null,
      });
      const entering = known.entrants[cell] === 1;
      const arrived = rates.entrantEvents[cell]!;
      if (arrived > 0 || entering) {
        const level = ratio(rates.entrants[cell]!, measured.entrants[cell]!);
        const shown = row('entrants', arrived, rates.days, arrived, entering ? 0 : rates.days, level);
        rows.push({ ...shown, perDay: rates.entrants[cell]!, parentPerDay: null, edited: entering });
      }
      const exposure = rates.exposure[cell]!;
      for (let to = 0; to <= size; to += 1) {
        const at = cell * (size + 1) + to;
        const edited = known.rates[at] === 1;
        if (to === groupIndex || (exposure === 0 && !edited)) continue;
        const parent = rates.parents[at]!;
        const events = rates.events[at]!;
        const days = edited ? 0 : exposure + rates.kappaDays;
        const level = ratio(rates.rates[at]!, measured.rates[at]!);
        const shown = row(rates.groups[to] ?? 'exit', events, exposure, events + rates.kappaDays * parent, days, level);
        rows.push({ ...shown, perDay: rates.rates[at]!, parentPerDay: parent, edited });
      }
    });
  });
  return { window: rates.window, rows };
}

const ratio = (now: number, before: number) => (before > 0 ? now / before : 1);
