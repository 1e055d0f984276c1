import { expect, test } from 'vitest';
import type { DayFigures, Filter } from '../../../shared/disclosure/figures.ts';
import type { Told } from '../../../shared/disclosure/inference.ts';
import { publishDay } from '../../../shared/disclosure/publish-day.ts';

/** The day of issue 15: 295 children, 2 of them unaccompanied. */
const figures: DayFigures = {
  groups: {
    fostering: { only: 2, excluded: 200 },
    residential: { only: 0, excluded: 60 },
    supported: { only: 0, excluded: 33 },
  },
  bands: { '10-15': { only: 0, excluded: 200 }, '16-17': { only: 2, excluded: 93 } },
};
const values = (told: readonly Told[]) =>
  Object.fromEntries(told.map(({ dimension, code, value }) => [code || dimension, value]));

test('all, then the others, then the unaccompanied alone: 295 − 293 = 2 does not come out', () => {
  const all = publishDay(figures, 'all');
  expect(values(all.told)).toEqual({
    total: 295,
    fostering: 202,
    residential: 60,
    supported: 33,
    '10-15': 200,
    '16-17': 95,
  });
  const excluded = publishDay(figures, 'excluded', all.told);
  // As much as can be told is told.
  expect(values(excluded.told)).toEqual({
    total: null,
    fostering: null,
    residential: 60,
    supported: 33,
    '10-15': 200,
    '16-17': null,
  });
  const only = publishDay(figures, 'only', [...all.told, ...excluded.told]);
  expect(only.told.filter((cell) => (cell.value ?? 0) > 0)).toEqual([]);
});

test('whoever begins with the others gets them, and then not all', () => {
  const excluded = publishDay(figures, 'excluded');
  expect(values(excluded.told).total).toBe(293);
  expect(values(publishDay(figures, 'all', excluded.told).told).total).toBeNull();
});

test('the same table again says the same', () => {
  let told: Told[] = [];
  for (const filter of ['all', 'excluded', 'only'] satisfies Filter[])
    told = [...told, ...publishDay(figures, filter, told).told];
  for (const filter of ['only', 'all', 'excluded'] satisfies Filter[]) {
    const again = publishDay(figures, filter, told).told;
    expect(values(again)).toEqual(values(told.filter((one) => one.filter === filter)));
  }
});

test('a correction by two children is not told beside the figure it corrects', () => {
  const first = publishDay(figures, 'all').told;
  const now = structuredClone(figures);
  now.groups.residential!.excluded += 2;
  now.bands['16-17']!.excluded += 2;
  const second = publishDay(now, 'all', [], [{ figures, told: first }]).told;
  expect(values(second)).toMatchObject({ total: null, residential: null, '16-17': null, '10-15': 200 });
  // Ten more are no small number of children.
  now.groups.residential!.excluded += 8;
  now.bands['16-17']!.excluded += 8;
  expect(values(publishDay(now, 'all', [], [{ figures, told: first }]).told).total).toBe(305);
});
