import { type Hypothesis, moving, type Ways } from './hypotheses.ts';
import { type CountedPeriod, filterLevel, filterOn, type LevelState, type Step } from './level-filter.ts';

/**
 * What a break of policy may do, before the data are looked at: most often children come more and leave less, or the reverse, as
 * when thresholds change; else either alone. Log steps of entry and of leaving, mean and standard deviation.
 */
const kinds = [
  { chance: 0.35, entry: { mean: 0.2, deviation: 0.15 }, exit: { mean: -0.12, deviation: 0.1 } },
  { chance: 0.35, entry: { mean: -0.2, deviation: 0.15 }, exit: { mean: 0.12, deviation: 0.1 } },
  { chance: 0.15, entry: { mean: 0, deviation: 0.3 }, exit: null },
  { chance: 0.15, entry: null, exit: { mean: 0, deviation: 0.2 } },
] as const;
/** A step that is stated, of which nothing else is. */
const stated = { entry: 0.3, exit: 0.2 };
/** Chance that there was one in the two years before the data date, and how far back one is looked for, months. */
export const breakChance = 0.4;
const lookBack = 24;
/** Where rates walk, breaks may come again: variance they add to the walks ahead in a year, half of what the past is searched for. */
export const again = { entry: 0.006, exit: 0.0025 };

/** A break stated by the officer, or found: the first day of the period from which the levels differ. */
export type Break = {
  from: string;
  /** Log change of entry and of leaving. */
  entry: number;
  exit: number;
  /** Posterior chance that there was one; 1 where it was stated. */
  chance: number;
  stated: boolean;
};

export type LevelAfterBreaks = { mean: number; variance: number };
/** One level a path may start from, off the mean of all of them, and how it goes on from there. */
export type LevelDraw = { offset: number; deviation: number; yearly: number; dispersion: number };
export type LevelDraws = { entry: LevelDraw; exit: LevelDraw }[];
export type BreakFinding = {
  entry: LevelAfterBreaks;
  exit: LevelAfterBreaks;
  broken: number;
  /** Chance that neither rate walks. */
  still: number;
  found: Break | null;
  draws: LevelDraws;
};

type Seen = { periods: readonly CountedPeriod[]; ways: Ways };
/** What the counts leave of each hypothesis: its state now and chance, all of them one; and the log of their likelihood together. */
type Mixture = { parts: { state: LevelState; hypothesis: Hypothesis; weight: number }[]; likelihood: number };
/** A break may be in both levels, one or none: their mixtures then. */
type Case = { at: number; walks: boolean; entry: Mixture; exit: Mixture; weight: number };

/** Draws that stand for all levels there may be; paths take them in turn. */
const drawCount = 256;

/**
 * Levels of entry and leaving averaged over how much they move and over when the last break was, if there was one (Bayesian model
 * averaging: no break, or one in any period of the last two years, in entry, in leaving or in both, each filtered with a
 * step of unknown size there). The variance holds what is not known of the date too, so that an interval widens after a
 * break. `starts`: first day of each period; `statedDates`: dates the officer gives, taken as certain.
 */
export function averageBreaks(
  entry: Seen,
  exit: Seen,
  starts: readonly string[],
  months: number,
  statedDates: readonly string[],
): BreakFinding {
  const count = starts.length;
  const certain = statedDates.flatMap((date) => {
    const at = starts.findIndex((start) => start >= date);
    return at > 0 ? [at] : [];
  });
  const first = Math.max(1, count - Math.ceil(lookBack / months));
  const places = Math.max(1, count - first);
  const ofEntry = filteredWays(entry, stated.entry, certain);
  const ofExit = filteredWays(exit, stated.exit, certain);
  const least = ofEntry.moves.none.likelihood + ofExit.moves.none.likelihood;
  const cases: Case[] = [];
  const add = (at: number, walks: boolean, chance: number, one: Mixture, other: Mixture) => {
    cases.push({
      at,
      walks,
      entry: one,
      exit: other,
      weight: chance * Math.exp(one.likelihood + other.likelihood - least),
    });
  };
  const combinations = [
    { walks: true, chance: moving.both, entry: ofEntry.moves, exit: ofExit.moves },
    { walks: true, chance: moving.one, entry: ofEntry.moves, exit: ofExit.stands },
    { walks: true, chance: moving.one, entry: ofEntry.stands, exit: ofExit.moves },
    { walks: false, chance: moving.neither, entry: ofEntry.stands, exit: ofExit.stands },
  ];
  for (const { chance, walks, ...pair } of combinations) {
    if (!pair.entry || !pair.exit) continue;
    add(-1, walks, chance * (1 - breakChance), pair.entry.none, pair.exit.none);
    for (let at = first; at < count; at += 1) {
      if (certain.includes(at)) continue;
      for (const kind of kinds)
        add(
          at,
          walks,
          (chance * breakChance * kind.chance) / places,
          kind.entry ? pair.entry.from(at, kind.entry) : pair.entry.none,
          kind.exit ? pair.exit.from(at, kind.exit) : pair.exit.none,
        );
    }
  }
  if (ofEntry.constant && ofExit.constant) {
    for (const one of cases) one.weight *= 1 - moving.constant;
    add(-1, false, moving.constant, ofEntry.constant.none, ofExit.constant.none);
  }
  const total = cases.reduce((sum, { weight }) => sum + weight, 0);
  for (const one of cases) one.weight /= total;
  const [entryNow, exitNow] = [momentsOf(cases, 'entry'), momentsOf(cases, 'exit')];
  const broken = cases.reduce((sum, { at, weight }) => (at < 0 ? sum : sum + weight), 0);
  const weightAt = (at: number) => cases.reduce((sum, one) => (one.at === at ? sum + one.weight : sum), 0);
  let likeliest = -1;
  for (let at = first; at < count; at += 1) if (likeliest < 0 || weightAt(at) > weightAt(likeliest)) likeliest = at;
  const changes = (at: number) => ({
    from: starts[at]!,
    entry: entryNow.mean - ofEntry.moves.before(at),
    exit: exitNow.mean - ofExit.moves.before(at),
  });
  const latest = certain.at(-1);
  const found =
    latest !== undefined
      ? { ...changes(latest), chance: 1, stated: true }
      : broken > 0.5 && likeliest > 0
        ? { ...changes(likeliest), chance: broken, stated: false }
        : null;
  return {
    ...{ entry: entryNow, exit: exitNow, found },
    still: cases.reduce((sum, { walks, weight }) => (walks ? sum : sum + weight), 0),
    broken: latest === undefined ? broken : 1,
    draws: drawLevels(cases, entryNow.mean, exitNow.mean),
  };
}

