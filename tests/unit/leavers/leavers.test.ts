import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CohortOnDay, carryForward, cohortCounts, leaverAges } from '../../../shared/leavers/cohort.ts';
import { arrivalCost, grantIncome, grantRate } from '../../../shared/leavers/grants.ts';
import type { GrantRate, LeaverAge } from '../../../shared/model/registers.ts';

const day = (on: string, people: Record<number, number>): CohortOnDay => ({
  ...{ on, people, weekly: 0, uncosted: 0, costs: {} },
  total: Object.values(people).reduce((sum, count) => sum + count, 0),
});
const before = day('2022-03-31', { 16: 258, 18: 146, 19: 140, 20: 165, 21: 100, 22: 55, 23: 47, 24: 29, 25: 0 });
const now = day('2023-03-31', { 16: 293, 18: 152, 19: 136, 20: 155, 21: 72, 22: 36, 23: 28, 24: 16, 25: 3 });

test('the papers’ cohort a year on is about 881 where 1,080 was printed (T53); 20 grows on 19 (T54)', () => {
  const { ratios, years } = carryForward(before, now, 1);
  expect(Math.round(years[0]?.total ?? 0)).toBe(881);
  expect(ratios[20]).toBeCloseTo(155 / 140, 9);
  expect(years[0]?.ages.find(({ age }) => age === 20)?.returns).toBeGreaterThan(0);
  expect(years[0]?.high).toBeLessThan(1080);
});

test('whatever the counts, ages sum to the cohort and each age is the one below with who came and went', () => {
  const counts = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 9, maxLength: 9 });
  const keys = [16, ...leaverAges];
  fc.assert(
    fc.property(counts, counts, (earlier, later) => {
      const of = (on: string, list: number[]) =>
        day(on, Object.fromEntries(keys.map((age, at) => [age, list[at] ?? 0])));
      const [first, second] = [of('2022-03-31', earlier), of('2023-03-31', later)];
      const { ratios, years } = carryForward(first, second, 3);
      years.forEach((year, at) => {
        expect(year.inCare + year.ages.reduce((sum, age) => sum + age.people, 0)).toBeCloseTo(year.total, 6);
        expect(year.low).toBeLessThanOrEqual(year.total);
        expect(year.high).toBeGreaterThanOrEqual(year.total);
        for (const age of year.ages) {
          if (ratios[age.age] === undefined) continue;
          const last = years[at - 1];
          const below =
            age.age === 18
              ? (last?.inCare ?? second.people[16] ?? 0)
              : (last?.ages.find((each) => each.age === age.age - 1)?.people ?? second.people[age.age - 1] ?? 0);
          expect(age.people).toBeCloseTo(below - age.exits + age.returns, 6);
        }
      });
    }),
  );
});

test('the spread of a year on is that of drawing the ratio and then the people', () => {
  let state = 7;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
  const binomial = (n: number, p: number) => {
    let count = 0;
    for (let at = 0; at < n; at += 1) if (random() < p) count += 1;
    return count;
  };
  // 300 of 400 stayed; 400 are there now.
  const [a, b] = [day('2022-03-31', { 16: 0, 18: 400, 19: 0 }), day('2023-03-31', { 16: 0, 18: 400, 19: 300 })];
  const age = carryForward(a, b, 1).years[0]?.ages.find((each) => each.age === 19);
  const draws = Array.from({ length: 3000 }, () => binomial(400, binomial(400, 0.75) / 400));
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const deviation = Math.sqrt(draws.reduce((sum, value) => sum + (value - mean) ** 2, 0) / draws.length);
  expect(((age?.high ?? 0) - (age?.low ?? 0)) / 2 / 1.28155).toBeCloseTo(deviation, -0.3);
});

test('levels of an age add up and carry their own cost; ages with no cost are counted', () => {
  const row = (age: number, level: string, people: number, weeklyPence: number | null): LeaverAge => ({
    ...{ id: 1, on: '2024-03-31', age, level, uasc: 'all', people, weeklyPence, source: 's' },
  });
  const [count] = cohortCounts([
    row(18, 'in touch', 10, 1000),
    row(18, 'staying put', 5, 20_000),
    row(19, '*', 7, null),
    row(16, '*', 4, null),
  ]);
  expect(count).toMatchObject({ total: 26, weekly: 110_000, uncosted: 7, people: { 18: 15, 19: 7 } });
});

const rate = (grant: GrantRate['grant'], from: string, weeklyPence: number, ages: [number, number]): GrantRate => ({
  ...{ id: 1, grant, fromAge: ages[0], toAge: ages[1], from, weeklyPence, source: 's' },
});

test('the rate of the day is paid by age; who has no rate is told apart; an arrival costs its placement less its grant', () => {
  const rates = [
    rate('child', '2020-04-01', 79_800, [0, 17]),
    rate('care leaver', '2020-06-01', 24_000, [17, 24]),
    rate('care leaver', '2023-04-01', 27_000, [17, 24]),
  ];
  expect(grantRate(rates, 'care leaver', 20, '2023-03-31')?.weeklyPence).toBe(24_000);
  expect(grantRate(rates, 'care leaver', 20, '2023-04-01')?.weeklyPence).toBe(27_000);
  expect(grantRate(rates, 'care leaver', 25, '2023-04-01')).toBeNull();
  expect(grantIncome(rates, 'care leaver', { 20: 10, 25: 2 }, '2024-01-01')).toMatchObject({
    ...{ people: 12, unfunded: 2, weekly: 270_000 },
  });
  expect(arrivalCost(90_000, 79_800, 17)).toMatchObject({ net: 10_200, netYear: 532_221, untilAdult: 532_221 });
});
