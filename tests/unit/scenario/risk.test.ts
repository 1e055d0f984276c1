import { describe, expect, test } from 'vitest';
import { normalPoint, normalShare } from '../../../shared/scenario/normal.ts';
import { type RiskInput, summariseVariances, triangular } from '../../../shared/scenario/risk.ts';
import { type Drawn, drawOutturn } from '../../../shared/scenario/risk-draws.ts';

const base: RiskInput = {
  forecastVariance: 1_000_000,
  demandDeviations: [],
  price: { exposed: [0], monthlyDeviation: 0 },
  lines: [],
  savings: [],
  pressures: [],
  levers: [],
  demandPrice: 0,
  pressureCorrelation: 0,
  draws: 20_000,
  seed: 7,
};
const zero = { ...base, forecastVariance: 0 };
const draw = (input: RiskInput, periods = 1) => drawOutturn(input, new Array(periods).fill(input.forecastVariance), []);
const last = (drawn: Drawn) => drawn.periods.at(-1) ?? new Float64Array();
const mean = (values: Float64Array) => values.reduce((total, value) => total + value, 0) / values.length;
const spread = (values: Float64Array) => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - centre) ** 2)));
};
const correlation = (a: Float64Array, b: Float64Array) => {
  const [meanA, meanB] = [mean(a), mean(b)];
  return mean(a.map((value, at) => (value - meanA) * (b[at]! - meanB))) / (spread(a) * spread(b));
};

/** Half width of a 4-standard-error band for the mean of draws with this standard deviation. */
const band = (deviation: number) => (4 * deviation) / Math.sqrt(base.draws);

