import { formatDate } from '../../format/format.ts';
import { bands } from '../../model/bands.ts';
import { type Lever, leverKindInformation } from '../../model/lever.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { byCell, type StepPlan, type StepView, stepOnce } from '../chain.ts';
import { type ExitRoute, exitRoutes } from '../history/exit-routes.ts';
import { type DemandRates, entrantsOf, routeRates } from '../history/rates.ts';
import { openingPopulation } from '../prepare.ts';
import type { Prepared } from '../prepared.ts';
import { type CapacityState, capacityState, fillPlaces, freePlaces } from './capacity.ts';
import { routeOfLever } from './lever-route.ts';
import {
  childrenShare,
  type Draft,
  entrantsOfLever,
  force,
  groupName,
  groupPositions,
  type LeverNotes,
  leverCells,
  perDayOfMonth,
  say,
  setEntrantsOfLever,
  strengthIn,
  uascShare,
  unaccompanied,
} from './run.ts';

/** Levers that move children (docs/model.md §12), switched on and not neutral, in order. */
export function activeDemandLevers(levers: readonly Lever[]): Lever[] {
  return levers.filter((lever) => {
    const { demand, neutral } = leverKindInformation[lever.kind];
    return demand && lever.on && lever.value !== neutral;
  });
}

/**
 * What drives each step of the chain under levers, acting in order on what the earlier ones left. Rates stay at nought
 * or more; what asks for more than children or places allow is capped, and `notes` says so after the run. Rates no
 * lever touches in a step keep their identity, so their matrices are not computed again. Throws `lever-invalid` where
 * a lever names a group or band that is not modelled.
 */
export function leverPlan(
  prepared: Prepared,
  levers: readonly Lever[],
  snapshot: Snapshot,
): { plan: (view: StepView) => StepPlan; notes: () => { lever: string; text: string }[] } {
  const notes: LeverNotes = new Map();
  const changed = new Map<string, Float64Array>();
  const cellsOf = new Map(levers.map((lever) => [lever, lever.kind === 'carers' ? [] : leverCells(prepared, lever)]));
  let places = new Map<Lever, CapacityState>();
  const uasc = levers.some((lever) => lever.kind === 'exits-number' && lever.uasc !== 'all')
    ? uascTrack(prepared, snapshot.dataDate)
    : null;
  const plan = (view: StepView): StepPlan => {
    if (view.number === 0) places = new Map();
    const strengths = levers.map((lever) => strengthIn(lever, view.step));
    const rates = ratesUnder(prepared, levers, strengths, cellsOf, changed, notes);
    const draft = newDraft(prepared, view, rates, uasc?.start(view) ?? null, notes);
    levers.forEach((lever, index) => {
      const strength = strengths[index]!;
      const cells = cellsOf.get(lever)!;
      if (isCapacity(lever)) {
        const state = places.get(lever) ?? capacityState(prepared, lever, snapshot, notes);
        places.set(lever, state);
        fillPlaces(draft, lever, state, strength, snapshot);
      } else if (strength === 0) return;
      else if (lever.kind === 'entrants-percent') scaleEntrants(draft, lever, cells, strength);
      else if (lever.kind === 'entrants-number') addEntrants(draft, lever, cells, strength);
      else if (lever.kind === 'exits-number') addExits(draft, lever, cells, strength);
      else if (lever.kind === 'moves') moveOn(draft, lever, cells, strength, snapshot);
    });
    uasc?.end(draft);
    return { rates: draft.rates, entrants: draft.entrants, forced: draft.forced };
  };
  return { plan, notes: () => [...notes.values()] };
}

/** Follows the unaccompanied children through the same steps, so that no more of them are moved on than there are. */
function uascTrack(prepared: Prepared, dataDate: string) {
  const size = prepared.rates.groups.length;
  let population = new Float64Array();
  let last: Draft | null = null;
  return {
    /** Unaccompanied children by cell at the start of a step. */
    start(view: StepView): Float64Array {
      if (view.number === 0 || !last) {
        population = prepared.openingUasc
          ? Float64Array.from(prepared.openingUasc)
          : openingPopulation(prepared.spans, prepared.position, size, dataDate, 'only', prepared.future.taken);
      } else {
        const forced = last.forced.map((flow) => ({ ...flow, perDay: flow.uascPerDay }));
        const plan = { rates: last.rates, entrants: last.uascEntrants ?? unaccompanied(last), forced };
        population = stepOnce(population, size, last.view.step, plan, last.view.matrices).next;
      }
      return byCell(population, size);
    },
    end(draft: Draft): void {
      last = draft;
    },
  };
}

