import fc from 'fast-check';
import { expect, test } from 'vitest';
import { profileOf } from '../../../shared/finance/benefit-profile.ts';
import { sum } from '../../../shared/model/money.ts';

test('9.3 a year and 20.7 cumulative by year 4 leave 11.4 for the years before, rising in a straight line (BEN-01)', () => {
  const { years, contradictions } = profileOf([
    { year: 3, basis: 'annual', amount: 9.3 },
    { year: 3, basis: 'cumulative', amount: 20.7 },
    { year: 7, basis: 'annual', amount: 11.241 },
  ]);
  expect(contradictions).toEqual([]);
  expect(sum(years.slice(0, 3).map((year) => year.amount))).toBeCloseTo(11.4, 9);
  expect(years.slice(0, 3).map((year) => year.amount)).toEqual([
    expect.closeTo(1.9, 9),
    expect.closeTo(3.8, 9),
    expect.closeTo(5.7, 9),
  ]);
  // The case's own figures for years 5 to 8.
  expect(years.slice(4).map((year) => Number(year.amount.toFixed(5)))).toEqual([9.78525, 10.2705, 10.75575, 11.241]);
  expect(years.map((year) => year.interpolated)).toEqual([true, true, true, false, true, true, true, false]);
});

test('a cumulative figure that the annual ones do not reach is a contradiction, named with its difference', () => {
  const { years, contradictions } = profileOf([
    { year: 0, basis: 'annual', amount: 300 },
    { year: 1, basis: 'annual', amount: 400 },
    { year: 1, basis: 'cumulative', amount: 900 },
  ]);
  expect(contradictions).toEqual([{ year: 1, cumulative: 900, annual: 700, difference: 200 }]);
  expect(years.map((year) => year.amount)).toEqual([300, 400]);
});

test('every point that can hold does: annual years as stated, cumulative ones as the sum to them', () => {
  const points = fc.uniqueArray(
    fc.record({
      year: fc.integer({ min: 0, max: 9 }),
      basis: fc.constantFrom('annual' as const, 'cumulative' as const),
      amount: fc.integer({ min: 0, max: 1_000_000 }),
    }),
    { selector: ({ year, basis }) => `${year} ${basis}`, minLength: 1, maxLength: 8 },
  );
  fc.assert(
    fc.property(points, (stated) => {
      const { years, contradictions } = profileOf(stated);
      for (const point of stated) {
        const upTo = years.filter(({ year }) => year <= point.year);
        if (point.basis === 'annual') expect(upTo.at(-1)?.amount).toBe(point.amount);
        else if (contradictions.length === 0)
          expect(sum(upTo.map(({ amount }) => amount))).toBeCloseTo(point.amount, 4);
      }
      expect(new Set(years.map(({ year }) => year)).size).toBe(years.length);
    }),
  );
});
