import { assessRating, delivery, ratingAt, runRate } from '../finance/savings.ts';
import { sayMoney } from '../format/format.ts';
import type { Finding } from '../model/problem.ts';
import type { Saving, SavingRating } from '../model/registers.ts';
import { type Check, disputed, disputeKey, finding } from './finding.ts';
import { inUseDispute } from './pair-dispute.ts';

/** The latest rating of each saving in its year. */
const rated =
  (check: (saving: Saving, rating: SavingRating) => Finding[]): Check =>
  ({ savings, savingRatings }) =>
    savings.flatMap((saving) => {
      const rating = ratingAt(savingRatings, saving, 12);
      return rating ? check(saving, rating) : [];
    });

/**
 * Red + amber + green + not assessed must equal the target, or more when a saving over-delivers (T04, cases SAV-01 and
 * SAV-02). Less than the target means that part of it has not been rated; more is stated as over-delivery.
 */
export const checkSavingRatings = rated((saving, rating) => {
  if (saving.targetPence === null) return [];
  const amounts = {
    red: rating.redPence,
    amber: rating.amberPence,
    green: rating.greenPence,
    unassessed: rating.unassessedPence,
  };
  const { total, lessTarget } = assessRating(amounts, saving.targetPence);
  if (lessTarget === 0) return [];
  const over = lessTarget > 0;
  const dispute = inUseDispute(
    {
      key: disputeKey('saving', saving.year, saving.reference),
      title: `${saving.name} ${saving.year}: target and ratings`,
      unit: '£',
    },
    {
      register: 'savings',
      row: saving,
      column: 'targetPence',
      label: 'In use: the target as entered',
      value: saving.targetPence / 100,
    },
    {
      value: total / 100,
      register: 'savingRatings',
      rows: [rating.id],
      how: `red + amber + green + not assessed at P${rating.period}`,
    },
  );
  return [
    disputed(
      finding(
        'T04',
        over ? 'inform' : 'warn',
        'savingRatings',
        [rating.id],
        `“${saving.name}” (${saving.year}, P${rating.period}) is rated for ${sayMoney(total)} against a target of ${sayMoney(saving.targetPence)}: ${sayMoney(Math.abs(lessTarget))} ${over ? 'over-delivery, unless a rating is counted twice' : 'of the target has no rating'}.`,
        { rated: total, target: saving.targetPence, difference: lessTarget },
        over ? null : `Rate the missing ${sayMoney(-lessTarget)} or enter it as not assessed`,
      ),
      dispute,
    ),
  ];
});

/** Mitigation and cost avoidance are never shown as a green saving (T20): they are a class of their own. */
export const checkMitigationClass = rated((saving, rating) => {
  const green = rating.greenPence + rating.amberPence;
  if (saving.class !== 'mitigation' || green === 0) return [];
  return [
    finding(
      'T20',
      'warn',
      'savingRatings',
      [rating.id],
      `“${saving.name}” is mitigation, but ${sayMoney(green)} of it is rated as a saving: with it the savings delivered would look ${sayMoney(green)} better.`,
      { rated: green },
      'Enter it under Mitigation',
    ),
  ];
});

/** A recurring saving met by one-off means leaves a gap next year (T21). */
export const checkOneOffs = rated((saving, rating) => {
  if (saving.recurring !== 1 || saving.class !== 'saving' || rating.oneOffPence <= 0) return [];
  const target = saving.targetPence ?? saving.fullYearEffectPence;
  const gap = Math.max(0, target - (rating.greenPence - rating.oneOffPence));
  return [
    finding(
      'T21',
      'warn',
      'savingRatings',
      [rating.id],
      `${sayMoney(rating.oneOffPence)} of the ${sayMoney(rating.greenPence)} delivered by “${saving.name}” is for ${saving.year} only: ${sayMoney(gap)} of the target has to be found again next year.`,
      { oneOff: rating.oneOffPence, green: rating.greenPence, target, gapNextYear: gap },
      'Add the gap to next year’s savings or pressures',
    ),
  ];
});

/** What has been delivered so far, run on, must reach the target (T11): how much faster the rest must come is said. */
export const checkRunRate = rated((saving, rating) => {
  const target = saving.targetPence;
  if (target === null || target <= 0 || rating.deliveredPence === null || rating.period >= 12) return [];
  const { percent, timesFaster, projected } = runRate(rating.deliveredPence, target, rating.period, saving.startPeriod);
  if (timesFaster === null || timesFaster <= 1.5) return [];
  return [
    finding(
      'T11',
      'warn',
      'savingRatings',
      [rating.id],
      `“${saving.name}” has delivered ${sayMoney(rating.deliveredPence)} to P${rating.period}, ${percent.toFixed(1)} % of what an even year would need; the rest of the year must bring ${timesFaster.toFixed(2)} times as much a month to reach ${sayMoney(target)}.`,
      { delivered: rating.deliveredPence, target, runRatePercent: percent, timesFaster, projected },
      `At this rate the year comes to ${sayMoney(projected)}`,
    ),
  ];
});

const claims = /\b(achieved|delivered in full|fully delivered|full (programme )?delivery|on track|contained)\b/gi;
/** What makes less of a claim when it stands shortly before it: “not yet achieved”, “only partly contained”, “60 % achieved”. */
const lessened = /\b(not|never|cannot|partly|partially|only|short of)\b|n['’]t\b|\d ?(%|per ?cent)/i;

/** The first claim of delivery in some words that nothing before it in its sentence takes back; null where there is none. */
function claimIn(text: string): string | null {
  for (const { 0: claim, index } of text.matchAll(claims)) {
    const before =
      text
        .slice(Math.max(0, index - 30), index)
        .split(/[.;] /)
        .at(-1) ?? '';
    if (!lessened.test(before)) return claim;
  }
  return null;
}

/** Words that claim delivery while the figures do not (T09, T18). */
export const checkNarrative = rated((saving, rating) => {
  const target = saving.targetPence ?? 0;
  const text = rating.narrative ?? '';
  if (saving.class !== 'saving' || target <= 0 || rating.greenPence >= target) return [];
  const claim = claimIn(text);
  if (claim === null) return [];
  const { percent } = delivery(rating.greenPence, target);
  return [
    finding(
      'T18',
      'warn',
      'savingRatings',
      [rating.id],
      `The narrative of “${saving.name}” says “${claim}”, but ${sayMoney(rating.greenPence)} of ${sayMoney(target)} is green (${percent.toFixed(1)} %).`,
      { green: rating.greenPence, target, percent },
      'Say what the figures say',
    ),
  ];
});
