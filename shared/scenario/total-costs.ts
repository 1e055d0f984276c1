import type { DemandProjection } from '../demand/projection.ts';
import type { ChildTotals } from '../model/child-totals.ts';
import { leverSum } from './finance-levers.ts';
import type { CostLevers, GroupStep } from './group-step.ts';

/** Levers under which totals are worked out: prices and contributions act afterwards. */
export const noPriceLevers: Pick<CostLevers, 'price' | 'contribution' | 'contributionPercent'> = {
  price: [],
  contribution: [],
  contributionPercent: () => 0,
};

/**
 * Costs of data whose rows of children are left out: what the rows gave, and the difference that other levers or starter
 * prices make to children spread over their bands; levers on prices and contributions act on the sum (docs/data.md §4).
 * @param now @param before the plain costs under the levers now and under those of the totals, without price levers
 */
export function totalCosts(
  totals: ChildTotals,
  demand: DemandProjection,
  now: readonly GroupStep[][],
  before: readonly GroupStep[][],
  levers: CostLevers,
): GroupStep[][] {
  const at = new Map(totals.costGroups.map((group, index) => [group, index]));
  return now.map((groups, month) =>
    groups.map((step, index) => {
      const own = totals.costs[month]?.[at.get(step.group) ?? -1];
      const base = before[month]?.[index];
      if (!own || !base || totals.months[month]?.start !== demand.months[month]?.start)
        return priced(step, demand, month, levers);
      // The very figure of the rows where nothing was moved.
      const of = (key: keyof typeof own) => (step[key] === base[key] ? own[key] : own[key] + step[key] - base[key]);
      const kept = (key: keyof typeof own) => Math.max(0, of(key));
      const moved = {
        ...step,
        ...{ committed: kept('committed'), projected: kept('projected') },
        ...{
          committedContributions: of('committedContributions'),
          projectedContributions: of('projectedContributions'),
        },
        ...{ voids: kept('voids'), stayed: kept('stayed'), free: kept('free') },
        ...{ level: kept('level'), meanWeekly: kept('meanWeekly') },
      };
      return priced(moved, demand, month, levers);
    }),
  );
}

/** A step with what levers on prices and contributions make of it; `step.priceFactor` is theirs. */
function priced(step: GroupStep, demand: DemandProjection, month: number, levers: CostLevers): GroupStep {
  const { start = '', end = '' } = demand.months[month] ?? {};
  const partners =
    (levers.contributionPercent(step.group) + leverSum(levers.contribution, step.group, start, end)) / 100;
  const committed = step.committed * step.priceFactor;
  const projected = step.projected * step.priceFactor;
  return {
    ...step,
    committed,
    projected,
    committedContributions: step.committedContributions - committed * partners,
    projectedContributions: step.projectedContributions - projected * partners,
  };
}
