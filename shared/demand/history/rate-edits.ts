import { type BandCode, bands } from '../../model/bands.ts';
import { OutturnError } from '../../model/problem.ts';
import type { DemandRates } from './rates.ts';

/**
 * A rate set by the user (docs/model.md §3): of leaving care (`to` null) or of moving to a group, per child-day; or, with
 * `to` = `entrants`, children entering the band and group per day.
 */
export type RateEdit = { band: BandCode; group: string; to: string | null; perDay: number };

/** 1 where a rate (cell × destinations, leaving care last) or a cell's entrants were set. */
export type KnownRates = { rates: Uint8Array; entrants: Uint8Array };

const prefix = 'rate:';

/** The assumption that sets a rate: `rate:10-15|FOS|RES`, `rate:10-15|FOS|exit`, `rate:10-15|FOS|entrants`. */
export function rateEditKey({ band, group, to }: Omit<RateEdit, 'perDay'>): string {
  return `${prefix}${band}|${group}|${to ?? 'exit'}`;
}

/** The rate edits among assumptions (value by key), in key order. Throws `invalid-input` where a key is not whole. */
export function rateEditsOf(assumptions: Readonly<Record<string, number>>): RateEdit[] {
  return Object.keys(assumptions)
    .filter((key) => key.startsWith(prefix))
    .sort()
    .map((key) => {
      const [band = '', group = '', to = ''] = key.slice(prefix.length).split('|');
      if (!bands.some(({ code }) => code === band) || group === '' || to === '') {
        throw new OutturnError(
          'invalid-input',
          `The assumption “${key}” does not name an age band, a group and where to.`,
          {
            key,
          },
        );
      }
      return { band: band as BandCode, group, to: to === 'exit' ? null : to, perDay: assumptions[key] ?? 0 };
    });
}

/** Puts edits in place of the measured rates and says which are set. Refuses unknown groups and rates below nought. */
export function applyRateEdits(rates: DemandRates, edits: readonly RateEdit[]): KnownRates {
  const known = { rates: new Uint8Array(rates.rates.length), entrants: new Uint8Array(rates.entrants.length) };
  const size = rates.groups.length;
  for (const edit of edits) {
    const band = bands.findIndex(({ code }) => code === edit.band);
    const group = rates.groups.indexOf(edit.group);
    const to = edit.to === null ? size : rates.groups.indexOf(edit.to);
    if (band < 0 || group < 0 || (to < 0 && edit.to !== 'entrants') || to === group || !(edit.perDay >= 0)) {
      throw new OutturnError(
        'invalid-input',
        `The rate set for ${rateEditKey(edit)} is below zero or names a group that is not modelled. Correct or remove it.`,
        { key: rateEditKey(edit), value: edit.perDay },
      );
    }
    const cell = band * size + group;
    if (edit.to === 'entrants') {
      rates.entrants[cell] = edit.perDay;
      known.entrants[cell] = 1;
    } else {
      rates.rates[cell * (size + 1) + to] = edit.perDay;
      known.rates[cell * (size + 1) + to] = 1;
    }
  }
  return known;
}
