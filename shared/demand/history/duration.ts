import { bandInCare, bands } from '../../model/bands.ts';
import { dayNumber } from '../../model/calendar.ts';
import {
  type ChainStart,
  type ChainStep,
  type MatrixCache,
  type StepPlan,
  type StepView,
  startsIn,
  stepOnce,
} from '../chain.ts';
import type { Prepared } from '../prepared.ts';
import type { Step } from '../steps.ts';
import { addByAge } from './birthdays.ts';
import { monthIndexDay, monthIndexOfDay } from './month-index.ts';
import { careStarts, continues, eachSpanIn, endsAtBirthday, openEnd } from './spans.ts';

/** Classes of time in care (docs/model.md §5): 0–1, 1–3, 3–6, 6–12, 12–24 and 24 or more months; first month of each. */
export const durationStarts = [0, 1, 3, 6, 12, 24] as const;
/** Days of a month of time in care. */
export const durationMonth = 365.25 / 12;
const layers = 25;

/** Class of whole months in care. */
export function durationClass(months: number): number {
  let found = 0;
  while (found + 1 < durationStarts.length && durationStarts[found + 1]! <= months) found += 1;
  return found;
}

/**
 * How much faster or slower than the rates of docs/model.md §3 children leave in each class of time in care: leavers ÷
 * those the rates expect from the class's nights in the reference window, both plus what κ child-days would bring.
 */
export function durationMultipliers(prepared: Prepared, dataDate: string): number[] {
  const { spans, measured: rates, position } = prepared;
  const size = rates.groups.length;
  const first = dayNumber(rates.window.from);
  const end = Math.min(dayNumber(rates.window.to), dayNumber(dataDate) - 1) + 1;
  const seen = new Float64Array(durationStarts.length);
  const expected = new Float64Array(durationStarts.length);
  const starts = careStarts(spans);
  let [events, nights] = [0, 0];
  eachSpanIn(spans, position, first, end, (index, group, from, last) => {
    const birth = spans.birth[index]!;
    let day = from;
    while (day < last) {
      const band = bandInCare(monthIndexOfDay(day) - birth);
      const at = durationClass((day - starts[index]!) / durationMonth);
      const next = durationStarts[at + 1];
      const change = next === undefined ? last : Math.ceil(starts[index]! + next * durationMonth);
      const birthday = band === bands.length - 1 ? last : monthIndexDay(birth + bands[band]!.toMonth);
      const until = Math.min(last, birthday, Math.max(change, day + 1));
      expected[at]! += (until - day) * rates.rates[(band * size + group) * (size + 1) + size]!;
      nights += until - day;
      day = until;
    }
    const left = spans.end[index]!;
    if (left === openEnd || left > end || left <= first || endsAtBirthday(spans, index)) return;
    if (continues(spans, index) && position[spans.group[index + 1]!]! >= 0) return;
    seen[durationClass((left - 1 - starts[index]!) / durationMonth)]! += 1;
    events += 1;
  });
  const weight = nights > 0 ? (rates.kappaDays * events) / nights : 0;
  return durationStarts.map((_, at) => {
    const base = expected[at]! + weight;
    return base > 0 ? (seen[at]! + weight) / base : 1;
  });
}

/** Whole months in care on a day, 24 = 24 or more. */
export function careLayer(careStart: number, day: number): number {
  return Math.max(0, Math.min(layers - 1, Math.floor((day - careStart) / durationMonth)));
}

/** The opening population by whole months in care (0 … 24 and more), each age × group. */
export function openingByDuration(prepared: Prepared, dataDate: string): Float64Array[] {
  const { spans, position, rates } = prepared;
  const size = rates.groups.length;
  const day = dayNumber(dataDate);
  const month = monthIndexOfDay(day + 1);
  const starts = careStarts(spans);
  const result = Array.from({ length: layers }, () => new Float64Array(216 * size));
  for (let index = 0; index < spans.count; index += 1) {
    const group = position[spans.group[index]!]!;
    if (group < 0 || spans.start[index]! > day || spans.end[index]! <= day) continue;
    const weight = 1 - prepared.future.taken[index]!;
    const layer = result[careLayer(starts[index]!, day + 1)]!;
    if (weight > 0) addByAge(layer, size, month - spans.birth[index]!, group, spans.younger[index]!, weight);
  }
  return result;
}

/**
 * Multiplier of each population of a step: first of those who enter in it, of the first class; then by whole months in care
 * at its start. Children of a whole month lie evenly over it, so that those of the last before a class begins pass into
 * it one by one: over the step they bear half of each.
 */
function layerMultipliers(multipliers: readonly number[]): number[] {
  const of = (months: number) => multipliers[durationClass(months)]!;
  const partWay = Array.from({ length: layers }, (_, months) =>
    months === layers - 1 ? of(months) : (of(months) + of(months + 1)) / 2,
  );
  return [of(0), ...partWay];
}

/**
 * The chain of docs/model.md §4 with rates of leaving that depend on time in care: one population for each month in
 * care, each with its own rates; a month on, each is a month longer in care. With all multipliers 1 it is the chain.
 */
