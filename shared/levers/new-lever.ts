import type { Lever, LeverKind } from '../model/lever.ts';
import { leverDefinitions } from './definitions.ts';

/** A new lever of a kind, neutral, on, acting on everything it can from a date. */
export function newLever(kind: LeverKind, id: string, from: string): Lever {
  const information = leverDefinitions[kind];
  return {
    id,
    kind,
    name: information.label,
    on: true,
    value: information.neutral,
    from,
    to: null,
    rampMonths: 0,
    groups: [],
    toGroup: null,
    bands: [],
    uasc: 'all',
    reference: null,
    note: '',
  };
}

/** What is wrong with the low and the high of a lever, in a sentence without a stop; null where they can be drawn, or none is stated. */
export function leverRangeProblem({ kind, value, low = null, high = null }: Lever): string | null {
  if (low === null && high === null) return null;
  const { minimum, maximum } = leverDefinitions[kind];
  if (low === null || high === null)
    return `has a ${low === null ? 'high' : 'low'} and no ${low === null ? 'low' : 'high'}`;
  if (low > high) return 'has a low above its high';
  if (low < minimum || high > maximum) return `may go from ${minimum} to ${maximum} only`;
  if (value < low || value > high) return 'stands outside its own low and high';
  return low === high || value === low || value === high
    ? 'stands at an end of its range, so that nothing can be drawn about it'
    : null;
}
