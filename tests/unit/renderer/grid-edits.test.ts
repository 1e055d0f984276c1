import { describe, expect, test } from 'vitest';
import { type GridRow, missingOf, planBlock } from '../../../renderer/components/grid/grid-edits.ts';
import { isTotal, totalsOf } from '../../../renderer/components/grid/totals.ts';

const columns = ['funderCode', 'from', 'shareBasisPoints'];
const rows: GridRow[] = [
  { id: 1, funderCode: 'N', from: '2023-04-01', shareBasisPoints: 4416 },
  { id: 2, funderCode: 'W', from: '2023-04-01', shareBasisPoints: 5584 },
];
const plan = (row: number, column: number, block: string[][]) =>
  planBlock({ register: 'funderShares', rows, columns, row, column, block, defaults: {} });

describe('a pasted block', () => {
  test('updates rows that are there, one edit a row, only what changed', () => {
    const made = plan(0, 1, [
      ['01/04/2023', '40'],
      ['01/04/2023', '60'],
    ]);
    expect(made.edits).toEqual([
      { op: 'update', register: 'funderShares', id: 1, values: { shareBasisPoints: 4000 } },
      { op: 'update', register: 'funderShares', id: 2, values: { shareBasisPoints: 6000 } },
    ]);
    expect(made.marks).toEqual([]);
  });
  test('goes on into new rows', () => {
    const made = plan(1, 0, [
      ['W', '01/04/2023', '55.84'],
      ['N', '01/04/2024', '50'],
      ['W', '', '50'],
    ]);
    expect(made.edits).toEqual([
      {
        op: 'insert',
        register: 'funderShares',
        values: { funderCode: 'N', from: '2024-04-01', shareBasisPoints: 5000 },
      },
    ]);
    expect(made.drafts).toHaveLength(2);
    const waiting = made.drafts[1];
    expect(waiting && missingOf('funderShares', waiting)).toEqual(['From']);
  });
  test('keeps text that cannot be read, with the reason, and changes nothing else in that cell', () => {
    const made = plan(0, 2, [['most of it'], ['60']]);
    expect(made.marks).toEqual([
      {
        id: 1,
        column: 'shareBasisPoints',
        text: 'most of it',
        reason: '"most of it" is not a share: write per cent with two places, such as 44.16.',
      },
    ]);
    expect(made.edits).toEqual([{ op: 'update', register: 'funderShares', id: 2, values: { shareBasisPoints: 6000 } }]);
  });
  test('what falls outside the columns is left out', () => {
    expect(plan(0, 2, [['44.16', 'beyond']]).edits).toEqual([]);
  });
});

describe('the totals row', () => {
  const rated = (id: number, period: number, green: number) => ({ id, year: '2023/24', period, greenPence: green });
  test('adds ratings of one period, and never the same money of two', () => {
    expect(totalsOf('savingRatings', [rated(1, 9, 300), rated(2, 9, 200)], [])).toMatchObject({ greenPence: 500 });
    const twice = totalsOf('savingRatings', [rated(1, 6, 300), rated(2, 9, 200)], []);
    expect([isTotal(twice), twice.greenPence]).toEqual([false, undefined]);
  });
  test('a placement’s prices from each date are no sum, nor are rows without money', () => {
    const price = { id: 1, placementReference: 'P1', from: '2023-04-01', weeklyPence: 50_000 };
    expect(isTotal(totalsOf('placementPrices', [price, { ...price, id: 2 }], []))).toBe(false);
    expect(isTotal(totalsOf('funderShares', rows, []))).toBe(false);
    expect(isTotal(totalsOf('pressures', [], []))).toBe(true);
  });
});
