import { adultMonth, bands } from '../../model/bands.ts';
import { OutturnError } from '../../model/problem.ts';
import { durationMultipliers, durationStarts, openingByDuration } from '../history/duration.ts';
import { type Prepared, prepare } from '../prepare.ts';
import { chainWithLevers, type DemandInput } from '../project.ts';

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
  ages: Uint8Array;
  childGroups: Uint8Array;
  /** Whole months in care of each child, 24 = 24 or more; the first month of each class, and what it does to leaving. */
  careMonths: Uint8Array;
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
  /** Held groups: code and level, the same on every path. */
  held: { code: string; children: number }[];
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
  const { rates } = prepared;
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
    ...listChildren(openingByDuration(prepared, dataDate), size),
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
    entrants: rates.entrants,
    stepEntrants,
    epochs,
    epochOfStep,
    drawRates: options.drawRates,
    held: heldLevels(prepared),
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

function listChildren(
  opening: readonly Float64Array[],
  size: number,
): Pick<SimulationPlan, 'ages' | 'childGroups' | 'careMonths'> {
  const ages: number[] = [];
  const groups: number[] = [];
  const careMonths: number[] = [];
  for (let age = 0; age < adultMonth; age += 1) {
    for (let group = 0; group < size; group += 1) {
      opening.forEach((layer, months) => {
        for (let child = layer[age * size + group]!; child > 0; child -= 1) {
          ages.push(age);
          groups.push(group);
          careMonths.push(months);
        }
      });
    }
  }
  return {
    ages: Uint8Array.from(ages),
    childGroups: Uint8Array.from(groups),
    careMonths: Uint8Array.from(careMonths),
  };
}

function heldLevels(prepared: Prepared): SimulationPlan['held'] {
  const count = prepared.groups.length;
  return prepared.groups.flatMap((group, index) => {
    if (group.modelled === 1) return [];
    let children = 0;
    for (let band = 0; band < bands.length; band += 1) children += prepared.stock[band * count + index]!;
    return [{ code: group.code, children }];
  });
}
