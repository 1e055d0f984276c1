import { describe, expect, test } from 'vitest';
import { profileOf } from '../../../shared/finance/benefit-profile.ts';
import {
  annuity,
  appraise,
  benefitMonths,
  biased,
  payback,
  reconcileParts,
} from '../../../shared/finance/invest-to-save.ts';
import { performanceFailure } from '../../../shared/finance/kpi.ts';
import { wrongScore } from '../../../shared/finance/risk-score.ts';
import { assessRating, defaultRagWeights, delivery, savingMonths } from '../../../shared/finance/savings.ts';
import { suppressSmall } from '../../../shared/finance/suppression.ts';
import { addMonths } from '../../../shared/model/calendar.ts';
import { sum } from '../../../shared/model/money.ts';
import { workedCase } from './cases.ts';

const near = (actual: number, wanted: number, tolerance: number) =>
  expect(Math.abs(actual - wanted), `${actual} against ${wanted}`).toBeLessThanOrEqual(tolerance);

describe('savings', () => {
  test('SAV-01 reconciles ratings to target; mitigation is not delivery', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      { 'rows(target,R,A,G)': [string, number, number, number, number][]; mitigation: number },
      Record<string, number>
    >('SAV-01');
    const assessed = given['rows(target,R,A,G)'].map(([, target, red, amber, green]) => ({
      ...{ target, red, amber, green },
      ...assessRating({ red, amber, green, unassessed: 0 }, target),
    }));
    const of = (pick: (each: (typeof assessed)[number]) => number) => sum(assessed.map(pick));
    near(
      of((each) => each.target),
      wanted.target ?? 0,
      tolerance,
    );
    near(
      of((each) => each.red),
      wanted.red ?? 0,
      tolerance,
    );
    near(
      of((each) => each.green),
      wanted.green ?? 0,
      tolerance,
    );
    near(
      of((each) => each.total),
      wanted['R+A+G'] ?? 0,
      tolerance,
    );
    near(
      of((each) => each.lessTarget),
      wanted.over_delivery ?? 0,
      tolerance,
    );
    near(
      of((each) => Math.max(0, each.lessTarget)),
      wanted.over_delivery ?? 0,
      tolerance,
    );
    near(of((each) => each.green) + given.mitigation, wanted.green_plus_mitigation ?? 0, tolerance);
    near(
      delivery(
        of((each) => each.green),
        of((each) => each.target),
      ).percent,
      wanted.delivered_pct_of_target ?? 0,
      0.05,
    );
  });

  test('SAV-02 weights ratings and flags a rated total above target', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      Record<'G' | 'A' | 'R' | 'target', number>,
      Record<'expected' | 'shortfall' | 'best_G+A' | 'worst_G' | 'RAG_total' | 'RAG_minus_target', number>
    >('SAV-02');
    const rated = { red: given.R, amber: given.A, green: given.G, unassessed: 0 };
    const made = assessRating(rated, given.target, defaultRagWeights, 0.005);
    near(made.expected, wanted.expected, tolerance);
    near(made.shortfall, wanted.shortfall, tolerance);
    near(made.best, wanted['best_G+A'], tolerance);
    near(made.worst, wanted.worst_G, tolerance);
    near(made.total, wanted.RAG_total, tolerance);
    near(made.lessTarget, wanted.RAG_minus_target, tolerance);
    expect(made.exceedsTarget).toBe(true);
    expect(assessRating(rated, made.total, defaultRagWeights, 0.005).exceedsTarget).toBe(false);
  });

  test('SAV-04 states delivery against target', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      Record<'delivered' | 'target' | 'children', number>,
      { pct: number; 'shortfall_£m': number; 'per_child_£': number }
    >('SAV-04');
    const made = delivery(given.delivered, given.target);
    near(made.percent, wanted.pct, tolerance);
    near(made.shortfall, wanted['shortfall_£m'], tolerance);
    near((given.delivered * 1_000_000) / given.children, wanted['per_child_£'], 1);
  });

  test('SAV-06 gives part- and full-year effect of a delay, both years', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      { 'FYE_£m': number; delay_months: number },
      Record<
        'PYE_no_delay' | 'PYE_delayed' | 'slippage_year_1' | 'year_2_both' | 'full_year_effect_year_2_after_delay',
        number
      >
    >('SAV-06');
    const timing = (delay: number) => ({ start: 3, delay, ramp: 0, shape: 'straight' as const });
    const years = (delay: number) => {
      const months = savingMonths(given['FYE_£m'], timing(delay), 1, true, 24);
      return [sum(months.slice(0, 12)), sum(months.slice(12))] as const;
    };
    const [plan, planNext] = years(0);
    const [late, lateNext] = years(given.delay_months);
    near(plan, wanted.PYE_no_delay, tolerance);
    near(late, wanted.PYE_delayed, tolerance);
    near(plan - late, wanted.slippage_year_1, tolerance);
    near(planNext, wanted.year_2_both, tolerance);
    near(lateNext, wanted.year_2_both, tolerance);
    near(lateNext - late, wanted.full_year_effect_year_2_after_delay, tolerance);
  });

  test('SAV-08 combines delay, delivery and an S-curve', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      Record<'FYE' | 'start' | 'delay' | 'ramp' | 'delivery', number>,
      { 'in_year_£m': number; months: number[]; slippage_vs_full_no_ramp: number }
    >('SAV-08');
    const { start, delay, ramp } = given;
    const months = savingMonths(given.FYE, { start, delay, ramp, shape: 's' }, given.delivery, true, 12);
    months.forEach((month, at) => {
      near(month, wanted.months[at] ?? Number.NaN, tolerance);
    });
    near(sum(months), wanted['in_year_£m'], tolerance);
    const full = sum(savingMonths(given.FYE, { start, delay: 0, ramp: 0, shape: 'straight' }, 1, true, 12));
    near(full - sum(months), wanted.slippage_vs_full_no_ramp, tolerance);
  });
});

