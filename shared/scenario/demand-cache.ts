import { rateEditsOf } from '../demand/history/rate-edits.ts';
import type { DemandInput } from '../demand/input.ts';
import { type ExpectedEndRecord, expectedEndRecord } from '../demand/known-futures.ts';
import { type MovementChoice, movementFromHistory } from '../demand/movement/movement.ts';
import { projectDemand } from '../demand/project.ts';
import type { DemandProjection } from '../demand/projection.ts';
import { movesChildren } from '../levers/definitions.ts';
import { addDays, addMonths, isCivilDate, monthsBetween, yearEnd } from '../model/calendar.ts';
import { totalsOf } from '../model/child-totals.ts';
import { OutturnError } from '../model/problem.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import {
  assumption,
  breakPrefix,
  expectedEndsKey,
  intervalAdjustmentKey,
  movementKeys,
  optionalAssumption,
} from './assumption-values.ts';
import { awaits } from './finance-levers.ts';

/** Months a forecast looks ahead from the data date. */
export const outlookMonths = 36;
const most = 300;
const caches = new WeakMap<Snapshot, Map<string, DemandProjection>>();

/** Months that a scenario's forecast looks ahead: 36, or to the end of its year where that is later. */
export function outlookOf({ dataDate }: Pick<Snapshot, 'dataDate'>, { year }: Pick<Scenario, 'year'>): number {
  return Math.max(outlookMonths, monthsBetween(addDays(dataDate, 1), yearEnd(year)));
}

/** What a scenario asks of the demand engine: the same for the projection and for the simulated paths. */
export function demandInput(snapshot: Snapshot, scenario: Scenario): DemandInput {
  return {
    snapshot,
    levers: scenario.levers.filter((lever) => lever.on && movesChildren(lever) && !awaits(lever)),
    months: outlookOf(snapshot, scenario),
    method: scenario.method,
    ...demandAssumptions(snapshot, scenario),
  };
}

/** How the assumptions of the data, and of a scenario above them, have rates measured. */
export function demandAssumptions(
  snapshot: Snapshot,
  scenario: Pick<Scenario, 'assumptions'>,
): Required<Pick<DemandInput, 'reference' | 'kappaDays' | 'seasonal' | 'edits' | 'expectedEnds' | 'movement'>> {
  const months = assumption(snapshot, scenario, 'reference-months');
  const from = addMonths(addDays(snapshot.dataDate, 1), -months);
  const assumptions: Record<string, number> = {
    ...Object.fromEntries(snapshot.assumptions.flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))),
    ...scenario.assumptions,
  };
  return {
    reference: months === 12 ? null : { from, to: snapshot.dataDate },
    kappaDays: assumption(snapshot, scenario, 'kappa-days'),
    seasonal: assumption(snapshot, scenario, 'seasonal-entrants') > 0,
    expectedEnds: expectedEndTrust(snapshot, scenario),
    edits: rateEditsOf(assumptions),
    movement: movementOf(snapshot, scenario, assumptions),
  };
}

/** How arrivals and exits move: as an officer set it, else from the history. Refuses values no rate can have. */
function movementOf(
  snapshot: Snapshot,
  scenario: Pick<Scenario, 'assumptions'>,
  assumptions: Readonly<Record<string, number>>,
): MovementChoice {
  const set = (key: string, least: number) => {
    const value = optionalAssumption(snapshot, scenario, key);
    if (value === null || (value >= least && value <= 100)) return value;
    throw new OutturnError('invalid-input', `The assumption “${key}” is ${value}: it must be ${least} or more.`, {
      key,
    });
  };
  return {
    ...movementFromHistory,
    ...(optionalAssumption(snapshot, scenario, intervalAdjustmentKey) === 1 ? { ownErrors: true } : {}),
    dispersion: set(movementKeys.dispersion, 1),
    entryWalk: set(movementKeys.entryWalk, 0),
    exitWalk: set(movementKeys.exitWalk, 0),
    breaks: statedBreaks(assumptions),
  };
}

/** Days from which policy changed, as stated: first of the months of the keys `break:2023-01` that are not nought. */
function statedBreaks(assumptions: Readonly<Record<string, number>>): string[] {
  return Object.keys(assumptions)
    .filter((key) => key.startsWith(breakPrefix) && assumptions[key] !== 0)
    .map((key) => {
      const month = `${key.slice(breakPrefix.length, breakPrefix.length + 7)}-01`;
      if (isCivilDate(month)) return month;
      throw new OutturnError('invalid-input', `The assumption “${key}” does not name a month, as in break:2023-01.`, {
        key,
      });
    })
    .sort();
}

const records = new WeakMap<Snapshot['placements'], ExpectedEndRecord>();

/** How often expected ends held in the council's own past; read once per register. */
export function expectedEndsOf(snapshot: Snapshot): ExpectedEndRecord {
  let record = records.get(snapshot.placements);
  if (!record) {
    record = expectedEndRecord(snapshot.placements, snapshot.dataDate);
    records.set(snapshot.placements, record);
  }
  return record;
}

/** Weight of expected ends, 0…1: as an officer trusts them (1 = all, 0 = none), else as they held in the past. */
export function expectedEndTrust(snapshot: Snapshot, scenario: Pick<Scenario, 'assumptions'>): number {
  const set = optionalAssumption(snapshot, scenario, expectedEndsKey);
  return Math.min(1, Math.max(0, set ?? totalsOf(snapshot)?.expectedEnds ?? expectedEndsOf(snapshot).share));
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
  // What is said of a lever names it, so its name is part of what the projection depends on.
  const key = JSON.stringify([rest, levers.map(({ note, ...lever }) => lever)]);
  const cached = cache.get(key);
  if (cached) return cached;
  const projection = projectDemand(input);
  const oldest = cache.size >= most ? cache.keys().next().value : undefined;
  if (oldest !== undefined) cache.delete(oldest);
  cache.set(key, projection);
  return projection;
}
