import { adultMonth, bandInCare, bands } from '../../model/bands.ts';
import { OutturnError } from '../../model/problem.ts';
import { monthOf } from '../assemble.ts';
import type { ChainStep } from '../chain.ts';
import { careLayer, durationMultipliers, durationStarts } from '../history/duration.ts';
import { monthIndexOfDay } from '../history/month-index.ts';
import { careStarts } from '../history/spans.ts';
import type { DemandInput } from '../input.ts';
import type { Movement } from '../movement/movement.ts';
import { prepare } from '../prepare.ts';
import type { Prepared } from '../prepared.ts';
import { chainWithLevers } from '../project.ts';
import type { PlanMovement } from './plan-movement.ts';

/** How the rates of leaving and moving stand in a run of steps, beside the drawn rates. */
export type Epoch = {
  /** Multiplies each drawn rate (cell × destinations, leaving care last); null = 1. */
  factors: Float64Array | null;
  /** Adds to each rate, per child-day: children moved on whatever the rates; null = nothing. */
  extra: Float64Array | null;
};

/**
 * All a path needs, in plain data that can be sent to a thread (docs/model.md §5). Time is in days from the start of
 * the day after the data date. Children are one by one, by age in months and group.
 */
export type SimulationPlan = {
  /** The method the paths, and so the intervals, belong to. */
  method: 'chain' | 'duration';
  seed: number;
  groups: string[];
  /** Starts of the steps and the end of the last. */
  times: Float64Array;
  /** Age in the month of the first day (216 = the month of the 18th birthday), and the part of that month before its birthday. */
  ages: Uint8Array;
  younger: Float64Array;
  childGroups: Uint8Array;
  /** When each is first there: 0 = at the start, else days from it. Only `startsAsEntrant` comes into care then. */
  startTimes: Float64Array;
  startsAsEntrant: Uint8Array;
  /** Expected ends: the time, and the chance that it holds; 0 = none. */
  expectedEnds: Float64Array;
  expectedChances: Float64Array;
  /** Stays that are known for certain, the same on every path: by (step, group), by (step, band) and by step. */
  known: {
    level: Int32Array;
    change: Int32Array;
    partial: Float64Array;
    bands: Int32Array;
    entrants: Int32Array;
    leavers: Int32Array;
  };
  /** Whole months in care of each child, 24 = 24 or more; the first month of each class, and what it does to leaving. */
  careDays: Int32Array;
  classStarts: number[];
  classMultipliers: number[];
  /** What the Gamma posteriors need: events and child-days by cell, the rates they are shrunk to, and those' child-days. */
  events: Float64Array;
  exposure: Float64Array;
  parents: Float64Array;
  groupExposure: Float64Array;
  kappaDays: number;
  /** 1 where the user has set the rate or the entrants: not drawn. */
  knownRates: Uint8Array;
  knownEntrants: Uint8Array;
  rates: Float64Array;
  entrantShapes: Float64Array;
  entrantDays: number;
  entrants: Float64Array;
  /** Entrants per day of each step by cell, levers and season in. */
  stepEntrants: Float64Array;
  epochs: Epoch[];
  epochOfStep: Int32Array;
  drawRates: boolean;
  /** How arrivals and exits move; null = they stand still. */
  movement: PlanMovement | null;
  /** The forecast's errors at past origins (share of the children then), where widths are to follow them; else null. */
  ownErrors: Movement['errors'] | null;
  /** Held groups: code and children at the end of each step, the same on every path. */
  constant: { code: string; children: number[] }[];
};

/** Options of a simulation. `drawRates` false leaves out estimation error: paths then spread only by chance. */
export type SimulationOptions = { seed: number; drawRates: boolean };

/**
 * Makes the plan of a snapshot and its levers. Rates follow their Gamma posterior, shape = events + κ·parent over
 * exposure + κ with the parent itself drawn, so that their mean is the rate of docs/model.md §3; entrants Gamma(count,
 * days). Levers act as in the chain: a change of rates multiplies the drawn rates, children moved on become an extra
 * hazard on the cell they leave, and added entrants add. Throws what the projection throws.
 */
