import { expect, test } from 'vitest';
import { dataDateOf } from '../../../db/snapshot.ts';
import type { Placement } from '../../../shared/model/registers.ts';
import { emptySnapshot } from '../../../shared/model/snapshot.ts';

const placed = (spans: readonly (readonly [string, string | null])[]) => {
  const snapshot = emptySnapshot('Council', '1970-01-01');
  snapshot.placements = spans.map(([start, end], at) => ({ id: at + 1, start, end }) as Placement);
  return snapshot;
};

test('a return in whose last months nothing happened by chance still reaches its 31 March', () => {
  // Four events in the year: three months without one are no wonder (e^(−4 × 3 ÷ 12) = 37 in 100).
  const few = placed([
    ['2023-04-20', null],
    ['2023-07-01', '2023-10-05'],
    ['2023-12-30', null],
  ]);
  expect(dataDateOf(few, null, '2023/24')).toBe('2024-03-31');
  expect(dataDateOf(few, null)).toBe('2023-12-30');
  expect(dataDateOf(few, '2024-02-29', '2023/24')).toBe('2024-02-29');
});

test('where events came every day or two, months without one say that the return stops there', () => {
  const many = placed(
    Array.from({ length: 200 }, (_, at) => [
      `2023-${String(4 + Math.floor(at / 28)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`,
      null,
    ]),
  );
  expect(dataDateOf(many, null, '2023/24')).toBe('2023-11-04');
});
