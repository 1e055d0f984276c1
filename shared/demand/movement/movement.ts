import type { DemandRates } from '../history/rates.ts';
import { again, averageBreaks, type Break, type BreakFinding, breakChance, type LevelDraws } from './breaks.ts';
import { estimateLevel, type Prior, priors } from './estimate.ts';
import type { FlowPeriod } from './flow-history.ts';
import { hypothesesOf } from './hypotheses.ts';
import { chooseWeights, type Levels, type MeanWeights, sourceLevels } from './mean-levels.ts';
import { provenSeason } from './season.ts';

/**
 * How arrivals and exits are taken to move. Null = estimated from the history held; a number is taken as known. With
 * dispersion 1 and both walks nought nothing moves, and the projection is that of constant rates.
 */
export type MovementChoice = {
  /** Variance of arrivals over their mean, D. */
  dispersion: number | null;
  /** Standard deviation of the log rate of entry over a year, σ_E; of leaving, σ_L. */
  entryWalk: number | null;
  exitWalk: number | null;
  /** First days from which the officer says policy changed. */
  breaks?: readonly string[];
  /** Widths of simulated ranges follow the forecast's own past errors too. */
  ownErrors?: boolean;
};
/** All from the history. */
export const movementFromHistory: MovementChoice = { dispersion: null, entryWalk: null, exitWalk: null };

/** True where nothing is to move. */
export function standsStill(choice: MovementChoice | null | undefined): boolean {
  return !choice || (choice.dispersion === 1 && choice.entryWalk === 0 && choice.exitWalk === 0);
}

/** What the history says of how rates move, and where they stand. */
export type Movement = {
  dispersion: number;
  entryWalk: number;
  exitWalk: number;
  /** Variance of the leavers of a period over their mean. */
  exitDispersion: number;
  /** Standard deviation of the log level of entry and of leaving now. */
  entryDoubt: number;
  exitDoubt: number;
  /** Levels now and walks in equal shares, as the counts leave them likely; empty where there are too few to tell. */
  draws: LevelDraws;
  /** Chance that neither rate walks, as monthly counts leave it; 0 where they are too few, or a person has set the walks. */
  still: number;
  /** Log factors on the base rates that the flow sources give together, and the weight of each source. */
  levels: Levels;
  weights: MeanWeights;
  /** Index of entrants by calendar month where the history bears it out. */
  season: number[] | null;
  /** A change of policy in the last three years, found or stated. */
  break: Break | null;
  /** Periods seen, and past origins the weights were chosen on. */
  periods: number;
  origins: number;
  /** The forecast's own errors at past origins (share of the children then), by periods ahead. */
  errors: { ahead: number; error: number }[];
};

/** Periods under which the history tells nothing of movement: two years of months. */
const leastMonths = 24;

/**
 * Movement of arrivals and exits from the flows of all modelled children (issue 18): D, σ_E and σ_L with the greatest
 * posterior density, levels by the Kalman filter, the mean's sources weighted by rolling origin. `rates` are the base
 * rates the levels are factors on. `perYear` periods make a year.
 */
