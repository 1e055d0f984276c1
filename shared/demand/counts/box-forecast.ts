import { addMonths, daysBetween } from '../../model/calendar.ts';
import type { FlowPeriod } from '../movement/flow-history.ts';
import { type Movement, type MovementChoice, measureMovement } from '../movement/movement.ts';
import { gamma, normal, openStream } from '../simulation/random.ts';
import { type Spread, spreadOfReals } from '../simulation/spread.ts';

/** Forecast of one number of children from its counted flows: month ends, with the flows of each month. */
export type BoxForecast = {
  movement: Movement;
  months: { start: string; end: string; stock: number; entrants: number; leavers: number; spread: Spread }[];
};

export type BoxOptions = { months: number; paths: number; seed: number; choice: MovementChoice };

/** Days of a year, and the name of the streams of a path. */
const year = 365.25;
const boxStream = 0x7b000000;

/**
 * The one-box step S' = S·e^{−h} + e·(1 − e^{−h})/h by month from annual or monthly counts of children, entrants and leavers
 * (issue 18): levels, dispersion and walks as for children one by one (18th birthdays are among the leavers), the mean drawn
 * to today's number by the weight of “as today”. Paths move with a and b, and by chance: variance D·entrants +
 * D′·leavers a month. `first`: first day after the data. Deterministic in the seed.
 */
export function forecastBox(
  periods: readonly FlowPeriod[],
  perYear: number,
  first: string,
  { months, paths, seed, choice }: BoxOptions,
): BoxForecast {
  const last = periods.slice(-Math.max(1, perYear));
  const sum = (pick: (period: FlowPeriod) => number) => last.reduce((total, period) => total + pick(period), 0);
  const [entrantsPerDay, exposure] = [
    sum(({ entrants }) => entrants) / sum(({ days }) => days),
    sum((p) => p.exposure),
  ];
  const base = { entry: Math.max(entrantsPerDay, 0.5 / year), exit: (sum((p) => p.leavers) + 0.5) / (exposure + 1) };
  const movement = measureMovement(
    periods,
    {
      groups: ['*'],
      entrants: Float64Array.of(base.entry),
      exposure: Float64Array.of(exposure),
      rates: Float64Array.of(0, base.exit),
      entrantEvents: Float64Array.of(sum(({ entrants }) => entrants)),
    },
    choice,
    perYear,
  );
  const rates = {
    entry: base.entry * Math.exp(movement.levels.entry),
    exit: base.exit * Math.exp(movement.levels.exit),
  };
  const starts = Array.from({ length: months + 1 }, (_, at) => addMonths(first, at));
  const steps = starts.slice(0, -1).map((start, at) => ({ start, days: daysBetween(start, starts[at + 1]!) }));
  const now = periods.at(-1)?.stock ?? 0;
  const flow = centralFlow(now, rates, steps, movement);
  const share = movement.weights.unchanged;
  const means = flow.map(({ stock }) => share * now + (1 - share) * stock);
  const drawn = drawPaths(now, rates, steps, movement, means, flow, { paths, seed });
  return {
    movement,
    months: steps.map(({ start }, at) => {
      const before = at > 0 ? means[at - 1]! : now;
      const { entrants } = flow[at]!;
      const stock = means[at]!;
      // Entrants as the flows say; leavers what the stocks leave over, so that the month adds up.
      const come = Math.max(entrants, stock - before);
      return { start, end: starts[at + 1]!, stock, entrants: come, leavers: before + come - stock, spread: drawn[at]! };
    }),
  };
}

type Step = { start: string; days: number };
type Rates = { entry: number; exit: number };

const seasonOf = ({ season }: Movement, { start }: Step) => season?.[Number(start.slice(5, 7)) - 1] ?? 1;

function centralFlow(now: number, rates: Rates, steps: readonly Step[], movement: Movement) {
  let children = now;
  return steps.map((step) => {
    const entrants = rates.entry * step.days * seasonOf(movement, step);
    const hazard = rates.exit * step.days;
    const staying = Math.exp(-hazard);
    children = children * staying + (hazard > 0 ? (entrants * (1 - staying)) / hazard : entrants);
    return { stock: children, entrants };
  });
}

/** Spread of each month over the paths; centred on the flows, or for the share of “as today” on today's number. */
function drawPaths(
  now: number,
  rates: Rates,
  steps: readonly Step[],
  movement: Movement,
  means: readonly number[],
  flow: readonly { stock: number }[],
  { paths, seed }: { paths: number; seed: number },
): Spread[] {
  const evidence = Math.max(4, movement.periods);
  const columns = steps.map(() => new Float64Array(paths));
  const whole = {
    entry: { offset: 0, deviation: movement.entryDoubt, yearly: movement.entryWalk, dispersion: movement.dispersion },
    exit: { offset: 0, deviation: movement.exitDoubt, yearly: movement.exitWalk, dispersion: 1 },
  };
  for (let path = 0; path < paths; path += 1) {
    const stream = openStream(seed, path, boxStream);
    const { entry, exit } = movement.draws[(path * 159) % Math.max(1, movement.draws.length)] ?? whole;
    let a = entry.offset + entry.deviation * normal(stream);
    let b = exit.offset + exit.deviation * normal(stream);
    let [ofA, ofB] = [entry.deviation ** 2, exit.deviation ** 2];
    let children = now;
    // What is known of chance rests on so many periods: Student's t, its normal over the root of a χ².
    const tail = Math.sqrt(evidence / (2 * gamma(stream, evidence / 2)));
    steps.forEach((step, at) => {
      const part = step.days / year;
      a += entry.yearly * Math.sqrt(part) * normal(stream);
      b += exit.yearly * Math.sqrt(part) * normal(stream);
      ofA += entry.yearly ** 2 * part;
      ofB += exit.yearly ** 2 * part;
      const entrants = rates.entry * step.days * seasonOf(movement, step) * Math.exp(a - ofA / 2);
      const leavers = children * -Math.expm1(-rates.exit * step.days * Math.exp(b - ofB / 2));
      const spread = Math.sqrt(entry.dispersion * entrants + movement.exitDispersion * leavers);
      const chance = tail * spread * normal(stream);
      children = Math.max(0, children + entrants - leavers + chance);
      columns[at]![path] = children;
    });
  }
  return columns.map((column, at) => {
    const mean = column.reduce((sum, value) => sum + value, 0) / paths;
    // Paths spread evenly over the sources: the first of every hundred stand on “as today”.
    const unchanged = Math.round(movement.weights.unchanged * 100);
    column.forEach((value, path) => {
      const centre = (path * 37) % 100 < unchanged ? now : flow[at]!.stock;
      column[path] = Math.max(0, value - mean + centre);
    });
    const moved = column.reduce((sum, value) => sum + value, 0) / paths;
    column.forEach((value, path) => {
      column[path] = moved > 0 ? (value * means[at]!) / moved : value;
    });
    return spreadOfReals(column);
  });
}
