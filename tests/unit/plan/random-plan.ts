import fc from 'fast-check';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { RowOf } from '../../../shared/model/registers.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { rows, smallCouncil } from '../scenario/small-council.ts';

const pence = fc.integer({ min: -5_000_000, max: 5_000_000 });
const laterYear = fc.constantFrom('2024/25', '2025/26', '2026/27');
const line = fc.constantFrom('STAFF', 'PLACE', 'LEGAL', 'GRANT');
const flag = fc.constantFrom(0 as const, 1 as const);

/** A small council with a random plan upon it: changes, proposals, inflation, pressures, reserves and levers of later years. */
export const randomPlan: fc.Arbitrary<{ snapshot: Snapshot; scenario: Scenario }> = fc
  .record({
    changes: fc.array(
      fc.record({
        year: laterYear,
        lineCode: line,
        kind: fc.constantFrom('virement' as const, 'growth' as const, 'saving' as const, 'investment' as const),
        grossPence: pence,
        incomePence: pence,
        recurring: flag,
        approved: fc.constantFrom('2024-03-01', null),
      }),
      { maxLength: 6 },
    ),
    amounts: fc.array(
      fc.record({ lineCode: line, year: laterYear, amountPence: pence, recurring: flag, agreed: fc.boolean() }),
      { maxLength: 5 },
    ),
    rates: fc.array(
      fc.record({
        year: fc.constantFrom('2023/24', '2024/25', '2025/26'),
        increasePercent: fc.integer({ min: -5, max: 15 }),
        fromPeriod: fc.integer({ min: 1, max: 12 }),
        kind: fc.constantFrom('pay' as const, 'price' as const, 'income' as const),
        target: line,
      }),
      { maxLength: 4 },
    ),
    reserves: fc.array(fc.record({ year: laterYear, amountPence: pence }), { maxLength: 4 }),
    levers: fc.array(
      fc.record({ value: fc.integer({ min: -20_000, max: 20_000 }), year: fc.integer({ min: 2023, max: 2026 }), line }),
      {
        maxLength: 3,
      },
    ),
    shift: fc.boolean(),
  })
  .map(({ changes, amounts, rates, reserves, levers, shift }) => {
    const base = smallCouncil();
    const snapshot: Snapshot = {
      ...base,
      budgetChanges: [
        ...base.budgetChanges,
        ...changes.map((change, at) => ({
          ...(rows('budgetChanges', [change])[0] as RowOf<'budgetChanges'>),
          id: 100 + at,
          reference: `CH-${at}`,
          effective: `${change.year.slice(0, 4)}-04-01`,
        })),
      ],
      proposals: rows(
        'proposals',
        amounts.map((amount, at) => ({
          reference: `PR-${at}`,
          title: `Proposal ${at}`,
          lineCode: amount.lineCode,
          kind: amount.amountPence > 0 ? 'growth' : 'saving',
          status: amount.agreed ? 'agreed' : 'proposed',
          confidencePercent: 80,
        })),
      ),
      proposalAmounts: rows(
        'proposalAmounts',
        amounts.map(({ year, amountPence, recurring }, at) => ({
          proposalReference: `PR-${at}`,
          year,
          amountPence,
          recurring,
        })),
      ),
      inflationIndices: rows(
        'inflationIndices',
        rates.map(({ year, increasePercent, fromPeriod, kind }, at) => ({
          code: `IX-${at}`,
          name: `Index ${at}`,
          kind,
          year,
          increasePercent,
          fromPeriod,
        })),
      ),
      inflationLinks: rows(
        'inflationLinks',
        rates.map(({ target }, at) => ({ appliesTo: 'line', target, indexCode: `IX-${at}`, sharePercent: 100 })),
      ),
      reserves: rows('reserves', [
        { code: 'R', name: 'Reserve', purpose: 'general', openingYear: '2023/24', openingPence: 9_000_000 },
      ]),
      reserveMovements: rows(
        'reserveMovements',
        reserves.map((each, at) => ({ reserveCode: 'R', reference: `M-${at}`, ...each })),
      ),
      funderShares: shift
        ? [
            ...base.funderShares,
            ...rows('funderShares', [
              { funderCode: 'N', from: '2024-10-01', shareBasisPoints: 5000 },
              { funderCode: 'W', from: '2024-10-01', shareBasisPoints: 5000 },
            ]).map((row) => ({ ...row, id: row.id + 50 })),
          ]
        : base.funderShares,
    };
    const scenario: Scenario = {
      ...newScenario('Plan', '2023/24', 9),
      levers: levers.map(({ value, year, line: reference }, at) => ({
        ...newLever('one-off', `L${at}`, `${year}-06-01`),
        value,
        reference,
      })),
    };
    return { snapshot, scenario };
  });
