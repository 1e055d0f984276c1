import { bands } from '../../model/bands.ts';
import type { Lever } from '../../model/lever.ts';
import { OutturnError } from '../../model/problem.ts';
import type { CapacityUnit } from '../../model/registers.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { openEnd } from '../history/spans.ts';
import type { Prepared } from '../prepared.ts';
import {
  type Draft,
  editableEntrants,
  force,
  groupName,
  groupPositions,
  type LeverNotes,
  perDayOfMonth,
  say,
} from './run.ts';

/** What places a lever changes: carers recruited, beds bought, or the use of what there is. */
export type PlacesChanged = 'carers' | 'beds' | 'use';

/** Where a capacity lever's places are, whose new placements they take, and how they stand. Groups are positions. */
export type CapacityState = {
  targets: { group: number; origins: number[]; share: number; base: number; taken: number }[];
  /** Carers recruited so far. */
  carers: number;
};

/** Units in force on a date: the latest row of each unit that has begun. */
export function unitsOn(units: readonly CapacityUnit[], date: string): CapacityUnit[] {
  const latest = new Map<string, CapacityUnit>();
  for (const unit of units) {
    const known = latest.get(unit.code);
    if (unit.from <= date && (!known || known.from < unit.from)) latest.set(unit.code, unit);
  }
  return [...latest.values()];
}

/**
 * Where a block-beds lever puts its beds, as shares that sum to 1: in the groups it names, by the places they have; with
 * none named, in those with block contracts, or where there are none in all that have places. Empty = nowhere known.
 */
export function bedShares(units: readonly CapacityUnit[], date: string, named: readonly string[]): Map<string, number> {
  const open = unitsOn(units, date);
  const blocks = open.filter((unit) => unit.kind === 'block');
  const places = new Map<string, number>();
  for (const unit of named.length > 0 || blocks.length === 0 ? open : blocks) {
    if (named.length > 0 && !named.includes(unit.groupCode)) continue;
    places.set(unit.groupCode, (places.get(unit.groupCode) ?? 0) + unit.places);
  }
  const total = [...places.values()].reduce((sum, value) => sum + value, 0);
  const groups = named.length > 0 ? named : [...places.keys()];
  return new Map(groups.map((group) => [group, total > 0 ? (places.get(group) ?? 0) / total : 1 / groups.length]));
}

/**
 * Places of a group that limit it, less the children there and those already sent in this step; Infinity where the
 * group has no homes, flats or foster places of its own, or also buys (block or more children than places).
 */
export function freePlaces(draft: Draft, group: number, snapshot: Snapshot): number {
  const { places, units } = placesOf(draft, group, snapshot);
  if (units.length === 0 || units.some((unit) => unit.kind === 'block')) return Number.POSITIVE_INFINITY;
  let atStart = 0;
  draft.prepared.position.forEach((position, index) => {
    if (position !== group) return;
    for (let band = 0; band < bands.length; band += 1)
      atStart += draft.prepared.stock[band * draft.prepared.groups.length + index]!;
  });
  return atStart > places ? Number.POSITIVE_INFINITY : emptyPlaces(draft, group, snapshot);
}

/** Places a group has in the step, less the children there and those already sent: nought or more. */
function emptyPlaces(draft: Draft, group: number, snapshot: Snapshot): number {
  const size = draft.prepared.rates.groups.length;
  let now = 0;
  for (let band = 0; band < bands.length; band += 1) now += draft.cells[band * size + group]!;
  for (const forced of draft.forced) if (forced.to === group) now += forced.perDay * draft.view.step.days;
  return Math.max(0, placesOf(draft, group, snapshot).places - now);
}

function placesOf(draft: Draft, group: number, snapshot: Snapshot): { places: number; units: CapacityUnit[] } {
  const code = draft.prepared.rates.groups[group]!;
  const units = unitsOn(snapshot.capacityUnits, draft.view.step.start).filter((unit) => unit.groupCode === code);
  return { places: units.reduce((sum, unit) => sum + unit.places, 0), units };
}

