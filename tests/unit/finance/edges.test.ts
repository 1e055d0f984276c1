import { describe, expect, test } from 'vitest';
import { shapleyEffects } from '../../../shared/finance/attribution.ts';
import { baseAdequacy, topSlice } from '../../../shared/finance/contract-sum.ts';
import { benefitMonths, payback, reconcileParts } from '../../../shared/finance/invest-to-save.ts';
import { jointFundingSummary } from '../../../shared/finance/joint-funding.ts';
import { outsideTolerance } from '../../../shared/finance/kpi.ts';
import { issuedBefore } from '../../../shared/finance/movement.ts';
import { priceOn, starterPrice } from '../../../shared/finance/placement-cost.ts';
import { priceVolumeMix } from '../../../shared/finance/price-volume-mix.ts';
import { assessRating, defaultRagWeights } from '../../../shared/finance/savings.ts';
import { carryForward } from '../../../shared/finance/savings-history.ts';
import { suggestShare } from '../../../shared/finance/shares.ts';
import { suppressSmall } from '../../../shared/finance/suppression.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { IssuedPeriod } from '../../../shared/model/forecast.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { trackBenefits } from '../../../shared/scenario/benefit-tracking.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { outturnRiskOf } from '../../../shared/scenario/outturn-risk.ts';
import { summariseVariances } from '../../../shared/scenario/risk.ts';
import { rows, smallCouncil, steadyDemand } from '../scenario/small-council.ts';

const year = '2023/24';

