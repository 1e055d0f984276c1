import { describe, expect, test } from 'vitest';
import { bridge } from '../../../shared/finance/bridge.ts';
import { contractSum, inflationGap, reserve } from '../../../shared/finance/contract-sum.ts';
import { noMonths, rollLine, totalLine } from '../../../shared/finance/outturn.ts';
import { checkShares, requireShares, splitByFunder, suggestShare } from '../../../shared/finance/shares.ts';
import { splitPence, sum } from '../../../shared/model/money.ts';
import { rows } from '../scenario/small-council.ts';
import { pence, workedCase } from './cases.ts';

type Figures = { net: number; outturn: number; var: number; net_var: number };
const inMonth = (expenditure: number, income: number) => {
  const months = noMonths();
  months.expenditure[11] = expenditure;
  months.income[11] = income;
  return months;
};

describe('outturn', () => {
  test('OUT-01 rolls up lines and total', () => {
    const { given, expect: wanted } = workedCase<
      { 'rows_£k(gross,income,exp_fc,inc_fc,investment)': Record<string, [number, number, number, number, number]> },
      Record<string, Figures>
    >('OUT-01');
    const lines = Object.entries(given['rows_£k(gross,income,exp_fc,inc_fc,investment)']).map(
      ([name, [gross, income, spent, received, investment]]) =>
        rollLine({
          ...{ code: name, name, service: 'other', agreedChanges: 0 },
          grossBudget: pence(gross, 1000),
          incomeBudget: pence(income, 1000),
          budgetMonths: splitPence(pence(gross + income, 1000), new Array<number>(12).fill(1)),
          agreedInvestment: pence(investment, 1000),
          actual: inMonth(pence(spent, 1000), pence(received, 1000)),
          ...{ committed: noMonths(), projected: noMonths(), adjustments: noMonths() },
        }).line,
    );
    expect(lines).toHaveLength(11);
    const all = [...lines, { ...totalLine(lines), name: 'TOTAL' }];
    for (const [name, figures] of Object.entries(wanted)) {
      const line = all.find((each) => each.name === name);
      expect(line?.currentBudget).toBe(pence(figures.net, 1000));
      expect(line?.outturn).toBe(pence(figures.outturn, 1000));
      expect(line?.variance).toBe(pence(figures.var, 1000));
      expect(line?.netVariance).toBe(pence(figures.net_var, 1000));
    }
  });

  test('FCT-01 adds actuals, committed, projected and adjustments against the current budget', () => {
    const { given, expect: wanted } = workedCase<
      Record<
        'actuals_to_P9' | 'committed_P10_12' | 'projected_new' | 'accrual_reversal' | 'budget' | 'agreed_changes',
        number
      >,
      Record<'forecast' | 'current_budget' | 'variance', number>
    >('FCT-01');
    const million = (amount: number) => pence(amount, 1_000_000);
    const { line } = rollLine({
      ...{ code: 'PLACE', name: 'Placements', service: 'placements', incomeBudget: 0, agreedInvestment: 0 },
      grossBudget: million(given.budget),
      agreedChanges: million(given.agreed_changes),
      budgetMonths: splitPence(million(given.budget + given.agreed_changes), new Array<number>(12).fill(1)),
      actual: inMonth(million(given.actuals_to_P9), 0),
      committed: inMonth(million(given.committed_P10_12), 0),
      projected: inMonth(million(given.projected_new), 0),
      adjustments: inMonth(million(given.accrual_reversal), 0),
    });
    expect(line.outturn).toBe(million(wanted.forecast));
    expect(line.currentBudget).toBe(million(wanted.current_budget));
    expect(line.variance).toBe(million(wanted.variance));
  });
});

describe('split by funder', () => {
  const shares = [
    { code: 'NNC', basisPoints: 4416 },
    { code: 'WNC', basisPoints: 5584 },
  ];

  test('SPL-01 splits the contract sum to the penny', () => {
    const { given, expect: wanted } = workedCase<{ 'total_£': number }, Record<string, number>>('SPL-01');
    const parts = splitByFunder(pence(given['total_£']), shares, '2023-04-01');
    expect(parts).toEqual([pence(wanted.NNC ?? 0), pence(wanted.WNC ?? 0)]);
    expect(sum(parts)).toBe(pence(given['total_£']));
  });

  test('the net variance of 2022/23 splits as published', () => {
    expect(splitByFunder(954_400_000, shares, '2022-04-01')).toEqual([421_463_040, 532_936_960]);
  });

  test('SPL-04 refuses 101.00 % and suggests the share the stated amounts imply', () => {
    const { given, expect: wanted } = workedCase<
      { shares: Record<string, number> },
      { valid: boolean; sum_pct: number; suggest: Record<string, number> }
    >('SPL-04');
    const printed = Object.entries(given.shares).map(([code, percent]) => ({
      code,
      basisPoints: Math.round(percent * 100),
    }));
    expect(checkShares(printed)).toEqual({ valid: wanted.valid, total: wanted.sum_pct * 100, difference: 100 });
    const stated = [
      { code: 'NNC', part: 9.444, whole: 21.387 },
      { code: 'NNC', part: 4.215, whole: 9.544 },
      { code: 'NNC', part: 7.887, whole: 17.86 },
      { code: 'WNC', part: 0.738, whole: 0.738 + 0.584 },
    ];
    expect(suggestShare(printed, stated)).toEqual({ code: 'WNC', basisPoints: (wanted.suggest.WNC ?? 0) * 100 });
    expect(suggestShare(printed, [])).toBeNull();
    expect(suggestShare(shares, stated)).toBeNull();
    expect(() => requireShares(printed, '2023-04-01')).toThrow('1.00 % is too much');
    expect(() => splitByFunder(1, printed, '2023-04-01')).toThrow('101.00 %');
  });

  test('SPL-06 gives the odd pennies to the earliest', () => {
    const { given, expect: wanted } = workedCase<{ total_pence: number }, Record<string, number>>('SPL-06');
    expect(splitPence(given.total_pence, [1, 1, 1])).toEqual([wanted.A, wanted.B, wanted.C]);
  });
});

