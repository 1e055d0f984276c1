import type { Forecast } from '../../shared/model/forecast.ts';
import type { Scenario } from '../../shared/model/scenario.ts';
import type { Snapshot } from '../../shared/model/snapshot.ts';
import { forecast } from '../../shared/scenario/forecast.ts';

export type Timed = { forecast: Forecast; milliseconds: number };

const sources = new WeakMap<Forecast, { snapshot: Snapshot; scenario: Scenario }>();

/** What a forecast on the screen was made from, however the scenario has changed since. */
export const madeFrom = (made: Forecast) => sources.get(made);

/** The forecast and how long it took. Throws what the forecast throws. */
export function runForecast(snapshot: Snapshot, scenario: Scenario): Timed {
  const began = performance.now();
  const made = forecast(snapshot, scenario);
  sources.set(made, { snapshot, scenario });
  return { forecast: made, milliseconds: performance.now() - began };
}

/** The scenario with nothing assumed: same year, period and method, no levers. */
export function baseOf(scenario: Scenario): Scenario {
  return { ...scenario, levers: [], assumptions: {} };
}

/** Pence a forecast moves the position by: variance less agreed investment, so that funding levers count too. */
export function positionOf(made: Forecast): number {
  return made.total.netVariance;
}
