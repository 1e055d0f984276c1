import { addYears } from '../model/calendar.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { Saving, SavingRating } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type RagWeights, type Rated, rampWeight, ratingAt, runRate, savingProfile, yearTarget } from './savings.ts';

/** Amounts by colour at a period, with what moved since the rating before. Pence. */
export type RatingPoint = Rated & {
  period: number;
  mitigation: Pence;
  oneOff: Pence;
  moved: Rated | null;
  narrative: string | null;
};

const rated = ({ redPence, amberPence, greenPence, unassessedPence }: SavingRating): Rated => ({
  red: redPence,
  amber: amberPence,
  green: greenPence,
  unassessed: unassessedPence,
});
const less = (a: Rated, b: Rated): Rated => ({
  red: a.red - b.red,
  amber: a.amber - b.amber,
  green: a.green - b.green,
  unassessed: a.unassessed - b.unassessed,
});

/** Every rating of a saving in its year, oldest first, each with the movement since the one before. */
export function ratingHistory(
  ratings: readonly SavingRating[],
  saving: Pick<Saving, 'year' | 'reference'>,
): RatingPoint[] {
  const own = ratings
    .filter((row) => row.year === saving.year && row.savingReference === saving.reference)
    .sort((a, b) => a.period - b.period);
  return own.map((row, at) => {
    const before = own[at - 1];
    return {
      period: row.period,
      ...rated(row),
      mitigation: row.mitigationPence,
      oneOff: row.oneOffPence,
      moved: before ? less(rated(row), rated(before)) : null,
      narrative: row.narrative,
    };
  });
}

/**
 * The whole programme's colours at every period in which anything was rated: each saving at its latest rating by then,
 * one not rated yet as not assessed. Mitigation is kept apart. Movements sum to the change of the totals.
 */
export function programmeHistory(
  { savings, savingRatings }: Pick<Snapshot, 'savings' | 'savingRatings'>,
  year: string,
): RatingPoint[] {
  const own = savings.filter((saving) => saving.year === year).map((saving) => ownEffect(saving, savings));
  const periods = [...new Set(savingRatings.filter((row) => row.year === year).map((row) => row.period))].sort(
    (a, b) => a - b,
  );
  let before: Rated | null = null;
  return periods.map((period) => {
    const latest = own.map((saving) => ({ saving, rating: ratingAt(savingRatings, saving, period) }));
    const counted = latest.filter(({ saving }) => saving.class === 'saving');
    const of = (key: keyof Rated) =>
      sum(
        counted.map(({ saving, rating }) =>
          rating ? rated(rating)[key] : key === 'unassessed' ? yearTarget(saving) : 0,
        ),
      );
    const now: Rated = { red: of('red'), amber: of('amber'), green: of('green'), unassessed: of('unassessed') };
    const moved = before ? less(now, before) : null;
    before = now;
    return {
      period,
      ...now,
      mitigation: sum(latest.map(({ rating }) => rating?.mitigationPence ?? 0)),
      oneOff: sum(latest.map(({ rating }) => rating?.oneOffPence ?? 0)),
      moved,
      narrative: null,
    };
  });
}

/** One target said on every basis, whole pence: what it brings in its year, in a full year, and with earlier years. */
export type TargetOnBases = {
  stated: Pence;
  basis: Saving['basis'];
  inYear: Pence;
  fullYear: Pence;
  cumulative: Pence;
};

/**
 * The target of a saving on each basis (inconsistency T10). A full-year target brings in its year only the months from
 * its start; a cumulative one includes what the same saving (by reference) was to bring in earlier years, which is taken
 * off. Targets of different bases may only be summed on one of them.
 */
export function targetOnBases(saving: Saving, all: readonly Saving[]): TargetOnBases {
  const timing = { start: saving.startPeriod - 1, delay: 0, ramp: 0, shape: 'straight' as const };
  const share = sum(Array.from({ length: 12 }, (_, month) => rampWeight(month, timing))) / 12;
  const earlier = all.find((row) => row.reference === saving.reference && row.year === addYears(saving.year, -1));
  const before = earlier ? targetOnBases(earlier, all).cumulative : 0;
  const stated = saving.targetPence ?? roundHalfAway(saving.fullYearEffectPence * share);
  const own = saving.basis === 'cumulative' ? stated - before : stated;
  const inYear = saving.basis === 'full-year' ? roundHalfAway(own * share) : own;
  return {
    stated,
    basis: saving.basis,
    inYear,
    fullYear: saving.basis === 'full-year' ? own : saving.fullYearEffectPence,
    cumulative: before + inYear,
  };
}