function isCapacity(lever: Lever): boolean {
  return lever.kind === 'carers' || lever.kind === 'block-beds' || lever.kind === 'utilisation';
}

function newDraft(
  prepared: Prepared,
  view: StepView,
  rates: Float64Array,
  uascCells: Float64Array | null,
  notes: LeverNotes,
): Draft {
  const size = prepared.rates.groups.length;
  const cells = byCell(view.population, size);
  const available = new Float64Array(cells.length);
  for (let cell = 0; cell < cells.length; cell += 1) {
    if (cells[cell] === 0) continue;
    const group = cell % size;
    const staying = view.matrices(rates, Math.floor(cell / size)).survive[group * size + group]!;
    available[cell] = (cells[cell]! * staying) / view.step.days;
  }
  const uascAvailable = available.map((perDay, cell) =>
    uascCells && cells[cell]! > 0 ? perDay * Math.min(1, uascCells[cell]! / cells[cell]!) : 0,
  );
  const entrants = entrantsOf(prepared.rates, view.step);
  const own = { cells, rates, entrants, uascEntrants: null, uascCells, forced: [], available, uascAvailable };
  return { prepared, view, notes, ...own };
}

/** Rates under the levers that change rates of leaving; the same levers at the same strength give the same array. */
function ratesUnder(
  prepared: Prepared,
  levers: readonly Lever[],
  strengths: readonly number[],
  cellsOf: ReadonlyMap<Lever, readonly number[]>,
  changed: Map<string, Float64Array>,
  notes: LeverNotes,
): Float64Array {
  const acting = levers.flatMap((lever, index) => {
    const rateLever = lever.kind === 'exits-percent' || lever.kind === 'duration-weeks';
    return rateLever && strengths[index]! > 0 ? [{ lever, index, strength: strengths[index]! }] : [];
  });
  if (acting.length === 0) return prepared.rates.rates;
  const key = acting.map(({ index, strength }) => `${index}:${strength}`).join('|');
  let rates = changed.get(key);
  if (!rates) {
    rates = Float64Array.from(prepared.rates.rates);
    for (const { lever, strength } of acting) changeExits(prepared, rates, lever, cellsOf.get(lever)!, strength, notes);
    changed.set(key, rates);
  }
  return rates;
}

function changeExits(
  prepared: Prepared,
  rates: Float64Array,
  lever: Lever,
  cells: readonly number[],
  strength: number,
  notes: LeverNotes,
): void {
  const size = prepared.rates.groups.length;
  for (const cell of cells) {
    const at = cell * (size + 1) + size;
    const rate = rates[at]!;
    const share = uascShare(lever, prepared.rates.uascExposure, cell);
    let target = rate;
    if (lever.kind === 'exits-percent') target = rate * (1 + (lever.value / 100) * strength);
    else if (rate > 0) {
      const shorter = 1 / rate - 7 * lever.value * strength;
      // A mean time to leaving under a week is no forecast: it stops there.
      const least = Math.min(7, 1 / rate);
      if (shorter < least)
        say(notes, lever, `${lever.name}: the mean time to leaving cannot fall under a week, so it is capped there`);
      target = 1 / Math.max(shorter, least);
    }
    if (target < 0) say(notes, lever, `${lever.name}: a rate of leaving cannot fall below zero, so it is capped there`);
    rates[at] = rate + (Math.max(0, target) - rate) * share;
  }
}

function scaleEntrants(draft: Draft, lever: Lever, cells: readonly number[], strength: number): void {
  const factor = 1 + (lever.value / 100) * strength;
  if (factor < 0) say(draft.notes, lever, `${lever.name}: entrants cannot fall below zero, so they are capped there`);
  for (const cell of cells) setEntrantsOfLever(draft, lever, cell, entrantsOfLever(draft, lever, cell) * factor);
}

