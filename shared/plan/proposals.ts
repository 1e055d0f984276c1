import type { YearLabel } from '../model/calendar.ts';
import { type Pence, roundHalfAway, sum } from '../model/money.ts';
import type { BudgetChange, Proposal, ProposalAmount } from '../model/registers.ts';
import { movement } from './line-year.ts';
import type { PlanMovement } from './plan-types.ts';

type Registers = {
  proposals: readonly Proposal[];
  proposalAmounts: readonly ProposalAmount[];
  budgetChanges: readonly BudgetChange[];
};

/** Whether a year's amount of a proposal is in the budget already, as a change under the same reference. */
export function inBudget(
  { budgetChanges }: Pick<Registers, 'budgetChanges'>,
  reference: string,
  year: YearLabel,
): boolean {
  return budgetChanges.some((row) => row.reference === reference && row.year === year && row.approved !== null);
}

/** What agreed proposals add to a line in a year, at their confidence; what is in the budget already is left out. */
export function agreedOf(snapshot: Registers, line: string, year: YearLabel): PlanMovement[] {
  return amountsOf(snapshot, 'agreed', year, line)
    .map(({ proposal, amount, recurring }) =>
      movement('proposals', proposal.title, amount, {
        reference: proposal.reference,
        recurring,
        income: proposal.kind === 'income',
      }),
    )
    .filter((item) => item.amount !== 0);
}

/** Titles of agreed proposals with an amount in a year whose budget does not hold them. */
export function agreedOutside(snapshot: Registers, year: YearLabel): string[] {
  return [...new Set(amountsOf(snapshot, 'agreed', year).map(({ proposal }) => proposal.title))];
}

/**
 * What proposals of a status come to in a year: amounts of earlier years that recur and the year's own, at the
 * confidence of each, whole pence. Those in the budget already are left out.
 * @param first index of the first year whose amounts count: 1 where the first year is a forecast, which holds none
 */
export function effectOf(
  snapshot: Registers,
  status: Proposal['status'],
  years: readonly YearLabel[],
  at: number,
  first = 0,
): Pence {
  return sum(
    years.slice(0, at + 1).flatMap((year, index) =>
      index < first
        ? []
        : amountsOf(snapshot, status, year)
            .filter(({ recurring }) => recurring || index === at)
            .map(({ amount }) => amount),
    ),
  );
}

function amountsOf(snapshot: Registers, status: Proposal['status'], year: YearLabel, line?: string) {
  return snapshot.proposals
    .filter((proposal) => proposal.status === status && (line === undefined || proposal.lineCode === line))
    .filter((proposal) => !inBudget(snapshot, proposal.reference, year))
    .flatMap((proposal) =>
      snapshot.proposalAmounts
        .filter((row) => row.proposalReference === proposal.reference && row.year === year)
        .map((row) => ({
          proposal,
          recurring: row.recurring === 1,
          amount: roundHalfAway((row.amountPence * proposal.confidencePercent) / 100),
        })),
    );
}
