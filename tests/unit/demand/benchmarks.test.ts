import { expect, test } from 'vitest';
import { holt, intervalOf, naive } from '../../../shared/demand/benchmarks.ts';

test('the doubt of the last level grows with the root of the months ahead, from the changes seen', () => {
  const { points } = naive([10, 12, 11, 15], 4);
  points.forEach(({ mean, standardError }, at) => {
    expect(mean).toBe(15);
    expect(standardError).toBeCloseTo(Math.sqrt(((4 + 1 + 16) / 3) * (at + 1)), 12);
  });
  // A blank at the end is a month more.
  expect(naive([10, 12, 11, 15, null], 1).points[0]!.standardError).toBeCloseTo(Math.sqrt(7 * 2), 12);
  const { low, high } = intervalOf(naive([10, 12, 11, 15], 1), 1, 0.8);
  expect((high - low) / 2).toBeCloseTo(1.2815515655446004 * Math.sqrt(7), 9);
});

test('the doubt of Holt’s trend is that of its state-space form', () => {
  const { points } = holt([3, 5, 4, 8, 7, 9, 12, 10], 3, true, { alpha: 0.5, beta: 0.2, phi: 0.9 });
  // c_j = α + αβ(φ + … + φ^j); variance at h = σ²(1 + Σ c_j² for j < h). Hyndman et al. 2008, table 6.2.
  const [first, second] = [0.5 + 0.1 * 0.9, 0.5 + 0.1 * (0.9 + 0.81)];
  const ratio = points.map(({ standardError }) => (standardError / points[0]!.standardError) ** 2);
  expect(ratio[1]).toBeCloseTo(1 + first ** 2, 12);
  expect(ratio[2]).toBeCloseTo(1 + first ** 2 + second ** 2, 12);
});