/** Where a capacity lever acts, worked out once from care types, units and how children are placed now. */
export function capacityState(
  prepared: Prepared,
  lever: Lever,
  changed: PlacesChanged,
  snapshot: Snapshot,
  notes: LeverNotes,
): CapacityState {
  const own = ownPlaces(prepared, snapshot);
  const beds = bedShares(snapshot.capacityUnits, snapshot.dataDate, lever.groups);
  const groups = targetGroups(prepared, lever, changed, own, beds);
  const bought = boughtShare(prepared, snapshot.dataDate);
  const careType = prepared.rates.groups.map((code) => prepared.groups.find((group) => group.code === code)!.careType);
  const targets = groups.map((group) => {
    const named =
      changed === 'carers' && lever.groups.length > 0 ? groupPositions(prepared, lever, lever.groups) : null;
    // A group that buys for itself fills new places with what it would have bought.
    const buys = named === null && bought[group]! > 0.5;
    const origins = (named ?? careType.map((_, index) => index)).filter(
      (other) =>
        !buys && other !== group && (named !== null || (careType[other] === careType[group] && bought[other]! > 0.5)),
    );
    const share = beds.get(prepared.rates.groups[group]!) ?? 0;
    return { group, origins, share, base: own[group]!, taken: 0 };
  });
  for (const { group, origins } of targets) {
    if (origins.length === 0) {
      say(
        notes,
        lever,
        `${lever.name}: places in ${groupName(prepared, group)} are filled by children of the same group, so they change cost and not the number in each group`,
      );
    }
  }
  return { targets, carers: 0 };
}

function ownPlaces(prepared: Prepared, snapshot: Snapshot): number[] {
  const units = unitsOn(snapshot.capacityUnits, snapshot.dataDate);
  return prepared.rates.groups.map((code) =>
    units.filter((unit) => unit.groupCode === code).reduce((sum, unit) => sum + unit.places, 0),
  );
}

/** Share of each group's children now placed by framework or spot purchase. */
function boughtShare(prepared: Prepared, dataDate: string): number[] {
  const { spans, position, rates } = prepared;
  if (prepared.bought) return [...prepared.bought];
  const day = Date.parse(`${dataDate}T00:00:00Z`) / 86_400_000;
  const bought = new Array<number>(rates.groups.length).fill(0);
  const all = new Array<number>(rates.groups.length).fill(0);
  for (let index = 0; index < spans.count; index += 1) {
    const group = position[spans.group[index]!]!;
    if (group < 0 || spans.start[index]! > day || (spans.end[index]! <= day && spans.end[index]! !== openEnd)) continue;
    all[group]! += 1;
    if (spans.route[index]! >= 3) bought[group]! += 1;
  }
  return all.map((count, group) => (count > 0 ? bought[group]! / count : 0));
}

function targetGroups(
  prepared: Prepared,
  lever: Lever,
  changed: PlacesChanged,
  own: readonly number[],
  beds: ReadonlyMap<string, number>,
): number[] {
  if (changed !== 'carers') {
    if (lever.groups.length > 0) return groupPositions(prepared, lever, lever.groups);
    const withPlaces = own.flatMap((places, index) =>
      places > 0 && (changed !== 'beds' || beds.has(prepared.rates.groups[index]!)) ? [index] : [],
    );
    if (withPlaces.length > 0) return withPlaces;
    throw new OutturnError(
      'lever-invalid',
      `Lever “${lever.name}” names no group and no capacity is held. Name the groups.`,
      {
        lever: lever.id,
      },
    );
  }
  if (lever.toGroup !== null) return groupPositions(prepared, lever, [lever.toGroup]);
  const fostering = prepared.rates.groups.flatMap((code, index) => {
    const group = prepared.groups.find((candidate) => candidate.code === code)!;
    return group.careType === 'fostering'
      ? [{ index, places: own[index]!, named: /in.?house/i.test(`${group.name} ${code}`) }]
      : [];
  });
  const best = fostering.sort((a, b) => b.places - a.places || Number(b.named) - Number(a.named))[0];
  if (!best || (best.places === 0 && !best.named)) {
    throw new OutturnError(
      'lever-invalid',
      `Lever “${lever.name}”: no in-house fostering group can be told from the data. Name the group the carers’ places are in.`,
      { lever: lever.id },
    );
  }
  return [best.index];
}

