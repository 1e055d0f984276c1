import { bands } from '../../model/bands.ts';
import { addMonths, daysBetween, monthStart, monthsBetween, overlapDays } from '../../model/calendar.ts';
import { type Lever, leverStrength } from '../../model/lever.ts';
import { OutturnError } from '../../model/problem.ts';
import type { ForcedFlow, StepView } from '../chain.ts';
import type { Prepared } from '../prepared.ts';
import type { Step } from '../steps.ts';

/** A step's rates, entrants and forced flows while the levers act on them in turn. Arrays are copied before a change. */
export type Draft = {
  prepared: Prepared;
  view: StepView;
  /** Children at the start of the step by cell. */
  cells: Float64Array;
  rates: Float64Array;
  entrants: Float64Array;
  /** Of the entrants, unaccompanied children; null until a lever changes entrants. */
  uascEntrants: Float64Array | null;
  /** Unaccompanied children at the start of the step by cell; null where no lever asks. */
  uascCells: Float64Array | null;
  forced: LeverFlow[];
  /** Children a day that can still be taken from each cell, after forced flows so far. */
  available: Float64Array;
  /** Of those, unaccompanied children. */
  uascAvailable: Float64Array;
  /** Sentences about caps met, once each. */
  notes: LeverNotes;
};

/** What is said of levers, once each: the id of the lever and a sentence that names it. */
export type LeverNotes = Map<string, { lever: string; text: string }>;

/** Says something of a lever. */
export function say(notes: LeverNotes, lever: Lever, text: string): void {
  notes.set(`${lever.id} ${text}`, { lever: lever.id, text });
}

/** A forced flow, and how many of its children are unaccompanied, per day. */
export type LeverFlow = ForcedFlow & { uascPerDay: number };

/** How much of a lever acts in a step: its ramp, times the part of the step that its dates cover. */
export function strengthIn(lever: Lever, step: Step): number {
  const days = overlapDays(lever.from, lever.to, step.start, step.end);
  if (days === 0) return 0;
  return (leverStrength(lever, Math.max(0, monthsBetween(lever.from, step.start))) * days) / step.days;
}

/** Per day of a step from a number a month: a whole month gives the number exactly. */
export function perDayOfMonth(number: number, step: Step): number {
  const month = monthStart(step.start);
  return number / daysBetween(month, addMonths(month, 1));
}

/** Positions, among the modelled groups, of codes; all of them when none is named. Unknown or held ones are refused. */
export function groupPositions(prepared: Prepared, lever: Lever, codes: readonly string[]): number[] {
  const modelled = prepared.rates.groups;
  if (codes.length === 0) return modelled.map((_, index) => index);
  return codes.map((code) => {
    const at = modelled.indexOf(code);
    if (at >= 0) return at;
    const known = prepared.groups.some((group) => group.code === code);
    throw new OutturnError(
      'lever-invalid',
      `Lever “${lever.name}” names the placement group “${code}”, which ${known ? 'is held at its last level and not modelled' : 'does not exist'}. Choose another group.`,
      { lever: lever.id, group: code },
    );
  });
}

/** Name of a modelled group by its position. */
export function groupName(prepared: Prepared, position: number): string {
  const code = prepared.rates.groups[position] ?? '';
  return prepared.groups.find((group) => group.code === code)?.name ?? code;
}

/** Cells a lever acts on: its bands × its groups. Unknown bands are refused. */
export function leverCells(prepared: Prepared, lever: Lever): number[] {
  const size = prepared.rates.groups.length;
  const positions = groupPositions(prepared, lever, lever.groups);
  const codes = lever.bands.length === 0 ? bands.map((band) => band.code as string) : lever.bands;
  return codes.flatMap((code) => {
    const band = bands.findIndex((candidate) => candidate.code === code);
    if (band < 0) {
      throw new OutturnError(
        'lever-invalid',
        `Lever “${lever.name}” names the age band “${code}”, which does not exist.`,
        {
          lever: lever.id,
          band: code,
        },
      );
    }
    return positions.map((position) => band * size + position);
  });
}

