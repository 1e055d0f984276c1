import { describe, expect, test } from 'vitest';
import { gridStep, waterfallBars } from '../../../renderer/components/charts/waterfall-card.tsx';
import { wrapText } from '../../../renderer/components/charts/wrap-text.ts';
import { rangeOf } from '../../../renderer/components/levers/lever-slider.tsx';
import { readNumber } from '../../../renderer/components/levers/number-entry.tsx';
import { effectText, signedText } from '../../../renderer/components/parts/money.ts';
import { screens } from '../../../renderer/screens/screen-list.ts';
import { viewLists } from '../../../renderer/screens/views.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { patchSnapshot } from '../../../shared/model/patch-snapshot.ts';
import { emptySnapshot } from '../../../shared/model/snapshot.ts';

describe('the local snapshot after a change', () => {
  const before = emptySnapshot('Council', '2023-12-31');
  before.funders = [
    { id: 1, code: 'N', name: 'North' },
    { id: 2, code: 'W', name: 'West' },
  ];
  test('rows are changed in place, added at the end and taken away; other registers keep their identity', () => {
    const after = patchSnapshot(before, [
      { register: 'funders', id: 1, row: { code: 'N', name: 'North Council' } },
      { register: 'funders', id: 2, row: null },
      { register: 'funders', id: 9, row: { code: 'E', name: 'East' } },
    ]);
    expect(after.funders).toEqual([
      { id: 1, code: 'N', name: 'North Council' },
      { id: 9, code: 'E', name: 'East' },
    ]);
    expect(after.savings).toBe(before.savings);
    expect(before.funders).toHaveLength(2);
  });
});

test('a waterfall runs from where the last step ended, and wholes stand on zero', () => {
  const step = (key: string, amount: number, whole = false) => ({ key, label: key, amount, whole });
  expect(waterfallBars([step('a', 100, true), step('b', 30), step('c', -50), step('d', 80, true)])).toEqual([
    [0, 100],
    [100, 130],
    [130, 80],
    [0, 80],
  ]);
  expect(wrapText('Not explained in the published tables')).toHaveLength(2);
});

test('a name under an axis is whole where it has the lines, and the axis starts on a line of its grid', () => {
  expect(wrapText('Not explained in the published paper', 14, 4)).toEqual([
    'Not explained',
    'in the',
    'published',
    'paper',
  ]);
  expect([0.7, 9.5, 11, 400].map(gridStep)).toEqual([1, 10, 20, 500]);
});

test.each([
  ['8', 8],
  ['−5 %', -5],
  ['£250,000', 250_000],
  ['+.5', 0.5],
  ['', null],
  ['5 or 6', null],
  ['1e3', null],
])('a number typed beside a slider: %s', (text, value) => expect(readNumber(text)).toBe(value));

test('a slider in pounds spans a round bound around its value', () => {
  const lever = { ...newLever('one-off', 'x', '2024-01-01'), value: -3_000_000 };
  expect(rangeOf(lever)).toEqual({ minimum: -4_000_000, maximum: 4_000_000 });
});

test('effects and differences say their sign', () => {
  expect(effectText(-91_000_000)).toBe('−£0.91m');
  expect(effectText(1_400_000)).toBe('+£14k');
  expect(effectText(0)).toBe('no effect');
  expect(signedText(12_345_600, 'thousands')).toBe('+123');
  expect(signedText(0, 'thousands')).toBe('–');
});

test('views are of screens, and each has a name of its own there', () => {
  const paths = screens.map((screen) => screen.path);
  for (const [path, list] of Object.entries(viewLists)) {
    expect(paths).toContain(path);
    expect(new Set(list.map((view) => view.label)).size).toBe(list.length);
  }
});
