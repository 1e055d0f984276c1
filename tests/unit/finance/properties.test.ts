import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sequentialEffects, shapleyEffects } from '../../../shared/finance/attribution.ts';
import { bridge } from '../../../shared/finance/bridge.ts';
import { lineBudget, spreadPence } from '../../../shared/finance/budget.ts';
import { type MonthParts, rollLine, totalLine } from '../../../shared/finance/outturn.ts';
import { spanCost } from '../../../shared/finance/placement-cost.ts';
import { monthsToCome } from '../../../shared/finance/pressures.ts';
import { priceVolumeMix } from '../../../shared/finance/price-volume-mix.ts';
import { roundCumulative, roundToTotal } from '../../../shared/finance/rounding.ts';
import { savingMonths } from '../../../shared/finance/savings.ts';
import { shiftShare, splitByFunder } from '../../../shared/finance/shares.ts';
import { suppressSmall } from '../../../shared/finance/suppression.ts';
import { addDays } from '../../../shared/model/calendar.ts';
import { roundHalfAway, splitPence, sum } from '../../../shared/model/money.ts';
import { row, rows } from '../scenario/small-council.ts';

const money = fc.integer({ min: -10_000_000_000, max: 10_000_000_000 });
const parts = fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), { minLength: 12, maxLength: 12 });
/** Shares of two to five funders that total 100.00 %. */
const shares = fc
  .array(fc.integer({ min: 1, max: 100 }), { minLength: 2, maxLength: 5 })
  .map((weights) => splitPence(10_000, weights).map((basisPoints, at) => ({ code: `F${at}`, basisPoints })));

describe('money', () => {
  test('a split by any shares sums to the amount and no part is a penny from its share', () => {
    fc.assert(
      fc.property(money, shares, (amount, list) => {
        const made = splitByFunder(amount, list, '2023-04-01');
        expect(sum(made)).toBe(amount);
        made.forEach((part, at) => {
          expect(Math.abs(part - (amount * (list[at]?.basisPoints ?? 0)) / 10_000)).toBeLessThan(1);
        });
      }),
    );
  });

  test('odd pennies go by the exact remainder, ties to the earlier, however large the amount', () => {
    const amounts = fc.integer({ min: -200_000_000_000, max: 200_000_000_000 });
    const weights = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(amounts, weights, (amount, list) => {
        const total = BigInt(sum(list));
        fc.pre(total > 0n);
        const shares = list.map((weight) => BigInt(Math.abs(amount)) * BigInt(weight));
        const parts = shares.map((share) => Number(share / total));
        const order = shares
          .map((share, at) => ({ at, rest: share % total }))
          .sort((a, b) => (a.rest === b.rest ? a.at - b.at : a.rest > b.rest ? -1 : 1));
        for (const { at } of order.slice(0, Math.abs(amount) - sum(parts))) parts[at] = (parts[at] ?? 0) + 1;
        expect(splitPence(amount, list)).toEqual(parts.map((part) => (part === 0 ? 0 : Math.sign(amount) * part)));
      }),
      { examples: [[2_319_809_520, [4743, 1743, 3514]]] },
    );
  });

  test('moving a share keeps the total at 100.00 % and no share below zero', () => {
    fc.assert(
      fc.property(shares, fc.integer({ min: -12_000, max: 12_000 }), (list, points) => {
        const { shares: moved, applied } = shiftShare(list, 'F0', points);
        expect(sum(moved.map((share) => share.basisPoints))).toBe(10_000);
        expect(Math.min(...moved.map((share) => share.basisPoints))).toBeGreaterThanOrEqual(0);
        expect((moved[0]?.basisPoints ?? 0) - (list[0]?.basisPoints ?? 0)).toBe(applied);
        expect(Math.abs(applied)).toBeLessThanOrEqual(Math.abs(points));
      }),
    );
  });

  test('rounding keeps sums', () => {
    fc.assert(
      fc.property(parts, (values) => {
        expect(sum(roundCumulative(values))).toBe(roundHalfAway(sum(values)));
        const total = roundHalfAway(sum(values));
        expect(sum(roundToTotal(values, total))).toBe(total);
      }),
    );
    expect(() => roundToTotal([1, 2], 500)).toThrow(RangeError);
  });
});

