import { bedShares as sharesOfBeds } from '../demand/levers/capacity.ts';
import { type DemandMonth, type DemandProjection, goneIn } from '../demand/projection.ts';
import { perPlaceWeek, type StarterPrice, type UnitTerms, unitCost } from '../finance/placement-cost.ts';
import { type CivilDate, daysBetween, overlapDays } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import { actsOnGroup, leverSum, priceFactorOf } from './finance-levers.ts';
import type { Cell, GroupNow, KnownCost, PreparedSnapshot, Unit } from './prepare.ts';

/** A group's children and cost in one step, fractional pence; contributions are negative income. */
export type GroupStep = {
  group: string;
  stock: number;
  entrants: number;
  leavers: number;
  childDays: number;
  /** Days of the step, and what the group's children of the data date would cost in it at the prices of that day. */
  days: number;
  level: number;
  /** Mean of those prices a week over all its children; children in fixed places count as nought. */
  meanWeekly: number;
  /** Gross at own price of those who stay, and at the starter price of the rest. */
  committed: number;
  projected: number;
  committedContributions: number;
  projectedContributions: number;
  /** Fixed cost of the group's units, unit by unit, and the value of their empty places. */
  fixed: { unit: Unit; cost: number }[];
  voids: number;
  /** What `projected` is worked out from: days of those who stay, free place-days, and the price of the rest a week. */
  stayed: number;
  free: number;
  spotWeekly: number;
  /** Effect of price levers, and what partners pay of a week at the starter price. */
  priceFactor: number;
  starterContribution: number;
};

/** Levers that act on cost, in list order, switched-on ones only. */
export type CostLevers = {
  price: Lever[];
  contribution: Lever[];
  /** Per cent of a group's gross cost that partners pay beside what each placement states. */
  contributionPercent: (group: string) => number;
  beds: Lever[];
  utilisation: Lever[];
};

type GroupCells = {
  group: string;
  cells: Cell[];
  /** Days each cell stays, step by step, beside `cells`; undefined where the group is not projected. */
  stays: (readonly number[] | undefined)[];
  units: Unit[];
  known: KnownCost | undefined;
  now: GroupNow;
  /** Part of each block-beds lever's beds that come to this group. */
  bedShares: ReadonlyMap<Lever, number>;
};

/**
 * Cost of every group in every step of a demand projection (docs/model.md §7). Those who stay keep their own dated price
 * (committed); the rest of the group's child-days first fill the free places of its units at no cost, then pay the
 * starter price (projected). Fixed sums fall whatever the use. The child-days of those who stay are scaled down where
 * they come to more than the group's. Groups outside the projection are held at their level of the data date.
 * @param wanted steps to cost; left out, all of them
 * @returns one list of groups for each step of the projection, empty for those not wanted
 */
export function costSteps(
  prepared: PreparedSnapshot,
  demand: DemandProjection,
  starters: ReadonlyMap<string, StarterPrice>,
  levers: CostLevers,
  trust: number,
  wanted?: (at: number) => boolean,
): GroupStep[][] {
  const unlevered = stepsBeforePrices(prepared, demand, starters, levers, trust);
  const ofGroup = (unlevered[0] ?? []).map(({ group }) => ({
    price: levers.price.filter((lever) => actsOnGroup(lever, group)),
    contribution: levers.contribution.filter((lever) => actsOnGroup(lever, group)),
    contributionPercent: levers.contributionPercent(group),
  }));
  return demand.months.map((month, at) =>
    wanted !== undefined && !wanted(at)
      ? []
      : (unlevered[at] ?? []).map((step, index) =>
          priced(step, month, ofGroup[index] as GroupPrices, goneIn(demand, at, step.group)),
        ),
  );
}

/** The last steps of each projection before price levers, with what they were worked out from. */
const unpricedSteps = new WeakMap<
  DemandProjection,
  { prepared: PreparedSnapshot; key: string; steps: StepBeforePrices[][] }
>();

/**
 * The steps before prices are levered: the same for every price, so that a slider of prices, and the plan that adds
 * inflation to the forecast's prices, cost the children once.
 */