export function projectDurationChain(
  opening: readonly Float64Array[],
  size: number,
  steps: readonly Step[],
  multipliers: readonly number[],
  plan: (view: StepView) => StepPlan,
  cache: MatrixCache,
  starts: readonly ChainStart[] = [],
): ChainStep[] {
  // Nobody is yet of those who enter in the step itself: they come first, and are of the first month when it is over.
  const byLayer = layerMultipliers(multipliers);
  let population = [new Float64Array(opening[0]!.length), ...opening.map((layer) => Float64Array.from(layer))];
  const scaled = new WeakMap<Float64Array, Float64Array[]>();
  const none = new Float64Array(bands.length * size);
  return steps.map((step, number) => {
    const matrices = (rates: Float64Array, band: number, days = step.days) => cache(rates, band, days);
    const joining = startsIn(starts, step);
    const whole = sumOf(population);
    const chosen = plan({ step, number, population: whole, matrices });
    const rates = scaled.get(chosen.rates) ?? scaledByLayer(chosen.rates, size, byLayer);
    scaled.set(chosen.rates, rates);
    const cells = byBand(whole, size);
    const parts: ChainStep[] = [];
    const next = population.map((layer, at) => {
      const own = byBand(layer, size);
      const layerPlan: StepPlan = {
        rates: rates[at]!,
        entrants: at === 0 ? chosen.entrants : none,
        forced: chosen.forced.map((flow) => {
          const cell = flow.band * size + flow.from;
          return { ...flow, perDay: cells[cell]! > 0 ? (flow.perDay * own[cell]!) / cells[cell]! : 0 };
        }),
      };
      const joined = joining.filter((start) => layerOf(start.careStart, step) === at);
      const result = stepOnce(layer, size, step, layerPlan, matrices, joined);
      parts.push(result.step);
      return result.next;
    });
    population = step.ageing ? longer(next) : next;
    return join(parts, step, chosen, size);
  });
}

/** Place of a child who joins in a step: among those who enter in it where its care begins in it. */
function layerOf(careStart: number, step: Step): number {
  const first = dayNumber(step.start);
  return careStart >= first ? 0 : 1 + careLayer(careStart, first);
}

/** Rates with the exits of each population; populations of the same multiplier share theirs, and so its matrices. */
function scaledByLayer(rates: Float64Array, size: number, multipliers: readonly number[]): Float64Array[] {
  const made = new Map<number, Float64Array>();
  return multipliers.map((factor) => {
    const own = made.get(factor) ?? scaleExits(rates, size, factor);
    made.set(factor, own);
    return own;
  });
}

function longer(population: readonly Float64Array[]): Float64Array<ArrayBuffer>[] {
  const next = population.map((layer) => new Float64Array(layer.length));
  population.forEach((layer, months) => {
    const into = next[Math.min(layers, months + 1)]!;
    for (let at = 0; at < layer.length; at += 1) into[at] = into[at]! + layer[at]!;
  });
  return next;
}

function sumOf(population: readonly Float64Array[]): Float64Array {
  const total = new Float64Array(population[0]!.length);
  for (const layer of population) for (let at = 0; at < layer.length; at += 1) total[at] = total[at]! + layer[at]!;
  return total;
}

function byBand(population: Float64Array, size: number): Float64Array {
  const cells = new Float64Array(bands.length * size);
  bands.forEach(({ fromMonth, toMonth }, band) => {
    for (let at = fromMonth * size; at < toMonth * size; at += 1) {
      const cell = band * size + (at % size);
      cells[cell] = cells[cell]! + population[at]!;
    }
  });
  return cells;
}

function scaleExits(rates: Float64Array, size: number, factor: number): Float64Array {
  return rates.map((rate, at) => (at % (size + 1) === size ? rate * factor : rate));
}

/** Sums the parts of a step; the hazards of a cell are its leavers and movers over its child-days. */
function join(parts: readonly ChainStep[], step: Step, plan: StepPlan, size: number): ChainStep {
  const total = (pick: (part: ChainStep) => Float64Array) => sumOf(parts.map(pick));
  const childDays = total((part) => part.childDays);
  const hazards = new Float64Array(childDays.length);
  for (let cell = 0; cell < hazards.length; cell += 1) {
    for (const part of parts) hazards[cell] = hazards[cell]! + part.hazards[cell]! * part.childDays[cell]!;
    hazards[cell] = childDays[cell]! > 0 ? hazards[cell]! / childDays[cell]! : sumHazards(plan, cell, size);
  }
  return {
    step,
    plan,
    hazards,
    childDays,
    opening: total((part) => part.opening),
    stock: total((part) => part.stock),
    entrants: total((part) => part.entrants),
    leavers: total((part) => part.leavers),
    moves: total((part) => part.moves),
    agedOut: total((part) => part.agedOut),
  };
}

function sumHazards(plan: StepPlan, cell: number, size: number): number {
  let sum = 0;
  for (let to = 0; to <= size; to += 1) if (to !== cell % size) sum += plan.rates[cell * (size + 1) + to]!;
  return sum;
}
