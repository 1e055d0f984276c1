import type { SimulationPlan } from './plan.ts';
import type { PlanMovement } from './plan-movement.ts';
import { namedStreams, normal } from './random.ts';

/** First name of the streams of a path's levels; those of its rates are below (path-rates.ts). */
const levelStreams = 0xc0000000;
const year = 365.25;

/** The way of moving that a path takes: all of them in turn, in an order that spreads them over any stretch of paths. */
export const drawOfPath = ({ draws }: PlanMovement, path: number) => draws[(path * stride) % draws.length]!;
/** Odd, and near the golden section of the 256 draws. */
const stride = 159;

/** Means of e^{level} over the draws at the end of each step, entry and exit: what the factors of a path are divided by. */
export function meanLevels(
  { times }: SimulationPlan,
  { draws }: PlanMovement,
): { entry: Float64Array; exit: Float64Array } {
  const mean = (of: 'entry' | 'exit') =>
    Float64Array.from({ length: times.length - 1 }, (_, step) => {
      const years = times[step + 1]! / year;
      const sum = draws.reduce(
        (total, { [of]: { offset, deviation, yearly } }) =>
          total + Math.exp(offset + (deviation * deviation + yearly * yearly * years) / 2),
        0,
      );
      return sum / draws.length;
    });
  return { entry: mean('entry'), exit: mean('exit') };
}

/**
 * Factors of one path, step by step, on arrivals and on exits. Both have a mean that keeps the mean of the paths on the
 * chain: e^{a} over its mean for arrivals; for exits the same times 1 + h(Pt + σ²t²/2), since children who wait against a
 * hazard that is not known stay longer on average than against its mean (Jensen).
 */
export function drawLevels(
  plan: SimulationPlan,
  movement: PlanMovement,
  means: ReturnType<typeof meanLevels>,
  path: number,
  entry: Float64Array,
  exit: Float64Array,
): void {
  const { times } = plan;
  const streams = namedStreams(plan.seed, path);
  const open = (name: number) => streams.open(levelStreams + name);
  const draw = drawOfPath(movement, path);
  open(0);
  let a = draw.entry.offset + draw.entry.deviation * normal(streams);
  open(1);
  let b = draw.exit.offset + draw.exit.deviation * normal(streams);
  const lump = Math.sqrt(movement.exitLump);
  for (let step = 0; step + 1 < times.length; step += 1) {
    const root = Math.sqrt((times[step + 1]! - times[step]!) / year);
    open(2 + step * 3);
    a += draw.entry.yearly * root * normal(streams);
    entry[step] = Math.exp(a) / means.entry[step]!;
    open(3 + step * 3);
    b += draw.exit.yearly * root * normal(streams);
    const t = (times[step]! + times[step + 1]!) / 2 / year;
    const jensen = 1 + movement.exitHazard * (movement.exitDoubt * t + (movement.exitWalk * t * t) / 2);
    open(4 + step * 3);
    const noise = lump > 0 ? Math.exp(lump * normal(streams) - movement.exitLump / 2) : 1;
    exit[step] = (Math.exp(b) / means.exit[step]!) * jensen * noise;
  }
}

/**
 * Draws of cells brought back to their common total: how high arrivals and exits are in all is said by the drawn levels, so that
 * the cells' own draws must only share it out. Entrants by their sum, exits by what they would take of the children now.
 */
export function keepTotals(plan: SimulationPlan, drawn: Float64Array, entrants: Float64Array): void {
  let [wanted, got] = [0, 0];
  entrants.forEach((rate, cell) => {
    if (plan.knownEntrants[cell] === 1) return;
    wanted += plan.entrants[cell]!;
    got += rate;
  });
  if (got > 0) {
    entrants.forEach((rate, cell) => {
      if (plan.knownEntrants[cell] !== 1) entrants[cell] = (rate * wanted) / got;
    });
  }
  const wide = plan.groups.length + 1;
  [wanted, got] = [0, 0];
  for (let cell = 0; cell < entrants.length; cell += 1) {
    const at = cell * wide + wide - 1;
    if (plan.knownRates[at] === 1) continue;
    wanted += plan.exposure[cell]! * plan.rates[at]!;
    got += plan.exposure[cell]! * drawn[at]!;
  }
  if (!(got > 0)) return;
  for (let at = wide - 1; at < drawn.length; at += wide) {
    if (plan.knownRates[at] !== 1) drawn[at] = (drawn[at]! * wanted) / got;
  }
}