/** Adds entrants in proportion to those expected; where there are none, to children in care, and else evenly. */
function addEntrants(draft: Draft, lever: Lever, cells: readonly number[], strength: number): void {
  const wanted = perDayOfMonth(lever.value * strength, draft.view.step);
  const now = cells.map((cell) => entrantsOfLever(draft, lever, cell));
  const choices = [
    now,
    cells.map((cell) => draft.entrants[cell]!),
    cells.map((cell) => draft.cells[cell]!),
    cells.map((cell) => bands[Math.floor(cell / draft.prepared.rates.groups.length)]!.toMonth),
  ];
  const weights = choices.find((choice) => choice.some((weight) => weight > 0)) ?? [];
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  let short = false;
  cells.forEach((cell, index) => {
    const value = now[index]! + (total > 0 ? (wanted * weights[index]!) / total : 0);
    if (value < 0) short = true;
    setEntrantsOfLever(draft, lever, cell, value);
  });
  if (short)
    say(draft.notes, lever, `${lever.name}: fewer children enter than it takes away, so entrants are capped at zero`);
}

/** Rates of leaving by a route are asked for in every step of every what-if. */
const knownRoutes = new WeakMap<DemandRates, Map<ExitRoute, number[]>>();
function keepRoute(rates: DemandRates, route: ExitRoute): number[] {
  const own = knownRoutes.get(rates) ?? new Map<ExitRoute, number[]>();
  const found = routeRates(rates, route);
  knownRoutes.set(rates, own.set(route, found));
  return found;
}

/** Takes children in proportion to those there and, where a route is named, to their rate of leaving by it. */
function addExits(draft: Draft, lever: Lever, cells: readonly number[], strength: number): void {
  const perDay = perDayOfMonth((Math.max(0, lever.value) / 12) * strength, draft.view.step);
  const { rates } = draft.prepared;
  const children = cells.map((cell) => draft.cells[cell]! * childrenShare(draft, cell, lever.uasc));
  const route = routeOfLever(lever);
  const byRoute = route === null ? null : (knownRoutes.get(rates)?.get(route) ?? keepRoute(rates, route));
  let weights = byRoute ? children.map((count, index) => count * byRoute[cells[index]!]!) : children;
  if (route !== null && weights.every((weight) => weight === 0)) {
    const { from, to } = rates.window;
    say(
      draft.notes,
      lever,
      `${lever.name}: no child is recorded as leaving by ${exitRoutes[route].label} from ${formatDate(from)} to ${formatDate(to)}, so those who leave are taken in proportion to the children there`,
    );
    weights = children;
  }
  const unmet = force(draft, cells, weights, -1, perDay, lever.uasc);
  if (unmet > 1e-9)
    say(
      draft.notes,
      lever,
      `${lever.name}: more are to leave than there are ${lever.uasc === 'only' ? 'unaccompanied ' : ''}children ${route && weights !== children ? `where they leave by ${exitRoutes[route].label}` : 'in its groups'}, so it is capped`,
    );
}

function moveOn(draft: Draft, lever: Lever, cells: readonly number[], strength: number, snapshot: Snapshot): void {
  const { step } = draft.view;
  const size = draft.prepared.rates.groups.length;
  const to = groupPositions(draft.prepared, lever, [lever.toGroup ?? '(none)'])[0]!;
  const from = cells.filter((cell) => cell % size !== to);
  const wanted = perDayOfMonth(Math.max(0, lever.value) * strength, step);
  const free = freePlaces(draft, to, snapshot);
  const allowed = Math.min(wanted, free / step.days);
  if (allowed < wanted - 1e-12)
    say(
      draft.notes,
      lever,
      `${lever.name}: more moves than free places in ${groupName(draft.prepared, to)}, so it is capped`,
    );
  const unmet = force(
    draft,
    from,
    from.map((cell) => draft.cells[cell]!),
    to,
    allowed,
  );
  if (unmet > 1e-9)
    say(draft.notes, lever, `${lever.name}: more moves than there are children in its groups, so it is capped`);
}