export function measureMovement(
  periods: readonly FlowPeriod[],
  rates: Pick<DemandRates, 'entrants' | 'exposure' | 'rates' | 'groups' | 'entrantEvents'>,
  choice: MovementChoice,
  perYear = 12,
): Movement {
  const size = rates.groups.length;
  const perDay = rates.entrants.reduce((sum, rate) => sum + rate, 0);
  let [leaving, nights, entered] = [0, 0, 0];
  rates.exposure.forEach((days, cell) => {
    leaving += days * rates.rates[cell * (size + 1) + size]!;
    nights += days;
    entered += rates.entrantEvents[cell]!;
  });
  const exitRate = nights > 0 ? leaving / nights : 0;
  const season = perYear === 12 ? provenSeason(periods) : null;
  const expected = {
    entrants: periods.map(({ start, days }) => perDay * days * (season?.[Number(start.slice(5, 7)) - 1] ?? 1)),
    leavers: periods.map(({ exposure }) => exitRate * exposure),
  };
  const months = 12 / perYear;
  const seen = (counts: 'entrants' | 'leavers') =>
    periods.map((period, at) => ({ count: period[counts], expected: expected[counts][at]!, months }));
  const asked = {
    entry: [
      { ...priors.dispersion, fixed: choice.dispersion },
      { ...priors.entryWalk, fixed: choice.entryWalk },
    ],
    exit: [
      { ...priors.exitDispersion, fixed: null },
      { ...priors.exitWalk, fixed: choice.exitWalk },
    ],
  } satisfies Record<string, [Prior, Prior]>;
  const entry = estimateLevel(seen('entrants'), ...asked.entry);
  const exit = estimateLevel(seen('leavers'), ...asked.exit);
  const enough = periods.length * months >= leastMonths;
  const base = {
    ...{
      dispersion: entry.dispersion,
      entryWalk: entry.yearly,
      exitWalk: exit.yearly,
      exitDispersion: exit.dispersion,
    },
    ...{ season, periods: periods.length },
  };
  if (!enough) {
    return {
      ...base,
      entryDoubt: Math.sqrt(entry.dispersion / (entered + 0.5)),
      exitDoubt: Math.sqrt(1 / (leaving + 0.5)),
      draws: [],
      still: 0,
      levels: { entry: 0, exit: 0 },
      weights: { window: 1, level: 0, longRun: 0, unchanged: 0 },
      break: null,
      origins: 0,
      errors: [],
    };
  }
  // Yearly counts are too few to tell dispersion and walk apart: the likeliest of both stands for all.
  const ways = ({ dispersion, yearly }: typeof entry, kind: 'entry' | 'exit') =>
    perYear === 12
      ? hypothesesOf(asked[kind][0], asked[kind][1], dispersion, again[kind])
      : { moves: [{ dispersion, yearly, ahead: yearly, prior: 0 }], stands: [], constant: [] };
  const breaks = averageBreaks(
    { periods: seen('entrants'), ways: ways(entry, 'entry') },
    { periods: seen('leavers'), ways: ways(exit, 'exit') },
    periods.map(({ start }) => start),
    months,
    choice.breaks ?? [],
  );
  const chosen = chooseWeights(periods, expected, entry, exit, perYear);
  const sources = sourceLevels(periods, expected, entry, exit, periods.length, perYear);
  sources.level = { entry: breaks.entry.mean, exit: breaks.exit.mean };
  const weights = afterBreak(chosen.weights, breaks, perYear);
  return {
    ...base,
    entryDoubt: Math.sqrt(breaks.entry.variance),
    exitDoubt: Math.sqrt(breaks.exit.variance),
    draws: perYear === 12 ? breaks.draws : [],
    still: breaks.still,
    levels: blend(weights, sources),
    weights,
    break: breaks.found,
    origins: chosen.origins,
    errors: chosen.errors,
  };
}

/**
 * After a break neither the long run nor today’s balance says where flows go on: their weight passes to the level by the chance
 * that there was one; from yearly counts, which show little of it, as far as that has grown. Nor does the long run where
 * rates walk: from monthly counts it keeps its weight only as far as they leave it likely that they stand still.
 */
function afterBreak(weights: MeanWeights, { broken, still }: BreakFinding, perYear: number): MeanWeights {
  const shown = perYear === 12 ? broken : Math.max(0, (broken - breakChance) / (1 - breakChance));
  const stands = perYear === 12 ? Math.min(1, 2 * still) : 1;
  const longRun = weights.longRun * (1 - shown) * stands;
  const unchanged = weights.unchanged * (1 - shown);
  return { ...weights, longRun, unchanged, level: 1 - weights.window - longRun - unchanged };
}

/** The flow sources’ levels by their weights; as they are where all the weight is on “as today”. */
function blend(weights: MeanWeights, sources: ReturnType<typeof sourceLevels>): Levels {
  const names = ['window', 'level', 'longRun'] as const;
  const total = names.reduce((sum, name) => sum + weights[name], 0);
  if (!(total > 0)) return sources.level;
  const mean = (of: keyof Levels) => names.reduce((sum, name) => sum + weights[name] * sources[name][of], 0) / total;
  return { entry: mean('entry'), exit: mean('exit') };
}
