import { assessRating, ratingAt } from '../finance/savings.ts';
import { sayMoney } from '../format/format.ts';
import { type Check, finding } from './finding.ts';

/**
 * Red + amber + green + not assessed must equal the target, or more when a saving over-delivers (T04, cases SAV-01 and
 * SAV-02). Less than the target means that part of it has not been rated; more is stated as over-delivery.
 */
export const checkSavingRatings: Check = ({ savings, savingRatings }) =>
  savings.flatMap((saving) => {
    const rating = ratingAt(savingRatings, saving, 12);
    if (!rating || saving.targetPence === null) return [];
    const rated = {
      red: rating.redPence,
      amber: rating.amberPence,
      green: rating.greenPence,
      unassessed: rating.unassessedPence,
    };
    const { total, lessTarget } = assessRating(rated, saving.targetPence);
    if (lessTarget === 0) return [];
    const over = lessTarget > 0;
    return [
      finding(
        'T04',
        over ? 'inform' : 'warn',
        'savingRatings',
        [rating.id],
        `“${saving.name}” (${saving.year}, P${rating.period}) is rated for ${sayMoney(total)} against a target of ${sayMoney(saving.targetPence)}: ${sayMoney(Math.abs(lessTarget))} ${over ? 'over-delivery, unless a rating is counted twice' : 'of the target has no rating'}.`,
        { rated: total, target: saving.targetPence, difference: lessTarget },
        over ? null : `Rate the missing ${sayMoney(-lessTarget)} or enter it as not assessed`,
      ),
    ];
  });
