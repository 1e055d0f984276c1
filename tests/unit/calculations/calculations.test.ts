import { describe, expect, test } from 'vitest';
import { calculate, resultText } from '../../../shared/calculations/calculation.ts';
import { calculations } from '../../../shared/calculations/calculations.ts';

const of = (key: string, given: Record<string, number[]>) => {
  const calculation = calculations.find((each) => each.key === key)!;
  return Object.fromEntries(calculate(calculation, given).map((result) => [result.key, result.value]));
};

describe('figures that papers leave to be worked out', () => {
  test('shares of 44.16 and 56.84 recover 101 % of what is charged (SPLIT-001)', () => {
    const { total, over } = of('shares', { cost: [29_670_000], shares: [44.16, 56.84] });
    expect(total).toBe(101);
    expect(over).toBeCloseTo(296_700, 6);
    expect(of('shares', { cost: [1_000_000], shares: [44, 55.5] }).over).toBeCloseTo(-5000, 6);
  });

  test('the stated pairs speak for 44.16 and 55.84 (case SPL-04)', () => {
    const stated = { shares: [44.16, 56.84], parts: [9.444, 0.738], wholes: [21.387, 1.322] };
    expect(of('implied-share', stated)).toMatchObject({ wrong: 2, suggested: 55.84 });
    expect(of('implied-share', { ...stated, shares: [44.16, 55.84] })).toMatchObject({ wrong: null, suggested: null });
  });

  test('vacancies of 9.6 staff at £275,000 are as many at what one of them costs (TRK-008)', () => {
    expect(of('fte', { variance: [275_000], cost: [275_000 / 9.6] }).fte).toBeCloseTo(9.6, 12);
    expect(of('fte', { variance: [275_000], cost: [275_000 / 9.6], months: [6] }).fte).toBeCloseTo(19.2, 12);
    // The staffing overspend of 2022/23 beside the pay offer of £1,925 for each (PRS-004).
    expect(of('fte', { variance: [2_524_000], cost: [1925] }).fte).toBeCloseTo(1311.17, 2);
  });

  test('invest to save of £1.816m is £1.516m net of a grant of £0.300m (I2S-005)', () => {
    const parts = [0.968, 0.324, 0.008, 0.516];
    expect(of('financing', { parts, grants: [0.3] }).net).toBeCloseTo(1.516, 9);
    expect(of('financing', { parts }).gross).toBeCloseTo(1.816, 9);
  });

  test('a stretch of 16.1 for a target of 11.2 scales the 9.3 of 2025/26 to 13.37 (BEN-001, BEN-002)', () => {
    const { factor, stretch1 } = of('stretch', { target: [11.2], stretch: [16.1], others: [9.3] });
    expect(factor).toBeCloseTo(1.4375, 12);
    expect(stretch1).toBeCloseTo(13.36875, 9);
  });

  test('a count and its rate per 10,000 imply a population, and the range that rounding leaves', () => {
    const { population, low, high } = of('population', { count: [1191], rate: [70.5] });
    expect(population).toBeCloseTo(168_936.17, 2);
    // Any population between them gives the rate as printed, one beyond does not.
    const rate = (children: number) => Math.round((1191 / children) * 100_000) / 10;
    expect([rate(low! + 1), rate(high! - 1)]).toEqual([70.5, 70.5]);
    expect([rate(low! - 200), rate(high! + 200)]).toEqual([70.6, 70.4]);
  });

  test('parts, annuity and voids as the papers have them (I2S-04, I2S-06, COST-03, COST-04)', () => {
    const parts = { parts: [0.968, 0.324, 0.516], stated: [1.816], steps: [0.1] };
    expect(of('parts', parts)).toMatchObject({ rounding: 1 });
    expect(of('parts', { ...parts, steps: [0.001] })).toMatchObject({ rounding: 0 });
    expect(Math.abs(of('annuity', { capital: [3_300_000], rate: [5.8], years: [60] }).yearly! - 198_127)).toBeLessThan(
      1,
    );
    const voids = of('voids', { annual: [5_143_193], places: [32], use: [91], spot: [318_400] });
    expect(voids.void).toBeCloseTo(462_887.37, 2);
    expect(voids.free).toBeCloseTo(2.88, 9);
    expect(voids.avoided).toBeCloseTo(916_992, 0);
  });

  test('what is missing, unknown or no answer is said', () => {
    const annuity = calculations.find((each) => each.key === 'annuity')!;
    expect(() => calculate(annuity, { capital: [1] })).toThrow('“Interest a year” (rate) is missing');
    expect(() => calculate(annuity, { capital: [1], rate: [1], years: [1], sum: [1] })).toThrow('takes no “sum”');
    expect(() => calculate(annuity, { capital: [1, 2], rate: [1], years: [1] })).toThrow('is one number, not 2');
    expect(() => of('population', { count: [5], rate: [0] })).toThrow('above zero');
    const text = (unit: string, value: number | null) => resultText({ key: 'k', label: 'l', unit, value });
    expect([text('£', -5.5), text('%', 44.16), text('FTE', 9.6), text('', null)]).toEqual([
      '−£5.50',
      '44.16 %',
      '9.600 FTE',
      'no answer',
    ]);
  });

  test('every calculation says its formula and where it is from, and has inputs of its own', () => {
    for (const { key, formula, source, inputs } of calculations) {
      expect([key, formula !== '', source !== '', inputs.length > 0]).toEqual([key, true, true, true]);
      expect(new Set(inputs.map((input) => input.key)).size).toBe(inputs.length);
    }
    expect(new Set(calculations.map(({ key }) => key)).size).toBe(calculations.length);
  });
});