function stepsBeforePrices(
  prepared: PreparedSnapshot,
  demand: DemandProjection,
  starters: ReadonlyMap<string, StarterPrice>,
  levers: CostLevers,
  trust: number,
): StepBeforePrices[][] {
  const key = JSON.stringify([[...starters], levers.beds, levers.utilisation, trust]);
  const cached = unpricedSteps.get(demand);
  if (cached?.key === key && cached.prepared === prepared) return cached.steps;
  const costed = prepared.costed(demand.months, trust);
  const known = new Set(demand.groups);
  // Where the demand projection puts them, so that children and cost agree.
  const { capacityUnits, dataDate } = prepared.snapshot;
  const shares = levers.beds.map((lever) => sharesOfBeds(capacityUnits, dataDate, lever.groups));
  const codes = [...new Set([...demand.groups, ...prepared.snapshot.placementGroups.map((group) => group.code)])];
  const groups = codes.map((group): GroupCells => {
    const own = costed.cells.filter((cell) => cell.group === group);
    const units = prepared.units.filter((unit) => unit.group === group && unit.costed);
    const bedShares = new Map(levers.beds.map((lever, index) => [lever, shares[index]?.get(group) ?? 0]));
    const stays = own.map((cell) =>
      known.has(group) ? demand.stayerDays(cell.ageMonths, group, cell.from) : undefined,
    );
    const now = costed.now.get(group) ?? { children: 0, fixed: 0, unpriced: 0, weekly: 0 };
    return { group, bedShares, cells: own, stays, units, known: costed.known.get(group), now };
  });
  const steps = demand.months.map((month, at) =>
    groups.map((group) => costGroup(group, month, at, starters.get(group.group), levers)),
  );
  unpricedSteps.set(demand, { prepared, key, steps });
  return steps;
}

type StepBeforePrices = Omit<
  GroupStep,
  'leavers' | 'committed' | 'projected' | 'committedContributions' | 'projectedContributions' | 'priceFactor'
> & {
  /** Gross of those who stay and of the rest at unlevered prices, and what partners pay of it as each placement states. */
  own: number;
  bought: number;
  ownContributed: number;
  restContributed: number;
};

/** The levers on prices and on partners' shares that act on one group, and the share it has beside them. */
type GroupPrices = { price: Lever[]; contribution: Lever[]; contributionPercent: number };

/** A step at the prices and partners' shares that the levers leave. */
function priced(step: StepBeforePrices, { start, end }: DemandMonth, levers: GroupPrices, leavers: number): GroupStep {
  const factor = priceFactorOf(levers.price, start, end);
  const [committed, projected] = [step.own * factor, step.bought * factor];
  const partners = (levers.contributionPercent + leverSum(levers.contribution, step.group, start, end)) / 100;
  // Field by field: copying the rest of an object takes three times as long, and this runs at every step of a slider.
  return {
    group: step.group,
    stock: step.stock,
    entrants: step.entrants,
    leavers,
    childDays: step.childDays,
    days: step.days,
    level: step.level,
    meanWeekly: step.meanWeekly,
    committed,
    projected,
    committedContributions: -step.ownContributed - committed * partners,
    projectedContributions: -step.restContributed - projected * partners,
    fixed: step.fixed,
    voids: step.voids,
    stayed: step.stayed,
    free: step.free,
    spotWeekly: step.spotWeekly,
    priceFactor: factor,
    starterContribution: step.starterContribution,
  };
}