describe('invest to save', () => {
  test('I2S-01 gives ROI, NPV and BCR', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      { 'cost_£m': number[]; 'benefit_£m': number[]; rate: number },
      { net_by_year: number[]; cumulative: number[]; ROI: number; 'NPV_£m': number; BCR: number }
    >('I2S-01');
    const made = appraise(given['cost_£m'], given['benefit_£m'], given.rate * 100);
    made.net.forEach((net, at) => {
      near(net, wanted.net_by_year[at] ?? Number.NaN, tolerance);
      near(made.cumulative[at] ?? 0, wanted.cumulative[at] ?? Number.NaN, tolerance);
    });
    near(made.roi ?? 0, wanted.ROI, tolerance);
    near(made.npv, wanted['NPV_£m'], tolerance);
    near(made.bcr ?? 0, wanted.BCR, tolerance);
    near(made.breakEvenPercent ?? 0, 100 / wanted.BCR, 0.01);
    expect(appraise([], [1], 3.5)).toMatchObject({ roi: null, bcr: null });
    expect(appraise([1], [], 3.5).breakEvenPercent).toBeNull();
    expect(biased(100, -20)).toBeCloseTo(80, 12);
  });

  test('I2S-03 finds the payback month with a lag', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      { cost_month_1: number; 'benefit_£m': number; lag_months: number },
      { monthly_benefit: number; payback_month: number; cumulative_at_payback: number }
    >('I2S-03');
    const benefits = benefitMonths([given['benefit_£m']], given.lag_months);
    near(benefits[6] ?? 0, wanted.monthly_benefit, tolerance);
    const made = payback([given.cost_month_1], benefits);
    expect(made.month).toBe(wanted.payback_month);
    near(made.cumulative[wanted.payback_month - 1] ?? 0, wanted.cumulative_at_payback, tolerance);
    expect(payback([10], [1, 1]).month).toBeNull();
  });

  test('I2S-04 reconciles parts to a stated total and net', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      Record<
        'to_NCT' | 'IMPOWER_1' | 'IMPOWER_2' | 'stated_total' | 'stated_net' | 'grant_seed_000' | 'grant_seed_001',
        number
      >,
      Record<'sum_of_parts' | 'difference' | 'net_with_.300' | 'net_with_.330', number> & { rounding_explains: boolean }
    >('I2S-04');
    const parts = [given.to_NCT, given.IMPOWER_1, given.IMPOWER_2];
    // 1.292 (the first two) was printed as 1.3; the third to £1k.
    const made = reconcileParts(parts, given.stated_total, [0.1, 0.001]);
    near(made.total, wanted.sum_of_parts, tolerance);
    near(made.difference, wanted.difference, tolerance);
    expect(made.roundingExplains).toBe(wanted.rounding_explains);
    expect(reconcileParts(parts, given.stated_total, [0.001, 0.001, 0.001]).roundingExplains).toBe(false);
    const net = (grant: number) => reconcileParts([given.stated_total, -grant], given.stated_net, [0.001, 0.001]);
    near(net(given.grant_seed_001).total, wanted['net_with_.300'], tolerance);
    expect(net(given.grant_seed_001).roundingExplains).toBe(true);
    near(net(given.grant_seed_000).total, wanted['net_with_.330'], tolerance);
    expect(net(given.grant_seed_000).roundingExplains).toBe(false);
  });

  test('I2S-06 finances capital by annuity', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<{ 'capital_£': number; rate: number; years: number }, { 'annual_£': number }>('I2S-06');
    near(annuity(given['capital_£'], given.rate * 100, given.years), wanted['annual_£'], tolerance);
    expect(annuity(100, 0, 4)).toBe(25);
  });

  test('BEN-01 interpolates between stated years and marks them', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      Record<'cum_y4' | 'annual_y4' | 'annual_y8' | 'net_y8' | 'impl_y8', number>,
      {
        sum_y1_3: number;
        'y5..y8': number[];
        cum_y8: number;
        gross_minus_impl_y8: number;
        y4_share_of_full_pct: number;
      }
    >('BEN-01');
    const profile = profileOf([
      { year: 4, basis: 'annual', amount: given.annual_y4 },
      { year: 8, basis: 'annual', amount: given.annual_y8 },
    ]).years;
    expect(profile.map((point) => point.interpolated)).toEqual([false, true, true, true, false]);
    profile.slice(1).forEach((point, at) => {
      near(point.amount, wanted['y5..y8'][at] ?? Number.NaN, tolerance);
    });
    near(given.cum_y4 - given.annual_y4, wanted.sum_y1_3, tolerance);
    near(given.cum_y4 + sum(profile.slice(1).map((point) => point.amount)), wanted.cum_y8, tolerance);
    near(given.annual_y8 - given.impl_y8, wanted.gross_minus_impl_y8, tolerance);
    near(delivery(given.annual_y4, given.annual_y8).percent, wanted.y4_share_of_full_pct, 0.05);
  });
});

