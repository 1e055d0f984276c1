import { describe, expect, test } from 'vitest';
import { contradictions, differenceOf, referenceSide, settledList } from '../../../shared/checks/contradictions.ts';
import { runChecks } from '../../../shared/checks/run-checks.ts';
import { reopen, type SettleAnswer, settle } from '../../../shared/checks/settle.ts';
import type { RegisterName, RowOf } from '../../../shared/model/registers.ts';
import { emptySnapshot, type Snapshot } from '../../../shared/model/snapshot.ts';
import { applyTo } from '../../support/apply-edits.ts';
import { row, rows } from '../scenario/small-council.ts';

type Rows = { [N in RegisterName]?: Partial<RowOf<N>>[] };

/** A snapshot of a few rows, the rest of each blank. */
function holding(rows: Rows, dataDate = '2024-03-31'): Snapshot {
  const lists = Object.entries(rows).map(([name, list]) => [
    name,
    list.map((values, index) => row(name as RegisterName, index + 1, values as never)),
  ]);
  return { ...emptySnapshot('Anyshire', dataDate), ...Object.fromEntries(lists) } as Snapshot;
}

const shares = (standsFor: string | null = 'Funder shares > WNC > 2021-04-01 > Share %') => ({
  funders: rows('funders', [
    { code: 'NNC', name: 'North' },
    { code: 'WNC', name: 'West' },
  ]),
  funderShares: rows('funderShares', [
    { funderCode: 'NNC', from: '2021-04-01', shareBasisPoints: 4416 },
    { funderCode: 'WNC', from: '2021-04-01', shareBasisPoints: 5584 },
  ]),
  statedFacts: rows('statedFacts', [
    { fact: 'Share: WNC', source: '001:34', value: 56.84, unit: '%', asAt: '2023-04-01', standsFor },
    { fact: 'Share: WNC', source: 'implied', value: 55.84, unit: '%', asAt: '2023-04-01' },
  ]),
});
const tranche = (pounds: number): Rows => ({
  schemes: [{ reference: 'C2S', name: 'Circle' }],
  tranches: [{ schemeReference: 'C2S', reference: 'T1', year: '2023/24', kind: 'grant', amountPence: pounds * 100 }],
  statedFacts: [
    { fact: 'DfE grant', source: '000:56', value: 0.33, unit: '£m', standsFor: 'Tranches > C2S > T1 > Amount' },
    { fact: 'DfE grant', source: '001:63', value: 300, unit: '£k' },
  ],
});

const answer = (how: SettleAnswer['how'], more: Partial<SettleAnswer> = {}): SettleAnswer => ({
  ...{ how, reason: 'The net of 1.516 fits it', by: 'Finance business partner', on: '2024-04-10' },
  ...more,
});
const only = (snapshot: Snapshot) => {
  const [first, ...others] = contradictions(snapshot);
  expect(others).toEqual([]);
  if (!first) throw new Error('No contradiction');
  return first;
};