describe('the distribution of the outturn', () => {
  test('with nothing uncertain every draw is the forecast’s variance', () => {
    const risk = summariseVariances(last(draw(base)), 1e6);
    expect([risk.p10, risk.p50, risk.p90, risk.mean]).toEqual([1e6, 1e6, 1e6, 1e6]);
    expect(risk).toMatchObject({ probabilityOfOverspend: 1, reserveAtP80: 0 });
  });

  test('the normal distribution and its inverse are those of the tables', () => {
    for (const [z, share] of [
      [0, 0.5],
      [1, 0.841344746],
      [-1.959963985, 0.025],
      [2.575829304, 0.995],
      [-3.5, 0.000232629],
    ] as const) {
      expect(Math.abs(normalShare(z) - share)).toBeLessThan(1e-7);
      expect(Math.abs(normalPoint(share) - z)).toBeLessThan(1e-5);
    }
  });

  test('the triangular inverse gives the theoretical mean, variance and mode side', () => {
    let [total, squares] = [0, 0];
    const count = 100_000;
    for (let index = 0; index < count; index += 1) {
      const value = triangular(2, 3, 7, (index + 0.5) / count);
      total += value;
      squares += value * value;
    }
    const centre = total / count;
    expect(centre).toBeCloseTo((2 + 3 + 7) / 3, 4);
    expect(squares / count - centre ** 2).toBeCloseTo((4 + 9 + 49 - 6 - 14 - 21) / 18, 3);
    expect([triangular(2, 3, 7, 0), triangular(2, 3, 7, 1), triangular(5, 5, 5, 0.3)]).toEqual([2, 7, 5]);
  });

  const pressure = {
    ...{ key: 'A', line: 'PLACE', chance: 0.4, minimum: 100, likely: 400, maximum: 1000 },
    ...{ mitigations: [{ amount: 200, chance: 0.5 }], counted: 0 },
  };
  test('a pressure draws around its expected value: chance × impact − chance × success × mitigation', () => {
    const risk = summariseVariances(last(draw({ ...zero, pressures: [pressure] })), 0);
    const expected = 0.4 * 500 - 0.4 * 0.5 * 200;
    expect(Math.abs(risk.mean - expected)).toBeLessThan(band(320));
    expect(risk.probabilityOfOverspend).toBeGreaterThan(0.36);
    expect(risk.probabilityOfOverspend).toBeLessThan(0.41);
  });

  test('one that is not counted is drawn beside the forecast and moves nothing in it', () => {
    const drawn = draw({ ...base, pressures: [{ ...pressure, counted: null }] });
    expect(new Set(last(drawn))).toEqual(new Set([1_000_000]));
    expect(Math.abs(mean(drawn.notCounted) - 160)).toBeLessThan(band(320));
  });

  test('pressures of a line come together as far as they are said to, each as often as alone', () => {
    const two = [pressure, { ...pressure, key: 'B' }];
    const occurs = (correlated: number, lines = ['PLACE', 'PLACE']) => {
      const pressures = two.map((one, at) => ({ ...one, line: lines[at]!, mitigations: [] }));
      return pressures.map(
        (_, at) =>
          drawOutturn(
            {
              ...zero,
              pressureCorrelation: correlated,
              pressures: pressures.map((one, index) =>
                index === at ? one : { ...one, minimum: 0, likely: 0, maximum: 0 },
              ),
            },
            [0],
            [],
          ).sources.pressures,
      );
    };
    const [a, b] = occurs(0.5);
    expect(Math.abs(mean(a!) - 200)).toBeLessThan(band(320));
    expect(Math.abs(mean(b!) - 200)).toBeLessThan(band(320));
    expect(correlation(a!, b!)).toBeGreaterThan(0.2);
    const [c, d] = occurs(0.5, ['PLACE', 'LEGAL']);
    expect(Math.abs(correlation(c!, d!))).toBeLessThan(0.03);
  });

  test('price leaves the mean where it was, and its risk grows with the horizon', () => {
    const monthlyDeviation = 0.05 / Math.sqrt(12);
    const near = last(
      draw({ ...zero, price: { exposed: [1e8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], monthlyDeviation } }, 12),
    );
    const far = last(
      draw({ ...zero, price: { exposed: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1e8], monthlyDeviation } }, 12),
    );
    expect(Math.abs(mean(far))).toBeLessThan(band(5.1e6));
    expect(Math.abs(mean(near))).toBeLessThan(band(1.5e6));
    expect(spread(far) / 5e6).toBeGreaterThan(0.97);
    expect(spread(far) / 5e6).toBeLessThan(1.03);
    expect(spread(far) / spread(near)).toBeGreaterThan(3.3);
    expect(spread(far) / spread(near)).toBeLessThan(3.6);
  });

  test('demand and prices move together as far as they are said to', () => {
    const demandDeviations = Float64Array.from({ length: 500 }, (_, at) => ((at * 37) % 500) * 1000 - 249_500);
    const price = { exposed: [0, 0, 1e8], monthlyDeviation: 0.02 };
    for (const demandPrice of [0, 0.6, -0.4]) {
      const drawn = draw({ ...zero, demandDeviations, price, demandPrice }, 3);
      expect(Math.abs(correlation(drawn.sources.demand, drawn.sources.price) - demandPrice)).toBeLessThan(0.04);
      expect(Math.abs(mean(drawn.sources.price))).toBeLessThan(band(3.6e6));
      expect(spread(drawn.sources.price) / (1e8 * 0.02 * Math.sqrt(3))).toBeCloseTo(1, 1);
    }
  });

  test('a line is off by what it is said to be, either way alike', () => {
    const drawn = draw({ ...zero, lines: [{ key: 'STAFF', deviation: 1e6 }] });
    expect(Math.abs(mean(last(drawn)))).toBeLessThan(band(1e6));
    expect(spread(last(drawn)) / 1e6).toBeCloseTo(1, 1);
  });

  test('savings bring their low or their high and nothing beyond; their mean is what is expected', () => {
    const savings = [{ key: 'S', low: 500, high: 900, chance: 0.75, expected: 800 }];
    const variances = last(draw({ ...zero, savings }));
    expect(new Set(variances)).toEqual(new Set([-100, 300]));
    expect(Math.abs(mean(variances))).toBeLessThan(band(174));
  });

  test('a lever between its low and its high stays within them, with its mean where it stands', () => {
    const variances = last(draw({ ...zero, levers: [{ key: 'l', low: -1000, high: 4000 }] }));
    expect(Math.min(...variances)).toBeGreaterThanOrEqual(-1000);
    expect(Math.max(...variances)).toBeLessThanOrEqual(4000);
    expect(Math.max(...variances)).toBeGreaterThan(3000);
    expect(Math.abs(mean(variances))).toBeLessThan(band(900));
    expect(new Set(last(draw({ ...zero, levers: [{ key: 'l', low: 0, high: 4000 }] })))).toEqual(new Set([0]));
  });

  test('same seed, same bits; a new component moves no other', () => {
    const one = { ...pressure, chance: 0.5, minimum: 1, likely: 2, maximum: 3, mitigations: [] };
    const two = { ...one, key: 'B', line: 'LEGAL', chance: 1, minimum: 10, likely: 10, maximum: 10 };
    const first = last(draw({ ...base, pressures: [one] }));
    expect(last(draw({ ...base, pressures: [one] }))).toEqual(first);
    const both = last(draw({ ...base, pressures: [one, two] }));
    expect(both.every((value, index) => Math.abs(value - 10 - (first[index] ?? 0)) < 1e-9)).toBe(true);
  });
});
