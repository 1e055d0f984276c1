import { adultMonth, bandOf, bands } from '../model/bands.ts';
import { dayNumber, daysBetween } from '../model/calendar.ts';
import { agesOf } from './history/birthdays.ts';
import { monthIndexOfDay } from './history/month-index.ts';
import { type StepMatrices, stepMatrices } from './matrix.ts';
import type { Step } from './steps.ts';

/** Band of each age in months, 0 … 215. */
export const bandOfAge = Int8Array.from({ length: adultMonth }, (_, age) => bandOf(age));

/** Children moved on at a steady pace in a step, whatever the rates: from a cell to a group, or out of care (to = −1). */
export type ForcedFlow = { band: number; from: number; to: number; perDay: number };

/** A child who joins on a known day after the data date and whom the rates then move; `group` among the modelled. */
export type ChainStart = {
  group: number;
  day: number;
  weight: number;
  birth: number;
  younger: number;
  /** First day in care, without a gap since. */
  careStart: number;
  /** New to care, moved from a modelled group, or there already. */
  comes: 'entrant' | 'present' | number;
};

/** What drives one step. Cells are band × groups + group; `rates` per child-day as in DemandRates; entrants per day. */
export type StepPlan = { rates: Float64Array; entrants: Float64Array; forced: readonly ForcedFlow[] };

/** What a plan may look at: the step, its number, the children at its start by cell, and matrices of any rates. */
export type StepView = {
  step: Step;
  number: number;
  population: Float64Array;
  matrices: (rates: Float64Array, band: number, days?: number) => StepMatrices;
};

/** Result of one step by cell (band × groups + group), but `moves` (from × groups + to), `opening` and `agedOut` by group. */
export type ChainStep = {
  step: Step;
  opening: Float64Array;
  stock: Float64Array;
  entrants: Float64Array;
  leavers: Float64Array;
  childDays: Float64Array;
  moves: Float64Array;
  agedOut: Float64Array;
  /** All ways out of the cell, per child-day. */
  hazards: Float64Array;
  plan: StepPlan;
};

/** Keeps the matrices of (rates, band, days); rates are compared by identity, so unchanged rates cost nothing. */
export type MatrixCache = (rates: Float64Array, band: number, days: number) => StepMatrices;

/** A cache over one set of groups. */
export function matrixCache(size: number): MatrixCache {
  const cached = new WeakMap<Float64Array, Map<number, StepMatrices>>();
  return (rates, band, days) => {
    const own = cached.get(rates) ?? new Map<number, StepMatrices>();
    cached.set(rates, own);
    const key = band * 1000 + days;
    const found = own.get(key) ?? stepMatrices(generatorOf(rates, band, size), size, days);
    own.set(key, found);
    return found;
  };
}

/** Generator Q of a band: moves off the diagonal, minus all hazards on it. */
export function generatorOf(rates: Float64Array, band: number, size: number): Float64Array {
  const generator = new Float64Array(size * size);
  for (let from = 0; from < size; from += 1) {
    const at = (band * size + from) * (size + 1);
    let out = 0;
    for (let to = 0; to <= size; to += 1) {
      if (to === from) continue;
      out += rates[at + to]!;
      if (to < size) generator[from * size + to] = rates[at + to]!;
    }
    generator[from * size + from] = -out;
  }
  return generator;
}

/**
 * The central projection (docs/model.md §4; cases CHAIN-01, CHAIN-02): children by age in months × group are carried
 * through each step by `x·e^{Qd}`, entrants spread evenly over the ages of their band by `λ∫e^{Qs}ds`, child-days by the
 * double integral, leavers and movers from child-days × rate; then everyone is a month older and those of 216 months
 * leave. `opening` is age × groups + group and is not changed. A child who starts on a known day joins on that day. Every
 * step keeps
 * opening + entrants − leavers = stock and stock − aged out = next opening.
 */
export function projectChain(
  opening: Float64Array,
  size: number,
  steps: readonly Step[],
  plan: (view: StepView) => StepPlan,
  cache: MatrixCache = matrixCache(size),
  starts: readonly ChainStart[] = [],
): ChainStep[] {
  let population: Float64Array = Float64Array.from(opening);
  return steps.map((step, number) => {
    const matrices = (rates: Float64Array, band: number, days = step.days) => cache(rates, band, days);
    const chosen = plan({ step, number, population, matrices });
    const result = stepOnce(population, size, step, chosen, matrices, startsIn(starts, step));
    population = result.next;
    return result.step;
  });
}

