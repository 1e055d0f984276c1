import { describe, expect, test } from 'vitest';
import { birthdayOf } from '../../../shared/demand/history/birthdays.ts';
import { monthIndex } from '../../../shared/demand/history/month-index.ts';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { expectedEndRecord } from '../../../shared/demand/known-futures.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { goneIn } from '../../../shared/demand/projection.ts';
import { simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { addDays, dateOfDay, daysBetween } from '../../../shared/model/calendar.ts';
import type { Placement } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { syntheticSnapshot, testRandom } from './synthetic.ts';

const dataDate = '2024-03-19';
const base = syntheticSnapshot(120, 21, dataDate);
const input = (snapshot: Snapshot, more: Partial<DemandInput> = {}): DemandInput => ({
  ...{ snapshot, levers: [], months: 14, method: 'chain', reference: null, kappaDays: 1095, expectedEnds: 0.4 },
  ...more,
});
const placement = (reference: string, more: Partial<Placement>): Placement => ({
  ...base.placements[0]!,
  ...{ id: 100_000, reference, childKey: reference, birthMonth: '2012-02-01', birthDate: null, uasc: 0 },
  ...{ groupCode: 'RES', start: '2023-01-09', end: null, expectedEnd: null, shortBreak: 0, ...more },
});

/** Open placements with ends, expected ends and moves to come, birthdays by month and by day, and children who will come. */
function busySnapshot(): Snapshot {
  const random = testRandom(5);
  const placements: Placement[] = [];
  for (const row of base.placements) {
    const born = random();
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
    const own = { ...row, birthDate: born < 0.4 ? `${row.birthMonth.slice(0, 8)}${day}` : null };
    placements.push(own);
    if (row.end !== null) continue;
    const what = random();
    const later = addDays(dataDate, 1 + Math.floor(random() * 300));
    if (what < 0.2) own.end = later;
    else if (what < 0.4) own.expectedEnd = later;
    else if (what < 0.55) {
      const groupCode = ['FOS', 'IFA', 'RES', 'OTH'][Math.floor(random() * 4)]!;
      const end = random() < 0.5 ? addDays(later, 40) : null;
      const expectedEnd = end === null && random() < 0.5 ? addDays(later, 90) : null;
      placements.push({
        ...own,
        id: 50_000 + row.id,
        reference: `${row.reference}n`,
        groupCode,
        start: later,
        end,
        expectedEnd,
      });
    }
  }
  for (let at = 0; at < 15; at += 1) {
    const start = addDays(dataDate, 1 + Math.floor(random() * 250));
    const groupCode = ['FOS', 'IFA', 'RES', 'OTH'][at % 4]!;
    const expectedEnd = random() < 0.4 ? addDays(start, 60) : null;
    placements.push(
      placement(`N${at}`, { groupCode, start, expectedEnd, birthMonth: at % 3 === 0 ? '2006-09-01' : '2012-02-01' }),
    );
  }
  return { ...base, placements };
}
const busy = busySnapshot();

test.each(['chain', 'duration'] as const)(
  'by %s, who come, move and go explain every month with known futures in',
  (method) => {
    const made = projectDemand(input(busy, { method }));
    for (const code of made.groups) {
      made.months.forEach((month, at) => {
        const { opening, entrants, moversIn, moversOut, leavers, agedOut, stock } = month.groups[code]!;
        expect(Math.abs(opening + entrants + moversIn - moversOut - leavers - stock)).toBeLessThan(1e-9);
        const next = made.months[at + 1]?.groups[code];
        // A held group stays at its level; what is known of it comes and goes all the same.
        if (next && code !== 'OTH') expect(Math.abs(stock - agedOut - next.opening)).toBeLessThan(1e-9);
        if (at === 0 && code !== 'OTH') expect(goneIn(made, 0, code)).toBeGreaterThanOrEqual(leavers);
      });
    }
  },
);

describe.each(['chain', 'duration'] as const)('by %s', (method) => {
  test.each([0, 0.4, 1])('the mean of the paths is the projection, expected ends trusted %s', (expectedEnds) => {
    const asked = input(busy, { method, expectedEnds });
    const plan = simulationPlan(asked, { seed: 7, drawRates: false });
    const paths = 3000;
    const range = simulatePaths(plan, 0, paths);
    const projected = projectDemand(asked);
    projected.months.forEach((month, at) => {
      plan.groups.forEach((code, group) => {
        for (const [values, wanted] of [
          [range.stock, month.groups[code]!.stock - month.groups[code]!.agedOut],
          [range.childDays, month.groups[code]!.childDays],
        ] as const) {
          let [sum, squares] = [0, 0];
          for (let path = 0; path < paths; path += 1) {
            const value = values[(path * range.months + at) * range.groups + group]!;
            sum += value;
            squares += value * value;
          }
          const mean = sum / paths;
          const error = Math.sqrt(Math.max(squares / paths - mean * mean, 0.01) / paths);
          // Those who turn 18 on the first day of the next step are in the stock of the projection and of the path.
          const reach = values === range.stock ? month.groups[code]!.agedOut : 0;
          expect(Math.abs(mean - wanted) - reach).toBeLessThan(4.6 * error);
        }
      });
    });
  });
});

test('an end that is stated takes its very days off the group, whatever the rates; so does a start', () => {
  const rows = (end: string | null, start = '2023-01-09') =>
    Array.from({ length: 20 }, (_, at) => placement(`K${at}`, { end, start, birthMonth: '2013-02-01' }));
  const days = (extra: Placement[]) =>
    projectDemand(input({ ...base, placements: [...base.placements, ...extra] })).months.map(
      (month) => month.groups.RES!.childDays,
    );
  // Rates are measured on the past, which is the same for both: only the future differs.
  const [short, shorter] = [days(rows('2024-05-11')), days(rows('2024-04-30'))];
  expect(short[1]! - shorter[1]!).toBeCloseTo(20, 6);
  expect(short[2]! - shorter[2]!).toBeCloseTo(20 * 10, 6);
  expect(short[3]! - shorter[3]!).toBeCloseTo(0, 6);
  const [none, come] = [days([]), days(rows('2024-06-01', '2024-05-25'))];
  expect(come[2]! - none[2]!).toBeCloseTo(20 * 7, 6);
  expect(come[3]! - none[3]!).toBeCloseTo(0, 6);
});

test('a child of whom only the month is known is paid for until its middle, one whose day is known until the day', () => {
  const rates = { kappaDays: 0, edits: [] };
  const adult = (birthDate: string | null) =>
    projectDemand(
      input(
        {
          ...base,
          placements: [placement('A', { birthMonth: '2006-05-01', birthDate, groupCode: 'RES', start: '2020-01-09' })],
        },
        rates,
      ),
    ).months.reduce((sum, month) => sum + month.groups.RES!.childDays, 0);
  const to = (date: string) => daysBetween('2024-03-20', date);
  expect(adult(null)).toBeCloseTo(to('2024-05-01') + 15.5, 9);
  expect(adult('2006-05-01')).toBeCloseTo(to('2024-05-01'), 9);
  expect(adult('2006-05-11')).toBeCloseTo(to('2024-05-11'), 9);
  expect(adult('2006-05-31')).toBeCloseTo(to('2024-05-31'), 9);
});

test('one born on 29 February comes of age on 1 March', () => {
  expect(dateOfDay(birthdayOf(monthIndex('2004-02-29'), 29).adult)).toBe('2022-03-01');
  expect(dateOfDay(birthdayOf(monthIndex('2006-05-01'), null).adult)).toBe('2024-05-16');
});

test('the record of expected ends: within a month either way held, overdue by more did not, too few say nothing', () => {
  const row = (end: string | null, expectedEnd: string | null) => placement('R', { end, expectedEnd });
  const rows = [
    row('2023-06-01', '2023-06-20'),
    row('2023-06-01', '2023-05-05'),
    row('2023-06-01', '2023-09-01'),
    row(null, '2023-12-01'),
    row(null, '2024-03-10'),
    row(null, '2024-09-01'),
    row('2023-06-01', null),
  ];
  expect(expectedEndRecord(rows, dataDate)).toEqual({ met: 2, of: 4, share: 0.5, basis: 'assumed' });
  expect(expectedEndRecord([...rows, row('2023-06-01', '2023-06-02')], dataDate)).toEqual({
    ...{ met: 3, of: 5, share: 0.6, basis: 'measured' },
  });
});
