import { formatDate } from '../format/format.ts';
import type { CivilDate } from '../model/calendar.ts';
import { type Pence, splitPence, wholeShare } from '../model/money.ts';
import { OutturnError } from '../model/problem.ts';
import type { Funder, FunderShare } from '../model/registers.ts';

/** A funder and its share in hundredths of a per cent (44.16 % = 4416). */
export type Share = { code: string; basisPoints: number };

/**
 * The shares in force on a date: per funder the latest row that starts on or before it, in the funders' order. A funder
 * with no such row has a share of nought. Source: docs/model.md §1 and §11.
 */
export function sharesOn(funders: readonly Funder[], rows: readonly FunderShare[], date: CivilDate): Share[] {
  return funders.map((funder) => {
    let latest: FunderShare | undefined;
    for (const row of rows) {
      if (row.funderCode !== funder.code || row.from > date) continue;
      if (!latest || row.from > latest.from) latest = row;
    }
    return { code: funder.code, basisPoints: latest?.shareBasisPoints ?? 0 };
  });
}

export type ShareCheck = {
  valid: boolean;
  /** Sum in hundredths of a per cent. */
  total: number;
  /** total − 100.00 %: above nought = surplus, below = missing. */
  difference: number;
};

/** Whether shares total exactly 100.00 %. Source: docs/model.md §1, case SPL-04. */
export function checkShares(shares: readonly Share[]): ShareCheck {
  const total = shares.reduce((sum, share) => sum + share.basisPoints, 0);
  return { valid: total === wholeShare, total, difference: total - wholeShare };
}

/** An amount that papers state for a funder, out of a whole, both in any one unit. */
export type StatedPart = { code: string; part: number; whole: number };

/**
 * For shares that do not total 100.00 %: which funder's share disagrees most with the amounts stated for it, and the
 * share the others leave it. Null when the shares total 100.00 % or no amount speaks for any of them.
 * Source: case SPL-04 (44.16 + 56.84: the amounts imply 44.16 and 55.84).
 */
export function suggestShare(shares: readonly Share[], stated: readonly StatedPart[]): Share | null {
  const { valid, difference } = checkShares(shares);
  if (valid) return null;
  let worst: { code: string; gap: number; left: number } | null = null;
  for (const share of shares) {
    const implied = stated.filter((fact) => fact.code === share.code && fact.whole !== 0);
    if (implied.length === 0) continue;
    const mean = implied.reduce((sum, fact) => sum + (fact.part / fact.whole) * wholeShare, 0) / implied.length;
    const gap = Math.abs(share.basisPoints - mean);
    const left = share.basisPoints - difference;
    if (left >= 0 && (!worst || gap > worst.gap)) worst = { code: share.code, gap, left };
  }
  return worst && { code: worst.code, basisPoints: worst.left };
}

/** Throws `shares-refused`, naming the missing or surplus share, unless the shares total 100.00 %. */
export function requireShares(shares: readonly Share[], date: CivilDate): void {
  const { valid, total, difference } = checkShares(shares);
  if (valid) return;
  const named = shares.map((share) => `${share.code} ${(share.basisPoints / 100).toFixed(2)} %`).join(', ');
  throw new OutturnError(
    'shares-refused',
    `The shares in force on ${formatDate(date)} total ${(total / 100).toFixed(2)} % (${named}): ${(Math.abs(difference) / 100).toFixed(2)} % is ${difference > 0 ? 'too much' : 'missing'}. Correct the funder shares so that they total 100.00 %.`,
    { total: total / 100, difference: difference / 100, date },
  );
}

/**
 * Splits whole pence by funder by largest remainder: the parts sum to the amount, ties go to the earlier funder.
 * Throws `shares-refused` unless the shares total 100.00 %. Source: docs/model.md §1, cases SPL-01 and SPL-06.
 */
export function splitByFunder(amount: Pence, shares: readonly Share[], date: CivilDate): Pence[] {
  requireShares(shares, date);
  return splitPence(
    amount,
    shares.map((share) => share.basisPoints),
  );
}

/**
 * Shares after a funder's share is changed by some per cent points (share lever, docs/model.md §12): the others give
 * way in proportion; no share goes below nought or above the whole; the total stays what it was. Gives the shares and
 * the change that could be made, in hundredths of a per cent.
 */
export function shiftShare(
  shares: readonly Share[],
  code: string,
  basisPoints: number,
): { shares: Share[]; applied: number } {
  const target = shares.find((share) => share.code === code);
  const others = shares.filter((share) => share.code !== code);
  const rest = others.reduce((sum, share) => sum + share.basisPoints, 0);
  if (!target || rest === 0) return { shares: [...shares], applied: 0 };
  const applied = Math.max(-target.basisPoints, Math.min(rest, Math.round(basisPoints)));
  const parts = splitPence(
    rest - applied,
    others.map((share) => share.basisPoints),
  );
  const changed = new Map(others.map((share, index) => [share.code, parts[index] ?? 0]));
  changed.set(code, target.basisPoints + applied);
  return {
    shares: shares.map((share) => ({ code: share.code, basisPoints: changed.get(share.code) ?? share.basisPoints })),
    applied,
  };
}