describe('values at the edge of a rule', () => {
  test('Shapley is exact at 8 changes; beyond, orders and their reverses make any interplay of two exact', () => {
    const three = (set: readonly boolean[]) => (set[0] && set[1] && set[2] ? 60_000 : 0);
    expect(shapleyEffects(8, three)).toEqual([20_000, 20_000, 20_000, 0, 0, 0, 0, 0]);
    const count = 10;
    const worth = (a: number, b: number) => ((a * 7 + b * 13) % 11) * 1000;
    const pairs = (set: readonly boolean[]) =>
      sum(set.flatMap((on, a) => set.map((also, b) => (on && also && a < b ? worth(a, b) : 0))));
    const half = (at: number) =>
      sum(Array.from({ length: count }, (_, b) => (b === at ? 0 : worth(Math.min(at, b), Math.max(at, b)) / 2)));
    expect(shapleyEffects(count, pairs, 7)).toEqual(Array.from({ length: count }, (_, at) => half(at)));
  });

  test('a base that is just the outturn is not short; what adds to the sum is no top-slice', () => {
    expect(baseAdequacy(100, 100)).toEqual({ short: false, difference: 0 });
    const items = rows('contractBlocks', [
      { year, reference: 'a', block: 1, amountPence: 50 },
      { year, reference: 'b', block: 1, amountPence: -70 },
    ]);
    expect(topSlice(items, year, 100)).toEqual({ topSliced: 70, expected: 100, beyond: 30 });
  });

  test('payback is the month that comes to zero exactly; benefits wait out their lag, year by year', () => {
    expect(payback([1200], new Array(12).fill(100)).month).toBe(12);
    expect(benefitMonths([1200], 12)).toEqual(new Array(12).fill(100));
    const [first, second] = [benefitMonths([0, 900], 15).slice(0, 12), benefitMonths([0, 900], 15).slice(12)];
    expect(sum(first)).toBe(0);
    expect(second).toEqual([0, 0, 0, ...new Array(9).fill(100)]);
  });

  test('parts that miss their total by all that rounding can make are explained by it, a hair more is not', () => {
    expect(reconcileParts([1, 2], 3.5, [0.5, 0.5]).roundingExplains).toBe(true);
    expect(reconcileParts([1, 2], 3.51, [0.5, 0.5]).roundingExplains).toBe(false);
  });

  test('a package agreed in whole and disputed in whole is not questioned', () => {
    const jointFunding = rows('jointFunding', [
      {
        year,
        reference: 'J',
        partner: 'health',
        grossPence: 100,
        agreedPercent: 60,
        invoicedPence: 60,
        disputedPence: 60,
      },
      { year, reference: 'J', partner: 'education', grossPence: 100, agreedPercent: 40 },
    ]);
    expect(jointFundingSummary(jointFunding, year).questioned).toEqual([]);
  });

  test('a value at its tolerance is within it, whichever way is good', () => {
    expect(outsideTolerance(75, 75, 'high')).toBe(false);
    expect(outsideTolerance(75, 75, 'low')).toBe(false);
  });

  test('movement is against an earlier period, never the same one', () => {
    const issued = (period: number) => ({ year, period, reopenedAt: null }) as IssuedPeriod;
    expect(issuedBefore([issued(6), issued(7)], year, 7)?.period).toBe(6);
    expect(issuedBefore([issued(7)], year, 7)).toBe(null);
  });

  test('the first and last day of the window count for the starter price', () => {
    const begun = (start: string, weeklyPence: number) => ({
      start,
      prices: [{ from: start, weeklyPence, contributionPence: 0 }],
    });
    const placed = [begun('2023-01-01', 100), begun('2023-12-31', 300), begun('2022-12-31', 9), begun('2024-01-01', 9)];
    expect(starterPrice(placed, [], '2023-01-01', '2023-12-31').weekly).toBe(200);
  });

  test('a group that was not there is volume and mix at its own price; from nothing, all is volume', () => {
    const old = { group: 'a', volume0: 10, volume1: 10, price0: 5, price1: 6 };
    const fresh = { group: 'b', volume0: 0, volume1: 2, price0: 0, price1: 50 };
    expect(priceVolumeMix([old, fresh])).toEqual({ volume: 10, mix: 90, price: 10, total: 110 });
    expect(priceVolumeMix([fresh])).toEqual({ volume: 100, mix: 0, price: 0, total: 100 });
  });

  test('a rated total that is just the target does not exceed it; delivery beyond plan leaves no gap below zero', () => {
    const rated = { red: 0, amber: 0, green: 100, unassessed: 0 };
    expect(assessRating(rated, 100).exceedsTarget).toBe(false);
    const savings = rows('savings', [
      {
        ...{ year, reference: 'A', class: 'saving', targetPence: 100, fullYearEffectPence: 100, recurring: 1 },
        deliveryPercent: 130,
        startPeriod: 1,
      },
    ]);
    expect(carryForward({ savings, savingRatings: [] }, year, 9, defaultRagWeights).gap).toBe(0);
  });

  test('a share that would have to go below zero is not suggested', () => {
    const shares = [
      { code: 'A', basisPoints: 500 },
      { code: 'B', basisPoints: 10_500 },
    ];
    expect(suggestShare(shares, [{ code: 'A', part: 1, whole: 4 }])).toBe(null);
  });

  test('withheld counts that can only be ones are not left to be worked out', () => {
    const made = suppressSmall({ a: 1, b: 1, c: 1, d: 1, e: 1, f: 9 });
    expect(made).toMatchObject({ primary: ['a', 'b', 'c', 'd', 'e'], secondary: ['f'] });
  });

  test('P80 is the value that eight in ten draws do not pass; net overspend is what passes the agreed investment', () => {
    const draws = Float64Array.from({ length: 101 }, (_, at) => at - 50);
    expect(summariseVariances(draws, 0)).toMatchObject({ p80: 30, p10: -40, p90: 40, reserveAtP80: 30 });
    expect(summariseVariances(draws, 0).probabilityOfOverspend).toBeCloseTo(50 / 101, 12);
    const snapshot = { ...smallCouncil(), pressures: [], savings: [], savingRatings: [] };
    const scenario = { ...newScenario('x', year, 9), assumptions: { 'price-risk': 0, 'line-risk': 0 } };
    const made = forecast(snapshot, scenario, steadyDemand());
    const investment = made.total.variance + 100;
    const changed = { ...made, total: { ...made.total, agreedInvestment: investment } };
    const deviations = [Float64Array.from([0, 200]), Float64Array.from([0, 200]), Float64Array.from([0, 200])];
    const risk = outturnRiskOf(snapshot, scenario, changed, deviations, 1000);
    expect(risk.probabilityOfOverspend).toBe(Number(made.total.variance > 0));
    expect(risk.probabilityOfNetOverspend).toBeGreaterThan(0.4);
    expect(risk.probabilityOfNetOverspend).toBeLessThan(0.6);
  });

  test('a scheme has not expired on the day it expires', () => {
    const schemes = rows('schemes', [{ reference: 'S', name: 'S', startYear: year, expiry: '2024-03-31' }]);
    const expired = (today: string) => trackBenefits({ ...smallCouncil(), schemes }, today)[0]?.expired;
    expect([expired('2024-03-31'), expired('2024-04-01')]).toEqual([false, true]);
  });

  test('a price holds from its own day; a child whose last night is that of the data date is in care then', () => {
    const price = (from: string, weeklyPence: number) => ({ from, weeklyPence, contributionPence: 0 });
    const prices = [price('2023-01-01', 1), price('2023-06-01', 2)];
    expect(['2023-05-31', '2023-06-01'].map((date) => priceOn(prices, date)?.weeklyPence)).toEqual([1, 2]);
    const children = (end: string) => {
      const council = smallCouncil();
      const placements = council.placements.map((row) => (row.reference === 'P1' ? { ...row, end } : row));
      const made = forecast({ ...council, placements }, newScenario('x', year, 9), steadyDemand());
      return made.placements.unitCosts[0]?.children;
    };
    expect([children('2023-12-31'), children('2024-01-01')]).toEqual([1, 2]);
  });

  test('changes of the impact of a pressure compound in their order', () => {
    const impact = (value: number, id: string) => ({
      ...newLever('pressure-impact', id, '2024-01-01'),
      value,
      reference: 'R1',
    });
    const expected = (...values: number[]) => {
      const levers = values.map((value, at) => impact(value, `l${at}`));
      const made = forecast(smallCouncil(), { ...newScenario('x', year, 9), levers }, steadyDemand());
      return made.pressures.rows[0]?.expected;
    };
    // R1: half of 6,000 on average, less a fifth of 1,000 mitigated.
    expect([expected(), expected(50), expected(50, -20)]).toEqual([280_000, 430_000, 340_000]);
  });
});