export function simulationPlan(input: DemandInput, options: SimulationOptions): SimulationPlan {
  if (input.snapshot.placements.length === 0) {
    throw new OutturnError(
      'no-data',
      'Simulated intervals follow children one by one, and only monthly counts are held. Import placements or an SSDA903 return.',
    );
  }
  const prepared = prepare(input);
  // Posteriors are of the rates as measured; the levels that moved them are factors, like what a lever does.
  const rates = prepared.measured;
  const size = rates.groups.length;
  const { steps } = chainWithLevers(prepared, input);
  const times = new Float64Array(steps.length + 1);
  const stepEntrants = new Float64Array(steps.length * bands.length * size);
  const epochs: Epoch[] = [];
  const epochOfStep = new Int32Array(steps.length);
  let last: Float64Array | null = null;
  steps.forEach((step, number) => {
    times[number + 1] = times[number]! + step.step.days;
    stepEntrants.set(step.plan.entrants, number * bands.length * size);
    const same = step.plan.forced.length === 0 && last === step.plan.rates;
    if (!same) {
      const factors = step.plan.rates === rates.rates ? null : ratios(step.plan.rates, rates.rates);
      epochs.push({ factors, extra: extraHazards(step, size) });
    }
    epochOfStep[number] = epochs.length - 1;
    last = step.plan.forced.length === 0 ? step.plan.rates : null;
  });
  const byDuration = input.method === 'duration';
  const { dataDate } = input.snapshot;
  return {
    method: byDuration ? 'duration' : 'chain',
    seed: options.seed,
    groups: [...rates.groups],
    times,
    ...listChildren(prepared, times),
    known: knownForCertain(prepared, times),
    classStarts: byDuration ? [...durationStarts] : [0],
    classMultipliers: byDuration ? durationMultipliers(prepared, dataDate) : [1],
    events: rates.events,
    exposure: rates.exposure,
    parents: rates.parents,
    groupExposure: Float64Array.from({ length: size }, (_, group) =>
      bands.reduce((sum, _band, band) => sum + rates.exposure[band * size + group]!, 0),
    ),
    kappaDays: rates.kappaDays,
    knownRates: prepared.known.rates,
    knownEntrants: prepared.known.entrants,
    rates: rates.rates,
    entrantShapes: rates.entrantEvents,
    entrantDays: rates.days,
    entrants: prepared.rates.entrants,
    stepEntrants,
    epochs,
    epochOfStep,
    drawRates: options.drawRates,
    movement: options.drawRates ? planMovement(prepared) : null,
    ownErrors: (input.movement?.ownErrors && prepared.movement?.errors) || null,
    constant: constantLevels(prepared, steps),
  };
}

function planMovement({ movement, rates, measured, opening }: Prepared): PlanMovement | null {
  if (!movement) return null;
  const size = rates.groups.length;
  let [leaving, squares, nights] = [0, 0, 0];
  measured.exposure.forEach((days, cell) => {
    const hazard = rates.rates[cell * (size + 1) + size]!;
    leaving += days * hazard;
    squares += days * hazard * hazard;
    nights += days;
  });
  const children = opening.reduce((sum, count) => sum + count, 0);
  const perMonth = nights > 0 ? (children * leaving * 365.25) / nights / 12 : 0;
  const { draws, dispersion, entryDoubt, entryWalk, exitDoubt, exitWalk } = movement;
  // Too short a history to tell ways of moving apart: the prior's middle is the one.
  const one = {
    entry: { offset: 0, deviation: entryDoubt, yearly: entryWalk, dispersion },
    exit: { offset: 0, deviation: exitDoubt, yearly: exitWalk, dispersion: 1 },
  };
  const used = draws.length > 0 ? draws : [one];
  const mean = (of: (draw: (typeof used)[number]) => number) =>
    used.reduce((sum, draw) => sum + of(draw), 0) / used.length;
  return {
    draws: used,
    exitDoubt: mean(({ exit }) => exit.offset ** 2 + exit.deviation ** 2),
    exitWalk: mean(({ exit }) => exit.yearly ** 2),
    exitLump: perMonth > 0 ? Math.log1p((movement.exitDispersion - 1) / perMonth) : 0,
    exitHazard: leaving > 0 ? (squares / leaving) * 365.25 : 0,
  };
}

function ratios(changed: Float64Array, base: Float64Array): Float64Array {
  return changed.map((rate, at) => (base[at]! > 0 ? rate / base[at]! : 1));
}

function extraHazards(step: ReturnType<typeof chainWithLevers>['steps'][number], size: number): Float64Array | null {
  if (step.plan.forced.length === 0) return null;
  const extra = new Float64Array(bands.length * size * (size + 1));
  for (const { band, from, to, perDay } of step.plan.forced) {
    const cell = band * size + from;
    const days = step.childDays[cell]!;
    if (!(days > 0)) continue;
    const at = cell * (size + 1) + (to < 0 ? size : to);
    extra[at] = extra[at]! + (perDay * step.step.days) / days;
  }
  return extra;
}

