import type { Lever, LeverKind } from '../model/lever.ts';
import { blockBeds } from './block-beds.ts';
import { capacityDelay } from './capacity-delay.ts';
import { carers } from './carers.ts';
import { contribution } from './contribution.ts';
import type { LeverDefinition, LeverEffect } from './definition.ts';
import { durationWeeks } from './duration-weeks.ts';
import { entrantsNumber } from './entrants-number.ts';
import { entrantsPercent } from './entrants-percent.ts';
import { exitsNumber } from './exits-number.ts';
import { exitsPercent } from './exits-percent.ts';
import { funding } from './funding.ts';
import { linePrice } from './line-price.ts';
import { lineVolume } from './line-volume.ts';
import { moves } from './moves.ts';
import { oneOff } from './one-off.ts';
import { pressureImpact } from './pressure-impact.ts';
import { pressureProbability } from './pressure-probability.ts';
import { priceReduction } from './price-reduction.ts';
import { priceUplift } from './price-uplift.ts';
import { recruitment } from './recruitment.ts';
import { savingDelay } from './saving-delay.ts';
import { savingDelivery } from './saving-delivery.ts';
import { savingRamp } from './saving-ramp.ts';
import { share } from './share.ts';
import { utilisation } from './utilisation.ts';

/** Every kind of lever, by its name in scenario files. A kind that is named there and not here does not compile. */
export const leverDefinitions: Record<LeverKind, LeverDefinition> = {
  'entrants-percent': entrantsPercent,
  'entrants-number': entrantsNumber,
  'exits-percent': exitsPercent,
  'exits-number': exitsNumber,
  moves: moves,
  'duration-weeks': durationWeeks,
  carers: carers,
  'block-beds': blockBeds,
  utilisation: utilisation,
  'price-uplift': priceUplift,
  'price-reduction': priceReduction,
  contribution: contribution,
  'saving-delay': savingDelay,
  'saving-delivery': savingDelivery,
  'saving-ramp': savingRamp,
  'pressure-probability': pressureProbability,
  'pressure-impact': pressureImpact,
  funding: funding,
  share: share,
  'one-off': oneOff,
  recruitment: recruitment,
  'capacity-delay': capacityDelay,
  'line-volume': lineVolume,
  'line-price': linePrice,
};

/** What a lever does. */
export const effectOf = ({ kind }: Pick<Lever, 'kind'>): LeverEffect => leverDefinitions[kind].effect;

/** True for a kind that changes the number of children, so that the demand projection must run again. */
export function movesChildren({ kind }: Pick<Lever, 'kind'>): boolean {
  const { on } = leverDefinitions[kind].effect;
  return on === 'flows' || on === 'leaving' || on === 'places';
}

/** Levers that act on some part of the forecast and are switched on, in list order. */
export function leversOn(levers: readonly Lever[], ...parts: readonly LeverEffect['on'][]): Lever[] {
  return levers.filter((lever) => lever.on && parts.includes(effectOf(lever).on));
}

/** Levers on places of one sort that are switched on, in list order. */
export function leversOnPlaces(levers: readonly Lever[], places: 'beds' | 'use'): Lever[] {
  return leversOn(levers, 'places').filter((lever) => {
    const effect = effectOf(lever);
    return effect.on === 'places' && effect.places === places;
  });
}

/** Levers of budget lines of one sort that are switched on, in list order. */
export function leversOnLines(levers: readonly Lever[], ...amounts: readonly ('funding' | 'one-off')[]): Lever[] {
  return leversOn(levers, 'line').filter((lever) => {
    const effect = effectOf(lever);
    return effect.on === 'line' && amounts.includes(effect.amount);
  });
}
