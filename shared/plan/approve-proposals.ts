import type { Edit } from '../api.ts';
import { type CivilDate, type YearLabel, yearStart } from '../model/calendar.ts';
import { OutturnError } from '../model/problem.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { inBudget } from './proposals.ts';

type Registers = Pick<Snapshot, 'proposals' | 'proposalAmounts' | 'budgetChanges' | 'budgetLines'>;

/**
 * Edits that put agreed proposals into the budget: one approved budget change for each year's amount, in full, under the
 * proposal's reference, so that the plan counts it there and no longer as a proposal. Amounts in the budget already, and
 * those of years whose budget is not set up yet, are left: the plan goes on counting these as proposals.
 * @param references proposals to take; null = all that are agreed
 * @throws OutturnError `invalid-input` for a proposal that is not there or not agreed, and where nothing is left to do
 */
export function approveProposals(snapshot: Registers, references: readonly string[] | null, on: CivilDate): Edit[] {
  const asked = references ?? snapshot.proposals.filter((row) => row.status === 'agreed').map((row) => row.reference);
  const edits = asked.flatMap((reference): Edit[] => {
    const proposal = snapshot.proposals.find((row) => row.reference === reference);
    if (!proposal) throw refused(`There is no proposal ${reference}.`, reference);
    if (proposal.status !== 'agreed')
      throw refused(
        `“${proposal.title}” (${reference}) is ${proposal.status}, not agreed. Agree it first: only agreed proposals become budget changes.`,
        reference,
      );
    return snapshot.proposalAmounts
      .filter((row) => row.proposalReference === reference && !inBudget(snapshot, reference, row.year))
      .filter((row) => hasLine(snapshot, row.year, proposal.lineCode))
      .map(({ year, amountPence, recurring }) => ({
        op: 'insert',
        register: 'budgetChanges',
        values: {
          ...{ year, reference, lineCode: proposal.lineCode, recurring, block: null, note: proposal.title },
          kind: proposal.kind === 'growth' ? 'growth' : 'saving',
          grossPence: proposal.kind === 'income' ? 0 : amountPence,
          incomePence: proposal.kind === 'income' ? amountPence : 0,
          ...{ effective: yearStart(year), approved: on },
        },
      }));
  });
  if (edits.length === 0)
    throw refused(
      'Nothing to do: what is agreed is in the budget already, or falls in years without a budget. Roll the year before forward to set one up.',
      references?.[0] ?? '',
    );
  return edits;
}

function hasLine({ budgetLines }: Registers, year: YearLabel, code: string): boolean {
  return budgetLines.some((row) => row.year === year && row.code === code);
}

const refused = (message: string, reference: string) => new OutturnError('invalid-input', message, { reference });
