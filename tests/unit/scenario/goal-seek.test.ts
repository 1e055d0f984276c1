import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { goalSeek } from '../../../shared/scenario/goal-seek.ts';
import { tornado } from '../../../shared/scenario/tornado.ts';

describe('goal seek', () => {
  test('finds the value of any reachable target on a monotone response, or proves it out of reach', () => {
    const finite = fc.double({ min: -1e9, max: 1e9, noNaN: true });
    const slopes = fc.double({ min: 1, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(
        finite,
        slopes,
        fc.boolean(),
        fc.double({ min: -2, max: 3, noNaN: true }),
        (base, slope, falling, at) => {
          const direction = falling ? -slope : slope;
          const measure = (value: number) => base + direction * value;
          const target = measure(at);
          const result = goalSeek(measure, target, { minimum: 0, maximum: 1 }, 1e-3);
          if (at >= 0 && at <= 1) {
            expect(result.found).toBe(true);
            expect(Math.abs(result.achieved - target)).toBeLessThanOrEqual(1e-3);
          } else if (Math.min(Math.abs(at), Math.abs(at - 1)) * slope > 1e-2) {
            expect(result.found).toBe(false);
            expect(target < result.reach.low || target > result.reach.high).toBe(true);
          }
        },
      ),
    );
  });

  test('a lever that has met its cap says how far it can reach', () => {
    const capped = (value: number) => 1000 - 10 * Math.min(value, 4);
    const result = goalSeek(capped, 900, { minimum: 0, maximum: 20 }, 0.5);
    expect(result).toMatchObject({ found: false, achieved: 960, reach: { low: 960, high: 1000 } });
  });

  test('finds a crossing inside a response that rises and then falls', () => {
    const hill = (value: number) => -((value - 3) ** 2);
    const result = goalSeek(hill, -1, { minimum: 0, maximum: 10 }, 1e-6);
    expect(result.found).toBe(true);
    expect(Math.abs(Math.abs(result.value - 3) - 1)).toBeLessThan(1e-3);
  });
});

test('a tornado holds the others and puts the widest swing first', () => {
  const bars = tornado(
    [
      { key: 'narrow', label: 'Narrow', low: -1, high: 1, measure: (value) => 100 + value },
      { key: 'wide', label: 'Wide', low: 0, high: 2, measure: (value) => 100 - 10 * value },
    ],
    100,
  );
  expect(bars.map((bar) => [bar.key, bar.atLow, bar.atHigh, bar.swing])).toEqual([
    ['wide', 0, -20, 20],
    ['narrow', -1, 1, 2],
  ]);
});
