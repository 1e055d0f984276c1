/** Counts of a period beside what they would be at a level of nought: `expected` events (exposure × base rate), above nought. */
export type CountedPeriod = { count: number; expected: number; months: number };

/** Where a filtered log level stands: its mean and variance now, and the log likelihood of the counts. */
export type FilteredLevel = {
  mean: number;
  variance: number;
  likelihood: number;
  /** Level before each period was seen, and after. */
  path: { before: number; after: number; variance: number }[];
};

const noSteps: ReadonlyMap<number, number> = new Map();

/**
 * A log level that walks at random, σ² a year, seen through counts of mean expected·e^a and variance D·mean: Kalman filter
 * in information form, each count taken to second order about the level foreseen (West and Harrison 1997, §14.4), so that
 * a month without an event needs no half of one. The likelihood of each count is normal with variance Dμ + μ²P. The
 * walk starts at the mean of the first year with the doubt of it. `steps`: variance added before a period, where a break may be.
 */
export function filterLevel(
  periods: readonly CountedPeriod[],
  dispersion: number,
  yearly: number,
  steps: ReadonlyMap<number, number> = noSteps,
): FilteredLevel {
  const begin = startOf(periods, dispersion);
  let { mean, variance } = begin;
  let likelihood = 0;
  const path: FilteredLevel['path'] = [];
  periods.forEach(({ count, expected, months }, at) => {
    if (at > 0) variance += (yearly * yearly * months) / 12 + (steps.get(at) ?? 0);
    const before = mean;
    if (!(expected > 0)) {
      path.push({ before, after: mean, variance });
      return;
    }
    const foreseen = Math.max(expected * Math.exp(mean), 1e-6);
    const spread = dispersion * foreseen + foreseen * foreseen * variance;
    const error = count - foreseen;
    if (at >= begin.used) likelihood -= 0.5 * (Math.log(2 * Math.PI * spread) + (error * error) / spread);
    const gain = (variance * foreseen) / spread;
    // A step of more than the whole level at once is no second order any more.
    mean += Math.max(-1, Math.min(1, gain * error));
    variance *= (dispersion * foreseen) / spread;
    path.push({ before, after: mean, variance });
  });
  return { mean, variance, likelihood, path };
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
