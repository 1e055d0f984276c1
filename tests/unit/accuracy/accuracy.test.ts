import { describe, expect, test } from 'vitest';
import { readPublished, scorePublished } from '../../support/accuracy/published.ts';
import { Tally } from '../../support/accuracy/scores.ts';
import { scoreFeature } from '../../support/accuracy/simulated.ts';
import { features } from '../../support/simulator/features.ts';
import { simulateHistory } from '../../support/simulator/history.ts';
import { SimulatorStream } from '../../support/simulator/stream.ts';

const featureOf = (name: string) => features.find((feature) => feature.name === name)!;

describe('the short run of the accuracy bench (docs/accuracy.md §2–§3)', () => {
  test('published counts: 80 and 95 % cover what they say, and the mean is no worse than as today', () => {
    const counts = readPublished(new URL('../../fixtures/reference/published-counts.json', import.meta.url));
    const { board, councils } = scorePublished(counts, 400);
    expect(councils).toBeGreaterThan(70);
    for (const months of [12, 24]) {
      const made = board.score('default', months, 'total')!;
      expect(made.cover80).toBeGreaterThan(76);
      expect(made.cover80).toBeLessThan(88);
      expect(made.cover95).toBeGreaterThan(92);
      expect(made.mape! / board.score('naive', months, 'total')!.mape!).toBeLessThan(1.01);
      // The rules before: a year's flows and nothing that moves.
      expect(board.score('old rules', months, 'total')!.cover80).toBeLessThan(73);
    }
  });

  test('a large and lumpy council: the interval holds where constant rates and single arrivals do not', () => {
    const board = scoreFeature(featureOf('siblings arriving together'), 12, 31, 150, true);
    const old = board.score('old rules', 12, 'total')!;
    const made = board.score('default', 12, 'total')!;
    expect(made.cover80).toBeGreaterThan(old.cover80!);
    expect(made.winkler).toBeLessThan(old.winkler!);
    expect(made.cover80).toBeGreaterThanOrEqual(66);
  }, 120_000);
});

test('the simulator keeps its word: mean and dispersion of arrivals, households, and the number in care', () => {
  const monthly = (name: string) => {
    const counts: number[] = [];
    for (let seed = 1; seed <= 4; seed += 1) {
      const { placements } = simulateHistory(featureOf(name), seed).snapshot;
      const first = new Map<string, string>();
      for (const { childKey, start } of placements)
        if ((first.get(childKey) ?? '9') > start) first.set(childKey, start);
      for (let month = 0; month < 60; month += 1) {
        const label = `${2018 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
        counts.push([...first.values()].filter((start) => start.startsWith(label)).length);
      }
    }
    const mean = counts.reduce((sum, count) => sum + count, 0) / counts.length;
    return { mean, ratio: counts.reduce((sum, count) => sum + (count - mean) ** 2, 0) / counts.length / mean };
  };
  const own = monthly('the model’s own');
  expect(own.ratio).toBeGreaterThan(0.75);
  expect(own.ratio).toBeLessThan(1.35);
  expect(monthly('over-dispersed arrivals').ratio / own.ratio).toBeGreaterThan(3);
  // Geometric households of 2.5 children on average: E s² ÷ E s = 2 × 2.5 − 1 = 4.
  expect(monthly('siblings arriving together').ratio / own.ratio).toBeGreaterThan(2.8);
});

test('the interval score is width and ten times the miss; zero is not scored', () => {
  const tally = new Tally();
  tally.add({ mean: 110, low80: 90, high80: 120 }, 100, 100);
  tally.add({ mean: 90, low80: 105, high80: 120 }, 100, 120);
  tally.add({ mean: 90 }, 0, 0);
  expect(tally.result).toEqual({
    ...{ forecasts: 2, mape: 10, bias: 0, mase: 1, cover80: 50, cover95: null },
    winkler: (30 + 15 + 50) / 2,
  });
});

test('the simulator’s stream is uniform, normal and Gamma of mean 1 as told', () => {
  const stream = new SimulatorStream(9, 1);
  const mean = (draw: () => number) => Array.from({ length: 20_000 }, draw).reduce((sum, x) => sum + x, 0) / 20_000;
  expect(mean(() => stream.uniform())).toBeCloseTo(0.5, 1);
  expect(mean(() => stream.normal() ** 2)).toBeCloseTo(1, 1);
  expect(mean(() => stream.gammaOfVariance(0.7))).toBeCloseTo(1, 1);
  expect(mean(() => stream.poisson(7.3))).toBeCloseTo(7.3, 0);
});