/** Those who start within a step. */
export function startsIn(starts: readonly ChainStart[], step: Step): readonly ChainStart[] {
  if (starts.length === 0) return starts;
  const first = dayNumber(step.start);
  return starts.filter(({ day }) => day >= first && day < first + step.days);
}

/** One step of one population under a plan: what happened, and the population at the start of the next. */
export function stepOnce(
  population: Float64Array,
  size: number,
  step: Step,
  plan: StepPlan,
  matrices: StepView['matrices'],
  starts: readonly ChainStart[] = [],
): { step: ChainStep; next: Float64Array<ArrayBuffer> } {
  const result = emptyStep(step, size, plan);
  return { step: result, next: advance(population, size, step, plan, matrices, result, starts) };
}

function emptyStep(step: Step, size: number, plan: StepPlan): ChainStep {
  const cells = bands.length * size;
  return {
    step,
    opening: new Float64Array(size),
    stock: new Float64Array(cells),
    entrants: new Float64Array(cells),
    leavers: new Float64Array(cells),
    childDays: new Float64Array(cells),
    moves: new Float64Array(size * size),
    agedOut: new Float64Array(size),
    hazards: new Float64Array(cells),
    plan,
  };
}

/** Children by cell. */
export function byCell(population: Float64Array, size: number): Float64Array {
  const cells = new Float64Array(bands.length * size);
  for (let age = 0; age < adultMonth; age += 1) {
    const into = bandOfAge[age]! * size;
    for (let group = 0; group < size; group += 1) {
      cells[into + group] = cells[into + group]! + population[age * size + group]!;
    }
  }
  return cells;
}

function advance(
  population: Float64Array,
  size: number,
  step: Step,
  plan: StepPlan,
  matrices: StepView['matrices'],
  result: ChainStep,
  starts: readonly ChainStart[],
): Float64Array<ArrayBuffer> {
  const cells = byCell(population, size);
  const inflow = plan.forced.length > 0 ? forcedInflow(population, cells, size, plan.forced) : null;
  const next = new Float64Array(population.length);
  const flow = new Float64Array(size);
  for (let band = 0; band < bands.length; band += 1) {
    const { survive, integral, double } = matrices(plan.rates, band);
    const { fromMonth, toMonth } = bands[band]!;
    const offset = band * size;
    const months = toMonth - fromMonth;
    const bandFlow = new Float64Array(size);
    for (let group = 0; group < size; group += 1) bandFlow[group] = plan.entrants[offset + group]!;
    for (let age = fromMonth; age < toMonth; age += 1) {
      const row = age * size;
      for (let group = 0; group < size; group += 1) {
        const forced = inflow ? inflow[row + group]! : 0;
        flow[group] = plan.entrants[offset + group]! / months + forced;
        bandFlow[group] = bandFlow[group]! + forced;
      }
      for (let from = 0; from < size; from += 1) {
        const children = population[row + from]!;
        const arriving = flow[from]!;
        if (children === 0 && arriving === 0) continue;
        const at = from * size;
        for (let to = 0; to < size; to += 1) {
          next[row + to] = next[row + to]! + children * survive[at + to]! + arriving * integral[at + to]!;
        }
      }
    }
    for (let from = 0; from < size; from += 1) {
      const children = cells[offset + from]!;
      const arriving = bandFlow[from]!;
      result.opening[from] = result.opening[from]! + children;
      result.entrants[offset + from] = plan.entrants[offset + from]! * step.days;
      if (children === 0 && arriving === 0) continue;
      for (let to = 0; to < size; to += 1) {
        const at = from * size + to;
        result.childDays[offset + to] =
          result.childDays[offset + to]! + children * integral[at]! + arriving * double[at]!;
      }
    }
  }
  const joined: { cell: number; start: ChainStart; weight: number }[] = [];
  for (const start of starts) joined.push(...join(start, size, step, plan, matrices, result, next));
  countFlows(size, step, plan, result);
  for (const { cell, start, weight } of joined) {
    if (start.comes === 'entrant') result.entrants[cell]! += weight;
    else if (start.comes !== 'present') result.moves[start.comes * size + start.group]! += weight;
  }
  result.stock.set(byCell(next, size));
  return step.ageing ? older(next, size, result) : next;
}

