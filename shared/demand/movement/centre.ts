import { projectChain } from '../chain.ts';
import { type DemandRates, entrantsOf } from '../history/rates.ts';
import { projectionSteps } from '../steps.ts';
import type { Levels } from './mean-levels.ts';
import type { Movement } from './movement.ts';

/** Months ahead at which the mean of the sources is met. */
const meetingMonth = 18;
/** No level is moved further than this by what “as today” asks: half as much again, or two thirds. */
const furthest = 0.4;

/** Rates with entrants × e^entry and leaving care × e^exit; the same object where both are nought. */
export function scaleRates(rates: DemandRates, { entry, exit }: Levels): DemandRates {
  if (entry === 0 && exit === 0) return rates;
  const size = rates.groups.length;
  return {
    ...rates,
    entrants: rates.entrants.map((perDay) => perDay * Math.exp(entry)),
    rates: rates.rates.map((rate, at) => (at % (size + 1) === size ? rate * Math.exp(exit) : rate)),
  };
}

/**
 * The levels of entry and of leaving at which the chain gives the weighted mean of its sources: the flow sources' own, moved
 * so that the children in 18 months lie as far towards today's number as “as today” weighs. Entry and leaving give way in
 * proportion to how little is known of each (the least change in their variances: minimum trace), and since the rates
 * move, every group and age does, and all of them add up. What the sources differ by is part of the doubt (the variance of
 * a mixture).
 */
export function centreLevels(
  rates: DemandRates,
  movement: Movement,
  opening: Float64Array,
  dataDate: string,
): Pick<Movement, 'levels' | 'entryDoubt' | 'exitDoubt' | 'draws'> {
  const { levels, weights, entryDoubt, exitDoubt, entryWalk, exitWalk, draws } = movement;
  const share = weights.unchanged;
  if (share === 0) return { levels, entryDoubt, exitDoubt, draws };
  const steps = projectionSteps(dataDate, meetingMonth);
  const scaled = scaleRates(rates, levels);
  const chain = projectChain(opening, rates.groups.length, steps, ({ step }) => ({
    rates: scaled.rates,
    entrants: entrantsOf(scaled, step),
    forced: [],
  }));
  const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);
  const now = sum(opening);
  let [entrants, leavers, gone, nights] = [0, 0, 0, 0];
  for (const step of chain) {
    entrants += sum(step.entrants);
    leavers += sum(step.leavers);
    gone += sum(step.leavers) + sum(step.agedOut);
    nights += sum(step.childDays);
  }
  const last = chain.at(-1);
  const reached = last ? sum(last.stock) : now;
  const days = steps.reduce((total, step) => total + step.days, 0);
  // Children a unit of either log level brings by then: those who come or go, less those of them who would have left.
  const hazard = nights > 0 ? (gone / nights) * days : 0;
  const staying = hazard > 0 ? -Math.expm1(-hazard) / hazard : 1;
  const ofEntry = entryDoubt ** 2 + entryWalk ** 2 * 0.75;
  const ofExit = exitDoubt ** 2 + exitWalk ** 2 * 0.75;
  const pull = (ofEntry * entrants + ofExit * leavers) * staying;
  if (!(pull > 0)) return { levels, entryDoubt, exitDoubt, draws };
  const within = (value: number) => Math.max(-furthest, Math.min(furthest, value));
  // All the way to “as today”; the mean goes its share of it.
  const [entry, exit] = [within(((now - reached) / pull) * ofEntry), within(((reached - now) / pull) * ofExit)];
  const apart = share * (1 - share);
  return {
    levels: { entry: levels.entry + share * entry, exit: levels.exit + share * exit },
    entryDoubt: Math.hypot(entryDoubt, Math.sqrt(apart) * entry),
    exitDoubt: Math.hypot(exitDoubt, Math.sqrt(apart) * exit),
    draws: draws.map((draw) => ({
      entry: { ...draw.entry, deviation: Math.hypot(draw.entry.deviation, Math.sqrt(apart) * entry) },
      exit: { ...draw.exit, deviation: Math.hypot(draw.exit.deviation, Math.sqrt(apart) * exit) },
    })),
  };
}