describe('assurance', () => {
  test('KPI-01 fails a measure in its third month outside tolerance', () => {
    const { given, expect: wanted } = workedCase<
      { values: number[]; tolerance_floor: number; months: string[] },
      { first_failure_month: string; consecutive_outside: number }
    >('KPI-01');
    // The case names months; a measure holds their first days.
    const names = ['Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec', 'Jan', 'Feb', 'Mar'];
    const day = (name: string) => addMonths('2023-04-01', names.indexOf(name));
    const months = given.months.map((name, at) => ({ month: day(name), value: given.values[at] ?? null }));
    const made = performanceFailure(months, given.tolerance_floor, 'high');
    expect(made.firstFailureMonth).toBe(day(wanted.first_failure_month));
    expect(made.consecutiveOutside).toBe(wanted.consecutive_outside);
    const broken = months.map((each, at) => (at === 2 ? { ...each, value: null } : each));
    expect(performanceFailure(broken, given.tolerance_floor, 'high').firstFailureMonth).toBe(day('Jan'));
    expect(() => performanceFailure([{ month: 'Oct', value: 1 }], 75, 'high')).toThrow(RangeError);
    expect(performanceFailure(months, given.tolerance_floor, 'low').firstFailureMonth).toBeNull();
  });

  test('RSK-01 finds the score that is not P × I', () => {
    const { given, expect: wanted } = workedCase<
      { rows: Record<string, [number, number, number]> },
      { bad: string[]; expected: number }
    >('RSK-01');
    const wrong = Object.entries(given.rows).flatMap(([name, [p, i, score]]) => {
      const right = wrongScore(p, i, score);
      return right === null ? [] : [[name, right] as const];
    });
    expect(wrong).toEqual(wanted.bad.map((name) => [name, wanted.expected]));
  });

  test('SUP-01 withholds a small count and what would give it away', () => {
    const { given, expect: wanted } = workedCase<
      { cells: Record<string, number>; threshold: number },
      { primary: string[] }
    >('SUP-01');
    const made = suppressSmall(given.cells, given.threshold);
    expect(made.primary).toEqual(wanted.primary);
    expect(made.secondary).toEqual(['male']);
    expect(made.cells).toEqual({ male: null, female: null });
    expect(made.total).toBe(68);
    expect(suppressSmall({ only: 3 }).total).toBeNull();
    expect(suppressSmall({ a: 1, b: 1, c: 30 }).secondary).toEqual(['c']);
    expect(suppressSmall({ a: 1, b: 4, c: 30 }).secondary).toEqual([]);
    expect(suppressSmall({ a: 0, b: 5 })).toMatchObject({ primary: [], secondary: [], total: 5 });
  });
});
