import type { SimulationPlan } from './plan.ts';
import { gamma, namedStreams } from './random.ts';

/** First name of the streams of a path's rates; those of children and entrants are below (microsimulation.ts). */
const rateStreams = 0x80000000;

/**
 * Rates in force in each run of steps and class of time in care, one after the other, each cell's destinations in a row;
 * and each cell's total of them. Children a lever moves on are not in them (`forcedHazards`).
 */
export function fillTables(
  plan: SimulationPlan,
  drawn: Float64Array,
  totals: Float64Array,
  tables: Float64Array,
): void {
  const size = plan.groups.length;
  const wide = size + 1;
  const cells = plan.entrants.length;
  const classes = plan.classMultipliers.length;
  for (let slot = 0; slot < plan.epochs.length * classes; slot += 1) {
    const { factors } = plan.epochs[Math.floor(slot / classes)]!;
    const multiplier = plan.classMultipliers[slot % classes]!;
    for (let cell = 0; cell < cells; cell += 1) {
      let sum = 0;
      const here = cell % size;
      for (let to = 0; to < wide; to += 1) {
        const at = cell * wide + to;
        let rate = to === here ? 0 : drawn[at]! * (factors ? factors[at]! : 1);
        if (to === size) rate *= multiplier;
        tables[slot * cells * wide + at] = rate;
        sum += rate;
      }
      totals[slot * cells + cell] = sum;
    }
  }
}

/**
 * Mean over variance of each cell's drawn hazard, in child-days; Infinity where nothing of it is drawn. A Gamma hazard of
 * mean m and this scale b leaves a child in the cell after t days with the average chance (1 + t/b)^(−mb), which is
 * above the e^(−mt) of the chain (Jensen): `shortenWait` takes that out.
 */
export function hazardScales(plan: SimulationPlan): Float64Array {
  const { kappaDays } = plan;
  const size = plan.groups.length;
  const wide = size + 1;
  return plan.entrants.map((_, cell) => {
    if (!plan.drawRates) return Number.POSITIVE_INFINITY;
    const group = cell % size;
    const days = plan.exposure[cell]! + kappaDays;
    const groupDays = plan.groupExposure[group]! + kappaDays;
    let [mean, variance] = [0, 0];
    for (let to = 0; to < wide; to += 1) {
      const at = cell * wide + to;
      if (to === group || plan.rates[at] === 0) continue;
      mean += plan.rates[at]!;
      if (plan.knownRates[at] === 1) continue;
      // Spread of the cell's own draw, and of its group's rate as far as the cell borrows it.
      const parent = kappaDays > 0 ? plan.parents[group * wide + to]! : 0;
      const shape = plan.events[at]! + kappaDays * parent;
      variance += (shape + (kappaDays * kappaDays * parent) / groupDays) / (days * days);
    }
    return variance > 0 ? mean / variance : Number.POSITIVE_INFINITY;
  });
}

/** Hazard of being moved on by levers, per child-day, of each run of steps and cell: known, never drawn. */
export function forcedHazards(plan: SimulationPlan): Float64Array {
  const cells = plan.entrants.length;
  const wide = plan.groups.length + 1;
  const totals = new Float64Array(plan.epochs.length * cells);
  plan.epochs.forEach(({ extra }, epoch) => {
    extra?.forEach((rate, at) => {
      totals[epoch * cells + Math.floor(at / wide)]! += rate;
    });
  });
  return totals;
}

/** Each cell's drawn hazard times its scale: the events, in number, that it rests on. */
export function fillEvidence(drawn: Float64Array, scales: Float64Array, evidence: Float64Array): void {
  const wide = drawn.length / scales.length;
  for (let cell = 0; cell < scales.length; cell += 1) {
    let hazard = 0;
    for (let to = 0; to < wide; to += 1) hazard += drawn[cell * wide + to]!;
    evidence[cell] = hazard === 0 ? 0 : hazard * scales[cell]!;
  }
}

/**
 * The unit wait N·ln(1 + X/N) that takes the place of an exponential X against a drawn hazard resting on N events: over
 * the draws, children then stay as long on average as at the mean hazard. X itself where nothing was drawn.
 */
export function shortenWait(wait: number, evidence: number): number {
  const u = wait / evidence;
  // Most waits are short against what is known: seven terms of ln(1 + u) are right to 1e-8, and far quicker.
  if (u < 0.125) return wait * (1 - u * (1 / 2 - u * (1 / 3 - u * (1 / 4 - u * (1 / 5 - u * (1 / 6 - u / 7))))));
  return evidence > 0 ? evidence * Math.log1p(u) : wait;
}

/** What is left of X when `passed` of its shortened wait is over: exponential again, for the next cell. */
export function exponentialLeft(exponential: number, passed: number, evidence: number): number {
  const v = passed / evidence;
  // e^v − 1, likewise by its series where v is small.
  if (v < 0.125)
    return exponential - passed * (1 + (v / 2) * (1 + (v / 3) * (1 + (v / 4) * (1 + (v / 5) * (1 + v / 6)))));
  return evidence > 0 ? exponential - evidence * Math.expm1(v) : exponential - passed;
}

/**
 * One path's own rates and entrants, from their Gamma posterior: first each group's rate over all ages, then each cell's
 * around it, so that what cells borrow from their group is not taken for knowledge of their own.
 */
export function drawRates(plan: SimulationPlan, path: number, drawn: Float64Array, entrants: Float64Array): void {
  const { kappaDays } = plan;
  const size = plan.groups.length;
  const wide = plan.groups.length + 1;
  const streams = namedStreams(plan.seed, path);
  const open = (name: number) => streams.open(rateStreams + name);
  const parents = new Float64Array(size * wide);
  for (let at = 0; at < parents.length; at += 1) {
    const days = plan.groupExposure[Math.floor(at / wide)]! + kappaDays;
    const shape = plan.parents[at]! * days;
    if (kappaDays === 0 || shape === 0) continue;
    open(drawn.length + entrants.length + at);
    parents[at] = gamma(streams, shape) / days;
  }
  for (let cell = 0; cell < entrants.length; cell += 1) {
    const days = plan.exposure[cell]! + kappaDays;
    const start = cell * wide;
    const group = (cell % size) * wide;
    // Ways out never seen from this cell have only what they borrow: one draw for all, in the parents' proportions.
    let borrowed = 0;
    for (let to = 0; to < wide; to += 1) {
      const at = start + to;
      if (plan.rates[at] === 0 || plan.knownRates[at] === 1) continue;
      if (plan.events[at] === 0) borrowed += parents[group + to]!;
      else {
        open(at);
        drawn[at] = gamma(streams, plan.events[at]! + kappaDays * parents[group + to]!) / days;
      }
    }
    open(drawn.length + entrants.length + parents.length + cell);
    const share = borrowed > 0 ? gamma(streams, kappaDays * borrowed) / days / borrowed : 0;
    for (let to = 0; to < wide; to += 1) {
      const at = start + to;
      if (plan.rates[at] === 0 || plan.knownRates[at] === 1 || plan.events[at] !== 0) continue;
      drawn[at] = share * parents[group + to]!;
    }
  }
  for (let cell = 0; cell < entrants.length; cell += 1) {
    if (plan.entrantShapes[cell] === 0 || plan.knownEntrants[cell] === 1) continue;
    open(drawn.length + cell);
    entrants[cell] = gamma(streams, plan.entrantShapes[cell]!) / plan.entrantDays;
  }
}
