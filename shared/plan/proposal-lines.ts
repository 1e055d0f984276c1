import type { YearLabel } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import type { Proposal } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { inBudget } from './proposals.ts';

/** A proposal with its amounts by year as stated, and which of them the budget holds already. Whole pence. */
export type ProposalLine = Pick<
  Proposal,
  'reference' | 'title' | 'lineCode' | 'status' | 'kind' | 'confidencePercent'
> & {
  amounts: { year: YearLabel; amount: Pence; recurring: boolean; inBudget: boolean }[];
};

/** Every proposal with its amounts, in the order of the register. */
export function proposalLines(
  snapshot: Pick<Snapshot, 'proposals' | 'proposalAmounts' | 'budgetChanges'>,
): ProposalLine[] {
  return snapshot.proposals.map(({ reference, title, lineCode, status, kind, confidencePercent }) => ({
    ...{ reference, title, lineCode, status, kind, confidencePercent },
    amounts: snapshot.proposalAmounts
      .filter((row) => row.proposalReference === reference)
      .map((row) => ({
        year: row.year,
        amount: row.amountPence,
        recurring: row.recurring === 1,
        inBudget: inBudget(snapshot, reference, row.year),
      }))
      .sort((a, b) => (a.year < b.year ? -1 : 1)),
  }));
}
