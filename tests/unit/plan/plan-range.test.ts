import { expect, test } from 'vitest';
import { newScenario, type Scenario } from '../../../shared/model/scenario.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { planRange } from '../../../shared/plan/plan-range.ts';
import { rows, smallCouncil } from '../scenario/small-council.ts';

const council = smallCouncil();
/** Nothing but children and prices is uncertain. */
const snapshot = { ...council, savingRatings: [], pressures: [], mitigations: [] };
const scenario = newScenario('Range', '2023/24', 9);
const calm = { ...scenario, assumptions: { 'price-risk': 0 } };
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
  const children = made.years.map((_, at) => Float64Array.from({ length: paths }, (__, path) => (path - 1999.5) * at));
  const range = planRange(snapshot, calm, made, children, exposed);
  const last = range.years.at(-1);
  expect(last?.spread).toEqual(last?.children);
  expect(last?.spread.mean).toBe(last?.gap);
  expect(last?.spread.p90).toBeCloseTo((last?.gap ?? 0) + (0.9 * 3999 - 1999.5) * 4, 0);
  expect(planRange(snapshot, calm, made, children, exposed)).toEqual(range);
});

const sourcesOf = (data: typeof council, asked: Scenario = calm) => {
  const plans = plan(data, asked, 5);
  const none = plans.years.map(() => new Float64Array(paths));
  const { years } = planRange(data, asked, plans, none, exposed);
  return years.map(({ gap, spread, sources }) => ({
    ...{ gap, spread, of: (source: string) => sources.find((each) => each.source === source) },
  }));
};

test('a counted pressure happens or not: with one chance in four the tenth lowest is without it, in every year it stands', () => {
  const pressure = {
    ...{
      reference: 'P',
      name: 'P',
      lineCode: 'LEGAL',
      year: '2024/25',
      startPeriod: 7,
      arrears: 0 as const,
      status: 'open' as const,
    },
    ...{ probabilityPercent: 25, minimumPence: 4_000_000, likelyPence: 4_000_000, maximumPence: 4_000_000 },
    ...({ counted: 1, recurring: 1 } as const),
  } as const;
  const years = sourcesOf({ ...snapshot, pressures: rows('pressures', [pressure]) });
  expect(years[0]?.of('pressures')).toMatchObject({ p10: 0, p90: 0 });
  // Expected £10,000 of £40,000 in its half year; the whole year after it is twice that.
  expect(years[1]?.of('pressures')).toMatchObject({ p10: -1_000_000, p90: 3_000_000 });
  for (const year of years.slice(2)) {
    expect(year.of('pressures')).toMatchObject({ p10: -2_000_000, p90: 6_000_000 });
    const error = Math.sqrt(0.25 * 0.75) * 8_000_000;
    expect(Math.abs(year.spread.mean - year.gap)).toBeLessThanOrEqual((4 * error) / Math.sqrt(paths));
  }
});

test('an amber saving comes whole or not at all, and stays as it came', () => {
  const saving = { ...council.savings[0], reference: 'S', year: '2024/25', class: 'saving', recurring: 1 };
  const terms = { fullYearEffectPence: 12_000_000, targetPence: 12_000_000, startPeriod: 1, delayMonths: 0 };
  const rest = { rampMonths: 0, deliveryPercent: null, inYearPence: null, lineCode: 'LEGAL', id: 900 };
  const rating = { year: '2024/25', savingReference: 'S', period: 12, redPence: 0, greenPence: 0, unassessedPence: 0 };
  const years = sourcesOf({
    ...snapshot,
    savings: [{ ...saving, ...terms, ...rest } as never],
    savingRatings: rows('savingRatings', [{ ...rating, amberPence: 12_000_000, mitigationPence: 0 }]),
  });
  // Three quarters are expected: £30,000 less than that is the worst of four, £90,000 more is the gap without it.
  for (const year of years.slice(1)) expect(year.of('savings')).toMatchObject({ p10: -3_000_000, p90: 9_000_000 });
});

test('an index that may be a point off moves its lines by that point, the more the later; nothing when it is certain', () => {
  const data = {
    ...snapshot,
    inflationIndices: rows('inflationIndices', [
      { code: 'PAY', name: 'Pay', kind: 'pay', year: '2024/25', increasePercent: 2, fromPeriod: 1 },
    ]),
    inflationLinks: rows('inflationLinks', [
      { appliesTo: 'line', target: 'STAFF', indexCode: 'PAY', sharePercent: 100 },
    ]),
  };
  const years = sourcesOf(data);
  const pay = plan(data, calm, 5).years[1]?.movements.find(({ kind }) => kind === 'pay-inflation')?.amount ?? 0;
  const width = (at: number) => (years[at]?.of('inflation')?.p90 ?? 0) - (years[at]?.of('inflation')?.p10 ?? 0);
  expect(width(0)).toBe(0);
  // P10 to P90 of a normal with a deviation of one point, where two points are the movement of the plan.
  expect(width(1) / (1.2816 * pay)).toBeCloseTo(1, 1);
  expect(width(2) / width(1)).toBeCloseTo(Math.SQRT2, 1);
  const certain = sourcesOf(data, { ...calm, assumptions: { ...calm.assumptions, 'inflation-risk': 0 } });
  expect(certain.every((year) => year.of('inflation')?.p90 === 0)).toBe(true);
});
