import { adultDate, agesOf, birthDayOf, birthdayOf } from '../demand/history/birthdays.ts';
import { monthIndex } from '../demand/history/month-index.ts';
import { type DatedPrice, priceOn, spanCost, type UnitTerms } from '../finance/placement-cost.ts';
import { addDays, type CivilDate, daysBetween, overlapDays } from '../model/calendar.ts';
import { totalsOf } from '../model/child-totals.ts';
import type { CapacityUnit, Placement } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Cell, Costed, GroupNow, KnownCost, StepDates } from './costed.ts';
import { costedTotals } from './costed-totals.ts';

/** A home or block contract: its terms in date order. `costed` = it has a fixed sum, so its children cost no more. */
export type Unit = {
  code: string;
  group: string;
  kind: CapacityUnit['kind'];
  lineName: string | null;
  terms: UnitTerms[];
  /** Share of places in use, latest stated, 0…1. */
  utilisation: number | null;
  costed: boolean;
};

/** A placement as it is costed: its end is cut where the child's next placement begins. */
export type CostedPlacement = {
  row: Placement;
  start: CivilDate;
  end: CivilDate | null;
  prices: DatedPrice[];
  /** In a costed unit: no price of its own. */
  fixed: boolean;
};

/** True for a placement bought by the week that has no price: it stands at the starter price of its group. */
export const unpriced = ({ row, prices, fixed }: CostedPlacement) =>
  !fixed && prices.length === 0 && row.shortBreak === 0;

/** What a snapshot's forecasts share, whatever the levers: made once, used at every move of a slider. */
export type PreparedSnapshot = {
  snapshot: Snapshot;
  placements: CostedPlacement[];
  /** Children in care at the end of the data date, one placement each, under 18, short breaks apart. */
  current: CostedPlacement[];
  units: Unit[];
  /** Open short breaks and placements past the 18th birthday: not projected. */
  shortBreaks: number;
  adults: number;
  /** @param trust weight of expected ends, 0…1 */
  costed: (steps: readonly StepDates[], trust: number) => Costed;
};

const prepared = new WeakMap<Snapshot, PreparedSnapshot>();

/** Reads a snapshot for forecasting; the same object is read once. The snapshot must not be changed afterwards. */
export function prepareSnapshot(snapshot: Snapshot): PreparedSnapshot {
  let found = prepared.get(snapshot);
  if (!found) {
    found = read(snapshot);
    prepared.set(snapshot, found);
  }
  return found;
}

function read(snapshot: Snapshot): PreparedSnapshot {
  const units = readUnits(snapshot.capacityUnits);
  const totals = totalsOf(snapshot);
  if (totals) {
    const costed = costedTotals(totals, snapshot.placementGroups);
    return { snapshot, placements: [], current: [], units, shortBreaks: 0, adults: 0, costed };
  }
  const placements = readPlacements(snapshot, units);
  const next = addDays(snapshot.dataDate, 1);
  const open = placements.filter(({ start, end }) => start <= snapshot.dataDate && (end === null || end >= next));
  const inCare = open.filter(({ row }) => row.shortBreak === 0);
  const young = inCare.filter(({ row }) => adultDate(row) > snapshot.dataDate);
  const coming = placements.filter(
    ({ row, start, end }) =>
      start > snapshot.dataDate && row.shortBreak === 0 && (end === null || end > start) && adultDate(row) > start,
  );
  const caches = new Map<string, Costed>();
  return {
    snapshot,
    placements,
    current: young,
    units,
    shortBreaks: open.length - inCare.length,
    adults: inCare.length - young.length,
    costed: (steps, trust) => {
      const key = `${steps[0]?.start} ${steps.at(-1)?.end} ${steps.length} ${trust}`;
      let costed = caches.get(key);
      if (!costed) {
        const parts = [...young, ...coming].map((placement) => partsOf(placement, snapshot, trust));
        const known = readKnown(parts, steps);
        costed = { cells: readCells(parts, next, steps), known, now: readNow(young, next) };
        caches.set(key, costed);
      }
      return costed;
    },
  };
}

