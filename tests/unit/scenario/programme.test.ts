import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Lever } from '../../../shared/model/lever.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { noteTexts, rows, smallCouncil, steadyDemand } from './small-council.ts';

const run = (change: Partial<ReturnType<typeof smallCouncil>>, levers: Lever[] = [], assumptions = {}) =>
  forecast(
    { ...smallCouncil(), ...change },
    { ...newScenario('Base', '2023/24', 9), levers, assumptions },
    steadyDemand(),
  );
const scheme = {
  ...{ reference: 'I1', name: 'Circle', approval: 'approved' as const, startYear: '2023/24', lagMonths: 6 },
  ...{ route: 'demand' as const, costBiasPercent: 0, benefitBiasPercent: 0 },
};
const cost = (year: string, amountPence: number, kind: 'cost' | 'grant' = 'cost') => ({
  ...{ schemeReference: 'I1', reference: `${year} ${kind}`, name: 'Tranche', year, period: 1, kind, amountPence },
  source: 'Councils',
});
const benefit = (year: string, amountPence: number, more = {}) => ({
  ...{ schemeReference: 'I1', case: 'target' as const, year, amountPence, basis: 'annual' as const },
  ...more,
});

describe('invest to save in a forecast', () => {
  const tranches = rows('tranches', [
    cost('2023/24', 181_600_000),
    cost('2024/25', 169_000_000),
    cost('2023/24', 30_000_000, 'grant'),
  ]);

  test('appraises each stated case with its bias, gross of grant', () => {
    const benefits = rows('benefits', [
      benefit('2023/24', 372_200_000),
      benefit('2024/25', 807_200_000),
      benefit('2023/24', 100_000_000, { case: 'realised' }),
    ]);
    const schemes = rows('schemes', [{ ...scheme, benefitBiasPercent: -20 }]);
    const [target, realised] = run({ schemes, tranches, benefits }).investToSave;
    expect(target?.benefit).toBe(Math.round(0.8 * (372_200_000 + 807_200_000)));
    expect(target?.cost).toBe(350_600_000);
    expect(target?.grant).toBe(30_000_000);
    expect(target?.roi).toBeCloseTo((0.8 * 1_179_400_000) / 350_600_000 - 1, 12);
    expect(target?.years.map((each) => each.year)).toEqual(['2023/24', '2024/25']);
    expect(target?.years.at(-1)?.cumulative).toBe((target?.benefit ?? 0) - 350_600_000);
    expect(target?.cumulativeMonths.at(-1)).toBe(target?.years.at(-1)?.cumulative);
    expect(realised?.case).toBe('realised');
    expect(realised?.benefit).toBe(100_000_000);
    expect(realised?.paybackMonth).toBeNull();
  });

  test('pays back in the month of the worked case and interpolates between stated years', () => {
    const schemes = rows('schemes', [scheme]);
    const only = rows('tranches', [cost('2023/24', 181_600_000)]);
    const benefits = rows('benefits', [benefit('2023/24', 372_200_000), benefit('2026/27', 732_200_000)]);
    const [made] = run({ schemes, tranches: only, benefits }).investToSave;
    expect(made?.paybackMonth).toBe(9);
    expect(made?.years.map((each) => each.interpolated)).toEqual([false, true, true, false]);
    expect(made?.years.map((each) => each.benefit)).toEqual([372_200_000, 492_200_000, 612_200_000, 732_200_000]);
  });

  test('takes cumulative benefits apart', () => {
    const benefits = rows('benefits', [
      benefit('2023/24', 100, { basis: 'cumulative' }),
      benefit('2025/26', 700, { basis: 'cumulative' }),
    ]);
    const [made] = run({ schemes: rows('schemes', [scheme]), tranches, benefits }).investToSave;
    expect(made?.years.map((each) => each.benefit)).toEqual([100, 300, 300]);
    expect(made?.years.map((each) => each.interpolated)).toEqual([false, true, false]);
  });

  test('a scheme with cost alone has no return and says so by nulls', () => {
    const [made] = run({ schemes: rows('schemes', [scheme]), tranches }).investToSave;
    expect(made).toMatchObject({ benefit: 0, roi: -1, paybackMonth: null, breakEvenPercent: null });
    const [idle] = run({ schemes: rows('schemes', [scheme]) }).investToSave;
    expect(idle).toMatchObject({ cost: 0, roi: null, bcr: null });
  });

  test('warns when a benefit could come in through a lever and a saving', () => {
    const schemes = rows('schemes', [{ ...scheme, savingReference: 'S2' }]);
    const lever = { ...newLever('entrants-percent', 'a', '2024-01-01'), value: -5 };
    expect(noteTexts(run({ schemes }, [lever]).notes).join(' ')).toContain('not counted twice');
    expect(noteTexts(run({ schemes }).notes).join(' ')).not.toContain('not counted twice');
  });
});

