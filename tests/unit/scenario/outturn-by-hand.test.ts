import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { outturnByHand } from '../../support/outturn-by-hand.ts';
import { demandOf, groups, scenarioOf, snapshotOf, worlds } from '../../support/random-council.ts';

describe('the outturn, worked out a second time', () => {
  test('is the forecast’s for any council, scenario and demand, part by part and month by month', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const snapshot = snapshotOf(world);
        const scenario = scenarioOf(world);
        const demand = demandOf(world, snapshot.dataDate);
        const made = forecast(snapshot, scenario, demand);
        const hand = outturnByHand(snapshot, scenario, demand);
        // What is rounded by item or by month may come to a penny for each.
        const items = 2 + world.savings.length + world.pressures.length;
        made.lines.forEach((line, at) => {
          const own = hand.lines[at];
          if (!own) throw new Error(line.code);
          const near = (what: keyof typeof line & keyof typeof own, pennies: number) =>
            expect(Math.abs(Number(line[what]) - Number(own[what])), `${line.code} ${what}`).toBeLessThanOrEqual(
              pennies,
            );
          near('currentBudget', 0);
          expect(line.actualToPeriod).toBe(own.actual);
          expect(line.agreedInvestment).toBe(own.investment);
          near('committed', 14);
          near('projected', line.code === 'D' ? 14 : 1.01);
          near('adjustments', items);
          expect(line.estimatedPeriods).toEqual(own.lacks);
          near('estimated', 26);
          line.months.forEach((pence, month) => {
            expect(Math.abs(pence - (own.months[month] ?? 0)), `${line.code} P${month + 1}`).toBeLessThan(8 + items);
          });
          line.budgetMonths.forEach((pence, month) => {
            expect(Math.abs(pence - (own.budgetMonths[month] ?? 0)), `${line.code} budget`).toBeLessThan(13);
          });
        });
        made.savings.rows.forEach((row, at) => {
          const { planned = [], expected = [] } = hand.savings[at] ?? {};
          const sum = (months: number[], from: number) =>
            months.slice(from, from + 12).reduce((all, each) => all + each, 0);
          expect(Math.abs(row.planned - sum(planned, 0))).toBeLessThan(0.51);
          expect(Math.abs(row.expected - sum(expected, 0))).toBeLessThan(0.51);
          expect(Math.abs(row.plannedNextYear - sum(planned, 12))).toBeLessThan(0.51);
          expect(Math.abs(row.expectedNextYear - sum(expected, 12))).toBeLessThan(0.51);
        });
        for (const group of groups)
          expect(made.placements.unitCosts.find((row) => row.group === group)?.children).toBe(
            hand.current.filter((one) => one.row.groupCode === group).length,
          );
      }),
      { numRuns: 250 },
    );
  });
});
