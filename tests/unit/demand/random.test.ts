import { describe, expect, test } from 'vitest';
import {
  incompleteBeta,
  normalCumulative,
  studentCumulative,
  studentQuantile,
} from '../../../shared/demand/distributions.ts';
import { oneBox } from '../../../shared/demand/one-box.ts';
import {
  exponentialOfWord,
  gamma,
  normal,
  openStream,
  type Stream,
  threefry,
} from '../../../shared/demand/simulation/random.ts';
import { binomial, poisson } from '../../support/draws.ts';
import { demandCase } from './cases.ts';

const hex = (value: number) => value.toString(16).padStart(8, '0');

test('Threefry-2x32-20 gives the published vectors', () => {
  const out = new Uint32Array(2);
  const run = (k0: number, k1: number, c0: number, c1: number) => {
    threefry(k0, k1, c0, c1, out);
    return [...out].map(hex).join(' ');
  };
  expect(run(0, 0, 0, 0)).toBe('6b200159 99ba4efe');
  expect(run(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff)).toBe('1cb996fc bb002be7');
  expect(run(0x13198a2e, 0x03707344, 0x243f6a88, 0x85a308d3)).toBe('c4923a9c 483df7a0');
});

test('streams of neighbouring seeds, paths and children differ, and repeat', () => {
  const first = (seed: number, path: number, name: number) => {
    const stream = openStream(seed, path, name);
    return [stream.uniform(), stream.uniform(), stream.uniform()];
  };
  expect(first(7, 3, 5)).toEqual(first(7, 3, 5));
  const starts = new Set([first(7, 3, 5), first(8, 3, 5), first(7, 4, 5), first(7, 3, 6)].map((draws) => draws[0]));
  expect(starts.size).toBe(4);
});

/** Mean and variance of many draws, and how many standard errors the mean is off. */
function moments(draw: (stream: Stream) => number, count: number): { mean: number; variance: number } {
  let [sum, squares] = [0, 0];
  for (let path = 0; path < count; path += 1) {
    const value = draw(openStream(11, path, 1));
    sum += value;
    squares += value * value;
  }
  return { mean: sum / count, variance: squares / count - (sum / count) ** 2 };
}

test('a word’s exponential is its logarithm, at both ends and between', () => {
  const words = [0, 1, 2, 3, 255, 65_535, 2 ** 31 - 1, 2 ** 31, 2 ** 31 + 1, 2 ** 32 - 2, 2 ** 32 - 1];
  for (let step = 0; step < 20_000; step += 1) words.push(Math.imul(step, 2_654_435_761) >>> 0);
  for (const word of words) {
    const wanted = -Math.log((word + 0.5) / 2 ** 32);
    expect(Math.abs(exponentialOfWord(word) - wanted)).toBeLessThan(4e-15 * Math.max(1, wanted));
  }
});

describe('draws agree with theory to four standard errors', () => {
  const count = 40_000;
  const check = (draw: (stream: Stream) => number, mean: number, variance: number, kurtosis: number) => {
    const found = moments(draw, count);
    expect(Math.abs(found.mean - mean)).toBeLessThan(4 * Math.sqrt(variance / count));
    expect(Math.abs(found.variance - variance)).toBeLessThan(4 * variance * Math.sqrt((kurtosis - 1) / count));
  };
  test('uniform', () => check((stream) => stream.uniform(), 1 / 2, 1 / 12, 1.8));
  test('normal', () => check(normal, 0, 1, 3));
  test.each([0.02, 0.4, 1, 3.5, 60, 1200])('gamma of shape %d', (shape) => {
    check((stream) => gamma(stream, shape), shape, shape, 3 + 6 / shape);
  });
  test.each([0.3, 5, 80, 700])('Poisson of mean %d', (mean) => {
    check((stream) => poisson(stream, mean), mean, mean, 3 + 1 / mean);
  });
  test('the normal has the right tails', () => {
    let beyond = 0;
    for (let path = 0; path < count; path += 1) if (normal(openStream(5, path, 2)) > 1.959964) beyond += 1;
    expect(Math.abs(beyond / count - 0.025)).toBeLessThan(4 * Math.sqrt((0.025 * 0.975) / count));
  });
});

test('FLOW-02: Monte Carlo agrees with the closed form of the one-box model', () => {
  const { given, expect: wanted } = demandCase<{ paths: number }, { mean: number[]; sd: number[] }>('FLOW-02');
  const { given: box } = demandCase<
    { x0: number; entrants_pa: number; exits_pa: number; mean_stock: number; t_years: number },
    unknown
  >('FLOW-01');
  const { rate, equilibrium } = oneBox(
    { stock: box.x0, entrantsPerYear: box.entrants_pa, leaversPerYear: box.exits_pa, meanStock: box.mean_stock },
    box.t_years,
  );
  const staying = Math.exp(-rate * box.t_years);
  const run = () =>
    moments((stream) => binomial(stream, box.x0, staying) + poisson(stream, equilibrium * (1 - staying)), given.paths);
  const found = run();
  expect(found.mean).toBeGreaterThan(wanted.mean[0]!);
  expect(found.mean).toBeLessThan(wanted.mean[1]!);
  expect(Math.sqrt(found.variance)).toBeGreaterThan(wanted.sd[0]!);
  expect(Math.sqrt(found.variance)).toBeLessThan(wanted.sd[1]!);
  expect(run()).toEqual(found);
}, 60_000);

describe('distribution functions', () => {
  test('Student t quantiles of the tables', () => {
    for (const [degrees, t] of [
      [1, 12.7062],
      [4, 2.7764],
      [10, 2.2281],
      [58, 2.0017],
      [Number.POSITIVE_INFINITY, 1.959964],
    ] as const) {
      expect(studentQuantile(0.975, degrees)).toBeCloseTo(t, 4);
      expect(studentQuantile(0.025, degrees)).toBeCloseTo(-t, 4);
    }
    expect(studentCumulative(0, 5)).toBeCloseTo(0.5, 14);
  });
  test('normal and incomplete beta', () => {
    expect(normalCumulative(1)).toBeCloseTo(0.8413447460685429, 12);
    expect(normalCumulative(-3)).toBeCloseTo(0.0013498980316300933, 14);
    expect(incompleteBeta(0.3, 2, 5)).toBeCloseTo(0.579825, 6);
  });
});
