import { bands } from '../model/bands.ts';
import { addDays, addMonths, dayNumber } from '../model/calendar.ts';
import { totalsOf } from '../model/child-totals.ts';
import type { Placement, PlacementGroup } from '../model/registers.ts';
import { type ChainStart, type ChainStep, matrixCache, projectChain, type StepPlan } from './chain.ts';
import { addByAge } from './history/birthdays.ts';
import { monthIndexOfDay } from './history/month-index.ts';
import { applyRateEdits } from './history/rate-edits.ts';
import { type DemandRates, entrantsOf, measureRates, seasonalIndex } from './history/rates.ts';
import { careStarts, readSpans, type Spans } from './history/spans.ts';
import { stockOn, type UascChoice, wanted } from './history/stock.ts';
import type { DemandInput } from './input.ts';
import { type KnownFuture, type KnownStep, knownFuture, knownInStep, nothingKnown } from './known-futures.ts';
import { centreLevels, scaleRates } from './movement/centre.ts';
import { flowHistory } from './movement/flow-history.ts';
import { measureMovement, standsStill } from './movement/movement.ts';
import { weightedRates } from './movement/weighted-rates.ts';
import { prepareTotals } from './prepare-totals.ts';
import type { Prepared } from './prepared.ts';
import type { Step } from './steps.ts';

type Kept = {
  groups: readonly PlacementGroup[];
  spans: Spans;
  ordered: readonly PlacementGroup[];
  byWindow: Map<string, Prepared>;
};
const mostWindows = 64;
const kept = new WeakMap<readonly Placement[], Kept>();

