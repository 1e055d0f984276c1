import { sequentialEffects, shapleyEffects } from '../finance/attribution.ts';
import type { Forecast } from '../model/forecast.ts';
import { type Lever, type LeverKind, leverKindInformation } from '../model/lever.ts';
import { type Pence, sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { forecast } from './forecast.ts';

/** What one lever does to the outturn, pence; nought for one that is off or at its neutral value. */
export type LeverEffect = { id: string; name: string; kind: LeverKind; position: number; amount: Pence };

export type LeverEffects = {
  /** `sequential`: in list order, each on what the earlier ones left. `shapley`: the mean over every order. */
  method: 'sequential' | 'shapley';
  effects: LeverEffect[];
  /** Measure with no lever and with all; effects sum to the difference. */
  base: Pence;
  scenario: Pence;
  difference: Pence;
};

/** What an effect is an effect on: whole pence of a forecast. */
export type Measure = (made: Forecast) => Pence;
export const outturnOf: Measure = (made) => made.total.outturn;

/**
 * Effect of each lever of a scenario (docs/model.md §13, case ATT-01), in the levers' order; `position` counts from 1.
 * The effects sum to the difference to the penny. Shapley is exact up to 8 acting levers and drawn by the scenario's
 * seed beyond. Throws what `forecast` throws. @param measure the outturn by default; the position (net variance) also
 * sees funding levers
 */
export function leverEffects(
  snapshot: Snapshot,
  scenario: Scenario,
  method: LeverEffects['method'] = 'sequential',
  measure: Measure = outturnOf,
): LeverEffects {
  const acting = scenario.levers.filter(leverActs);
  const value = (applied: readonly boolean[]): Pence => {
    const levers = acting.filter((_, index) => applied[index]);
    return measure(forecast(snapshot, { ...scenario, levers }));
  };
  const amounts =
    method === 'sequential'
      ? sequentialEffects(acting.length, value)
      : shapleyEffects(acting.length, value, scenario.seed);
  const base = value(acting.map(() => false));
  const byId = new Map(acting.map((lever, index) => [lever, amounts[index] ?? 0]));
  const difference = sum(amounts);
  return {
    method,
    base,
    scenario: base + difference,
    difference,
    effects: scenario.levers.map((lever, index) => ({
      id: lever.id,
      name: lever.name,
      kind: lever.kind,
      position: index + 1,
      amount: byId.get(lever) ?? 0,
    })),
  };
}

/** True for a lever that can do something: on, and not at the value that changes nothing. */
export function leverActs(lever: Lever): boolean {
  return lever.on && lever.value !== restingValue(lever.kind);
}

/** The value at which a kind does nothing; null where every value replaces something and so acts. */
function restingValue(kind: LeverKind): number | null {
  const replaces: readonly LeverKind[] = ['saving-delivery', 'saving-ramp', 'pressure-probability'];
  return replaces.includes(kind) ? null : leverKindInformation[kind].neutral;
}