describe('budget and outturn', () => {
  const weights = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 12, maxLength: 12 });

  test('months of any profile and any changes sum to the current budget to the penny', () => {
    const change = fc.record({
      grossPence: money,
      incomePence: money,
      month: fc.integer({ min: 0, max: 14 }),
      approved: fc.boolean(),
      kind: fc.constantFrom('virement' as const, 'growth' as const, 'saving' as const, 'investment' as const),
    });
    fc.assert(
      fc.property(money, money, weights, fc.array(change, { maxLength: 6 }), (gross, income, profile, changes) => {
        fc.pre(sum(profile) > 0);
        const year = '2023/24';
        const line = row('budgetLines', 1, {
          ...{ year, code: 'L', grossBudgetPence: gross, incomeBudgetPence: income },
          profile: profile.join(' '),
        });
        const made = lineBudget(
          line,
          rows(
            'budgetChanges',
            changes.map(({ month, approved, ...each }) => ({
              ...each,
              ...{ year, lineCode: 'L', effective: addDays('2023-03-15', month * 30) },
              approved: approved ? '2023-03-01' : null,
            })),
          ),
        );
        expect(sum(made.grossMonths)).toBe(gross + made.changes.gross);
        expect(sum(made.incomeMonths)).toBe(income + made.changes.income);
      }),
    );
  });

  test('a spread starts no earlier than told', () => {
    fc.assert(
      fc.property(money, weights, fc.integer({ min: 1, max: 12 }), (amount, profile, from) => {
        const months = spreadPence(amount, profile, from);
        expect(sum(months)).toBe(amount);
        expect(months.slice(0, from - 1).every((month) => month === 0)).toBe(true);
      }),
    );
  });

  test('any lines foot and cross-foot to the penny', () => {
    const monthParts = fc.record({ expenditure: parts, income: parts }) as fc.Arbitrary<MonthParts>;
    const line = fc.record({
      ...{ grossBudget: money, incomeBudget: money, agreedChanges: money, agreedInvestment: money },
      ...{ actual: monthParts, committed: monthParts, projected: monthParts, adjustments: monthParts },
    });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 5 }), (inputs) => {
        const lines = inputs.map((input, at) => {
          const current = input.grossBudget + input.incomeBudget + input.agreedChanges;
          const budgetMonths = splitPence(current, new Array<number>(12).fill(1));
          return rollLine({ ...input, budgetMonths, code: `L${at}`, name: `Line ${at}`, service: 'other' }).line;
        });
        const total = totalLine(lines);
        for (const each of [...lines, total]) {
          expect(sum(each.months)).toBe(each.outturn);
          expect(sum(each.budgetMonths)).toBe(each.currentBudget);
          expect(each.expenditureForecast + each.incomeForecast).toBe(each.outturn);
          expect(each.actualToPeriod + each.committed + each.projected + each.adjustments).toBe(each.outturn);
          expect(each.variance - each.agreedInvestment).toBe(each.netVariance);
        }
        expect(total.outturn).toBe(sum(lines.map((each) => each.outturn)));
        expect(total.months[5]).toBe(sum(lines.map((each) => each.months[5] ?? 0)));
      }),
      { numRuns: 50 },
    );
  });

  test('a bridge sums to its difference whatever its steps', () => {
    fc.assert(
      fc.property(money, fc.array(money), (difference, amounts) => {
        const made = bridge(
          difference,
          amounts.map((amount, at) => ({ key: `${at}`, label: `${at}`, amount })),
        );
        expect(sum(made.map((step) => step.amount))).toBe(difference);
        expect(made.at(-1)?.key).toBe('unexplained');
      }),
    );
  });
});

describe('programme', () => {
  const timing = fc.record({
    start: fc.integer({ min: 0, max: 11 }),
    delay: fc.integer({ min: 0, max: 24 }),
    ramp: fc.integer({ min: 0, max: 24 }),
    shape: fc.constantFrom('straight' as const, 's' as const),
  });

  test('a saving never falls, never passes its full monthly value and comes to its full-year effect', () => {
    fc.assert(
      fc.property(timing, fc.integer({ min: 1, max: 1_000_000_000 }), (when, fullYear) => {
        const months = savingMonths(fullYear, when, 0.8, true, 72);
        months.forEach((month, at) => {
          expect(month).toBeLessThanOrEqual((fullYear / 12) * 0.8 + 1e-6);
          expect(month).toBeGreaterThanOrEqual((months[at - 1] ?? 0) - 1e-6);
          if (at < when.start + when.delay) expect(month).toBe(0);
        });
        expect(Math.abs(sum(months.slice(60)) - fullYear * 0.8)).toBeLessThan(0.01);
        // Both shapes of a ramp of n months hold back (n − 1)/2 full months in all.
        const expected = (72 - when.start - when.delay) * (fullYear / 12) * 0.8 - sum(months);
        const lost = (Math.max(0, when.ramp - 1) / 2) * (fullYear / 12) * 0.8;
        expect(Math.abs(expected - lost)).toBeLessThan(0.01);
        expect(sum(savingMonths(fullYear, when, 0.8, false, 72).slice(12))).toBe(0);
      }),
    );
  });

  test('the part of a pressure ahead and the part behind make the whole', () => {
    const period = fc.integer({ min: 1, max: 12 });
    fc.assert(
      fc.property(money, period, fc.integer({ min: 0, max: 12 }), (amount, start, closed) => {
        const of = (from: number, arrears: 0 | 1) =>
          monthsToCome({ startPeriod: start, arrears }, (at) => at > from).map((part) => part * amount);
        const [whole, ahead, late] = [of(0, 0), of(closed, 0), of(closed, 1)];
        expect(Math.abs(sum(whole) - amount)).toBeLessThan(0.01);
        expect(ahead.slice(0, closed).every((month) => month === 0)).toBe(true);
        expect(ahead.slice(closed)).toEqual(whole.slice(closed));
        // With its arrears still to come, nothing of it is lost while a month is open: they fall in the first one.
        expect(Math.abs(sum(late) - (closed < 12 ? amount : 0))).toBeLessThan(0.01);
        expect(late.slice(0, closed).every((month) => month === 0)).toBe(true);
        expect(late.slice(closed + 1)).toEqual(whole.slice(closed + 1));
      }),
    );
  });
});

