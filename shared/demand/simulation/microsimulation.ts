import { adultMonth, bandInCare, bands } from '../../model/bands.ts';
import { bandOfAge } from '../chain.ts';
import { durationMonth } from '../history/duration.ts';
import { drawLevels, drawOfPath, keepTotals, meanLevels } from './path-movement.ts';
import {
  drawRates,
  exponentialLeft,
  fillEvidence,
  fillTables,
  forcedHazards,
  hazardScales,
  shortenWait,
} from './path-rates.ts';
import type { SimulationPlan } from './plan.ts';
import { exponentialOfWord, threefry, unit } from './random.ts';

/** Paths `[from, to)`: path by path, month by month, group by group. Joined end to end they do not depend on the split. */
export type PathRange = {
  from: number;
  to: number;
  months: number;
  groups: number;
  /** Children at the end of each month. */
  stock: Int32Array;
  /** Child-days of each month. */
  childDays: Float32Array;
  /** Children at the end of each month by age band (path by path, month by month), all modelled groups. */
  bands: Int32Array;
  /** Of each month, all groups. */
  entrants: Int32Array;
  leavers: Int32Array;
};

/** First names of the streams of entrants' arrivals and of entrants; children in care are named from 0. */
const arrivalStreams = 0x40000000;
const entrantStreams = 0x20000000;
const mostEntrants = 1 << 20;
/** First block of a child's waits to be moved on by a lever; those of its other waits are numbered from 0. */
const forcedBlocks = 0x40000000;
/** First blocks of a cell's arrivals for the sizes of its households and the ages of brothers and sisters. */
const householdBlocks = 0x40000000;
const siblingBlocks = 0x60000000;

/**
 * Event-driven paths (docs/model.md §5): each child waits an exponential time against all the ways out of its cell, then takes
 * one in proportion to its rate; birthdays fall at the start or the end of their month, as often as the day (or, where only
 * the month is known, its middle) makes of it; ends that are known, or expected and hold, fall on their day; entrants arrive
 * as a Poisson process per band and group, at an age even over the band's months; a child leaves at the 18th birthday.
 * Every draw is named by (seed, path, child), so that any range of paths can be had by itself.
 */
export function simulatePaths(
  plan: SimulationPlan,
  from: number,
  to: number,
  progress: (done: number) => void = () => {},
): PathRange {
  const months = plan.times.length - 1;
  const groups = plan.groups.length;
  const range: PathRange = {
    from,
    to,
    months,
    groups,
    stock: new Int32Array((to - from) * months * groups),
    childDays: new Float32Array((to - from) * months * groups),
    bands: new Int32Array((to - from) * months * bands.length),
    entrants: new Int32Array((to - from) * months),
    leavers: new Int32Array((to - from) * months),
  };
  const runner = pathRunner(plan);
  for (let path = from; path < to; path += 1) {
    runner(path, range, path - from);
    if ((path - from) % 64 === 63) progress(path - from + 1);
  }
  progress(to - from);
  return range;
}

