import { describe, expect, test } from 'vitest';
import { drawVariances, outturnRisk, type RiskInput, triangular } from '../../../shared/scenario/risk.ts';

const base: RiskInput = {
  centralVariance: 1_000_000,
  demandDeviations: [],
  price: { exposed: 0, logDeviation: 0 },
  savings: [],
  pressures: [],
  draws: 20_000,
  seed: 7,
};

/** Half width of a 4-standard-error band for the mean of draws with this standard deviation. */
const band = (deviation: number) => (4 * deviation) / Math.sqrt(base.draws);

describe('the distribution of the outturn', () => {
  test('with nothing uncertain every draw is the central variance', () => {
    const risk = outturnRisk(base);
    expect([risk.p10, risk.p50, risk.p90, risk.mean]).toEqual([1e6, 1e6, 1e6, 1e6]);
    expect(risk).toMatchObject({ probabilityOfOverspend: 1, reserveAtP80: 0 });
  });

  test('the triangular inverse gives the theoretical mean, variance and mode side', () => {
    let [total, squares] = [0, 0];
    const count = 100_000;
    for (let index = 0; index < count; index += 1) {
      const value = triangular(2, 3, 7, (index + 0.5) / count);
      total += value;
      squares += value * value;
    }
    const mean = total / count;
    expect(mean).toBeCloseTo((2 + 3 + 7) / 3, 4);
    expect(squares / count - mean ** 2).toBeCloseTo((4 + 9 + 49 - 6 - 14 - 21) / 18, 3);
    expect([triangular(2, 3, 7, 0), triangular(2, 3, 7, 1), triangular(5, 5, 5, 0.3)]).toEqual([2, 7, 5]);
  });

  test('a pressure draws around its expected value: chance × impact − chance × success × mitigation', () => {
    const pressure = {
      key: 'A',
      chance: 0.4,
      minimum: 100,
      likely: 400,
      maximum: 1000,
      mitigations: [{ amount: 200, chance: 0.5 }],
      counted: 0,
    };
    const risk = outturnRisk({ ...base, centralVariance: 0, pressures: [pressure] });
    const expected = 0.4 * 500 - 0.4 * 0.5 * 200;
    expect(Math.abs(risk.mean - expected)).toBeLessThan(band(320));
    expect(risk.probabilityOfOverspend).toBeGreaterThan(0.36);
    expect(risk.probabilityOfOverspend).toBeLessThan(0.41);
  });

  test('price leaves the mean where it was and widens the spread', () => {
    const risk = outturnRisk({ ...base, centralVariance: 0, price: { exposed: 1e8, logDeviation: 0.05 } });
    expect(Math.abs(risk.mean)).toBeLessThan(band(5.1e6));
    expect(risk.p90 - risk.p10).toBeGreaterThan(2.4 * 5e6);
    expect(risk.p90 - risk.p10).toBeLessThan(2.7 * 5e6);
  });

  test('savings at their expected value leave the mean where it was', () => {
    const savings = [{ key: 'S', green: 500, amber: 400, amberChance: 0.75, expected: 800 }];
    const variances = drawVariances({ ...base, centralVariance: 0, savings });
    expect(new Set(variances)).toEqual(new Set([-100, 300]));
    expect(Math.abs(variances.reduce((sum, value) => sum + value, 0) / variances.length)).toBeLessThan(band(174));
  });

  test('same seed, same bits; a new component moves no other', () => {
    const one = { key: 'A', chance: 0.5, minimum: 1, likely: 2, maximum: 3, mitigations: [], counted: 0 };
    const two = { ...one, key: 'B', chance: 1, minimum: 10, likely: 10, maximum: 10 };
    const first = drawVariances({ ...base, pressures: [one] });
    expect(drawVariances({ ...base, pressures: [one] })).toEqual(first);
    const both = drawVariances({ ...base, pressures: [one, two] });
    expect(both.every((value, index) => Math.abs(value - 10 - (first[index] ?? 0)) < 1e-9)).toBe(true);
  });
});
