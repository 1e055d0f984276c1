import { overRecovered } from '../calculations/money-calculations.ts';
import { checkShares, sharesOn } from '../finance/shares.ts';
import { formatDate, formatShare, sayMoney } from '../format/format.ts';
import { yearOf } from '../model/calendar.ts';
import { sum } from '../model/money.ts';
import { type Check, finding } from './finding.ts';

/**
 * The shares in force from each date they change must total 100.00 % (T01, case SPL-04). With two funders the other's
 * remainder is suggested for the share that changed last.
 */
export const checkFunderShares: Check = ({ funders, funderShares, budgetLines }) => {
  const dates = [...new Set(funderShares.map((row) => row.from))].sort();
  return dates.flatMap((date) => {
    const shares = sharesOn(funders, funderShares, date);
    const { valid, total, difference } = checkShares(shares);
    if (valid) return [];
    const rows = funderShares.filter((row) => row.from === date);
    const last = rows.at(-1);
    const left = (last?.shareBasisPoints ?? 0) - difference;
    const printed = shares.map((share) => `${share.code} ${formatShare(share.basisPoints)}`).join(', ');
    const suggestion =
      last && left >= 0 && left <= 10_000 ? `${last.funderCode} ${formatShare(left)} would make 100.00 %` : null;
    // What the shares would recover of a year's net budget beyond it, in the year they begin in.
    const year = yearOf(date);
    const shared = budgetLines.filter((line) => line.year === year && line.funding === 'shared');
    const net = sum(shared.map((line) => line.grossBudgetPence + line.incomeBudgetPence));
    const over = Math.round(overRecovered(net, difference));
    const pounds =
      net === 0
        ? ''
        : ` Of the shared budget of ${year}, ${sayMoney(Math.abs(over))} a year would be ${over > 0 ? 'recovered twice' : 'recovered from nobody'}.`;
    return [
      finding(
        'T01',
        'block',
        'funderShares',
        rows.map((row) => row.id),
        `The funder shares from ${formatDate(date)} total ${formatShare(total)}, not 100.00 % (${printed}): ${formatShare(Math.abs(difference))} is ${difference > 0 ? 'too much' : 'missing'}.${pounds}`,
        {
          totalPercent: total / 100,
          differencePercent: difference / 100,
          ...(net === 0 ? {} : { overRecoveredPence: over }),
        },
        suggestion,
      ),
    ];
  });
};