function readUnits(rows: readonly CapacityUnit[]): Unit[] {
  const units = new Map<string, Unit>();
  for (const row of [...rows].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : a.id - b.id))) {
    const unit: Unit = units.get(row.code) ?? {
      code: row.code,
      group: row.groupCode,
      kind: row.kind,
      lineName: row.lineName,
      terms: [],
      utilisation: null,
      costed: false,
    };
    unit.terms.push({ from: row.from, places: row.places, annualCostPence: row.annualCostPence });
    unit.utilisation = row.utilisationPercent === null ? unit.utilisation : row.utilisationPercent / 100;
    unit.costed ||= row.annualCostPence > 0;
    units.set(row.code, unit);
  }
  return [...units.values()];
}

function readPlacements(snapshot: Snapshot, units: readonly Unit[]): CostedPlacement[] {
  const prices = new Map<string, DatedPrice[]>();
  for (const row of snapshot.placementPrices) {
    const list = prices.get(row.placementReference) ?? [];
    list.push({
      from: row.from,
      weeklyPence: row.weeklyPence,
      contributionPence: row.educationPence + row.healthPence,
    });
    prices.set(row.placementReference, list);
  }
  for (const list of prices.values()) list.sort((a, b) => (a.from < b.from ? -1 : 1));
  const costedUnits = new Set(units.filter((unit) => unit.costed).map((unit) => unit.code));
  const costedGroups = new Set(units.filter((unit) => unit.costed).map((unit) => unit.group));
  const placements = snapshot.placements.map((row): CostedPlacement => {
    const own = prices.get(row.reference) ?? [];
    const inUnit = row.unitCode !== null && costedUnits.has(row.unitCode);
    // Our own or block-bought, with no price: a place of the group's units. Bought by the week with no price: unpriced.
    const ours = row.route === 'in-house' || row.route === 'block';
    const fixed = inUnit || (ours && own.length === 0 && row.unitCode === null && costedGroups.has(row.groupCode));
    return { row, start: row.start, end: row.end, prices: own, fixed };
  });
  cutOverlaps(placements);
  return placements;
}

/**
 * A child's placement that runs into the next one ends where that begins, as the stock counts it (demand/spans.ts): of two
 * that begin together the longer stands, one without a night cuts nothing, short breaks overlap by their nature.
 */
function cutOverlaps(placements: readonly CostedPlacement[]): void {
  const byChild = new Map<string, CostedPlacement[]>();
  for (const placement of placements) {
    if (placement.row.shortBreak === 1 || placement.end === placement.start) continue;
    const list = byChild.get(placement.row.childKey);
    if (list) list.push(placement);
    else byChild.set(placement.row.childKey, [placement]);
  }
  for (const list of byChild.values()) {
    list.sort((a, b) => inOrder(a.start, b.start) || inOrder(a.end ?? '9999', b.end ?? '9999'));
    list.forEach((placement, index) => {
      const next = list[index + 1];
      if (next && (placement.end === null || placement.end > next.start)) placement.end = next.start;
    });
  }
}

const inOrder = (a: string, b: string) => (a < b ? -1 : Number(a > b));

/** A placement by what is known of it: days `[from, to)` that count with `known`, and the rest, moved by the rates. */
type Parts = { placement: CostedPlacement; from: CivilDate; to: CivilDate; known: number; rest: number };

function partsOf(placement: CostedPlacement, snapshot: Snapshot, trust: number): Parts {
  const { row, start, end } = placement;
  const { dataDate } = snapshot;
  const adult = adultDate(row);
  const from = start > dataDate ? start : addDays(dataDate, 1);
  const until = (date: CivilDate) => (date < adult ? date : adult);
  if (end !== null) return { placement, from, to: until(end), known: 1, rest: 0 };
  const expected = row.expectedEnd !== null && row.expectedEnd > dataDate && row.expectedEnd > start;
  const known = expected ? trust : 0;
  return { placement, from, to: until(expected ? (row.expectedEnd as string) : adult), known, rest: 1 - known };
}

