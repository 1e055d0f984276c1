import { describe, expect, test } from 'vitest';
import { csvOf } from '../../../build/sample/extract.ts';
import { makeSample } from '../../../build/sample/sample.ts';
import { bandOf } from '../../../shared/model/bands.ts';
import { ageInMonths } from '../../../shared/model/calendar.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { snapshotSchema } from '../../../shared/model/snapshot.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const snapshot = sampleSnapshot();
const inCare = (on: string) =>
  snapshot.placements.filter((row) => row.start <= on && (row.end === null || row.end > on));

describe('sample council', () => {
  test('every row is what its register allows', () => {
    expect(snapshotSchema.safeParse(snapshot).error?.issues ?? []).toEqual([]);
  });

  test('every reference names a row that is there', () => {
    const lines = new Set(snapshot.budgetLines.map((row) => `${row.year} ${row.code}`));
    for (const register of ['actuals', 'budgetChanges', 'forecastEntries', 'pressures', 'savings'] as const) {
      for (const row of snapshot[register]) expect(lines).toContain(`${row.year} ${row.lineCode}`);
    }
    const groups = new Set(snapshot.placementGroups.map((row) => row.code));
    for (const row of snapshot.placements) expect(groups).toContain(row.groupCode);
    const units = new Set(snapshot.capacityUnits.map((row) => row.code));
    for (const row of snapshot.placements) if (row.unitCode !== null) expect(units).toContain(row.unitCode);
    const placements = new Set(snapshot.placements.map((row) => row.reference));
    for (const row of snapshot.placementPrices) expect(placements).toContain(row.placementReference);
  });

  test('the same seed gives the same extracts', () => {
    const text = () =>
      makeSample()
        .map((extract) => csvOf(extract))
        .join('\n');
    expect(text()).toBe(text());
  });

  test('2022/23 actuals sum to the published outturn', () => {
    const rows = snapshot.actuals.filter((row) => row.year === '2022/23');
    expect(sum(rows.map((row) => row.expenditurePence))).toBe(16_370_600_000);
    expect(sum(rows.map((row) => row.incomePence))).toBe(-1_364_000_000);
    const investment = snapshot.budgetChanges.filter((row) => row.kind === 'investment');
    expect(sum(investment.map((row) => row.grossPence))).toBe(1_189_100_000);
  });

  test('2023/24 budgets sum to the contract sum', () => {
    const rows = snapshot.budgetLines.filter((row) => row.year === '2023/24');
    expect(sum(rows.map((row) => row.grossBudgetPence + row.incomeBudgetPence))).toBe(15_093_800_000);
    const changes = snapshot.budgetChanges.filter((row) => row.year === '2023/24' && row.approved !== null);
    expect(sum(changes.map((row) => row.grossPence))).toBe(0);
  });

  test('savings and their RAG are the published totals of both years', () => {
    const target = (year: string) =>
      sum(snapshot.savings.filter((row) => row.year === year).map((row) => row.targetPence ?? 0));
    const rated = (year: string, key: 'redPence' | 'amberPence' | 'greenPence' | 'mitigationPence') =>
      sum(snapshot.savingRatings.filter((row) => row.year === year && row.period >= 9).map((row) => row[key])) /
      100_000;
    expect(target('2022/23')).toBe(299_000_000);
    expect([rated('2022/23', 'redPence'), rated('2022/23', 'greenPence'), rated('2022/23', 'mitigationPence')]).toEqual(
      [2343, 769, 2312],
    );
    expect(target('2023/24')).toBe(767_200_000);
    expect([rated('2023/24', 'greenPence'), rated('2023/24', 'amberPence'), rated('2023/24', 'redPence')]).toEqual([
      5550, 1370, 1247,
    ]);
  });

  test('funder shares in force total 100.00 and the printed share is kept as a stated fact', () => {
    expect(sum(snapshot.funderShares.map((row) => row.shareBasisPoints))).toBe(10_000);
    const stated = snapshot.statedFacts.filter((row) => row.fact === 'Funder share: WNC');
    expect(stated.find((row) => row.value === 56.84)?.accepted).toBe(0);
    expect(stated.find((row) => row.value === 55.84)?.accepted).toBe(1);
  });

  test('children at 31 March 2023 by age band and care type are the published table', () => {
    const children = inCare('2023-03-31');
    expect(children).toHaveLength(1226);
    expect(new Set(children.map((row) => row.childKey)).size).toBe(1226);
    const bands = [0, 0, 0, 0, 0];
    for (const row of children) {
      const band = bandOf(ageInMonths(row.birthMonth, '2023-03-31'));
      bands[band] = (bands[band] ?? 0) + 1;
    }
    expect(bands).toEqual([60, 155, 230, 446, 335]);
    const count = (...groups: string[]) => children.filter((row) => groups.includes(row.groupCode)).length;
    expect([
      count('RESI-EXTERNAL', 'RESI-INHOUSE'),
      count('FOSTER-IFA', 'FOSTER-INHOUSE'),
      count('FOSTER-CONNECTED'),
      count('SUPPORTED'),
    ]).toEqual([139, 622, 205, 142]);
    expect([count('ADOPTION'), count('PARENTS'), count('RESI-SCHOOL'), count('OTHER')]).toEqual([13, 88, 6, 11]);
    expect(children.filter((row) => row.uasc === 1)).toHaveLength(104);
  });

  test('entrants and leavers are the published counts, by month where printed', () => {
    const first = new Map<string, string>();
    const last = new Map<string, string>();
    for (const row of snapshot.placements) {
      if (row.start < (first.get(row.childKey) ?? '9')) first.set(row.childKey, row.start);
      const end = row.end ?? '9';
      if (end > (last.get(row.childKey) ?? '')) last.set(row.childKey, end);
    }
    const count = (dates: Map<string, string>, from: string, to: string) =>
      [...dates.values()].filter((date) => date >= from && date < to).length;
    expect([count(first, '2022-04-01', '2023-04-01'), count(last, '2022-04-01', '2023-04-01')]).toEqual([448, 398]);
    expect([count(first, '2021-04-01', '2022-04-01'), count(last, '2021-04-01', '2022-04-01')]).toEqual([458, 424]);
    const months = ['2022-10-01', '2022-11-01', '2022-12-01', '2023-01-01', '2023-02-01', '2023-03-01', '2023-04-01'];
    const byMonth = (dates: Map<string, string>) =>
      months.slice(0, 6).map((from, index) => count(dates, from, months[index + 1] ?? ''));
    expect(byMonth(first)).toEqual([42, 51, 32, 44, 33, 32]);
    expect(byMonth(last)).toEqual([37, 31, 44, 42, 34, 35]);
  });

  test('a child is in one placement at a time, born before it and under 18 in it', () => {
    const byChild = Map.groupBy(snapshot.placements, (row) => row.childKey);
    for (const rows of byChild.values()) {
      const sorted = [...rows].sort((a, b) => a.start.localeCompare(b.start));
      sorted.forEach((row, index) => {
        expect(row.start >= row.birthMonth && ageInMonths(row.birthMonth, row.start) < 216).toBe(true);
        expect(row.end === null || row.end > row.start).toBe(true);
        const next = sorted[index + 1];
        if (next) expect(row.end).toBe(next.start);
      });
    }
  });

  test('the forecast of the closed year is the published table, every row', () => {
    const closed = forecast(snapshot, newScenario('Base', '2022/23', 12));
    const pounds = closed.lines.map((line) => [
      line.code,
      line.currentBudget,
      line.outturn,
      line.variance,
      line.agreedInvestment,
      line.netVariance,
    ]);
    const thousands = pounds.map(([code, ...amounts]) => [code, ...amounts.map((pence) => Number(pence) / 100_000)]);
    expect(thousands).toEqual([
      ['STAFF', 42448, 44972, 2524, 2524, 0],
      ['NONSTAFF', 343, 343, 0, 0, 0],
      ['PLACE', 53268, 70093, 16825, 7743, 9082],
      ['CONTRACTS', 4767, 4767, 0, 0, 0],
      ['HOMES', 3484, 3762, 278, 104, 174],
      ['LEGAL', 4700, 5065, 365, 0, 365],
      ['ADOPTION', 6946, 7790, 844, 844, 0],
      ['TRANSPORT', 1364, 2213, 849, 676, 173],
      ['OTHERCARE', 6201, 6112, -89, 0, -89],
      ['CENTRAL', 133, -28, -161, 0, -161],
      ['SUPPORT', 4977, 4977, 0, 0, 0],
    ]);
    const { total, funders } = closed;
    expect(
      [total.currentBudget, total.outturn, total.variance, total.agreedInvestment, total.netVariance].map(
        (pence) => pence / 100_000,
      ),
    ).toEqual([128_631, 150_066, 21_435, 11_891, 9544]);
    expect(funders.map((row) => [row.code, row.netVariance])).toEqual([
      ['NNC', 421_463_040],
      ['WNC', 532_936_960],
    ]);
  });

  test('the forecast of period 9 of 2023/24 meets the published totals', () => {
    const open = forecast(snapshot, newScenario('Base', '2023/24', 9));
    const thousands = (pence: number) => pence / 100_000;
    expect([open.total.currentBudget, open.total.variance, open.total.netVariance].map(thousands)).toEqual([
      150_938, 29_670, 29_670,
    ]);
    expect(thousands(open.contractSum.contractSum)).toBe(150_938);
    expect(thousands(open.savings.slippage)).toBe(1247);
    expect(thousands(open.savings.ratedLessTarget)).toBe(495);
    const step = (start: string) =>
      thousands(sum(open.bridge.filter((each) => each.key.startsWith(start)).map((each) => each.amount)));
    expect([
      step('placements'),
      step('staffing'),
      step('savings-slippage'),
      step('line:UNEXPLAINED'),
      step('other-lines'),
    ]).toEqual([23_307, 1485, 1247, 3631, 0]);
  });

  test('Circle to Success returns what the papers’ figures give', () => {
    const scheme = forecast(snapshot, newScenario('Base', '2023/24', 9)).investToSave.find(
      (row) => row.case === 'target',
    );
    expect(scheme?.roi).toBeCloseTo(2.3862, 4);
    expect((scheme?.npv ?? 0) / 1e8).toBeCloseTo(8.1502, 4);
    expect(scheme?.paybackMonth).toBe(9);
  });
});