describe('funders', () => {
  test('shares that change in the year split each part of the year by its own', () => {
    const funderShares = rows('funderShares', [
      { funderCode: 'N', from: '2021-04-01', shareBasisPoints: 10_000 },
      { funderCode: 'W', from: '2021-04-01', shareBasisPoints: 0 },
      { funderCode: 'N', from: '2023-10-01', shareBasisPoints: 0 },
      { funderCode: 'W', from: '2023-10-01', shareBasisPoints: 10_000 },
    ]);
    const made = run({ funderShares });
    const shared = made.lines.filter((line) => line.code !== 'GRANT');
    const firstHalf = sum(shared.flatMap((line) => line.months.slice(0, 6)));
    expect(made.funders.map((funder) => funder.outturn)).toEqual([
      firstHalf,
      sum(shared.map((line) => line.outturn)) - firstHalf,
    ]);
    expect(made.funders.map((funder) => funder.shareBasisPoints)).toEqual([0, 10_000]);
  });

  test('a share lever that asks for more than there is is held there and says so', () => {
    const lever = { ...newLever('share', 'a', '2023-04-01'), value: 70, reference: 'N' };
    const made = run({}, [lever]);
    expect(made.funders.map((funder) => funder.shareBasisPoints)).toEqual([10_000, 0]);
    expect(noteTexts(made.notes).join(' ')).toContain('can move by 55.84 % points only');
  });
});

describe('savings in a forecast', () => {
  test('RAG weights are assumptions', () => {
    const made = run({}, [], { 'rag-amber': 0.5 });
    expect(made.savings.rows[0]?.expected).toBe(500_000);
    expect(made.changedAssumptions).toEqual([{ key: 'rag-amber', base: 0.75, value: 0.5 }]);
  });

  test('a saving nobody has rated counts as not assessed, and that is said', () => {
    const made = run({ savingRatings: [] });
    expect(made.savings.rows[0]).toMatchObject({ unassessed: 900_000, expected: 0, slippage: 900_000 });
    expect(noteTexts(made.notes).join(' ')).toContain('1 savings are not rated');
    expect(made.savings.ratedLessTarget).toBe(made.savings.overDelivery);
  });

  test('ratings that fall short of target show in what they lack', () => {
    const savingRatings = rows('savingRatings', [
      { year: '2023/24', savingReference: 'S1', period: 6, greenPence: 900_000 },
      { year: '2023/24', savingReference: 'S1', period: 9, greenPence: 700_000 },
      { year: '2023/24', savingReference: 'S1', period: 10, greenPence: 0 },
      { year: '2023/24', savingReference: 'S2', period: 9, greenPence: 650_000, mitigationPence: 5 },
    ]);
    const { savings } = run({ savingRatings });
    expect(savings.ratedLessTarget).toBe(-150_000);
    expect(savings.overDelivery).toBe(50_000);
    expect(savings.mitigation).toBe(240_005);
  });

  test('a delay that falls in closed months alone moves slippage and not the outturn, and that is said', () => {
    const delay = (value: number) => ({ ...newLever('saving-delay', 'd', '2024-01-01'), value, reference: 'S1' });
    const [plain, closed, ahead] = [run({}), run({}, [delay(2)]), run({}, [delay(8)])];
    expect(closed.savings.slippage).toBeGreaterThan(plain.savings.slippage);
    expect(closed.total.outturn).toBe(plain.total.outturn);
    expect(noteTexts(closed.notes).join(' ')).toContain(
      'What is assumed of Staffing saving changes only months to period 9',
    );
    expect(ahead.total.outturn).toBeGreaterThan(plain.total.outturn);
    expect(noteTexts([...plain.notes, ...ahead.notes]).join(' ')).not.toContain('changes only months');
  });

  test('part- and full-year effect of both years; a one-off stops at year end', () => {
    const { rows: list } = run({}).savings;
    expect(list[1]).toMatchObject({ planned: 600_000, plannedNextYear: 1_200_000, expectedNextYear: 600_000 });
    expect(list[2]).toMatchObject({ planned: 240_000, plannedNextYear: 0, expectedNextYear: 0 });
  });

  test('a saving on a line the year does not have is refused by name', () => {
    const savings = smallCouncil().savings.map((saving) => ({ ...saving, lineCode: 'GONE' }));
    expect(() => run({ savings })).toThrow('GONE');
  });
});