/** Days that are known, by group: at the placement's own dated prices, those without a price apart. */
function readKnown(parts: readonly Parts[], steps: readonly StepDates[]): Map<string, KnownCost> {
  const groups = new Map<string, KnownCost>();
  const list = () => new Float64Array(steps.length);
  for (const { placement, from, to, known } of parts) {
    if (known === 0 || to <= from) continue;
    const { row, prices, fixed } = placement;
    const own = groups.get(row.groupCode) ?? {
      ...{ days: list(), fixedDays: list(), unpricedDays: list(), cost: list(), contribution: list() },
    };
    groups.set(row.groupCode, own);
    steps.forEach((step, at) => {
      const days = overlapDays(from, to, step.start, step.end) * known;
      if (days === 0) return;
      const { cost, contribution } = spanCost(from, to, prices, step.start, step.end);
      own.days[at]! += days;
      own.contribution[at]! += contribution * known;
      if (fixed) own.fixedDays[at]! += days;
      else if (prices.length === 0) own.unpricedDays[at]! += days;
      else own.cost[at]! += cost * known;
    });
  }
  return groups;
}

function readNow(current: readonly CostedPlacement[], on: CivilDate): Map<string, GroupNow> {
  const groups = new Map<string, GroupNow>();
  for (const { row, prices, fixed } of current) {
    const now = groups.get(row.groupCode) ?? { children: 0, fixed: 0, unpriced: 0, weekly: 0 };
    groups.set(row.groupCode, now);
    now.children += 1;
    if (fixed) now.fixed += 1;
    else if (prices.length === 0) now.unpriced += 1;
    else now.weekly += priceOn(prices, on)?.weeklyPence ?? 0;
  }
  return groups;
}

function readCells(parts: readonly Parts[], next: CivilDate, steps: readonly StepDates[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { placement, from, rest } of parts) {
    if (rest === 0) continue;
    const { row, prices, fixed } = placement;
    const birth = monthIndex(row.birthMonth);
    const { younger } = birthdayOf(birth, birthDayOf(row));
    const starts = from > next ? from : null;
    for (const [ageMonths, part] of agesOf(monthIndex(next) - birth, younger)) {
      const key = `${ageMonths} ${row.groupCode} ${starts ?? ''}`;
      let cell = cells.get(key);
      if (!cell) {
        const [weekly, contribution] = [new Float64Array(steps.length), new Float64Array(steps.length)];
        cell = { group: row.groupCode, ageMonths, from: starts, spot: 0, fixed: 0, unpriced: 0, weekly, contribution };
        cells.set(key, cell);
      }
      const weight = part * rest;
      if (fixed) cell.fixed += weight;
      else if (prices.length === 0) cell.unpriced += weight;
      else cell.spot += weight;
      addPrices(cell, placement, from, steps, weight);
    }
  }
  return [...cells.values()];
}

/** Adds a placement's weekly price in each step to its cell: in a step with a change of price, their mean over its days. */
function addPrices(
  cell: Cell,
  { prices, fixed }: CostedPlacement,
  from: CivilDate,
  steps: readonly StepDates[],
  weight: number,
): void {
  const steady = (prices.at(-1)?.from ?? '') <= from;
  const price = priceOn(prices, from);
  for (let index = 0; index < steps.length; index += 1) {
    const step = steps[index];
    if (!step || !price) continue;
    let { weeklyPence, contributionPence } = price;
    if (!steady) {
      const first = from > step.start && from < step.end ? from : step.start;
      const cost = spanCost(first, step.end, prices, first, step.end);
      const weeks = daysBetween(first, step.end) / 7;
      weeklyPence = cost.cost / weeks;
      contributionPence = cost.contribution / weeks;
    }
    if (!fixed) cell.weekly[index] = (cell.weekly[index] ?? 0) + weeklyPence * weight;
    cell.contribution[index] = (cell.contribution[index] ?? 0) + contributionPence * weight;
  }
}
