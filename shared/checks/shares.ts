import { checkShares, sharesOn } from '../finance/shares.ts';
import { formatDate, formatShare } from '../format/format.ts';
import { type Check, finding } from './finding.ts';

/**
 * The shares in force from each date they change must total 100.00 % (T01, case SPL-04). With two funders the other's
 * remainder is suggested for the share that changed last.
 */
export const checkFunderShares: Check = ({ funders, funderShares }) => {
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
    return [
      finding(
        'T01',
        'block',
        'funderShares',
        rows.map((row) => row.id),
        `The funder shares from ${formatDate(date)} total ${formatShare(total)}, not 100.00 % (${printed}): ${formatShare(Math.abs(difference))} is ${difference > 0 ? 'too much' : 'missing'}.`,
        { totalPercent: total / 100, differencePercent: difference / 100 },
        suggestion,
      ),
    ];
  });
};