/**
 * New placements of the origins fill the lever's free places before anything is bought: entrants first, then children
 * who move in. Places lost (a negative lever) send new placements the other way. Places emptied are filled again.
 */
export function fillPlaces(
  draft: Draft,
  lever: Lever,
  changed: PlacesChanged,
  state: CapacityState,
  strength: number,
  snapshot: Snapshot,
): void {
  const { step } = draft.view;
  if (changed === 'carers') state.carers += perDayOfMonth((lever.value / 12) * strength, step) * step.days;
  for (const target of state.targets) {
    if (target.origins.length === 0) continue;
    const places =
      changed === 'carers'
        ? state.carers
        : changed === 'beds'
          ? lever.value * strength * target.share
          : (lever.value / 100) * strength * target.base;
    const gaining = places >= 0;
    const into = gaining ? [target.group] : target.origins;
    const from = gaining ? target.origins : [target.group];
    target.taken *= stayingShare(draft, into);
    let free = Math.max(0, Math.abs(places) - Math.abs(target.taken));
    if (changed === 'use' && gaining) {
      // Fuller use brings no new place.
      const empty = emptyPlaces(draft, target.group, snapshot);
      if (empty < free - 1e-9)
        say(
          draft.notes,
          lever,
          `${lever.name}: fewer places stand empty in ${groupName(draft.prepared, target.group)} than it would fill, so it is capped`,
        );
      free = Math.min(free, empty);
    }
    const filled = divert(draft, from, into[0]!, free);
    target.taken += filled;
    if (free - filled > 0.5) {
      say(
        draft.notes,
        lever,
        `${lever.name}: too few new placements to fill every place in the month they come; the rest fill later months`,
      );
    }
  }
}

/** Share of the children of groups who are still there after the step. */
function stayingShare(draft: Draft, groups: readonly number[]): number {
  const size = draft.prepared.rates.groups.length;
  let [before, after] = [0, 0];
  for (let band = 0; band < bands.length; band += 1) {
    for (const group of groups) {
      const children = draft.cells[band * size + group]!;
      before += children;
      after += children * draft.view.matrices(draft.rates, band).survive[group * size + group]!;
    }
  }
  return before > 0 ? after / before : 1;
}

/** Sends up to `free` new placements of `from` to another group; gives how many. */
function divert(draft: Draft, from: readonly number[], to: number, free: number): number {
  if (!(free > 0)) return 0;
  const size = draft.prepared.rates.groups.length;
  const { days } = draft.view.step;
  const cells = from.flatMap((group) => bands.map((_, band) => band * size + group));
  const arriving = cells.reduce((sum, cell) => sum + draft.entrants[cell]!, 0) * days;
  let left = free;
  if (arriving > 0) {
    const part = Math.min(1, free / arriving);
    for (const entrants of Object.values(editableEntrants(draft))) {
      for (const cell of cells) {
        const moved = entrants[cell]! * part;
        const into = Math.floor(cell / size) * size + to;
        entrants[cell] = entrants[cell]! - moved;
        entrants[into] = entrants[into]! + moved;
      }
    }
    left -= arriving * part;
  }
  if (left < 1e-9) return free;
  // Children who move into these groups from others take the places that entrants left.
  const movers = cells.map((cell) => {
    const [band, group] = [Math.floor(cell / size), cell % size];
    let perDay = 0;
    for (let other = 0; other < size; other += 1) {
      if (other === group || other === to || from.includes(other)) continue;
      const origin = band * size + other;
      perDay += draft.cells[origin]! * draft.rates[origin * (size + 1) + group]!;
    }
    return perDay;
  });
  const most = movers.reduce((sum, perDay) => sum + perDay, 0);
  const wanted = Math.min(left / days, most);
  if (!(wanted > 0)) return free - left;
  const unmet = force(draft, cells, movers, to, wanted);
  return free - left + (wanted - unmet) * days;
}