/** Groups by their order, then code. */
export function orderGroups(groups: readonly PlacementGroup[]): PlacementGroup[] {
  return [...groups].sort((a, b) => a.position - b.position || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

/** The spans of a snapshot, read once. */
export function spansOf(placements: readonly Placement[], groups: readonly PlacementGroup[]): Kept {
  let own = kept.get(placements);
  if (own?.groups !== groups) {
    const ordered = orderGroups(groups);
    own = { groups, ordered, spans: readSpans(placements, ordered), byWindow: new Map() };
    kept.set(placements, own);
  }
  return own;
}

/** The reference window: as given, else the twelve months to the data date, both inclusive. */
export function referenceWindow(dataDate: string, reference: { from: string; to: string } | null) {
  if (reference) return reference;
  const next = addDays(dataDate, 1);
  const yearBefore = addMonths(next, -12);
  const from = next.endsWith('-01') ? yearBefore : addDays(yearBefore, Number(next.slice(8)) - 1);
  return { from, to: dataDate };
}

/** Spans, rates and opening population of an input; from the cache when the same were asked for before. */
export function prepare(input: Omit<DemandInput, 'levers' | 'months' | 'method'>): Prepared {
  const { snapshot } = input;
  const own = spansOf(snapshot.placements, snapshot.placementGroups);
  const totals = totalsOf(snapshot);
  if (totals) {
    const { placementGroups, dataDate } = snapshot;
    return prepareTotals(totals, placementGroups, own.ordered, modelledPositions(own.ordered), dataDate);
  }
  const window = referenceWindow(snapshot.dataDate, input.reference);
  const edits = JSON.stringify(input.edits ?? []);
  const moving = standsStill(input.movement) ? '' : JSON.stringify([input.movement, input.reference !== null]);
  const key = [
    ...[snapshot.dataDate, window.from, window.to, input.kappaDays, input.seasonal === true, edits],
    ...[input.expectedEnds ?? 'past', moving],
  ].join('|');
  let found = own.byWindow.get(key);
  if (!found) {
    found = build(own.spans, own.ordered, snapshot.dataDate, window, input);
    // Windows tried one after another must not pile up.
    if (own.byWindow.size >= mostWindows) own.byWindow.clear();
    own.byWindow.set(key, found);
  }
  return found;
}

function build(
  spans: Spans,
  groups: readonly PlacementGroup[],
  dataDate: string,
  window: { from: string; to: string },
  input: Omit<DemandInput, 'levers' | 'months' | 'method'>,
): Prepared {
  const { kappaDays, seasonal = false, movement: choice } = input;
  const options = { spans, groups, dataDate, kappaDays };
  const position = modelledPositions(groups);
  const coming = comingOf({ spans, position, groups }, dataDate, input.expectedEnds);
  const own = { spans, groups, position, stock: stockOn(spans, groups.length, dataDate), ...coming };
  if (!choice || standsStill(choice)) {
    const rates = measureRates({ ...options, window, seasonal });
    const known = applyRateEdits(rates, input.edits ?? []);
    return { ...own, rates, measured: rates, movement: null, known, ...newCaches(rates) };
  }
  const periods = flowHistory(spans, position, dataDate);
  const years = Math.floor(periods.length / 12);
  // A window the officer chose is the mean; without one, all whole years count, the latest most.
  const measured =
    input.reference || years < 1 ? measureRates({ ...options, window, seasonal }) : weightedRates(options, years);
  const movement = measureMovement(periods, measured, choice);
  if (!input.reference && !seasonal) measured.season = movement.season;
  if (seasonal) measured.season ??= seasonalIndex(spans, dataDate);
  const centre = input.reference
    ? { levels: { entry: 0, exit: 0 } }
    : centreLevels(measured, movement, own.opening, dataDate);
  const rates = scaleRates(measured, centre.levels);
  applyRateEdits(measured, input.edits ?? []);
  const known = applyRateEdits(rates, input.edits ?? []);
  return { ...own, rates, measured, movement: { ...movement, ...centre }, known, ...newCaches(rates) };
}

function newCaches(rates: DemandRates): Pick<Prepared, 'cache' | 'base'> {
  return { cache: matrixCache(rates.groups.length), base: new Map() };
}

/** What the register says of the days to come, and the population that leaves to the rates. */
function comingOf(
  { spans, position, groups }: Pick<Prepared, 'spans' | 'position' | 'groups'>,
  dataDate: string,
  expectedEnds: number | undefined,
): Pick<Prepared, 'future' | 'knownIn' | 'starts' | 'opening'> {
  const unmodelled = (at: number) => position[at]! < 0;
  const future =
    expectedEnds === undefined ? nothingKnown(spans, dataDate) : knownFuture(spans, dataDate, expectedEnds, unmodelled);
  const steps = new Map<string, KnownStep>();
  const knownIn = (step: Step) => {
    const key = `${step.start} ${step.days}`;
    const found = steps.get(key) ?? knownInStep(future, spans, groups.length, step, unmodelled);
    steps.set(key, found);
    return found;
  };
  const size = position.filter((at) => at >= 0).length;
  const opening = openingPopulation(spans, position, size, dataDate, 'all', future.taken);
  return { future, knownIn, starts: chainStarts(future, spans, position), opening };
}

/** Position of each group among the modelled ones, in order; −1 = held. */
function modelledPositions(groups: readonly PlacementGroup[]): number[] {
  let next = 0;
  return groups.map(({ modelled }) => {
    if (modelled !== 1) return -1;
    next += 1;
    return next - 1;
  });
}

/**
 * Children of the modelled groups by age in whole months on the day after the data date (docs/model.md §4), birthdays in the
 * middle of their month or on their day (`birthdayOf`). What of a child is 18 by then is in the stock of the data date and
 * not in the opening; so are those whose stay is known.
 */
export function openingPopulation(
  spans: Spans,
  position: readonly number[],
  size: number,
  dataDate: string,
  uasc: UascChoice = 'all',
  taken: Float64Array | null = null,
): Float64Array<ArrayBuffer> {
  const day = dayNumber(dataDate);
  const month = monthIndexOfDay(day + 1);
  const population = new Float64Array(bands[bands.length - 1]!.toMonth * size);
  for (let index = 0; index < spans.count; index += 1) {
    const group = position[spans.group[index]!]!;
    if (group < 0 || spans.start[index]! > day || spans.end[index]! <= day || !wanted(spans, index, uasc)) continue;
    const weight = 1 - (taken?.[index] ?? 0);
    if (weight > 0) addByAge(population, size, month - spans.birth[index]!, group, spans.younger[index]!, weight);
  }
  return population;
}

function chainStarts(future: KnownFuture, spans: Spans, position: readonly number[]): ChainStart[] {
  if (future.starts.length === 0) return [];
  const care = careStarts(spans);
  return future.starts.map(({ index, group, day, weight, comes }) => ({
    group: position[group]!,
    day,
    weight,
    birth: spans.birth[index]!,
    younger: spans.younger[index]!,
    careStart: care[index]!,
    // A move out of a held group is told by what is known (knownInStep): the chain has no such group.
    comes: typeof comes === 'number' ? (position[comes]! < 0 ? 'present' : position[comes]!) : comes,
  }));
}

/** What drives a step with no lever. */
export function basePlan({ rates }: Prepared, step: Step): StepPlan {
  return { rates: rates.rates, entrants: entrantsOf(rates, step), forced: [] };
}

/** The chain with no lever over given steps. */
export function baseChain(prepared: Prepared, steps: readonly Step[]): ChainStep[] {
  const key = `${steps.length} ${steps[0]?.start} ${steps.at(-1)?.end}`;
  let chain = prepared.base.get(key);
  if (!chain) {
    const { rates, opening, cache, starts } = prepared;
    chain = projectChain(opening, rates.groups.length, steps, ({ step }) => basePlan(prepared, step), cache, starts);
    prepared.base.set(key, chain);
  }
  return chain;
}
