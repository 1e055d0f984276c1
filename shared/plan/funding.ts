import { contractSum } from '../finance/contract-sum.ts';
import { leversOnLines } from '../levers/definitions.ts';
import type { YearLabel } from '../model/calendar.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { BudgetChange, ContractBlock } from '../model/registers.ts';
import type { Scenario } from '../model/scenario.ts';
import { inYear } from '../scenario/finance-levers.ts';
import type { PlanFunding, PlanLineYear } from './plan-types.ts';

/**
 * Money of a year of the plan. The contract sum where the year states one; else what recurs of the year before's
 * contract sum; where no contract sum is known at all, the budgets of the shared lines. Agreed investment and funding
 * levers come on top. `released`: what business cases of the year release from block 3. Whole pence. Source: docs/model.md §11, case BUD-01.
 */
export function fundingOf(
  blocks: readonly ContractBlock[],
  changes: readonly BudgetChange[],
  scenario: Scenario,
  year: YearLabel,
  lines: readonly PlanLineYear[],
  before: PlanFunding | null,
  released: Pence = 0,
): PlanFunding {
  const stated = contractSum(blocks, year, released);
  const shared = lines.filter((line) => line.funding === 'shared');
  const investment =
    sum(
      changes
        .filter((row) => row.year === year && row.kind === 'investment' && row.approved !== null)
        .filter((row) => shared.some((line) => line.code === row.lineCode))
        .map((row) => row.grossPence + row.incomePence),
    ) + fundingLevers(scenario, year, shared);
  if (blocks.some((block) => block.year === year))
    return { source: 'contract sum', contractSum: stated, investment, total: stated.contractSum + investment };
  if (before && before.source !== 'budgets') {
    const carried = before.contractSum.recurringBase;
    const base = { ...stated, contractSum: carried, maximum: carried, recurringBase: carried };
    return { source: 'recurring base', contractSum: base, investment, total: carried + investment };
  }
  const budgets: Pence = sum(shared.map((line) => line.budget));
  return { source: 'budgets', contractSum: stated, investment, total: budgets + investment };
}

function fundingLevers(scenario: Scenario, year: YearLabel, shared: readonly PlanLineYear[]): Pence {
  return sum(
    leversOnLines(scenario.levers, 'funding')
      .filter((lever) => inYear(lever, year) && shared.some((line) => line.code === lever.reference))
      .map((lever) => roundHalfAway(lever.value * 100)),
  );
}
