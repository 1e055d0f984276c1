/** Counts of a period beside what they would be at a level of nought: `expected` events (exposure × base rate), above nought. */
export type CountedPeriod = { count: number; expected: number; months: number };

/** Where a filtered log level stands: its mean and variance, and the log likelihood of the counts up to there. */
export type LevelState = { mean: number; variance: number; likelihood: number };
export type FilteredLevel = LevelState & {
  /** Level before each period was seen, and after; the likelihood before it. */
  path: { before: number; after: number; variance: number; state: LevelState }[];
};

/**
 * A log level that walks at random, σ² a year, seen through counts of mean expected·e^a and variance D·mean: Kalman filter
 * in information form, each count taken to second order about the level foreseen (West and Harrison 1997, §14.4), so that
 * a month without an event needs no half of one. The likelihood of each count is normal with variance Dμ + μ²P. The
 * walk starts at the mean of the first year with the doubt of it. `steps`: variance added before a period, where a break is stated.
 */
export function filterLevel(
  periods: readonly CountedPeriod[],
  dispersion: number,
  yearly: number,
  steps: ReadonlyMap<number, number> = new Map(),
): FilteredLevel {
  const begin = startOf(periods, dispersion);
  const path: FilteredLevel['path'] = [];
  let state: LevelState = { mean: begin.mean, variance: begin.variance, likelihood: 0 };
  periods.forEach((period, at) => {
    const before = state;
    const walked = at > 0 ? (yearly * yearly * period.months) / 12 + (steps.get(at) ?? 0) : 0;
    state = see(before, period, dispersion, walked, at >= begin.used);
    path.push({ before: before.mean, after: state.mean, variance: state.variance, state: before });
  });
  return { ...state, path };
}

/** What a break does to a log level, before the counts after it are seen. */
export type Step = { mean: number; deviation: number };

/** The same from period `from` on, where the level takes a further step: the past before it is not gone through again. */
export function filterOn(
  before: LevelState,
  periods: readonly CountedPeriod[],
  from: number,
  { dispersion, yearly, step }: { dispersion: number; yearly: number; step: Step },
  steps: ReadonlyMap<number, number>,
): LevelState {
  let state: LevelState = { ...before, mean: before.mean + step.mean };
  for (let at = from; at < periods.length; at += 1) {
    const period = periods[at]!;
    const walked =
      (yearly * yearly * period.months) / 12 + (steps.get(at) ?? 0) + (at === from ? step.deviation ** 2 : 0);
    state = see(state, period, dispersion, walked, true);
  }
  return state;
}

function see(
  { mean, variance: old, likelihood }: LevelState,
  { count, expected }: CountedPeriod,
  dispersion: number,
  walked: number,
  counts: boolean,
): LevelState {
  const variance = old + walked;
  if (!(expected > 0)) return { mean, variance, likelihood };
  const foreseen = Math.max(expected * Math.exp(mean), 1e-6);
  const spread = dispersion * foreseen + foreseen * foreseen * variance;
  const error = count - foreseen;
  const gain = (variance * foreseen) / spread;
  return {
    // A step of more than the whole level at once is no second order any more.
    mean: mean + Math.max(-1, Math.min(1, gain * error)),
    variance: (variance * dispersion * foreseen) / spread,
    likelihood: counts ? likelihood - 0.5 * (Math.log(2 * Math.PI * spread) + (error * error) / spread) : likelihood,
  };
}

/** The first periods, to a year or three of them, set the start; their own likelihood is not counted twice. */
function startOf(periods: readonly CountedPeriod[], dispersion: number) {
  let [count, expected, months, used] = [0, 0, 0, 0];
  for (const period of periods) {
    if (months >= 12) break;
    count += period.count;
    expected += period.expected;
    months += period.months;
    used += 1;
  }
  const level = expected > 0 ? Math.log((count + 0.5) / expected) : 0;
  return { mean: level, variance: 4 * (dispersion / (count + 0.5)), used: Math.min(used, 1) };
}
