import { type Pence, roundHalfAway } from '../model/money.ts';
import type { Saving, SavingRating } from '../model/registers.ts';

/** What each colour of rating is expected to deliver, 0…1 (docs/model.md §8: green 1, amber 0.75, red 0; editable). */
export type RagWeights = { green: number; amber: number; red: number; unassessed: number };
/** Not assessed counts as not delivered until someone says otherwise. */
export const defaultRagWeights: RagWeights = { green: 1, amber: 0.75, red: 0, unassessed: 0 };

/** How a saving builds up: all in months, start 0 = April of its first year. */
export type SavingTiming = { start: number; delay: number; ramp: number; shape: 'straight' | 's' };

/**
 * The part of its full monthly value that a saving reaches in a month (0 = April of its first year):
 * u = (month − start − delay + 1)/ramp clipped to [0, 1]; straight w = u, S-curve w = 3u² − 2u³; ramp 0 = a step.
 * Source: docs/model.md §8, cases SAV-06 and SAV-08.
 */
export function rampWeight(month: number, { start, delay, ramp, shape }: SavingTiming): number {
  const since = month - start - delay + 1;
  const u = ramp <= 0 ? (since >= 1 ? 1 : 0) : Math.min(1, Math.max(0, since / ramp));
  return shape === 's' ? u * u * (3 - 2 * u) : u;
}

/**
 * Month values of a saving over some months from April of its first year, in the unit of `fullYear`:
 * full year ÷ 12 × delivery × ramp; a one-off stops after month 11.
 */
export function savingMonths(
  fullYear: number,
  timing: SavingTiming,
  delivery: number,
  recurring: boolean,
  months: number,
): number[] {
  return Array.from({ length: months }, (_, month) =>
    !recurring && month > 11 ? 0 : (fullYear / 12) * delivery * rampWeight(month, timing),
  );
}

/** Amounts of a rating. */
export type Rated = { red: Pence; amber: Pence; green: Pence; unassessed: Pence };

/**
 * Rated amounts against a target (cases SAV-01 and SAV-02), in the unit given: what is expected by weight, the best
 * (green and amber) and worst (green) outcome, and the rated total less the target, flagged when above the tolerance.
 */
export function assessRating(rated: Rated, target: number, weights: RagWeights = defaultRagWeights, tolerance = 0) {
  const total = rated.red + rated.amber + rated.green + rated.unassessed;
  const expected =
    rated.green * weights.green +
    rated.amber * weights.amber +
    rated.red * weights.red +
    rated.unassessed * weights.unassessed;
  return {
    expected,
    shortfall: target - expected,
    best: rated.green + rated.amber,
    worst: rated.green,
    total,
    lessTarget: total - target,
    exceedsTarget: total - target > tolerance,
  };
}

/** Delivered against target: per cent, and what is short (case SAV-04). Target above nought. */
export function delivery(delivered: number, target: number): { percent: number; shortfall: number } {
  return { percent: (delivered / target) * 100, shortfall: target - delivered };
}

/**
 * Delivered to a period against an even year from the start period (T11): per cent of the run-rate, how many times as
 * much a month the rest must bring to reach the target (null when the year is over or nothing is delivered yet), and what
 * the year comes to at this rate; in the unit given. Target above nought.
 */
export function runRate(delivered: number, target: number, period: number, startPeriod = 1) {
  const gone = Math.max(0, period - startPeriod + 1);
  const all = 13 - startPeriod;
  const left = all - gone;
  const monthly = gone > 0 ? delivered / gone : 0;
  return {
    percent: gone > 0 ? (monthly / (target / all)) * 100 : 100,
    timesFaster: left > 0 && monthly > 0 ? (target - delivered) / left / monthly : null,
    projected: delivered + monthly * left,
  };
}

/** The latest rating of a saving at or before a period of its year. */
export function ratingAt(
  ratings: readonly SavingRating[],
  saving: Pick<Saving, 'year' | 'reference'>,
  period: number,
): SavingRating | null {
  let latest: SavingRating | null = null;
  for (const rating of ratings) {
    if (rating.year !== saving.year || rating.savingReference !== saving.reference || rating.period > period) continue;
    if (!latest || rating.period > latest.period) latest = rating;
  }
  return latest;
}

/** Target of a saving in its year: as stated, else what its full-year effect brings from its start. Whole pence. */
export function yearTarget(saving: Pick<Saving, 'targetPence' | 'fullYearEffectPence' | 'startPeriod'>): Pence {
  return saving.targetPence ?? roundHalfAway((saving.fullYearEffectPence / 12) * (13 - saving.startPeriod));
}

/** A saving with what scenario levers make of it. */
export type SavingTerms = Saving & {
  /** Delivery set by a lever, per cent: before the row's own and before ratings. */
  leverDeliveryPercent?: number;
};

export type SavingProfile = {
  target: Pence;
  /** Share of plan expected to be delivered once fully in effect, 0 upwards. */
  delivery: number;
  rated: Rated;
  mitigation: Pence;
  /** 24 months from April of the year, fractional pence: with no delay, ramp or doubt, and as expected. */
  plannedMonths: number[];
  expectedMonths: number[];
  /** True when nothing says how much will be delivered: no explicit per cent and no rating. */
  unrated: boolean;
};

/**
 * The plan and the expectation of a saving. Delivery is, in order: the lever's per cent, the row's own per cent, the
 * rated amounts by weight ÷ target; with none of them the whole target counts as not assessed.
 * Source: docs/model.md §8; cases SAV-01, SAV-02, SAV-06, SAV-08.
 */
export function savingProfile(saving: SavingTerms, rating: SavingRating | null, weights: RagWeights): SavingProfile {
  const recurring = saving.recurring === 1;
  const start = saving.startPeriod - 1;
  const plan: SavingTiming = { start, delay: 0, ramp: 0, shape: 'straight' };
  const timing: SavingTiming = { start, delay: saving.delayMonths, ramp: saving.rampMonths, shape: saving.rampShape };
  const plannedMonths = savingMonths(saving.fullYearEffectPence, plan, 1, recurring, 24);
  const target = yearTarget(saving);
  const rated: Rated = rating
    ? { red: rating.redPence, amber: rating.amberPence, green: rating.greenPence, unassessed: rating.unassessedPence }
    : { red: 0, amber: 0, green: 0, unassessed: target };
  const explicit = saving.leverDeliveryPercent ?? saving.deliveryPercent;
  const base = target !== 0 ? target : rated.red + rated.amber + rated.green + rated.unassessed;
  const byRating = base === 0 ? 0 : assessRating(rated, target, weights).expected / base;
  const share = explicit === null ? byRating : explicit / 100;
  return {
    target,
    delivery: share,
    rated,
    mitigation: rating?.mitigationPence ?? 0,
    plannedMonths,
    expectedMonths: savingMonths(saving.fullYearEffectPence, timing, share, recurring, 24),
    unrated: explicit === null && rating === null,
  };
}
