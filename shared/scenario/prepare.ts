import { type DatedPrice, priceOn, spanCost, type UnitTerms } from '../finance/placement-cost.ts';
import { adultMonth } from '../model/bands.ts';
import { addDays, ageInMonths, type CivilDate, daysBetween } from '../model/calendar.ts';
import type { CapacityUnit, Placement } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

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

/** Children of one group and age on the data date, with the sum of their weekly prices in each step, pence. */
export type Cell = {
  group: string;
  ageMonths: number;
  spot: number;
  fixed: number;
  unpriced: number;
  weekly: Float64Array;
  contribution: Float64Array;
};

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
  cells: (steps: readonly { start: CivilDate; end: CivilDate }[]) => Cell[];
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
  const placements = readPlacements(snapshot, units);
  const next = addDays(snapshot.dataDate, 1);
  const open = placements.filter(({ start, end }) => start <= snapshot.dataDate && (end === null || end >= next));
  const inCare = open.filter(({ row }) => row.shortBreak === 0);
  const young = inCare.filter(({ row }) => ageInMonths(row.birthMonth, next) < adultMonth);
  const caches = new Map<string, Cell[]>();
  return {
    snapshot,
    placements,
    current: young,
    units,
    shortBreaks: open.length - inCare.length,
    adults: inCare.length - young.length,
    cells: (steps) => {
      const key = `${steps[0]?.start} ${steps.at(-1)?.end} ${steps.length}`;
      let cells = caches.get(key);
      if (!cells) {
        cells = readCells(young, next, steps);
        caches.set(key, cells);
      }
      return cells;
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

function readCells(
  current: readonly CostedPlacement[],
  from: CivilDate,
  steps: readonly { start: CivilDate; end: CivilDate }[],
): Cell[] {
  const cells = new Map<string, Cell>();
  for (const { row, prices, fixed } of current) {
    const ageMonths = ageInMonths(row.birthMonth, from);
    const key = `${ageMonths} ${row.groupCode}`;
    let cell = cells.get(key);
    if (!cell) {
      const [weekly, contribution] = [new Float64Array(steps.length), new Float64Array(steps.length)];
      cell = { group: row.groupCode, ageMonths, spot: 0, fixed: 0, unpriced: 0, weekly, contribution };
      cells.set(key, cell);
    }
    if (fixed) cell.fixed += 1;
    else if (prices.length === 0) cell.unpriced += 1;
    else cell.spot += 1;
    const steady = (prices.at(-1)?.from ?? '') <= from;
    const price = priceOn(prices, from);
    for (let index = 0; index < steps.length; index += 1) {
      const step = steps[index];
      if (!step || !price) continue;
      let { weeklyPence, contributionPence } = price;
      if (!steady) {
        const cost = spanCost(step.start, step.end, prices, step.start, step.end);
        const weeks = daysBetween(step.start, step.end) / 7;
        weeklyPence = cost.cost / weeks;
        contributionPence = cost.contribution / weeks;
      }
      if (!fixed) cell.weekly[index] = (cell.weekly[index] ?? 0) + weeklyPence;
      cell.contribution[index] = (cell.contribution[index] ?? 0) + contributionPence;
    }
  }
  return [...cells.values()];
}
