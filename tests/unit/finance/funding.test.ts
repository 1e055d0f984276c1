import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { baseAdequacy, contractYears, topSlice } from '../../../shared/finance/contract-sum.ts';
import { agreedAmount, jointFundingSummary } from '../../../shared/finance/joint-funding.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { fundingView } from '../../../shared/scenario/funding-view.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { row, rows, smallCouncil } from '../scenario/small-council.ts';
import { workedCase } from './cases.ts';

const year = '2023/24';

describe('contract sum over years', () => {
  const items = rows('contractBlocks', [
    { year, reference: 'A', block: 1, amountPence: 15_093_800_000, recurring: 1 },
    { year: '2024/25', reference: 'A', block: 1, amountPence: 17_742_900_000, recurring: 1 },
    { year: '2024/25', reference: 'R', block: 2, amountPence: 21_700_000, recurring: 1 },
    { year: '2024/25', reference: 'N', block: 2, amountPence: 236_300_000, recurring: 0 },
    { year: '2024/25', reference: 'C', block: 3, amountPence: 329_100_000, recurring: 0, approved: null },
  ]);

  test('BUD-01 blocks, next year’s base and growth on the year before', () => {
    const [before, now] = contractYears(items);
    expect(before).toMatchObject({ year, growth: null, growthPercent: null });
    expect(now).toMatchObject({
      contractSum: 18_000_900_000,
      maximum: 18_330_000_000,
      recurringBase: 17_764_600_000,
      growth: 2_907_100_000,
    });
    expect(now?.growthPercent).toBeCloseTo(19.26, 2);
  });

  test('T29: the sum of 2024/25 is 0.599 below the outturn it follows', () => {
    expect(baseAdequacy(18_000_900_000, 15_093_800_000 + 2_967_000_000)).toEqual({
      short: true,
      difference: -59_900_000,
    });
  });

  test('savings top-sliced from the contract sum: 4.049 of 8.072, 4.023 beyond', () => {
    const sliced = [
      ...items,
      row('contractBlocks', 9, { year: '2024/25', reference: 'S', block: 1, amountPence: -404_900_000 }),
    ];
    expect(topSlice(sliced, '2024/25', 807_200_000)).toEqual({
      topSliced: 404_900_000,
      expected: 807_200_000,
      beyond: 402_300_000,
    });
    expect(topSlice(items, '2024/25', 5)).toEqual({ topSliced: 0, expected: 5, beyond: 5 });
  });
});