describe('cost and explanation', () => {
  test('the cost of a span is the sum of its parts, wherever it is cut', () => {
    const day = fc.integer({ min: 0, max: 400 });
    const prices = fc
      .array(fc.tuple(day, fc.integer({ min: 1, max: 900_000 })), { minLength: 1, maxLength: 4 })
      .map((list) =>
        [...new Map(list)]
          .sort((a, b) => a[0] - b[0])
          .map(([from, weeklyPence]) => ({ from: addDays('2023-01-01', from), weeklyPence, contributionPence: 7 })),
      );
    fc.assert(
      fc.property(day, day, day, prices, (a, b, c, list) => {
        const [start = 0, cut = 0, end = 0] = [a, b, c].sort((x, y) => x - y);
        const at = (offset: number) => addDays('2023-01-01', offset);
        const cost = (from: number, to: number) => spanCost(at(start), at(end), list, at(from), at(to));
        const whole = cost(0, 500);
        const [first, second] = [cost(0, cut), cost(cut, 500)];
        expect(Math.abs(whole.cost - first.cost - second.cost)).toBeLessThan(1e-3);
        expect(Math.abs(whole.contribution - (end - start))).toBeLessThan(1e-6);
      }),
    );
  });

  test('price, volume and mix sum to the change in cost', () => {
    const group = fc.record({
      ...{ volume0: fc.integer({ min: 0, max: 500 }), volume1: fc.integer({ min: 0, max: 500 }) },
      ...{ price0: fc.integer({ min: 1, max: 900_000 }), price1: fc.integer({ min: 1, max: 900_000 }) },
    });
    fc.assert(
      fc.property(fc.array(group, { maxLength: 6 }), (groups) => {
        const made = priceVolumeMix(groups.map((each, at) => ({ ...each, group: `G${at}` })));
        const before = sum(groups.map((each) => each.volume0 * each.price0));
        const after = sum(groups.map((each) => each.volume1 * each.price1));
        expect(Math.abs(made.volume + made.mix + made.price - (after - before))).toBeLessThan(0.1);
        expect(Math.abs(made.total - (after - before))).toBeLessThan(0.1);
      }),
    );
  });

  test('effects sum to the difference to the penny, in any order and for any interplay', () => {
    const factors = fc.array(fc.double({ min: 0.5, max: 1.5, noNaN: true }), { minLength: 0, maxLength: 10 });
    fc.assert(
      fc.property(factors, fc.integer({ min: 0, max: 1_000_000_000 }), (list, base) => {
        const value = (applied: readonly boolean[]) =>
          roundHalfAway(list.reduce((worth, factor, at) => (applied[at] ? worth * factor : worth), base));
        const difference = value(list.map(() => true)) - base;
        expect(sum(sequentialEffects(list.length, value))).toBe(difference);
        const shapley = shapleyEffects(list.length, value, 5, 16);
        expect(sum(shapley)).toBe(difference);
        expect(shapleyEffects(list.length, value, 5, 16)).toEqual(shapley);
      }),
      { numRuns: 40 },
    );
  });

  test('equal changes have equal effects and an idle one none', () => {
    const value = (applied: readonly boolean[]) => (applied[0] ? 1.1 : 1) * (applied[1] ? 1.1 : 1) * 1_000_000;
    const [first = 0, second = 0, idle] = shapleyEffects(3, value);
    expect(Math.abs(first - second)).toBeLessThanOrEqual(1);
    expect(idle).toBe(0);
  });

  test('nothing withheld can be worked out from the total', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 6 }), (counts) => {
        const cells = Object.fromEntries(counts.map((count, at) => [`c${at}`, count]));
        const made = suppressSmall(cells);
        const hidden = Object.keys(cells).filter((name) => made.cells[name] === null);
        for (const name of made.primary) expect(hidden).toContain(name);
        if (made.primary.length > 0 && made.total !== null) expect(hidden.length).toBeGreaterThan(1);
      }),
    );
  });
});