describe('contradictions', () => {
  test('sources stand side by side with what is in use, the difference and what depends on it', () => {
    const found = only(holding(tranche(300_000)));
    expect(found).toMatchObject({ state: 'open', severity: 'warn', checks: ['T07'], settlement: null });
    expect(found.bearsOn[0]).toContain('Invest to save');
    const { dispute } = found;
    expect(dispute?.sides.map((side) => [side.kind, side.words, side.register, side.rows])).toEqual([
      ['stated', '£0.33m', 'statedFacts', [1]],
      ['stated', '£300k', 'statedFacts', [2]],
      ['held', '£0.3m', 'tranches', [1]],
    ]);
    const from = dispute ? referenceSide(dispute) : null;
    expect(from?.kind).toBe('held');
    const gap = dispute && from && dispute.sides[0] ? differenceOf(dispute, dispute.sides[0], from) : null;
    expect(gap?.amount).toBeCloseTo(0.03, 9);
    expect(gap?.percent).toBeCloseTo(10, 6);
  });

  test('using a source writes it into the cell it stands for, marks it accepted and quiets the check', () => {
    const snapshot = holding(tranche(300_000));
    const edits = settle(snapshot, only(snapshot), answer({ choice: 'a source', label: '000:56' }));
    const after = applyTo(snapshot, edits);
    expect(after.tranches[0]?.amountPence).toBe(33_000_000);
    expect(after.statedFacts.map((each) => each.accepted)).toEqual([1, 0]);
    expect(after.settlements).toMatchObject([
      { choice: 'a source', chosen: '000:56', value: 0.33, valueBefore: 0.3, input: 'Tranches > C2S > T1 > Amount' },
    ]);
    expect(runChecks(after)).toEqual([]);
    expect(only(after)).toMatchObject({ state: 'settled', changed: null });
    expect(settledList(after)).toEqual([
      {
        ...{ title: 'DfE grant', used: '£0.33m (000:56)', reason: 'The net of 1.516 fits it' },
        ...{ by: 'Finance business partner', on: '2024-04-10' },
      },
    ]);
  });

  test('another value and a value left as stated; the first is used, the second changes nothing', () => {
    const snapshot = holding(tranche(300_000));
    const other = settle(snapshot, only(snapshot), answer({ choice: 'another value', value: 0.315, day: null }));
    expect(applyTo(snapshot, other).tranches[0]?.amountPence).toBe(31_500_000);
    const left = applyTo(snapshot, settle(snapshot, only(snapshot), answer({ choice: 'left as stated' })));
    expect(left.tranches).toEqual(snapshot.tranches);
    expect(left.statedFacts).toEqual(snapshot.statedFacts);
    expect(runChecks(left)).toEqual([]);
    expect(settledList(left)[0]?.used).toBe('left as stated');
  });

  test('a reason, a name, a day and a number are required', () => {
    const snapshot = holding(tranche(300_000));
    const found = only(snapshot);
    const left = { choice: 'left as stated' } as const;
    expect(() => settle(snapshot, found, answer(left, { reason: ' ' }))).toThrow(/reason/);
    expect(() => settle(snapshot, found, answer(left, { by: '' }))).toThrow(/who/);
    expect(() => settle(snapshot, found, answer(left, { on: '31/12/2024' }))).toThrow(/day/);
    const none = { choice: 'another value', value: null, day: null } as const;
    expect(() => settle(snapshot, found, answer(none))).toThrow(/as a number/);
    expect(() => settle(snapshot, found, answer({ choice: 'a source', label: 'gone' }))).toThrow(/Choose which source/);
  });

  test('a value that would break a rule that blocks is refused with the rule’s own words', () => {
    const snapshot = holding(shares());
    const found = only(snapshot);
    expect(() => settle(snapshot, found, answer({ choice: 'a source', label: '001:34' }))).toThrow(/total 101\.00 %/);
    const edits = settle(snapshot, found, answer({ choice: 'a source', label: 'implied' }));
    expect(applyTo(snapshot, edits).funderShares[1]?.shareBasisPoints).toBe(5584);
  });

  test('reopened, the cell holds what it held before and the contradiction is open again', () => {
    const snapshot = holding(tranche(300_000));
    const settled = applyTo(
      snapshot,
      settle(snapshot, only(snapshot), answer({ choice: 'a source', label: '000:56' })),
    );
    const again = applyTo(settled, reopen(settled, only(settled)));
    expect(again.tranches).toEqual(snapshot.tranches);
    expect(again.settlements).toEqual([]);
    expect(only(again)).toMatchObject({ state: 'open', changed: null });
    const edited = { ...settled, tranches: settled.tranches.map((each) => ({ ...each, amountPence: 1_00 })) };
    expect(applyTo(edited, reopen(edited, only(edited))).tranches[0]?.amountPence).toBe(1_00);
  });

  test('a source that says something else since opens it again, and so does a cell changed since', () => {
    const snapshot = holding(tranche(300_000));
    const edits = settle(snapshot, only(snapshot), answer({ choice: 'a source', label: '001:63' }));
    const settled = applyTo(snapshot, edits);
    const restated = {
      ...settled,
      statedFacts: settled.statedFacts.map((each) => (each.id === 1 ? { ...each, value: 0.34 } : each)),
    };
    expect(only(restated)).toMatchObject({ state: 'open' });
    expect(only(restated).changed).toMatch(/^Settled on 10 Apr 2024 by Finance .*now 000:56: £0\.34m\.$/);
    expect(runChecks(restated).map((each) => each.code)).toEqual(['T07']);
    const moved = { ...settled, tranches: settled.tranches.map((each) => ({ ...each, amountPence: 1_000_000 })) };
    expect(only(moved).changed).toMatch(/but £0\.01m is in use now/);
    const resettled = applyTo(moved, settle(moved, only(moved), answer({ choice: 'a source', label: '000:56' })));
    expect(resettled.settlements).toHaveLength(1);
    expect(resettled.tranches[0]?.amountPence).toBe(33_000_000);
  });

  test('what sources agree on but the data do not is a contradiction too; a rounded form is not', () => {
    const one = (value: number) =>
      holding({
        ...tranche(300_000),
        statedFacts: [
          { fact: 'Grant', source: 'a', value, unit: '£m', standsFor: 'Tranches > C2S > T1 > Amount', printedTo: 0.1 },
        ],
      });
    expect(only(one(0.4))).toMatchObject({ severity: 'warn', checks: ['stated-not-used'] });
    expect(contradictions(one(0.3))).toEqual([]);
  });

  test('a source accepted in the register holds only while it is what is used', () => {
    const accepted = (pence: number) => {
      const shares0 = shares();
      return holding({
        ...shares0,
        funderShares: shares0.funderShares.map((each) => (each.id === 2 ? { ...each, shareBasisPoints: pence } : each)),
        statedFacts: shares0.statedFacts.map((each) =>
          each.id === 2 ? { ...each, accepted: 1, reason: 'fits' } : each,
        ),
      });
    };
    expect(only(accepted(5584))).toMatchObject({ state: 'settled' });
    expect(contradictions(accepted(5684)).find((each) => each.key.startsWith('fact'))).toMatchObject({ state: 'open' });
  });

  test.each([
    ['Nowhere > WNC > Share %', /no register “Nowhere”/],
    ['Funder shares > WNC > Share %', /named by Funder > From/],
    ['Funder shares > ENC > 2021-04-01 > Share %', /holds no row ENC · 2021-04-01/],
    ['Funder shares > WNC > 2021-04-01 > From', /no column “From” of figures/],
    ['Worked out > Joy', /works out no “Joy”/],
  ])('“%s” leads nowhere, and says why', (standsFor, message) => {
    const faults = runChecks(holding(shares(standsFor))).filter((each) => each.code === 'stands-for');
    expect(faults).toHaveLength(1);
    expect(faults[0]?.message).toMatch(message);
  });

  test('what Outturn works out stands beside what papers state', () => {
    const placed = (start: string, end: string | null, uasc: 0 | 1) => ({
      ...{ reference: `${start} ${end}`, childKey: `${start} ${end}`, groupCode: 'F', birthMonth: '2012-01-01' },
      ...{ route: 'in-house' as const, start, end, uasc, unitCode: 'U' },
    });
    const snapshot = holding({
      placements: [
        placed('2022-05-01', null, 0),
        placed('2023-01-01', '2023-03-31', 0),
        placed('2023-03-31', null, 1),
        placed('2023-04-01', null, 0),
        // The first child again, in an overlapping placement, and one who turned 18 in March.
        { ...placed('2022-05-01', null, 0), reference: 'again', start: '2022-04-01', end: '2023-06-01' },
        { ...placed('2020-01-01', null, 0), birthMonth: '2005-03-01' },
      ],
      statedFacts: [
        {
          ...{ fact: 'In care', source: 'p1', value: 3, unit: 'children', asAt: '2023-03-31' },
          standsFor: 'Worked out > Children in care',
        },
        {
          ...{ fact: 'Entrants', source: 'p1', value: 3, unit: 'children', asAt: '2023-03-31' },
          standsFor: 'Worked out > Entrants',
        },
      ],
    });
    const found = only(snapshot);
    expect(found.dispute?.sides.at(-1)).toMatchObject({
      ...{ kind: 'worked out', value: 2, register: 'placements', rows: [1, 3] },
      how: '2 children under 18 in placements that contain 31 Mar 2023',
    });
  });

  test('the contract sum holds of block 3 only what is approved', () => {
    const item = { year: '2023/24', name: 'Item', recurring: 1 as const };
    const snapshot = holding({
      contractBlocks: [
        { ...item, reference: 'a', block: 1, amountPence: 500, approved: null },
        { ...item, reference: 'b', block: 3, amountPence: 200, approved: null },
        { ...item, reference: 'c', block: 3, amountPence: 70, approved: '2023-05-01' },
      ],
      statedFacts: [
        {
          ...{ fact: 'Contract sum', source: 'p1', value: 9, unit: '£', asAt: '2023-04-01' },
          standsFor: 'Worked out > Contract sum',
        },
      ],
    });
    expect(only(snapshot).dispute?.sides.at(-1)).toMatchObject({ value: 5.7, rows: [1, 3] });
  });

  test('a risk score is settled at probability × impact, or left as printed', () => {
    const risk = { reference: 'FOR 14', name: 'Rates', currentProbability: 1, currentImpact: 1, currentScore: 2 };
    const snapshot = holding({ risks: [{ ...risk, initialProbability: 1, initialImpact: 1 }] });
    const edits = settle(snapshot, only(snapshot), answer({ choice: 'a source', label: 'Worked out by Outturn' }));
    const after = applyTo(snapshot, edits);
    expect(after.risks[0]?.currentScore).toBe(1);
    expect(runChecks(after)).toEqual([]);
    const settled = only(after);
    expect(settled).toMatchObject({ state: 'settled', dispute: null });
    expect(applyTo(after, reopen(after, settled)).risks[0]?.currentScore).toBe(2);
  });

  test('dates: the one used, or another', () => {
    const snapshot = holding({
      statedFacts: [
        { fact: 'Start', source: 'a', value: 0, unit: 'date', asAt: '2023-02-01' },
        { fact: 'Start', source: 'b', value: 0, unit: 'date', asAt: '2022-01-01' },
      ],
    });
    const found = only(snapshot);
    const other = { choice: 'another value', value: null, day: '2022-02-01' } as const;
    expect(applyTo(snapshot, settle(snapshot, found, answer(other))).settlements[0]?.day).toBe('2022-02-01');
    expect(() => settle(snapshot, found, answer({ ...other, day: null }))).toThrow(/date/);
    const used = applyTo(snapshot, settle(snapshot, found, answer({ choice: 'a source', label: 'b' })));
    expect(runChecks(used)).toEqual([]);
    expect(settledList(used)[0]?.used).toBe('2022-01-01 (b)');
  });
});