describe('joint funding', () => {
  const base = { year, lineCode: 'PLACE' } as const;
  const packages = rows('jointFunding', [
    {
      ...base,
      reference: 'A',
      partner: 'education',
      grossPence: 10_000_001,
      agreedPercent: 20,
      invoicedPence: 1_500_000,
      disputedPence: 500_000,
      receivedPence: null,
    },
    {
      ...base,
      reference: 'A',
      partner: 'health',
      grossPence: 10_000_001,
      agreedPercent: 0,
      invoicedPence: 0,
      disputedPence: 0,
      receivedPence: null,
    },
    {
      ...base,
      reference: 'B',
      partner: 'health',
      grossPence: 5_000_000,
      agreedPercent: 33.3333,
      invoicedPence: 2_000_000,
      disputedPence: 0,
      receivedPence: 900_000,
    },
    {
      ...base,
      year: '2022/23',
      reference: 'A',
      partner: 'health',
      grossPence: 7,
      agreedPercent: 100,
      invoicedPence: 7,
    },
  ]);

  test('agreed, invoiced and disputed by partner; the benchmark what-if is against what is agreed', () => {
    const found = jointFundingSummary(packages, year);
    expect(found.gross).toBe(15_000_001);
    expect(
      found.partners.map(({ partner, agreed, invoiced, disputed, notInvoiced, received }) => ({
        partner,
        agreed,
        invoiced,
        disputed,
        notInvoiced,
        received,
      })),
    ).toEqual([
      {
        partner: 'education',
        agreed: 2_000_000,
        invoiced: 1_500_000,
        disputed: 500_000,
        notInvoiced: 500_000,
        received: null,
      },
      {
        partner: 'health',
        agreed: 1_666_665,
        invoiced: 2_000_000,
        disputed: 0,
        notInvoiced: -333_335,
        received: 900_000,
      },
    ]);
    const [education, health] = found.partners;
    expect(education).toMatchObject({ benchmarkPercent: 20, gapToBenchmark: 0 });
    expect(health).toMatchObject({ benchmarkPercent: 21, atBenchmark: 3_150_000, gapToBenchmark: 1_483_335 });
    expect(jointFundingSummary(packages, year, { health: 0 }).partners[1]?.gapToBenchmark).toBe(-1_666_665);
  });

  test('totals are the sums of partners for any packages', () => {
    const amount = fc.integer({ min: 0, max: 2_000_000_000 });
    const any = fc.record({
      reference: fc.constantFrom('A', 'B', 'C', 'D'),
      partner: fc.constantFrom('education', 'health', 'other'),
      grossPence: amount,
      agreedPercent: fc.double({ min: 0, max: 100, noNaN: true }),
      invoicedPence: amount,
      disputedPence: amount,
    });
    fc.assert(
      fc.property(fc.uniqueArray(any, { selector: (one) => `${one.reference} ${one.partner}` }), (list) => {
        const made = list.map((one, at) => row('jointFunding', at + 1, { ...base, ...one }));
        const found = jointFundingSummary(made, year);
        expect(found.agreed).toBe(sum(made.map(agreedAmount)));
        expect(found.agreed).toBe(sum(found.partners.map((partner) => partner.agreed)));
        expect(found.invoiced).toBe(sum(list.map((one) => one.invoicedPence)));
        expect(Number.isSafeInteger(found.gapToBenchmark)).toBe(true);
      }),
    );
  });

  test('packages agreed to more than their cost, or disputed beyond their invoices, are questioned', () => {
    const odd = rows('jointFunding', [
      {
        ...base,
        reference: 'X',
        partner: 'education',
        grossPence: 100,
        agreedPercent: 60,
        invoicedPence: 5,
        disputedPence: 6,
      },
      { ...base, reference: 'X', partner: 'health', grossPence: 200, agreedPercent: 60 },
    ]);
    expect(jointFundingSummary(odd, year).questioned.map((each) => each.reason)).toEqual([
      'partners have agreed to 120.00 % of its cost',
      'its gross cost differs between partners',
      'more is disputed than was invoiced',
    ]);
  });
});

describe('what the Funders screen shows', () => {
  test('BUD-04: a reserve of 10 to 15 % on the published placements budget', () => {
    const snapshot = sampleSnapshot();
    const closed = newScenario('Base', '2022/23', 12);
    const view = fundingView(snapshot, closed, forecast(snapshot, closed));
    const { expect: expected } = workedCase<unknown, Record<string, number>>('BUD-04');
    const [low, , high] = view.reserves;
    expect((low?.amount ?? 0) / 100_000).toBeCloseTo(expected['low_£k'] ?? 0, 1);
    expect((high?.amount ?? 0) / 100_000).toBeCloseTo(expected['high_£k'] ?? 0, 1);
    expect(low?.coverPercent).toBeCloseTo(expected.cover_low_pct ?? 0, 0);
    expect(high?.coverPercent).toBeCloseTo(expected.cover_high_pct ?? 0, 0);
    expect(view.inflation).toMatchObject({ funded: 3.2, cpi: 10.5 });
    expect((view.inflation?.gap ?? 0) / (view.inflation?.increase ?? 1)).toBeCloseTo(10.5 / 3.2 - 1, 6);
  });

  test('next year’s base stands against the outturn of the shared lines', () => {
    const snapshot = sampleSnapshot();
    const scenario = newScenario('Base', year, 9);
    const made = forecast(snapshot, scenario);
    const view = fundingView(snapshot, scenario, made);
    expect(view.nextYear).toMatchObject({ year: '2024/25', contractSum: 18_000_900_000, short: true });
    expect((view.nextYear?.difference ?? 0) / 1e8).toBeCloseTo(-0.599, 3);
    const small = smallCouncil();
    const base = newScenario('Base', year, 9);
    expect(fundingView(small, base, forecast(small, base)).nextYear).toBeNull();
  });
});
