import { expect, test } from 'vitest';
import { newScenario } from '../../../shared/model/scenario.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { planRange } from '../../../shared/plan/plan-range.ts';
import { smallCouncil } from '../scenario/small-council.ts';

const snapshot = smallCouncil();
const scenario = newScenario('Range', '2023/24', 9);
const made = plan(snapshot, scenario, 5);
const paths = 4000;
const still = made.years.map(() => new Float64Array(paths));
const exposed = made.years.map((_, at) => (at === 0 ? 0 : 50_000_000));

test('with children still, prices alone spread the gap about the plan’s figure, wider each year', () => {
  const { years } = planRange(snapshot, scenario, made, still, exposed);
  let before = 0;
  for (const [at, { gap, spread, children }] of years.entries()) {
    expect(gap).toBe(made.years[at]?.gap);
    expect(children.p10).toBe(gap);
    const deviation = (spread.p90 - spread.p10) / 2.563;
    expect(Math.abs(spread.mean - gap)).toBeLessThanOrEqual((3.5 * deviation) / Math.sqrt(paths) + 1);
    expect(deviation).toBeGreaterThanOrEqual(before);
    before = deviation;
  }
});

test('with prices set still, the fan is that of the paths themselves; the same seed gives the same', () => {
  const calm = { ...scenario, assumptions: { 'price-risk': 0 } };
  const children = made.years.map((_, at) => Float64Array.from({ length: paths }, (__, path) => (path - 1999.5) * at));
  const range = planRange(snapshot, calm, made, children, exposed);
  const last = range.years.at(-1);
  expect(last?.spread).toEqual(last?.children);
  expect(last?.spread.mean).toBe(last?.gap);
  expect(last?.spread.p90).toBeCloseTo((last?.gap ?? 0) + (0.9 * 3999 - 1999.5) * 4, 0);
  expect(planRange(snapshot, calm, made, children, exposed)).toEqual(range);
});