/** Carries one who starts in a step from its first day to the step's end, at the age it has in the step's month. */
function join(
  start: ChainStart,
  size: number,
  step: Step,
  plan: StepPlan,
  matrices: StepView['matrices'],
  result: ChainStep,
  next: Float64Array,
) {
  const first = dayNumber(step.start);
  const age = monthIndexOfDay(first) - start.birth;
  return agesOf(age, start.younger).flatMap(([months, part]) => {
    if (months >= adultMonth) return [];
    const band = bandOfAge[months]!;
    const { survive, integral } = matrices(plan.rates, band, first + step.days - start.day);
    const weight = part * start.weight;
    for (let to = 0; to < size; to += 1) {
      next[months * size + to]! += weight * survive[start.group * size + to]!;
      result.childDays[band * size + to]! += weight * integral[start.group * size + to]!;
    }
    return [{ cell: band * size + start.group, start, weight }];
  });
}

/** Leavers and movers of a step from its child-days and the forced flows; the hazards of a cell, all ways out. */
function countFlows(size: number, step: Step, plan: StepPlan, result: ChainStep): void {
  for (let cell = 0; cell < result.childDays.length; cell += 1) {
    const from = cell % size;
    const days = result.childDays[cell]!;
    const at = cell * (size + 1);
    for (let to = 0; to < size; to += 1) {
      if (to === from) continue;
      const rate = plan.rates[at + to]!;
      result.hazards[cell] = result.hazards[cell]! + rate;
      result.moves[from * size + to] = result.moves[from * size + to]! + days * rate;
    }
    const exit = plan.rates[at + size]!;
    result.hazards[cell] = result.hazards[cell]! + exit;
    result.leavers[cell] = days * exit;
  }
  for (const forced of plan.forced) {
    const cell = forced.band * size + forced.from;
    const count = forced.perDay * step.days;
    if (result.childDays[cell]! > 0) {
      result.hazards[cell] = result.hazards[cell]! + count / result.childDays[cell]!;
    }
    if (forced.to < 0) result.leavers[cell] = result.leavers[cell]! + count;
    else result.moves[forced.from * size + forced.to] = result.moves[forced.from * size + forced.to]! + count;
  }
}

/** Forced flows spread over the ages of their cell in proportion to the children there, per day. */
function forcedInflow(
  population: Float64Array,
  cells: Float64Array,
  size: number,
  forced: readonly ForcedFlow[],
): Float64Array {
  const inflow = new Float64Array(population.length);
  for (const { band, from, to, perDay } of forced) {
    const children = cells[band * size + from]!;
    if (!(children > 0)) continue;
    for (let age = bands[band]!.fromMonth; age < bands[band]!.toMonth; age += 1) {
      const part = (perDay * population[age * size + from]!) / children;
      inflow[age * size + from] = inflow[age * size + from]! - part;
      if (to >= 0) inflow[age * size + to] = inflow[age * size + to]! + part;
    }
  }
  return inflow;
}

function older(population: Float64Array, size: number, result: ChainStep): Float64Array<ArrayBuffer> {
  const last = (adultMonth - 1) * size;
  for (let group = 0; group < size; group += 1) result.agedOut[group] = population[last + group]!;
  const next = new Float64Array(population.length);
  next.set(population.subarray(0, last), size);
  return next;
}

/**
 * Expected child-days, step by step, of one child of an age in months and a group for as long as the child stays in
 * that group without a move: ∫ of e^{−Hs} under the hazards of each step, nothing from the 18th birthday.
 * @param ageMonths at the start of the first step, also of one who only starts on `from`
 */
export function stayerDaysOf(
  steps: readonly ChainStep[],
  size: number,
  ageMonths: number,
  group: number,
  from: string | null = null,
): number[] {
  let [age, staying] = [ageMonths, 1];
  return steps.map(({ step, hazards }) => {
    const there = from === null || from <= step.start ? step.days : from < step.end ? daysBetween(from, step.end) : 0;
    let days = 0;
    if (age >= 0 && age < adultMonth && there > 0) {
      const hazard = hazards[bandOfAge[age]! * size + group]!;
      const left = -Math.expm1(-hazard * there);
      days = hazard * there < 1e-12 ? staying * there : (staying * left) / hazard;
      staying *= 1 - left;
    }
    if (step.ageing) age += 1;
    return days;
  });
}
