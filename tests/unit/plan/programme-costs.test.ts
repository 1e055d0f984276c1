import { expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { plan } from '../../../shared/plan/plan.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const scenario = newScenario('Plan', '2023/24', 9);
const project = sampleSnapshot().capacityProgramme[0]!;
// £3.3 m over 60 years at 5.8 % is £198 k a year (CAP-003), beside £500 k of running cost; half likely.
const costed = {
  ...project,
  ...{ plannedOn: '2024-10-01', capitalPence: 380_000_000, grantPence: 50_000_000, termYears: 60, ratePercent: 5.8 },
  ...{ revenuePence: 50_000_000, lineCode: 'HOMES', probabilityPercent: 50 },
};
const capacity = (delay: number) => {
  const snapshot = { ...sampleSnapshot(), capacityProgramme: [costed] };
  const levers = [{ ...newLever('capacity-delay', 'd', '2024-01-01'), value: delay }];
  const made = plan(snapshot, { ...scenario, levers }, 4);
  return made.years.map((year) =>
    year.lines
      .find(({ code }) => code === 'HOMES')
      ?.movements.filter((item) => item.reference === costed.reference)
      .reduce((sum, item) => sum + item.amount, 0),
  );
};

test('a home costs its running and its financing from the day it opens, by its chance; the year after, the rest of the year', () => {
  const [first, second, third, fourth] = capacity(0);
  const whole = 0.5 * (50_000_000 + (330_000_000 * 0.058) / (1 - 1.058 ** -60));
  expect(first).toBe(0);
  // 1 October to 31 March is 182 of 365 days.
  expect(second).toBe(Math.round((whole * 182) / 365));
  expect((second ?? 0) + (third ?? 0)).toBe(Math.round(whole));
  expect(fourth).toBe(0);
});

test('a year’s delay moves the cost a year on; the papers’ programme has no cost, which the plan says', () => {
  expect(capacity(12)[1]).toBe(0);
  expect(capacity(12)[2]).toBe(capacity(0)[1]);
  const { notes } = plan(sampleSnapshot(), scenario, 3);
  expect(notes.join(' ')).toContain('New residential places to August 2024: no running cost and no financing is said');
});
