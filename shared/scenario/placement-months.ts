import { bedShares as sharesOfBeds } from '../demand/levers/capacity.ts';
import { projectDemand } from '../demand/project.ts';
import { type DemandMonth, type DemandProjection, goneIn } from '../demand/projection.ts';
import { perPlaceWeek, type StarterPrice, type UnitTerms, unitCost } from '../finance/placement-cost.ts';
import { leversOnPlaces } from '../levers/definitions.ts';
import { type CivilDate, daysBetween, overlapDays } from '../model/calendar.ts';
import { type ChildTotals, totalsOf } from '../model/child-totals.ts';
import type { Lever } from '../model/lever.ts';
import type { Cell, GroupNow, KnownCost } from './costed.ts';
import { actsOnGroup, leverSum, priceFactor, priceFactorOf } from './finance-levers.ts';
import type { CostLevers, GroupStep } from './group-step.ts';
import type { PreparedSnapshot, Unit } from './prepare.ts';
import { noPriceLevers, totalCosts } from './total-costs.ts';

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
  const totals = totalsOf(prepared.snapshot);
  if (!totals) return stepsOfRows(prepared, demand, starters, levers, trust, wanted);
  const plain = { ...levers, ...noPriceLevers };
  const now = stepsOfRows(prepared, demand, starters, plain, trust).map((groups, at) =>
    groups.map((step): GroupStep => {
      const { start = '', end = '' } = demand.months[at] ?? {};
      return { ...step, priceFactor: priceFactor(levers.price, step.group, start, end) };
    }),
  );
  return totalCosts(totals, demand, now, stepsOfTotals(prepared, totals, demand.months.length, trust), levers);
}

const ofTotals = new WeakMap<PreparedSnapshot, Map<string, GroupStep[][]>>();

/** Plain costs under the levers the totals were worked out under; kept by the months asked for and the trust in expected ends. */
function stepsOfTotals(prepared: PreparedSnapshot, totals: ChildTotals, months: number, trust: number): GroupStep[][] {
  const kept = ofTotals.get(prepared) ?? new Map<string, GroupStep[][]>();
  ofTotals.set(prepared, kept);
  const key = `${months} ${trust}`;
  const found = kept.get(key);
  if (found) return found;
  const { snapshot } = prepared;
  const demand = projectDemand({
    snapshot,
    levers: totals.levers,
    months,
    method: 'chain',
    reference: null,
    kappaDays: 0,
  });
  const starters = new Map(totals.groups.map(({ code, starter }) => [code, starter]));
  const beds = leversOnPlaces(totals.levers, 'beds');
  const utilisation = leversOnPlaces(totals.levers, 'use');
  const steps = stepsOfRows(prepared, demand, starters, { ...noPriceLevers, beds, utilisation }, trust);
  kept.set(key, steps);
  return steps;
}

function stepsOfRows(
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