/** The part of a cell a lever touches: all, its unaccompanied children, or the others. */
export function uascShare(lever: Lever, shares: Float64Array, cell: number): number {
  if (lever.uasc === 'all') return 1;
  return lever.uasc === 'only' ? shares[cell]! : 1 - shares[cell]!;
}

/** The part of the children of a cell now that a lever touches: all, the unaccompanied, or the others. */
export function childrenShare(draft: Draft, cell: number, uasc: Lever['uasc']): number {
  if (uasc === 'all') return 1;
  const children = draft.cells[cell]!;
  const share = children > 0 ? Math.min(1, (draft.uascCells?.[cell] ?? 0) / children) : 0;
  return uasc === 'only' ? share : 1 - share;
}

/**
 * Takes `perDay` children from cells in proportion to `weights`, out of care (to = −1) or to a group; no cell gives
 * more than it has left of the children `uasc` names, and the rest is asked of the others. Gives what could not be met,
 * per day.
 */
export function force(
  draft: Draft,
  cells: readonly number[],
  weights: readonly number[],
  to: number,
  perDay: number,
  uasc: Lever['uasc'] = 'all',
): number {
  const size = draft.prepared.rates.groups.length;
  let wanted = perDay;
  const taken = new Map<number, { perDay: number; uascPerDay: number }>();
  const { available, uascAvailable } = draft;
  const left = (cell: number) =>
    uasc === 'all'
      ? available[cell]!
      : uasc === 'only'
        ? uascAvailable[cell]!
        : available[cell]! - uascAvailable[cell]!;
  for (let round = 0; round < 8 && wanted > 1e-12; round += 1) {
    const open = cells.map((cell, index) => (left(cell) > 1e-12 ? weights[index]! : 0));
    const total = open.reduce((sum, weight) => sum + weight, 0);
    if (!(total > 0)) break;
    const asked = wanted;
    cells.forEach((cell, index) => {
      if (open[index] === 0) return;
      const part = Math.min((asked * open[index]!) / total, left(cell));
      const unaccompanied =
        uasc === 'all' ? (part * uascAvailable[cell]!) / available[cell]! : uasc === 'only' ? part : 0;
      available[cell] = available[cell]! - part;
      uascAvailable[cell] = uascAvailable[cell]! - unaccompanied;
      const before = taken.get(cell) ?? { perDay: 0, uascPerDay: 0 };
      taken.set(cell, { perDay: before.perDay + part, uascPerDay: before.uascPerDay + unaccompanied });
      wanted -= part;
    });
  }
  for (const [cell, flow] of taken) {
    if (flow.perDay > 0) draft.forced.push({ band: Math.floor(cell / size), from: cell % size, to, ...flow });
  }
  return Math.max(0, wanted);
}

/** Entrants that may be changed, and those of them who are unaccompanied. */
export function editableEntrants(draft: Draft): { all: Float64Array; uasc: Float64Array } {
  if (!draft.uascEntrants) {
    draft.entrants = Float64Array.from(draft.entrants);
    draft.uascEntrants = unaccompanied(draft);
  }
  return { all: draft.entrants, uasc: draft.uascEntrants };
}

/** The unaccompanied among the entrants as measured. */
export function unaccompanied({ entrants, prepared }: Draft): Float64Array {
  return entrants.map((perDay, cell) => perDay * prepared.rates.uascEntrants[cell]!);
}

/** Of the entrants of a cell those a lever touches, per day. */
export function entrantsOfLever(draft: Draft, lever: Lever, cell: number): number {
  const { all, uasc } = editableEntrants(draft);
  return lever.uasc === 'all' ? all[cell]! : lever.uasc === 'only' ? uasc[cell]! : all[cell]! - uasc[cell]!;
}

/** Makes them so many, nought or more; the others stay as they are. */
export function setEntrantsOfLever(draft: Draft, lever: Lever, cell: number, perDay: number): void {
  const { all, uasc } = editableEntrants(draft);
  const now = entrantsOfLever(draft, lever, cell);
  const wanted = Math.max(0, perDay);
  all[cell] = lever.uasc === 'all' ? wanted : Math.max(0, all[cell]! + wanted - now);
  if (lever.uasc === 'only') uasc[cell] = wanted;
  else if (lever.uasc === 'all' && now > 0) uasc[cell] = (uasc[cell]! * wanted) / now;
}
