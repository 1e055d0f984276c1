import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { sum } from '../../../shared/model/money.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { comparePlans } from '../../../shared/plan/compare-plans.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { gapOf, planSeek, planSensitivity } from '../../../shared/plan/plan-seek.ts';
import { smallCouncil } from '../scenario/small-council.ts';
import { randomPlan } from './random-plan.ts';

const scenario = newScenario('Seek', '2023/24', 9);

test('a lever is solved so that the gap of a later year meets the target; the plan made with it says the same', () => {
  const snapshot = smallCouncil();
  const year = '2025/26';
  const lever = { ...newLever('price-uplift', 'p', '2024-04-01') };
  const target = gapOf(snapshot, { ...scenario, levers: [{ ...lever, value: 4 }] }, 3, year);
  const found = planSeek(snapshot, scenario, 3, { lever, year, gap: target });
  expect(found.found).toBe(true);
  expect(
    Math.abs(gapOf(snapshot, { ...scenario, levers: [{ ...lever, value: found.value }] }, 3, year) - target),
  ).toBeLessThan(100_001);
});

test('dearer placements widen the gap, cheaper ones narrow it', () => {
  const made = planSensitivity(smallCouncil(), scenario, 3);
  expect(made.map(({ year }) => year)).toEqual(['2023/24', '2024/25', '2025/26']);
  const bars = made[2]?.bars ?? [];
  const prices = bars.find((bar) => bar.key === 'price-uplift');
  expect(prices?.atHigh).toBeGreaterThan(0);
  expect(prices?.atLow).toBeLessThan(0);
});

test('the difference of two plans is told by movement and by line, to the penny', () => {
  fc.assert(
    fc.property(randomPlan, randomPlan, (one, two) => {
      for (const year of comparePlans(plan(one.snapshot, one.scenario, 3), plan(two.snapshot, two.scenario, 3))) {
        expect(year.opening + sum(year.movements.map((item) => item.amount))).toBe(year.closing);
        expect(sum(year.lines.map((line) => line.amount))).toBe(year.closing);
      }
    }),
    { numRuns: 15 },
  );
});