function filteredWays({ periods, ways: { moves, stands, constant } }: Seen, step: number, certain: readonly number[]) {
  return {
    moves: filtered(periods, moves, step, certain),
    stands: stands.length > 0 ? filtered(periods, stands, step, certain) : null,
    constant: constant.length > 0 ? filtered(periods, constant, step, certain) : null,
  };
}

/** The mixture without a further break, with one at a period, and the mean level before a period. */
function filtered(
  periods: readonly CountedPeriod[],
  hypotheses: readonly Hypothesis[],
  step: number,
  certain: readonly number[],
) {
  const taken: ReadonlyMap<number, number> = new Map(certain.map((at) => [at, step * step]));
  const whole = hypotheses.map((hypothesis) => filterLevel(periods, hypothesis.dispersion, hypothesis.yearly, taken));
  const none = mix(hypotheses, whole);
  const from = (at: number, by: Step) =>
    mix(
      hypotheses,
      whole.map(({ path }, n) => filterOn(path[at]!.state, periods, at, { ...hypotheses[n]!, step: by }, taken)),
    );
  const before = (at: number) =>
    none.parts.reduce((sum, { weight }, n) => sum + weight * (whole[n]!.path[at - 1]?.after ?? 0), 0);
  return { none, from, before };
}

function mix(hypotheses: readonly Hypothesis[], states: readonly LevelState[]): Mixture {
  const scores = states.map(({ likelihood }, at) => likelihood + hypotheses[at]!.prior);
  const most = Math.max(...scores);
  const total = scores.reduce((sum, score) => sum + Math.exp(score - most), 0);
  return {
    parts: states.map((state, at) => ({
      state,
      hypothesis: hypotheses[at]!,
      weight: Math.exp(scores[at]! - most) / total,
    })),
    likelihood: most + Math.log(total),
  };
}

function momentsOf(cases: readonly Case[], of: 'entry' | 'exit'): LevelAfterBreaks {
  const sums = { mean: 0, square: 0 };
  for (const one of cases) addMoments(sums, one[of].parts, one.weight);
  return { mean: sums.mean, variance: Math.max(0, sums.square - sums.mean * sums.mean) };
}

/**
 * Adds a case's parts to the sums. A function of its own on purpose: as one long loop, V8 13 (Node 24) now and then gave another
 * mean while it replaced the running loop by a compiled one (tests/integration/demand/steady-answer.test.ts).
 */
function addMoments(sums: { mean: number; square: number }, parts: Mixture['parts'], share: number): void {
  for (const part of parts) {
    const { mean, variance } = part.state;
    const weight = share * part.weight;
    sums.mean += weight * mean;
    sums.square += weight * (variance + mean * mean);
  }
}

/**
 * Levels in equal shares that stand for the whole: the cases in turn, within each its entry and its leaving, spread evenly by the
 * steps of the plastic number (Roberts 2018), so that no random number is needed.
 */
function drawLevels(cases: readonly Case[], entry: number, exit: number): LevelDraws {
  return Array.from({ length: drawCount }, (_, at) => {
    const one = pick(cases, (at + 0.5) / drawCount);
    const share = (step: number) => ((at + 1) * step) % 1;
    return {
      entry: drawOf(one.entry, share(0.7548776662466927), entry),
      exit: drawOf(one.exit, share(0.5698402909980532), exit),
    };
  });
}

function drawOf({ parts }: Mixture, share: number, mean: number): LevelDraw {
  const { state, hypothesis } = pick(parts, share);
  return {
    offset: state.mean - mean,
    deviation: Math.sqrt(state.variance),
    yearly: hypothesis.ahead,
    dispersion: hypothesis.dispersion,
  };
}

function pick<T extends { weight: number }>(parts: readonly T[], share: number): T {
  let left = share;
  for (const part of parts) {
    left -= part.weight;
    if (left < 0) return part;
  }
  return parts.at(-1)!;
}
