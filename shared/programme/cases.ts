import { type Pence, sum } from '../model/money.ts';
import type { BusinessCase, CaseCondition, CaseStep } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';

export type CaseOutcome = 'waiting' | 'released' | 'rejected';
export type ConditionRow = Pick<CaseCondition, 'reference' | 'condition' | 'due' | 'met'> & {
  state: 'met' | 'met late' | 'open' | 'overdue';
};
/** A business case as far as its steps take it. Amounts in pence; null where the paper states none, which is not nought. */
export type CaseRow = Pick<BusinessCase, 'reference' | 'name' | 'projectReference' | 'year' | 'block'> & {
  state: CaseStep['state'] | 'no step';
  on: string | null;
  byRole: string | null;
  outcome: CaseOutcome;
  asked: Pence | null;
  released: Pence;
  /** An approval that states no amount: it releases nothing until it does. */
  amountMissing: boolean;
  conditions: ConditionRow[];
};

const approvals: readonly string[] = ['approved', 'approved with conditions'];
const refusals: readonly string[] = ['rejected', 'withdrawn'];

/**
 * Every case with its latest step, what it asked for and what is released. Approvals of one case in tranches add up until
 * it is rejected or withdrawn, which ends what was not released. Source: docs/model.md §17.
 */
export function caseRows(
  { businessCases, caseSteps, caseConditions }: Pick<Snapshot, 'businessCases' | 'caseSteps' | 'caseConditions'>,
  today: string,
): CaseRow[] {
  return businessCases.map((one) => {
    const steps = caseSteps
      .filter((step) => step.caseReference === one.reference)
      .sort((a, b) => (a.taken === b.taken ? a.id - b.id : a.taken < b.taken ? -1 : 1));
    const latest = steps.at(-1) ?? null;
    const granted = steps.filter((step) => approvals.includes(step.state));
    const asked = steps.filter((step) => !approvals.includes(step.state) && step.amountPence !== null).at(-1);
    const released = sum(granted.map((step) => step.amountPence ?? 0));
    const refused = latest !== null && refusals.includes(latest.state);
    return {
      ...{ reference: one.reference, name: one.name, projectReference: one.projectReference },
      ...{ year: one.year, block: one.block, state: latest?.state ?? 'no step', on: latest?.taken ?? null },
      byRole: latest?.byRole ?? null,
      outcome: refused ? 'rejected' : granted.length > 0 ? 'released' : 'waiting',
      asked: asked?.amountPence ?? (granted.some((step) => step.amountPence !== null) ? released : null),
      released,
      amountMissing: granted.some((step) => step.amountPence === null),
      conditions: caseConditions
        .filter((row) => row.caseReference === one.reference)
        .map(({ reference, condition, due, met }) => ({
          ...{ reference, condition, due, met },
          state: met === null ? (due < today ? 'overdue' : 'open') : met > due ? 'met late' : 'met',
        })),
    };
  });
}

/** What business cases of a year release from block 3, pence: it counts in the contract sum, the rest of block 3 does not. */
export function releasedByCases(
  snapshot: Pick<Snapshot, 'businessCases' | 'caseSteps' | 'caseConditions'>,
  year: string,
): Pence {
  return sum(
    caseRows(
      { ...snapshot, businessCases: snapshot.businessCases.filter((row) => row.year === year && row.block === 3) },
      '9999-12-31',
    ).map((row) => row.released),
  );
}

/** Block 3 of a year's contract sum: what is set aside for cases, and what has become of it. Pence. */
export type Release = {
  year: string;
  provision: Pence;
  released: Pence;
  /** Asked for and not decided. */
  underReview: Pence;
  /** Set aside and not asked for by any case; below nought, more was asked for than is set aside. */
  notAskedFor: Pence;
  /** Under review and not asked for: what may still be released. */
  waiting: Pence;
  /** Asked for by cases that were rejected or withdrawn. */
  rejected: Pence;
  casesWithoutAmount: string[];
};

/**
 * The provision of a year split into released, waiting and rejected, which sum to it. A rejected amount is no longer
 * available to that case; the provision keeps it until the board gives it to another. Source: docs/model.md §17; 002:200.
 */
export function releaseOf(
  snapshot: Pick<Snapshot, 'contractBlocks' | 'businessCases' | 'caseSteps' | 'caseConditions'>,
  year: string,
): Release {
  const provision = sum(
    snapshot.contractBlocks.filter((item) => item.year === year && item.block === 3).map((item) => item.amountPence),
  );
  const own = caseRows(snapshot, year).filter((row) => row.year === year && row.block === 3);
  // Items of block 3 that bear a date of approval themselves are released without a case.
  const direct = sum(
    snapshot.contractBlocks
      .filter((item) => item.year === year && item.block === 3 && item.approved !== null)
      .map((item) => item.amountPence),
  );
  const released = direct + sum(own.map((row) => row.released));
  const rejected = sum(
    own.filter((row) => row.outcome === 'rejected').map((row) => Math.max(0, (row.asked ?? 0) - row.released)),
  );
  const underReview = sum(own.filter((row) => row.outcome === 'waiting').map((row) => row.asked ?? 0));
  const waiting = provision - released - rejected;
  return {
    ...{ year, provision, released, underReview, notAskedFor: waiting - underReview, waiting, rejected },
    casesWithoutAmount: own
      .filter((row) => row.amountMissing || (row.outcome === 'waiting' && row.asked === null))
      .map((row) => row.reference),
  };
}
