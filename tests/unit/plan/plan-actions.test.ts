import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Edit } from '../../../shared/api.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { approveProposals } from '../../../shared/plan/approve-proposals.ts';
import { openNextYear } from '../../../shared/plan/next-year.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { smallCouncil } from '../scenario/small-council.ts';
import { randomPlan } from './random-plan.ts';

/** A snapshot with edits applied, as the store would. */
function applied(snapshot: Snapshot, edits: readonly Edit[]): Snapshot {
  const next = { ...snapshot } as unknown as Record<string, unknown[]>;
  edits.forEach((edit, at) => {
    if (edit.op === 'insert') next[edit.register] = [...(next[edit.register] ?? []), { id: 9000 + at, ...edit.values }];
  });
  return next as unknown as Snapshot;
}

test('a year rolled forward leaves every later year of the plan as it was: nothing is counted twice', () => {
  fc.assert(
    fc.property(randomPlan, ({ snapshot, scenario }) => {
      const before = plan(snapshot, scenario, 4).years;
      const { edits } = openNextYear(snapshot, '2023/24', true);
      const after = plan(applied(snapshot, edits), scenario, 4).years;
      after.forEach((year, at) => {
        // Pressures at their full-year value are rounded in the row: a penny each.
        expect(Math.abs(year.closing - (before[at]?.closing ?? 0))).toBeLessThanOrEqual(3);
      });
    }),
    { numRuns: 40 },
  );
});

test('agreed proposals made budget changes leave cost and gap as they were, at any confidence, to the penny', () => {
  fc.assert(
    fc.property(randomPlan, ({ snapshot, scenario }) => {
      const rolled = applied(snapshot, openNextYear(snapshot, '2023/24', true).edits);
      const agreed = rolled.proposals.filter((row) => row.status === 'agreed');
      const reachable = rolled.proposalAmounts.filter(
        (row) => row.year === '2024/25' && agreed.some((each) => each.reference === row.proposalReference),
      );
      if (reachable.length === 0) return;
      const edits = approveProposals(rolled, null, '2024-02-01');
      expect(edits).toHaveLength(reachable.length);
      const taken = applied(rolled, edits);
      const [before, after] = [plan(rolled, scenario, 4).years, plan(taken, scenario, 4).years];
      expect(after.map((year) => year.closing)).toEqual(before.map((year) => year.closing));
      expect(() => approveProposals(taken, null, '2024-02-01')).toThrow(/Nothing to do/);
    }),
    { numRuns: 40 },
  );
});

test('a proposal that is not agreed is refused by its name', () => {
  const sample = sampleSnapshot();
  expect(() => approveProposals(sample, ['PRO-25-2'], '2024-02-01')).toThrow(/is idea, not agreed/);
  expect(() => approveProposals(sample, ['NONE'], '2024-02-01')).toThrow(/There is no proposal NONE/);
});

test('only a closed year is rolled forward unasked; its base is what recurs, and rows that are there stay', () => {
  const base = smallCouncil();
  expect(() => openNextYear(base, '2023/24')).toThrow(/is not closed/);
  expect(() => openNextYear(base, '2030/31')).toThrow(/no budget lines/);
  const rolled = openNextYear(base, '2023/24', true);
  const budgets = plan(base, newScenario('Base', '2023/24', 9), 3).years[1]?.lines ?? [];
  for (const edit of rolled.edits) {
    if (edit.op !== 'insert' || edit.register !== 'budgetLines') continue;
    const line = budgets.find((each) => each.code === edit.values.code);
    const gross = Number(edit.values.grossBudgetPence) + Number(edit.values.incomeBudgetPence);
    // What the plan carries forward as the base of the year, before the year's own changes.
    const own = base.budgetChanges.filter(
      (row) =>
        row.year === '2024/25' &&
        row.lineCode === edit.values.code &&
        row.approved !== null &&
        row.kind !== 'investment',
    );
    expect(gross).toBe((line?.budget ?? 0) - own.reduce((sum, row) => sum + row.grossPence + row.incomePence, 0));
  }
  const twice = openNextYear(applied(base, rolled.edits), '2023/24', true);
  expect(twice.edits).toEqual([]);
  expect(twice.notes.join(' ')).toContain('already: left as they are');
});