function pathRunner(plan: SimulationPlan): (path: number, range: PathRange, row: number) => void {
  const { times, seed, ages, childGroups, careDays, classStarts, stepEntrants, epochOfStep } = plan;
  const classes = classStarts.length;
  const months = times.length - 1;
  const size = plan.groups.length;
  const cells = bands.length * size;
  const wide = size + 1;
  const out = new Uint32Array(2);
  const stepOfDay = dayTable(times);
  const change = new Int32Array((months + 1) * size);
  const partial = new Float64Array((months + 1) * size);
  const bandChange = new Int32Array((months + 1) * bands.length);
  const turnBand = (step: number, band: number, by: 1 | -1) => {
    bandChange[step * bands.length + band]! += by;
  };
  const drawn = Float64Array.from(plan.rates);
  // One table of rates for each run of steps and class of time in care.
  const slots = plan.epochs.length * classes;
  const totals = new Float64Array(slots * cells);
  const tables = new Float64Array(slots * cells * wide);
  const entrants = Float64Array.from(plan.entrants);
  const leaversOf = new Int32Array(months + 1);
  const entrantsOf = new Int32Array(months + 1);
  // Last step of each run of steps with the same rates.
  const epochEnd = new Int32Array(plan.epochs.length);
  epochOfStep.forEach((epoch, step) => {
    epochEnd[epoch] = step + 1;
  });
  const firstLevel = new Int32Array(size);
  childGroups.forEach((group, child) => {
    if (plan.startTimes[child] === 0) firstLevel[group]! += 1;
  });
  plan.known.level.forEach((count, group) => {
    firstLevel[group]! += count;
  });
  const toMonth = Int32Array.from(bands, (band) => band.toMonth);
  fillTables(plan, drawn, totals, tables);
  const scales = hazardScales(plan);
  const evidence = new Float64Array(cells);
  fillEvidence(drawn, scales, evidence);
  const forcedTotals = forcedHazards(plan);
  const anyForced = forcedTotals.some((hazard) => hazard > 0);
  const { movement } = plan;
  // Factors of the path on arrivals and exits, step by step, and its exit clock: days passed at the factors, to each step's start.
  const entryFactors = new Float64Array(months).fill(1);
  const exitFactors = new Float64Array(months).fill(1);
  const clock = Float64Array.from(times);
  /** The part of a cell's hazard that moves: leaving care, unless a person has set it. */
  const movingPart = (cell: number, here: number) =>
    plan.knownRates[here * wide + size] === 1 ? 0 : tables[cell * wide + size]!;
  const levelMeans = movement ? meanLevels(plan, movement) : null;
  // Mean size of the households of the path, and what turns a uniform number into a size.
  let [household, sizeScale] = [1, 0];

  const waitOf = (path: number, name: number, block: number) => {
    threefry(seed, path, name, block, out);
    return exponentialOfWord(out[0]!);
  };

  /** Follows one child from a time in a step; the child is in `group` at age `age` (months during that step). */
  const live = (
    path: number,
    name: number,
    startTime: number,
    startStep: number,
    startAge: number,
    group: number,
    startCare: number,
  ) => {
    let time = startTime;
    let step = startStep;
    let here = group;
    let block = 1;
    let band = bandOfAge[startAge]!;
    // Time at which this child's care began; its classes begin so many months after that, on whatever day.
    const careZero = startTime - startCare;
    let care = classes - 1;
    while (classStarts[care]! * durationMonth > startCare) care -= 1;
    // Step at whose start this child has its next band's first birthday.
    const birthStep = startStep - startAge;
    threefry(seed, path, name, 0, out);
    let choice = out[1]!;
    let exponential = exponentialOfWord(out[0]!);
    let whole = shortenWait(exponential, evidence[band * size + here]!);
    let wait = whole;
    // Being moved on by a lever is a wait of its own, so that what a lever adds leaves the other events as they are.
    let forcedWait = -1;
    for (;;) {
      const epoch = epochOfStep[step]!;
      let limitStep = birthStep + toMonth[band]!;
      const epochLimit = epochEnd[epoch]!;
      if (epochLimit < limitStep) limitStep = epochLimit;
      if (limitStep > months) limitStep = months;
      const cell = (epoch * classes + care) * cells + band * size + here;
      const hazard = totals[cell]!;
      const forced = anyForced ? forcedTotals[epoch * cells + band * size + here]! : 0;
      if (forced > 0 && forcedWait < 0) {
        forcedWait = waitOf(path, name, forcedBlocks + block);
      }
      let limit = times[limitStep]!;
      let longerInCare = false;
      if (care + 1 < classes) {
        const change = careZero + classStarts[care + 1]! * durationMonth;
        if (change < limit) {
          limit = change;
          longerInCare = true;
          limitStep = stepOfDay[change | 0]!;
        }
      }
      const moving = movement ? movingPart(cell, band * size + here) : 0;
      const steady = hazard - moving;
      const passed =
        moving === 0
          ? hazard * (limit - time)
          : steady * (limit - time) +
            moving *
              (clock[limitStep]! -
                clock[step]! +
                (longerInCare ? (limit - times[limitStep]!) * exitFactors[limitStep]! : 0) -
                (time - times[step]!) * exitFactors[step]!);
      if (passed <= wait && (forced === 0 || forced * (limit - time) <= forcedWait)) {
        wait -= passed;
        if (forced > 0) forcedWait -= forced * (limit - time);
        if (limitStep === months) return;
        time = limit;
        step = limitStep;
        if (longerInCare) {
          care += 1;
          continue;
        }
        if (birthStep + toMonth[band]! === step) {
          band += 1;
          if (band === toMonth.length) {
            // The 18th birthday is the first day of this step: gone from its opening.
            const at = step * size + here;
            change[at] = change[at]! - 1;
            partial[at] = partial[at]! - (times[step + 1]! - time);
            turnBand(step, band - 1, -1);
            return;
          }
          turnBand(step, band - 1, -1);
          turnBand(step, band, 1);
          // Another band, another drawn hazard: the rest of the wait is against that.
          exponential = exponentialLeft(exponential, whole - wait, evidence[(band - 1) * size + here]!);
          whole = shortenWait(exponential, evidence[band * size + here]!);
          wait = whole;
        }
        continue;
      }
      let rate = hazard;
      let leaving = tables[cell * wide + size]!;
      let byForce = forced > 0 && forcedWait * hazard < wait * forced;
      if (moving === 0) {
        time += byForce ? forcedWait / forced : wait / hazard;
        step = stepOfDay[time | 0]!;
      } else {
        // The step in which the wait runs out, under the factors of each; or the lever's own time, if that comes first.
        const forcedTime = forced > 0 ? time + forcedWait / forced : Number.POSITIVE_INFINITY;
        for (;;) {
          leaving = moving * exitFactors[step]!;
          rate = steady + leaving;
          const left = rate * (times[step + 1]! - time);
          if (left > wait || step + 1 === limitStep || step === limitStep) break;
          if (forcedTime < times[step + 1]!) break;
          wait -= left;
          step += 1;
          time = times[step]!;
        }
        const own = rate > 0 ? time + wait / rate : Number.POSITIVE_INFINITY;
        byForce = forcedTime < own;
        time = Math.min(byForce ? forcedTime : own, times[step + 1]! - 1e-9);
      }
      const target = byForce
        ? choose(
            plan.epochs[epoch]!.extra!,
            (band * size + here) * wide,
            wide,
            choice * unit * forced,
            here,
            plan.epochs[epoch]!.extra![(band * size + here) * wide + size]!,
          )
        : choose(tables, cell * wide, wide, choice * unit * rate, here, leaving);
      const left = times[step + 1]! - time;
      const at = step * size + here;
      change[at] = change[at]! - 1;
      partial[at] = partial[at]! - left;
      if (target === size) {
        turnBand(step, band, -1);
        leaversOf[step] = leaversOf[step]! + 1;
        return;
      }
      here = target;
      const into = step * size + here;
      change[into] = change[into]! + 1;
      partial[into] = partial[into]! + left;
      threefry(seed, path, name, block, out);
      block += 1;
      exponential = exponentialOfWord(out[0]!);
      whole = shortenWait(exponential, evidence[band * size + here]!);
      wait = whole;
      forcedWait = -1;
      choice = out[1]!;
    }
  };

  /** The bands of a child who is there from one step to another and is gone by the end of the last. */
  const ageInBands = (first: number, last: number, startAge: number) => {
    let band = bandInCare(startAge);
    turnBand(first, band, 1);
    for (let step = first + 1; step <= last && step < months; step += 1) {
      const older = bandInCare(startAge + step - first);
      if (older === band) continue;
      turnBand(step, band, -1);
      turnBand(step, older, 1);
      band = older;
    }
    if (last < months) turnBand(last, band, -1);
  };

  /** One of the children of the plan: whether its expected end holds, and on which side of its birthday it is. */
  const follow = (path: number, child: number) => {
    const group = childGroups[child]!;
    const time = plan.startTimes[child]!;
    const step = time > 0 ? stepOfDay[time | 0]! : 0;
    if (time > 0) {
      const at = step * size + group;
      change[at]! += 1;
      partial[at]! += times[step + 1]! - time;
      if (plan.startsAsEntrant[child] === 1) entrantsOf[step]! += 1;
    }
    const chance = plan.expectedChances[child]!;
    const place = evenly(path, child);
    const younger = plan.younger[child]!;
    if (place < chance) {
      const end = plan.expectedEnds[child]!;
      const stays = end >= times[months]!;
      const last = stays ? months : stepOfDay[end | 0]!;
      ageInBands(step, last, ages[child]! - (place < younger * chance ? 1 : 0));
      if (stays) return;
      const at = last * size + group;
      change[at]! -= 1;
      partial[at]! -= times[last + 1]! - end;
      leaversOf[last]! += 1;
      return;
    }
    const age = ages[child]! - (place - chance < younger * (1 - chance) ? 1 : 0);
    if (age >= adultMonth) {
      const at = step * size + group;
      change[at]! -= 1;
      partial[at]! -= times[step + 1]! - time;
      return;
    }
    turnBand(step, bandOfAge[age]!, 1);
    live(path, child, time, step, age, group, careDays[child]!);
  };

  const arrive = (path: number, cell: number) => {
    const band = Math.floor(cell / size);
    const group = cell % size;
    const { fromMonth } = bands[band]!;
    const width = toMonth[band]! - fromMonth;
    let count = 0;
    let block = 0;
    threefry(seed, path, (arrivalStreams + cell) | 0, block, out);
    let wait = exponentialOfWord(out[0]!);
    let spread = out[1]!;
    for (let step = 0; step < months; step += 1) {
      const base = plan.entrants[cell]!;
      const own = movement && plan.knownEntrants[cell] !== 1 ? entrants[cell]! * entryFactors[step]! : entrants[cell]!;
      const wanted = stepEntrants[step * cells + cell]!;
      // The part of the wanted entrants that the base rate stands for varies with the drawn rate; what is added does not.
      const all = base > 0 ? wanted + (own - base) * Math.min(1, wanted / base) : wanted;
      const rate = household > 1 ? all / household : all;
      let time = times[step]!;
      const end = times[step + 1]!;
      while (rate * (end - time) > wait) {
        time += wait / rate;
        let members = 1;
        if (household > 1) {
          threefry(seed, path, (arrivalStreams + cell) | 0, (householdBlocks + block) | 0, out);
          // Geometric on 1, 2, …: its second moment over its mean is D.
          members = 1 + Math.min(99, Math.floor(Math.log((out[0]! + 0.5) * unit) * sizeScale));
        }
        for (let member = 0; member < members; member += 1) {
          if (member > 0) {
            threefry(seed, path, (arrivalStreams + cell) | 0, (siblingBlocks + count) | 0, out);
            spread = out[1]!;
          }
          const age = fromMonth + Math.floor(spread * unit * width);
          const at = step * size + group;
          change[at] = change[at]! + 1;
          partial[at] = partial[at]! + (end - time);
          entrantsOf[step] = entrantsOf[step]! + 1;
          turnBand(step, band, 1);
          live(path, (entrantStreams + cell * mostEntrants + count) | 0, time, step, age, group, 0);
          count += 1;
        }
        block += 1;
        threefry(seed, path, (arrivalStreams + cell) | 0, block, out);
        wait = exponentialOfWord(out[0]!);
        spread = out[1]!;
      }
      wait -= rate * (end - time);
    }
  };

  return (path, range, row) => {
    if (plan.drawRates) {
      drawRates(plan, path, drawn, entrants);
      if (movement && levelMeans) {
        const { dispersion } = drawOfPath(movement, path).entry;
        household = dispersion > 1 ? (dispersion + 1) / 2 : 1;
        sizeScale = household > 1 ? 1 / Math.log1p(-1 / household) : 0;
        keepTotals(plan, drawn, entrants);
        drawLevels(plan, movement, levelMeans, path, entryFactors, exitFactors);
        for (let step = 0; step < months; step += 1)
          clock[step + 1] = clock[step]! + (times[step + 1]! - times[step]!) * exitFactors[step]!;
      }
      fillTables(plan, drawn, totals, tables);
      fillEvidence(drawn, scales, evidence);
    }
    change.set(plan.known.change);
    partial.set(plan.known.partial);
    bandChange.fill(0);
    leaversOf.set(plan.known.leavers);
    entrantsOf.set(plan.known.entrants);
    for (let child = 0; child < ages.length; child += 1) follow(path, child);
    for (let cell = 0; cell < cells; cell += 1) arrive(path, cell);
    for (let group = 0; group < size; group += 1) {
      let level = firstLevel[group]!;
      for (let step = 0; step < months; step += 1) {
        const at = step * size + group;
        const into = (row * months + step) * size + group;
        range.childDays[into] = level * (times[step + 1]! - times[step]!) + partial[at]!;
        level += change[at]!;
        range.stock[into] = level;
      }
    }
    for (let band = 0; band < bands.length; band += 1) {
      let level = 0;
      for (let step = 0; step < months; step += 1) {
        const at = step * bands.length + band;
        level += bandChange[at]!;
        range.bands[row * months * bands.length + at] = level + plan.known.bands[at]!;
      }
    }
    range.leavers.set(leaversOf.subarray(0, months), row * months);
    range.entrants.set(entrantsOf.subarray(0, months), row * months);
  };
}