/**
 * A saving with the effect it adds in its own year: a cumulative full-year effect includes what the same saving (by
 * reference) brought the year before, which that year's budget already holds and which is taken off, so that nothing is
 * planned twice. Any other saving is given back as it is.
 */
export function ownEffect(saving: Saving, all: readonly Saving[]): Saving {
  if (saving.basis !== 'cumulative') return saving;
  const earlier = all.find(
    (row) => row.reference === saving.reference && row.year === addYears(saving.year, -1) && row.recurring === 1,
  );
  if (!earlier) return saving;
  return { ...saving, fullYearEffectPence: saving.fullYearEffectPence - earlier.fullYearEffectPence };
}

/** A saving whose delivery to date is measured, against an even year (T11). Pence; `percent` of the even run-rate. */
export type RunRateRow = {
  reference: string;
  name: string;
  period: number;
  delivered: Pence;
  target: Pence;
  percent: number;
  /** How many times as much a month the rest must bring; null when nothing is left of the year or nothing delivered. */
  timesFaster: number | null;
  /** What the year comes to at this rate. */
  projected: Pence;
  shortfall: Pence;
};

/** The run-rate test of every saving with a target and a measured delivery at or before a period; worst first. */
export function runRates(
  { savings, savingRatings }: Pick<Snapshot, 'savings' | 'savingRatings'>,
  year: string,
  period: number,
): RunRateRow[] {
  return savings
    .filter((saving) => saving.year === year && saving.class === 'saving')
    .flatMap((saving): RunRateRow[] => {
      const measured = savingRatings.filter((row) => row.deliveredPence !== null);
      const rating = ratingAt(measured, saving, period);
      const target = saving.targetPence ?? 0;
      if (!rating || rating.deliveredPence === null || target <= 0) return [];
      const delivered = rating.deliveredPence;
      const rate = runRate(delivered, target, rating.period, saving.startPeriod);
      const projected = roundHalfAway(rate.projected);
      return [
        {
          ...{ reference: saving.reference, name: saving.name, period: rating.period, delivered, target, projected },
          ...{ percent: rate.percent, timesFaster: rate.timesFaster, shortfall: Math.max(0, target - projected) },
        },
      ];
    })
    .sort((a, b) => a.percent - b.percent);
}

/** What has to be found again next year, pence: gaps of recurring savings that one-offs or doubt leave. */
export type CarryForward = {
  rows: { reference: string; name: string; fullYear: Pence; recurring: Pence; gap: Pence }[];
  gap: Pence;
};

/**
 * Carry-forward gap (inconsistency T21): the full-year effect less the part of it that is expected to recur, which is the
 * expected delivery without its one-off part. One-off savings end by their nature and have no gap.
 */
export function carryForward(
  { savings, savingRatings }: Pick<Snapshot, 'savings' | 'savingRatings'>,
  year: string,
  period: number,
  weights: RagWeights,
): CarryForward {
  const rows = savings
    .filter((saving) => saving.year === year && saving.class === 'saving' && saving.recurring === 1)
    .map((stated) => {
      const saving = ownEffect(stated, savings);
      const rating = ratingAt(savingRatings, saving, Math.max(1, period));
      const { delivery, target } = savingProfile(saving, rating, weights);
      const fullYear = saving.fullYearEffectPence;
      const share = delivery - (rating && target !== 0 ? rating.oneOffPence / target : 0);
      const recurring = roundHalfAway(fullYear * Math.min(1, Math.max(0, share)));
      return { reference: saving.reference, name: saving.name, fullYear, recurring, gap: fullYear - recurring };
    });
  return { rows, gap: sum(rows.map((row) => row.gap)) };
}
