import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../../shared/model/money.ts';
import { rowTotal, treeRows } from '../../../shared/plan/line-tree.ts';
import { spread } from '../../../shared/plan/spread.ts';
import { rows } from '../scenario/small-council.ts';

const lines = ['STAFF', 'PLACE', 'LEGAL', 'GRANT'].map((code) => ({ code, name: code }));

test('subtotals stand over their lines, each line once, lines of no group at the top', () => {
  const groups = rows('lineGroups', [
    { code: 'DIR', name: 'Children', level: 'directorate', position: 1 },
    { code: 'CARE', name: 'Care', level: 'division', parentCode: 'DIR', position: 2 },
    { code: 'EMPTY', name: 'Nothing in it', level: 'service', position: 3 },
  ]);
  const members = rows('lineGroupMembers', [
    { lineCode: 'PLACE', groupCode: 'CARE' },
    { lineCode: 'LEGAL', groupCode: 'CARE' },
    { lineCode: 'STAFF', groupCode: 'DIR' },
  ]);
  const made = treeRows(groups, members, lines);
  expect(made.map((row) => [row.name, row.depth])).toEqual([
    ['Children', 0],
    ['Care', 1],
    ['PLACE', 2],
    ['LEGAL', 2],
    ['STAFF', 1],
    ['GRANT', 0],
  ]);
  const amounts: Record<string, number> = { STAFF: 1, PLACE: 20, LEGAL: 300, GRANT: 4000 };
  expect(made.map((row) => rowTotal(row, (code) => amounts[code] ?? 0))).toEqual([321, 320, 20, 300, 1, 4000]);
});

test('groups that belong to each other in a circle lose no line', () => {
  const groups = rows('lineGroups', [
    { code: 'A', name: 'A', level: 'service', parentCode: 'B', position: 1 },
    { code: 'B', name: 'B', level: 'service', parentCode: 'A', position: 2 },
  ]);
  const members = rows('lineGroupMembers', [{ lineCode: 'STAFF', groupCode: 'A' }]);
  const made = treeRows(groups, members, lines);
  expect(
    made
      .filter((row) => !row.isGroup)
      .map((row) => row.name)
      .sort(),
  ).toEqual(['GRANT', 'LEGAL', 'PLACE', 'STAFF']);
});

test('a figure for a whole is spread by the current shares, fixed parts left alone, to the penny', () => {
  expect(
    spread(1_000, [
      { amount: 300, fixed: false },
      { amount: 100, fixed: false },
      { amount: 200, fixed: true },
    ]),
  ).toEqual([600, 200, 200]);
  expect(spread(100, [{ amount: 50, fixed: true }])).toBeNull();
  expect(
    spread(100, [
      { amount: 50, fixed: false },
      { amount: -50, fixed: false },
    ]),
  ).toBeNull();
  fc.assert(
    fc.property(
      fc.integer({ min: -1e9, max: 1e9 }),
      fc.array(fc.record({ amount: fc.integer({ min: 0, max: 1e8 }), fixed: fc.boolean() }), {
        minLength: 1,
        maxLength: 13,
      }),
      (total, parts) => {
        const made = spread(total, parts);
        if (made === null) return parts.every((part) => part.fixed);
        expect(sum(made)).toBe(total);
        parts.forEach((part, at) => {
          if (part.fixed) expect(made[at]).toBe(part.amount);
        });
        return true;
      },
    ),
  );
});