function costGroup(
  own: GroupCells,
  month: DemandMonth,
  at: number,
  starter: StarterPrice | undefined,
  levers: CostLevers,
): StepBeforePrices {
  const { group, cells, stays, known, now } = own;
  const { start, end } = month;
  const days = daysBetween(start, end);
  const cell = month.groups[group];
  const [weekly, contribution] = [starter?.weekly ?? 0, starter?.contribution ?? 0];
  let [stayed, fixedStayed] = [known?.days[at] ?? 0, known?.fixedDays[at] ?? 0];
  let cost = (known?.cost[at] ?? 0) + ((known?.unpricedDays[at] ?? 0) * weekly) / 7;
  let contributed = known?.contribution[at] ?? 0;
  const nowWeekly = now.weekly + now.unpriced * weekly;
  for (let index = 0; index < cells.length; index += 1) {
    const child = cells[index] as Cell;
    const each = stays[index]?.[at] ?? (cell ? 0 : overlapDays(child.from ?? start, null, start, end));
    stayed += each * (child.spot + child.fixed + child.unpriced);
    fixedStayed += each * child.fixed;
    cost += (each * ((child.weekly[at] ?? 0) + child.unpriced * weekly)) / 7;
    contributed += (each * (child.contribution[at] ?? 0)) / 7;
  }
  const childDays = cell?.childDays ?? stayed;
  const scale = stayed > childDays ? childDays / stayed : 1;
  const rest = Math.max(0, childDays - stayed * scale);
  const places = unitPlaces(own, start, end, levers);
  const free = freePlaceDays(places, fixedStayed * scale, weekly);
  const filled = Math.min(rest, free);
  const spotPrice = weekly > 0 ? weekly : places.perPlaceWeek;
  const occupied = Math.min(places.placeDays, fixedStayed * scale + filled);
  const fixedTotal = places.fixed.reduce((total, unit) => total + unit.cost, 0);
  return {
    group,
    stock: cell?.stock ?? now.children,
    entrants: cell?.entrants ?? 0,
    childDays,
    days,
    level: (nowWeekly * days) / 7,
    meanWeekly: now.children > 0 ? nowWeekly / now.children : weekly,
    own: cost * scale,
    bought: ((rest - filled) * spotPrice) / 7,
    ownContributed: contributed * scale,
    restContributed: (rest * contribution) / 7,
    fixed: places.fixed,
    voids: places.placeDays > 0 ? (fixedTotal * (places.placeDays - occupied)) / places.placeDays : 0,
    ...{ stayed: stayed * scale, free, spotWeekly: spotPrice, starterContribution: contribution },
  };
}

type Places = {
  placeDays: number;
  usableDays: number;
  perPlaceWeek: number;
  fixed: { unit: Unit; cost: number }[];
};

/**
 * Place-days and fixed cost of a group's units in a step. Usable places: those in use now, or the stated utilisation
 * where that is more (all of them when none is stated), plus the utilisation lever's points. Beds of the block-beds lever join the
 * group's first unit at what its places cost now.
 */
function unitPlaces(
  { group, units, now: { fixed: fixedNow }, bedShares }: GroupCells,
  start: CivilDate,
  end: CivilDate,
  levers: CostLevers,
): Places {
  const days = daysBetween(start, end);
  let beds = 0;
  for (const [lever, share] of bedShares) beds += share * leverSum([lever], group, start, end);
  const more = leverSum(levers.utilisation, group, start, end) / 100;
  let [placeDays, stated] = [0, 0];
  const fixed = units.map((unit, index) => {
    const terms = unitCost(unit.terms, start, end);
    const added = index === 0 && terms.placeDays > 0 ? Math.max(-terms.placeDays, beds * days) : 0;
    const own = terms.placeDays + added;
    placeDays += own;
    stated += own * (unit.utilisation ?? 1);
    return { unit, cost: terms.placeDays > 0 ? (terms.cost * own) / terms.placeDays : terms.cost };
  });
  const usable = Math.max(stated, Math.min(placeDays, fixedNow * days)) + placeDays * more;
  const latest = units[0]?.terms.at(-1);
  return {
    placeDays,
    usableDays: Math.min(placeDays, Math.max(0, usable)),
    perPlaceWeek: latest && latest.places > 0 ? termsPerPlace(latest) : 0,
    fixed,
  };
}

const termsPerPlace = (terms: UnitTerms) => perPlaceWeek(terms.annualCostPence, terms.places);

/** Free place-days for those who come: of the usable ones, or of every place where the group buys none outside. */
function freePlaceDays(places: Places, occupied: number, spotWeekly: number): number {
  const limit = spotWeekly > 0 ? places.usableDays : places.placeDays;
  return Math.max(0, limit - occupied);
}