/**
 * A number in [0, 1) for a child of a path that is spread evenly over the paths, and over the children of a path: what is
 * decided by it comes out as often as it should, and adds no noise. (Steps of the plastic number, Roberts 2018.)
 */
function evenly(path: number, child: number): number {
  const at = (path + 1) * 0.7548776662466927 + (child + 1) * 0.5698402909980532;
  return at - Math.floor(at);
}

/** Step of each whole day, so that an event finds its month at once. */
function dayTable(times: Float64Array): Int32Array {
  const last = times[times.length - 1]!;
  const table = new Int32Array(last + 1);
  for (let step = 0; step + 1 < times.length; step += 1) table.fill(step, times[step]!, times[step + 1]!);
  table[last] = times.length - 2;
  return table;
}

/** The destination whose share of the cell's hazard holds `point`; leaving care, the likeliest, is tried first. */
function choose(
  table: Float64Array,
  start: number,
  wide: number,
  point: number,
  here: number,
  leaving: number,
): number {
  let left = point - leaving;
  if (left < 0) return wide - 1;
  let last = wide - 1;
  for (let to = 0; to < wide - 1; to += 1) {
    if (to === here || table[start + to] === 0) continue;
    last = to;
    left -= table[start + to]!;
    if (left < 0) return to;
  }
  return last;
}
