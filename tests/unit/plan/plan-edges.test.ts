import { expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { rows, smallCouncil } from '../scenario/small-council.ts';

const scenario = newScenario('Edges', '2023/24', 9);
const base = smallCouncil();
const linesOf = (year: string, change: (code: string) => object | null) =>
  base.budgetLines
    .filter((row) => row.year === '2023/24')
    .flatMap((row) => {
      const changed = change(row.code);
      return changed === null ? [] : [{ ...row, id: row.id + 1000 + Number(year.slice(2, 4)), year, ...changed }];
    });
const made = (change: Partial<Snapshot>, asked: Scenario = scenario) => plan({ ...base, ...change }, asked, 4).years;

test('a year without a budget carries the base of the year before forward, and a first year without one is refused', () => {
  const years = made({});
  expect(years[1]?.lines.every((line) => !line.budgetStated)).toBe(true);
  expect(years[1]?.opening).toBe(years[0]?.closing);
  expect(() => plan({ ...base, budgetLines: [] }, { ...scenario, year: '2026/27' }, 3).years).not.toThrow();
  expect(plan({ ...base, budgetLines: [] }, { ...scenario, year: '2026/27' }, 3).years[0]?.closing).toBe(0);
});

test('a negative budget, such as a line of income alone, is carried with its sign', () => {
  const negative = base.budgetLines.map((row) =>
    row.code === 'LEGAL' ? { ...row, grossBudgetPence: 0, incomeBudgetPence: -9_000_000 } : row,
  );
  const actuals = base.actuals.filter((row) => row.lineCode !== 'LEGAL');
  const years = plan({ ...base, budgetLines: negative, actuals }, { ...scenario, period: 0 }, 3).years;
  const of = (at: number) => years[at]?.lines.find((line) => line.code === 'LEGAL');
  expect(of(0)?.income).toBeLessThan(0);
  expect(of(1)?.opening).toBe(of(0)?.closing);
});

test('a year without actuals is planned from its budget, and says that nothing is actual', () => {
  const none = plan({ ...base, actuals: [] }, { ...scenario, period: 0 }, 3);
  expect(none.years).toHaveLength(3);
  expect(none.forecast.lines.every((line) => line.actualToPeriod === 0)).toBe(true);
});

test('shares that change part way through a later year are split by its days, to the penny', () => {
  const shares = rows('funderShares', [
    { funderCode: 'N', from: '2024-10-01', shareBasisPoints: 2500 },
    { funderCode: 'W', from: '2024-10-01', shareBasisPoints: 7500 },
  ]).map((row) => ({ ...row, id: row.id + 70 }));
  const [, before] = made({});
  const [, year] = made({ funderShares: [...base.funderShares, ...shares] });
  expect(sum((year?.funders ?? []).map((funder) => funder.cost))).toBe(year?.shared);
  expect(year?.funders[0]?.cost).not.toBe(before?.funders[0]?.cost);
});

test('shares that do not total 100 % split nothing rather than something wrong', () => {
  const shares = rows('funderShares', [{ funderCode: 'N', from: '2024-04-01', shareBasisPoints: 9000 }]).map((row) => ({
    ...row,
    id: row.id + 80,
  }));
  const [, year] = made({ funderShares: [...base.funderShares, ...shares] });
  expect(year?.funders).toEqual([]);
});

test('a line closed by an approved change costs nothing after it; one that only lacks a budget is carried, and said', () => {
  const closing = plan({ ...base }, scenario, 3).years[0]?.lines.find((line) => line.code === 'LEGAL');
  const change = rows('budgetChanges', [
    {
      ...{ year: '2024/25', reference: 'CLOSE', lineCode: 'LEGAL', kind: 'virement', recurring: 1 },
      ...{ grossPence: -(closing?.expenditure ?? 0), incomePence: -(closing?.income ?? 0) },
      ...{ effective: '2024-04-01', approved: '2024-03-01' },
    },
  ]).map((row) => ({ ...row, id: 900 }));
  const closed = made({ budgetChanges: [...base.budgetChanges, ...change] });
  const open = made({});
  // What is left of it is what falls on the line for other reasons; its cost of the first year is gone, and stays gone.
  const legal = (years: typeof open, at: number) =>
    years[at]?.lines.find((line) => line.code === 'LEGAL')?.closing ?? 0;
  for (const at of [1, 2, 3]) expect(legal(closed, at) - legal(open, at)).toBe(-(closing?.closing ?? 0));
  const later = linesOf('2024/25', (code) => (code === 'LEGAL' ? null : {}));
  const carried = made({ budgetLines: [...base.budgetLines, ...later] });
  expect(carried[1]?.notes.join(' ')).toMatch(/but none for .*: the year before is carried forward/);
  expect(carried[1]?.lines.some((line) => line.code === 'LEGAL')).toBe(true);
});

test('a line split in two part way: with a virement nothing is counted twice; without one the plan says what it did', () => {
  const later = [
    ...linesOf('2024/25', () => ({})),
    ...linesOf('2024/25', (code) =>
      code === 'LEGAL'
        ? { code: 'COURT', name: 'Court fees', grossBudgetPence: 1_000_000, incomeBudgetPence: 0, id: 5000 }
        : null,
    ),
  ];
  const virement = rows('budgetChanges', [
    {
      ...{ year: '2024/25', reference: 'SPLIT', lineCode: 'LEGAL', kind: 'virement', recurring: 1 },
      ...{ grossPence: -1_000_000, incomePence: 0, effective: '2024-04-01', approved: '2024-03-01' },
    },
  ]).map((row) => ({ ...row, id: 901 }));
  const whole = made({ budgetLines: [...base.budgetLines, ...linesOf('2024/25', () => ({}))] });
  const split = made({
    budgetLines: [...base.budgetLines, ...later],
    budgetChanges: [...base.budgetChanges, ...virement],
  });
  expect(split[1]?.closing).toBe(whole[1]?.closing);
  expect(split[1]?.notes.join(' ')).toContain('enter a virement that takes its part out');
});

test('a year that began before the data date leaves placements as they were, and says so', () => {
  const early = plan(base, { ...scenario, year: '2022/23', period: 12 }, 3);
  if (early.years[0]?.lines.some((line) => line.method === 'placements'))
    expect(early.years[1]?.notes.join(' ')).toContain('began before the data date');
});

test('a one-off lever on a line that only a later year has is counted there; on a line of no year it is refused', () => {
  const later = [
    ...linesOf('2024/25', () => ({})),
    ...linesOf('2024/25', (code) => (code === 'LEGAL' ? { code: 'COURT', name: 'Court fees', id: 5000 } : null)),
  ];
  const lever = (reference: string) => ({
    ...{ ...newLever('one-off', 'a', '2024-06-01'), value: 100, reference },
  });
  const budgetLines = [...base.budgetLines, ...later];
  const without = made({ budgetLines });
  const years = made({ budgetLines }, { ...scenario, levers: [lever('COURT')] });
  expect((years[1]?.closing ?? 0) - (without[1]?.closing ?? 0)).toBe(10_000);
  expect(years[2]?.closing).toBe(without[2]?.closing);
  expect(() => made({ budgetLines }, { ...scenario, levers: [lever('NOWHERE')] })).toThrow(/no line of the plan/);
});

test('levers reach savings of later years: a saving of 2024/25 that is not delivered costs the plan its effect', () => {
  const saving = { ...base.savings[0], id: 700, reference: 'LATER', year: '2024/25', deliveryPercent: 100 } as never;
  const savings = [...base.savings, saving];
  const lever = { ...newLever('saving-delivery', 'd', '2024-04-01'), value: 0, reference: 'LATER' };
  const [, with100] = made({ savings });
  const [, with0] = made({ savings }, { ...scenario, levers: [lever] });
  expect((with0?.gap ?? 0) - (with100?.gap ?? 0)).toBeGreaterThan(0);
  expect(with0?.slippageCarried).toBeGreaterThan(with100?.slippageCarried ?? 0);
});

test('inflation that a scenario sets acts in its plan and leaves the register alone', () => {
  const data: Partial<Snapshot> = {
    inflationIndices: rows('inflationIndices', [
      { code: 'PAY', name: 'Pay', kind: 'pay', year: '2024/25', increasePercent: 2, fromPeriod: 1 },
    ]),
    inflationLinks: rows('inflationLinks', [
      { appliesTo: 'line', target: 'STAFF', indexCode: 'PAY', sharePercent: 100 },
    ]),
  };
  const pay = (years: ReturnType<typeof made>) =>
    years.map((year) => year.movements.find((item) => item.kind === 'pay-inflation')?.amount ?? 0);
  const set = { ...scenario, assumptions: { 'inflation:PAY:2024/25': 4, 'inflation:PAY:2025/26': 3 } };
  const [closedLine, asked] = [pay(made(data)), pay(made(data, set))];
  expect(asked[1]).toBeCloseTo((closedLine[1] ?? 0) * 2, -1);
  expect(closedLine[2]).toBe(0);
  expect(asked[2]).toBeGreaterThan(0);
});
