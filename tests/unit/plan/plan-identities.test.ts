import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { rows, smallCouncil } from '../scenario/small-council.ts';
import { randomPlan } from './random-plan.ts';

test('the first year is the forecast, each opening the closing before it, movements sum to the change, to the penny', () => {
  fc.assert(
    fc.property(randomPlan, ({ snapshot, scenario }) => {
      const { years } = plan(snapshot, scenario, 4);
      const made = forecast(snapshot, scenario);
      expect(years[0]?.lines.map((line) => line.closing)).toEqual(made.lines.map((line) => line.outturn));
      years.forEach((year, at) => {
        const before = years[at - 1];
        for (const line of year.lines) {
          const old = before?.lines.find((each) => each.code === line.code);
          if (old) expect(line.opening).toBe(old.closing);
          expect(line.opening + sum(line.movements.map((item) => item.amount))).toBe(line.closing);
          expect(line.expenditure + line.income).toBe(line.closing);
        }
        expect(sum(year.lines.map((line) => line.closing))).toBe(year.closing);
        expect(year.opening + sum(year.movements.map((item) => item.amount))).toBe(year.closing);
        expect(year.shared + year.passported).toBe(year.closing);
        expect(sum(year.funders.map((funder) => funder.cost))).toBe(year.shared);
        expect(sum(year.funders.map((funder) => funder.gap))).toBe(year.gap);
        expect(year.gap).toBe(year.shared - year.funding.total);
        for (const reserve of year.reserves) {
          expect(reserve.opening + reserve.paidIn - reserve.used).toBe(reserve.closing);
          const old = before?.reserves.find((each) => each.code === reserve.code);
          if (old) expect(reserve.opening).toBe(old.closing);
        }
      });
    }),
    { numRuns: 60 },
  );
});

test('a one-off is in one year and out of the next, once: years after it are as if it had never been', () => {
  fc.assert(
    fc.property(randomPlan, ({ snapshot, scenario }) => {
      const without = plan(snapshot, { ...scenario, levers: [] }, 5).years;
      const years = plan(snapshot, scenario, 5).years;
      for (const [at, year] of years.entries()) {
        const own = scenario.levers
          .filter((lever) => `${Number(lever.from.slice(0, 4))}` === year.year.slice(0, 4))
          .map((lever) => lever.value * 100);
        expect(year.closing - (without[at]?.closing ?? 0)).toBe(sum(own));
      }
    }),
    { numRuns: 40 },
  );
});

test('with no growth, no inflation, no demand and nothing recurring every year equals the base', () => {
  const base = smallCouncil();
  const still = {
    ...base,
    placements: [],
    placementPrices: [],
    capacityUnits: [],
    savings: [],
    savingRatings: [],
    pressures: [],
    mitigations: [],
    budgetChanges: [],
    forecastEntries: [],
    contractBlocks: [],
    budgetLines: base.budgetLines.filter((line) => line.method === 'profile'),
    actuals: [],
  };
  const { years } = plan(still, newScenario('Still', '2023/24', 0), 10);
  expect(new Set(years.map((year) => year.closing))).toEqual(new Set([108_000_000]));
  expect(years.every((year) => year.gap === 0)).toBe(true);
});

test('inflation from a month on carries its full-year effect into the next year', () => {
  const base = smallCouncil();
  const snapshot = {
    ...base,
    inflationIndices: rows('inflationIndices', [
      { code: 'PAY', name: 'Pay award', kind: 'pay', year: '2024/25', increasePercent: 6, fromPeriod: 7 },
    ]),
    inflationLinks: rows('inflationLinks', [
      { appliesTo: 'line', target: 'STAFF', indexCode: 'PAY', sharePercent: 80 },
    ]),
  };
  const { years } = plan(snapshot, newScenario('Pay', '2023/24', 9), 4);
  const pay = years.map((year) =>
    sum(
      (year.lines.find((line) => line.code === 'STAFF')?.movements ?? [])
        .filter((item) => item.kind === 'pay-inflation')
        .map((item) => item.amount),
    ),
  );
  const base1 = years[0]?.lines.find((line) => line.code === 'STAFF')?.expenditure ?? 0;
  const out = years[0]?.lines.find((line) => line.code === 'STAFF')?.once ?? [];
  const left = base1 - sum(out.filter((item) => !item.income).map((item) => item.amount));
  // By hand: half a year at 6 % of 80 % in the first year, the other half in the next, none after.
  expect(pay[1]).toBe(Math.round(left * 0.8 * 0.03));
  const second = years[1]?.lines.find((line) => line.code === 'STAFF')?.expenditure ?? 0;
  expect(pay[2]).toBe(Math.round(second * 0.8 * (1.06 / 1.03 - 1)));
  expect(pay[3]).toBe(0);
});
