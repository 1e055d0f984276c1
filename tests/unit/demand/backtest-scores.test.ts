import { describe, expect, test } from 'vitest';
import { coverage, coverage95, intervalScore, intervalScorePercent } from '../../../shared/demand/backtest/accuracy.ts';
import { backtest } from '../../../shared/demand/backtest/backtest.ts';
import { syntheticSnapshot } from './synthetic.ts';

describe('scores of an interval', () => {
  const pair = (actual: number, low: number, high: number) => ({ forecast: (low + high) / 2, actual, low, high });
  test('Winkler’s score is the width, and 2 ÷ 0.2 of what lies outside (Gneiting and Raftery 2007)', () => {
    expect(intervalScore([pair(100, 90, 110)])).toBe(20);
    expect(intervalScore([pair(85, 90, 110)])).toBe(20 + 10 * 5);
    expect(intervalScore([pair(113, 90, 110)])).toBe(20 + 10 * 3);
    expect(intervalScore([pair(100, 90, 110), pair(85, 90, 110)])).toBe(45);
    expect(intervalScorePercent([pair(200, 190, 210)])).toBe(10);
    expect([intervalScore([]), intervalScore([{ forecast: 1, actual: 1 }])]).toEqual([null, null]);
  });

  test('80 and 95 % are counted each by its own interval', () => {
    const pairs = [95, 89, 80].map((actual) => ({ ...pair(actual, 90, 110), low95: 85, high95: 115 }));
    expect([coverage(pairs), coverage95(pairs)]).toEqual([1 / 3, 2 / 3]);
    expect(coverage95([pair(95, 90, 110)])).toBeNull();
  });
});

test.each([1, 2, 3])(
  'what is recommended beats the last level on starts that had no say in the choice (seed %i)',
  (seed) => {
    const snapshot = syntheticSnapshot(260, seed);
    const input = { snapshot, reference: null, kappaDays: 1095 };
    const { recommended, rows, notes } = backtest(input, 12, 6);
    expect(recommended).not.toBeNull();
    // The later half of the starts, by itself.
    const later = backtest(input, 6, 6).rows.filter((row) => row.group === null);
    const error = (method: string) =>
      later.filter((row) => row.method === method).reduce((sum, row) => sum + row.meanAbsoluteError!, 0);
    if (recommended === 'naive') {
      const wide = rows.filter((row) => row.group === null && row.horizon === 6);
      expect(wide.some((row) => row.method === 'naive')).toBe(true);
      expect(notes.some((note) => note.includes('the last level is recommended')) || error('naive') > 0).toBe(true);
    } else expect(error(recommended!)).toBeLessThan(error('naive'));
  },
);
