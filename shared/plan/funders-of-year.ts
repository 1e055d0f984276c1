import { checkShares, splitByFunder } from '../finance/shares.ts';
import { daysBetween, type YearLabel, yearEnd } from '../model/calendar.ts';
import { type Pence, splitPence } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { leveredShares } from '../scenario/funder-forecast.ts';

const cached = new WeakMap<Snapshot['funderShares'], Map<string, ReturnType<typeof leveredShares>['months']>>();

/** Shares month by month; kept where no lever moves them, as every step of a slider asks for every year. */
function sharesOfYear(snapshot: Snapshot, scenario: Scenario, year: YearLabel) {
  const read = () => leveredShares(snapshot, { ...scenario, year }).months;
  if (scenario.levers.some((lever) => lever.kind === 'share')) return read();
  const years = cached.get(snapshot.funderShares) ?? new Map<string, ReturnType<typeof read>>();
  cached.set(snapshot.funderShares, years);
  const key = `${year} ${snapshot.funders.map(({ code }) => code).join(' ')}`;
  const found = years.get(key) ?? read();
  years.set(key, found);
  return found;
}

/**
 * Cost and gap of a year by funder, whole pence, parts summing to the whole. Where shares change within the year, its
 * months are split by the shares in force on their first days. None where the shares do not total 100.00 %.
 */
export function fundersOfYear(snapshot: Snapshot, scenario: Scenario, year: YearLabel, cost: Pence, gap: Pence) {
  if (snapshot.funders.length === 0) return [];
  const months = sharesOfYear(snapshot, scenario, year);
  if (months.some(({ shares }) => !checkShares(shares).valid)) return [];
  const weights = months.map((month, at) => daysBetween(month.date, months[at + 1]?.date ?? yearEnd(year)));
  const split = (amount: Pence) => {
    const totals = snapshot.funders.map(() => 0);
    splitPence(amount, weights).forEach((part, at) => {
      const month = months[at];
      if (!month) return;
      splitByFunder(part, month.shares, month.date).forEach((own, index) => {
        totals[index] = (totals[index] ?? 0) + own;
      });
    });
    return totals;
  };
  const same = months.every(({ shares }) =>
    shares.every((share, index) => share.basisPoints === months[0]?.shares[index]?.basisPoints),
  );
  const whole = (amount: Pence) =>
    same ? splitByFunder(amount, months[0]?.shares ?? [], months[0]?.date ?? '') : split(amount);
  const [costs, gaps] = [whole(cost), whole(gap)];
  return snapshot.funders.map(({ code, name }, index) => ({
    code,
    name,
    cost: costs[index] ?? 0,
    gap: gaps[index] ?? 0,
  }));
}
