import { leverDefinitions } from '../levers/definitions.ts';
import type { Forecast } from '../model/forecast.ts';
import type { Lever, LeverKind } from '../model/lever.ts';
import type { Pence } from '../model/money.ts';

/** How a difference is shared between levers: in list order, each on what the earlier left; or the mean over every order. */
export type AttributionMethod = 'sequential' | 'shapley';

/** What an effect is an effect on: whole pence of a forecast. */
export type Measure = (made: Forecast) => Pence;
export const outturnOf: Measure = (made) => made.total.outturn;

/** True for a lever that can do something: on, and not at the value that changes nothing. */
export function leverActs(lever: Lever): boolean {
  return lever.on && lever.value !== restingValue(lever.kind);
}

/** The value at which a kind does nothing; null where every value replaces something and so acts. */
function restingValue(kind: LeverKind): number | null {
  const { replaced, neutral } = leverDefinitions[kind];
  return replaced ? null : neutral;
}
