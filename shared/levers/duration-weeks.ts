import { type LeverNotes, say } from '../demand/levers/run.ts';
import type { Lever } from '../model/lever.ts';
import { cellParts, type LeverDefinition } from './definition.ts';

export const durationWeeks: LeverDefinition = {
  section: 'Children',
  label: 'Shorter time to leaving',
  unit: 'weeks',
  minimum: 0,
  maximum: 26,
  step: 1,
  neutral: 0,
  uses: cellParts,
  referenceTo: null,
  help: 'Takes this many weeks off the mean time to leaving',
  search: 'demand length of stay time in care drift delay',
  effect: { on: 'leaving', rateUnder: shorterStay },
};

/** A mean time to leaving shorter by some weeks, as a rate a day. */
function shorterStay(rate: number, lever: Lever, strength: number, notes: LeverNotes): number {
  if (rate <= 0) return rate;
  const shorter = 1 / rate - 7 * lever.value * strength;
  // A mean time to leaving under a week is no forecast: it stops there.
  const least = Math.min(7, 1 / rate);
  if (shorter < least)
    say(notes, lever, `${lever.name}: the mean time to leaving cannot fall under a week, so it is capped there`);
  return 1 / Math.max(shorter, least);
}
