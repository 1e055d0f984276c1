import { rateEditsOf } from '../demand/history/rate-edits.ts';
import { type DemandInput, projectDemand } from '../demand/project.ts';
import type { DemandProjection } from '../demand/projection.ts';
import { addDays, addMonths, monthsBetween, yearEnd } from '../model/calendar.ts';
import { leverKindInformation } from '../model/lever.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { assumption } from './assumption-values.ts';
import { awaits } from './finance-levers.ts';

/** Months a forecast looks ahead from the data date. */
export const outlookMonths = 36;
const most = 300;
const caches = new WeakMap<Snapshot, Map<string, DemandProjection>>();

/** What a scenario asks of the demand engine: the same for the projection and for the simulated paths. */
export function demandInput(snapshot: Snapshot, scenario: Scenario): DemandInput {
  const next = addDays(snapshot.dataDate, 1);
  return {
    snapshot,
    levers: scenario.levers.filter((lever) => lever.on && leverKindInformation[lever.kind].demand && !awaits(lever)),
    months: Math.max(outlookMonths, monthsBetween(next, yearEnd(scenario.year))),
    method: scenario.method,
    ...demandAssumptions(snapshot, scenario),
  };
}

/** How the assumptions of the data, and of a scenario above them, have rates measured. */
export function demandAssumptions(
  snapshot: Snapshot,
  scenario: Pick<Scenario, 'assumptions'>,
): Required<Pick<DemandInput, 'reference' | 'kappaDays' | 'seasonal' | 'edits'>> {
  const months = assumption(snapshot, scenario, 'reference-months');
  const from = addMonths(addDays(snapshot.dataDate, 1), -months);
  return {
    reference: months === 12 ? null : { from, to: snapshot.dataDate },
    kappaDays: assumption(snapshot, scenario, 'kappa-days'),
    seasonal: assumption(snapshot, scenario, 'seasonal-entrants') > 0,
    edits: rateEditsOf({
      ...Object.fromEntries(snapshot.assumptions.flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))),
      ...scenario.assumptions,
    }),
  };
}

/**
 * The demand projection of a scenario, kept by what it depends on, so that a lever that changes no child's path costs
 * no projection. It reaches 36 months, or to the end of the scenario's year where that is later.
 */
export function demandOf(snapshot: Snapshot, scenario: Scenario): DemandProjection {
  const input = demandInput(snapshot, scenario);
  const { snapshot: _, levers, ...rest } = input;
  const cache = caches.get(snapshot) ?? new Map<string, DemandProjection>();
  caches.set(snapshot, cache);
  const key = JSON.stringify([rest, levers.map(({ name, note, ...lever }) => lever)]);
  const held = cache.get(key);
  if (held) return held;
  const projection = projectDemand(input);
  const oldest = cache.size >= most ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  cache.set(key, projection);
  return projection;
}