/** The children the rates move, one by one, in a fixed order: those there now, and those who start later. */
function listChildren(prepared: Prepared, times: Float64Array): Listed {
  const { spans, position, future } = prepared;
  const month = monthIndexOfDay(future.day + 1);
  const care = careStarts(spans);
  const rows: Row[] = [];
  const expected = new Map(future.stays.filter((stay) => stay.weight < 1).map((stay) => [stay.index, stay] as const));
  const add = (index: number, startTime: number, entrant: boolean) => {
    const start = future.day + 1 + startTime;
    const stay = expected.get(index);
    rows.push({
      age: monthIndexOfDay(start) - spans.birth[index]!,
      younger: spans.younger[index]!,
      group: position[spans.group[index]!]!,
      care: careLayer(care[index]!, start),
      careDays: Math.max(0, start - care[index]!),
      startTime,
      entrant,
      expectedEnd: stay ? stay.to - future.day - 1 : 0,
      chance: stay?.weight ?? 0,
    });
  };
  for (let index = 0; index < spans.count; index += 1) {
    const there = spans.start[index]! <= future.day && spans.end[index]! > future.day;
    if (!there || position[spans.group[index]!]! < 0 || future.taken[index] === 1) continue;
    if (month - spans.birth[index]! <= adultMonth) add(index, 0, false);
  }
  const last = times[times.length - 1]!;
  for (const { index, day, comes } of future.starts)
    if (day - future.day - 1 < last) add(index, day - future.day - 1, comes === 'entrant');
  // By age, group and time in care, so that adding a child moves as few random numbers of the others as may be.
  rows.sort((a, b) => a.startTime - b.startTime || a.age - b.age || a.group - b.group || a.care - b.care);
  return {
    ages: Uint8Array.from(rows, (row) => Math.max(0, row.age)),
    younger: Float64Array.from(rows, (row) => (row.age <= 0 ? 0 : row.younger)),
    childGroups: Uint8Array.from(rows, (row) => row.group),
    careDays: Int32Array.from(rows, (row) => row.careDays),
    startTimes: Float64Array.from(rows, (row) => row.startTime),
    startsAsEntrant: Uint8Array.from(rows, (row) => Number(row.entrant)),
    expectedEnds: Float64Array.from(rows, (row) => row.expectedEnd),
    expectedChances: Float64Array.from(rows, (row) => row.chance),
  };
}

type Row = {
  age: number;
  younger: number;
  group: number;
  care: number;
  careDays: number;
  startTime: number;
  entrant: boolean;
  expectedEnd: number;
  chance: number;
};
type Listed = Pick<
  SimulationPlan,
  | 'ages'
  | 'younger'
  | 'childGroups'
  | 'careDays'
  | 'startTimes'
  | 'startsAsEntrant'
  | 'expectedEnds'
  | 'expectedChances'
>;

/** What is the same on every path: stays known for certain in modelled groups. */
function knownForCertain({ spans, position, future }: Prepared, times: Float64Array): SimulationPlan['known'] {
  const months = times.length - 1;
  const size = Math.max(0, ...position.map((at) => at + 1));
  const known = {
    level: new Int32Array(size),
    change: new Int32Array((months + 1) * size),
    partial: new Float64Array((months + 1) * size),
    bands: new Int32Array(months * bands.length),
    entrants: new Int32Array(months + 1),
    leavers: new Int32Array(months + 1),
  };
  const stepAt = (time: number) => {
    let step = 0;
    while (step < months && times[step + 1]! <= time) step += 1;
    return step;
  };
  const turn = (group: number, time: number, by: 1 | -1) => {
    const step = stepAt(time);
    if (step >= months) return months;
    known.change[step * size + group]! += by;
    known.partial[step * size + group]! += by * (times[step + 1]! - time);
    return step;
  };
  for (const { index, from, to, weight, comes, goes } of future.stays) {
    const group = position[spans.group[index]!]!;
    if (group < 0 || weight < 1) continue;
    if (from <= future.day) known.level[group]! += 1;
    else {
      const step = turn(group, from - future.day - 1, 1);
      if (comes === 'entrant') known.entrants[step]! += 1;
    }
    const step = turn(group, to - future.day - 1, -1);
    if (goes === 'leaver') known.leavers[step]! += 1;
    const first = from <= future.day ? 0 : stepAt(from - future.day - 1);
    const age = monthIndexOfDay(future.day + 1) - spans.birth[index]!;
    for (let at = first; at < step && at < months; at += 1) known.bands[at * bands.length + bandInCare(age + at)]! += 1;
  }
  return known;
}

function constantLevels(prepared: Prepared, steps: readonly ChainStep[]): SimulationPlan['constant'] {
  const months = steps.map((step) => monthOf(prepared, step).groups);
  return prepared.groups.flatMap(({ code, modelled }) =>
    modelled === 1 ? [] : [{ code, children: months.map((groups) => groups[code]?.stock ?? 0) }],
  );
}
