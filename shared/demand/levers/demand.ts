import { effectOf, leverDefinitions, movesChildren } from '../../levers/definitions.ts';
import type { Lever } from '../../model/lever.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { byCell, type StepPlan, type StepView, stepOnce } from '../chain.ts';
import { entrantsOf } from '../history/rates.ts';
import { openingPopulation } from '../prepare.ts';
import type { Prepared } from '../prepared.ts';
import { type CapacityState, capacityState, fillPlaces, type PlacesChanged } from './capacity.ts';
import { type Draft, type LeverNotes, leverCells, say, strengthIn, uascShare, unaccompanied } from './run.ts';

/** Levers that move children (docs/model.md §12), switched on and not neutral, in order. */
export function activeDemandLevers(levers: readonly Lever[]): Lever[] {
  return levers.filter((lever) => {
    return movesChildren(lever) && lever.on && lever.value !== leverDefinitions[lever.kind].neutral;
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
  const cellsOf = new Map(
    levers.map((lever) => [lever, placesOf(lever) === 'carers' ? [] : leverCells(prepared, lever)]),
  );
  let places = new Map<Lever, CapacityState>();
  const uasc = levers.some((lever) => countsUasc(lever) && lever.uasc !== 'all')
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
      const effect = effectOf(lever);
      const sort = placesOf(lever);
      if (sort !== null) {
        const state = places.get(lever) ?? capacityState(prepared, lever, sort, snapshot, notes);
        places.set(lever, state);
        fillPlaces(draft, lever, sort, state, strength, snapshot);
      } else if (strength > 0 && effect.on === 'flows') effect.apply(draft, lever, cells, strength, snapshot);
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

/** What places a lever changes; null where it changes none. */
function placesOf(lever: Lever): PlacesChanged | null {
  const effect = effectOf(lever);
  return effect.on === 'places' && effect.places !== 'recruited' ? effect.places : null;
}

function countsUasc(lever: Lever): boolean {
  const effect = effectOf(lever);
  return effect.on === 'flows' && effect.countsUasc === true;
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
    const leaving = effectOf(lever).on === 'leaving';
    return leaving && strengths[index]! > 0 ? [{ lever, index, strength: strengths[index]! }] : [];
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
  const effect = effectOf(lever);
  if (effect.on !== 'leaving') return;
  const size = prepared.rates.groups.length;
  for (const cell of cells) {
    const at = cell * (size + 1) + size;
    const rate = rates[at]!;
    const share = uascShare(lever, prepared.rates.uascExposure, cell);
    const target = effect.rateUnder(rate, lever, strength, notes);
    if (target < 0) say(notes, lever, `${lever.name}: a rate of leaving cannot fall below zero, so it is capped there`);
    rates[at] = rate + (Math.max(0, target) - rate) * share;
  }
}