describe('contract sum', () => {
  test('BUD-01 counts block 3 only once approved and carries forward what recurs', () => {
    const { given, expect: wanted } = workedCase<
      Record<'block_1' | 'block_2' | 'block_2_non_recurring' | 'block_3', number>,
      Record<'contract_sum' | 'max_incl_block_3' | 'recurring_base_carried_forward', number>
    >('BUD-01');
    const million = (amount: number) => pence(amount, 1_000_000);
    const year = '2024/25';
    const item = (block: number, amount: number, recurring: 0 | 1) => ({
      ...{ year, reference: `${block}-${recurring}`, name: 'Item', block, recurring },
      amountPence: million(amount),
    });
    const items = rows('contractBlocks', [
      item(1, given.block_1, 1),
      item(2, given.block_2_non_recurring, 0),
      item(2, given.block_2 - given.block_2_non_recurring, 1),
      item(3, given.block_3, 1),
    ]);
    const made = contractSum(items, year);
    expect(made.contractSum).toBe(million(wanted.contract_sum));
    expect(made.maximum).toBe(million(wanted.max_incl_block_3));
    expect(made.recurringBase).toBe(million(wanted.recurring_base_carried_forward));
    const approved = items.map((each) => (each.block === 3 ? { ...each, approved: '2024-06-01' } : each));
    expect(contractSum(approved, year).contractSum).toBe(million(wanted.max_incl_block_3));
    expect(contractSum(items, '2025/26').maximum).toBe(0);
  });

  test('BUD-03 finds the base of an increase and what inflation would have cost', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      { 'increase_£m': number; pct: number; CPI: number },
      { 'implied_base_£m': number; 'at_CPI_£m': number; 'gap_£m': number }
    >('BUD-03');
    const made = inflationGap(given['increase_£m'], given.pct, given.CPI);
    expect(Math.abs(made.base - wanted['implied_base_£m'])).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(made.atOther - wanted['at_CPI_£m'])).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(made.gap - wanted['gap_£m'])).toBeLessThanOrEqual(tolerance);
  });

  test('BUD-04 sizes a placement reserve and what it would have covered', () => {
    const {
      given,
      expect: wanted,
      tolerance,
    } = workedCase<
      { 'gross_placements_£k': number; low: number; high: number; 'variance_£k': number },
      { 'low_£k': number; 'high_£k': number; cover_low_pct: number; cover_high_pct: number }
    >('BUD-04');
    const [low, high] = [given.low, given.high].map((share) =>
      reserve(given['gross_placements_£k'], share * 100, given['variance_£k']),
    );
    expect(low?.amount).toBeCloseTo(wanted['low_£k'], 6);
    expect(high?.amount).toBeCloseTo(wanted['high_£k'], 6);
    expect(Math.abs((low?.coverPercent ?? 0) - wanted.cover_low_pct)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs((high?.coverPercent ?? 0) - wanted.cover_high_pct)).toBeLessThanOrEqual(tolerance);
  });

  test('BUD-06 leaves an Unexplained step and never forces it', () => {
    const { given, expect: wanted } = workedCase<
      {
        total: number;
        components: Record<'red_savings' | 'placements' | 'staffing_gross' | 'pay_investment', number>;
      },
      Record<'staffing_net' | 'sum_components_net' | 'unexplained_£m' | 'unexplained_if_gross_£m', number>
    >('BUD-06');
    const { red_savings, placements, staffing_gross, pay_investment } = given.components;
    const million = (amount: number) => pence(amount, 1_000_000);
    const steps = (staffing: number) =>
      bridge(million(given.total), [
        { key: 'savings', label: 'Red savings', amount: million(red_savings) },
        { key: 'placements', label: 'Placements', amount: million(placements) },
        { key: 'staffing', label: 'Staffing', amount: million(staffing) },
      ]);
    const net = steps(staffing_gross - pay_investment);
    expect(net[2]?.amount).toBe(million(wanted.staffing_net));
    expect(sum(net.slice(0, 3).map((step) => step.amount))).toBe(million(wanted.sum_components_net));
    expect(net.at(-1)).toEqual({
      key: 'unexplained',
      label: 'Unexplained',
      amount: million(wanted['unexplained_£m']),
    });
    expect(steps(staffing_gross).at(-1)?.amount).toBe(million(wanted['unexplained_if_gross_£m']));
    expect(bridge(5, [{ key: 'a', label: 'A', amount: 5 }]).at(-1)?.amount).toBe(0);
  });
});
