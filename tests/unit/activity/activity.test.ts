import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { activityLines } from '../../../shared/activity/activity.ts';
import { partnerPackages, shareByRule } from '../../../shared/activity/partner-packages.ts';
import { projectActivity } from '../../../shared/activity/project-activity.ts';
import { teamPositions } from '../../../shared/activity/staffing.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Activity, ActivityCount, StaffingPost } from '../../../shared/model/registers.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';

const activity: Activity = {
  ...{
    id: 1,
    code: 'A',
    name: 'Journeys',
    kind: 'transport',
    unit: 'journeys',
    parts: 'kinds',
    lineCode: 'T',
    source: null,
  },
};
const count = (part: Partial<ActivityCount>): ActivityCount => ({
  ...{ id: 1, activityCode: 'A', part: '*', from: '2024-04-01', months: 1, volume: null, amountPence: null },
  ...{ pricePence: null, index: 0, source: 's', ...part },
});

describe('activity × price = line', () => {
  test('whatever the months and parts, amounts are volume × price and the bridge makes the whole change', () => {
    const part = fc.record({ volume: fc.integer({ min: 1, max: 500 }), amountPence: fc.integer({ min: 0, max: 1e7 }) });
    fc.assert(
      fc.property(
        fc.array(fc.array(part, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 6 }),
        (months) => {
          const rows = months.flatMap((parts, month) =>
            parts.map((each, at) =>
              count({
                ...each,
                id: month * 10 + at,
                part: `p${at}`,
                from: `2024-${String(month + 1).padStart(2, '0')}-01`,
              }),
            ),
          );
          const [line] = activityLines([activity], rows);
          expect(line?.periods.length).toBe(months.length);
          for (const period of line?.periods ?? []) {
            expect(period.volume * period.price).toBeCloseTo(period.amount, 2);
            expect(period.parts.reduce((sum, each) => sum + each.amount, 0)).toBeCloseTo(period.amount, 6);
          }
          for (const bridge of line?.bridges ?? [])
            expect(bridge.volume + bridge.price + bridge.mix).toBeCloseTo(bridge.after - bridge.before, 2);
        },
      ),
    );
  });

  test('by hand: 100 journeys at £10 and 50 taxis at £40; then 120 and 30', () => {
    const rows = [
      count({ part: 'bus', volume: 100, pricePence: 1000 }),
      count({ part: 'taxi', volume: 50, pricePence: 4000 }),
      count({ part: 'bus', from: '2024-05-01', volume: 120, pricePence: 1100 }),
      count({ part: 'taxi', from: '2024-05-01', volume: 30, pricePence: 4000 }),
    ];
    const [line] = activityLines([activity], rows);
    // The same number of journeys: no volume; 20 of them from taxi to bus is −£600; buses at £1 more, £120.
    expect(line?.bridges[0]).toMatchObject({ before: 300_000, after: 252_000, volume: 0, price: 12_000, mix: -60_000 });
  });

  test('an index is scaled by a year whose amount is known; without one nothing is made up', () => {
    const rows = [
      count({ months: 12, volume: 100, pricePence: 10_000, index: 1 }),
      count({ months: 12, from: '2025-04-01', volume: 112, pricePence: 12_500, index: 1, amountPence: 1_400_000 }),
    ];
    const [line] = activityLines([activity], rows);
    expect(line?.whole?.before).toBeCloseTo(1_000_000, 6);
    expect([line?.whole?.volume, line?.whole?.price].map((value) => Math.round(value ?? 0))).toEqual([
      120_000, 280_000,
    ]);
    const [unknown] = activityLines(
      [activity],
      rows.map((row) => ({ ...row, amountPence: null })),
    );
    expect(unknown?.periods).toEqual([]);
    expect(unknown?.notes.join(' ')).toContain('no amount to scale it');
  });

  test('ahead: the trend of volume and of price, levers of its line on top, wider the further', () => {
    const rows = [10, 12, 13, 17, 18].map((volume, at) =>
      count({ from: `2024-0${at + 1}-01`, volume, pricePence: 100 + (at % 2) }),
    );
    const line = activityLines([activity], rows)[0]!;
    const [first, second] = projectActivity(line, 2);
    expect(first?.volume).toBeCloseTo(20.3, 6);
    expect((second?.high ?? 0) - (second?.low ?? 0)).toBeGreaterThan((first?.high ?? 0) - (first?.low ?? 0));
    const lever = { ...newLever('line-volume', 'v', '2024-06-01'), value: -10, reference: 'T' };
    expect(projectActivity(line, 2, [lever])[0]?.amount).toBeCloseTo((first?.amount ?? 0) * 0.9, 6);
  });
});

test('levers of activity and price change the budgeted gross of a line in the months still open, one on top of the other', () => {
  const snapshot = sampleSnapshot();
  const scenario = newScenario('Base', '2023/24', 9);
  const base = forecast(snapshot, scenario).lines.find(({ code }) => code === 'LEGAL')!;
  const of = (kind: 'line-volume' | 'line-price', value: number) => ({
    ...newLever(kind, kind, '2024-01-01'),
    value,
    reference: 'LEGAL',
  });
  const made = (levers: ReturnType<typeof of>[]) =>
    forecast(snapshot, { ...scenario, levers }).lines.find(({ code }) => code === 'LEGAL')!.outturn - base.outturn;
  const [volume, price, both] = [
    made([of('line-volume', 12)]),
    made([of('line-price', 25)]),
    made([of('line-volume', 12), of('line-price', 25)]),
  ];
  expect(volume).toBeGreaterThan(0);
  expect(price / volume).toBeCloseTo(25 / 12, 3);
  // 1.12 × 1.25 = 1.40: the papers’ transport.
  expect(both / volume).toBeCloseTo(40 / 12, 3);
});

describe('posts', () => {
  const post = (part: Partial<StaffingPost>): StaffingPost => ({
    ...{ id: 1, team: 'East', on: '2024-03-31', managed: 0, posts: 40, vacant: 8, agency: 6, costPence: 5_000_000 },
    ...{ premiumPence: 2_600_000, turnoverPercent: 18.1, payAwardPercent: 4, lineCode: null, source: 's', ...part },
  });

  test('employed + agency + uncovered = posts; agency costs an employee and the premium; uncovered posts go unspent', () => {
    const [team] = teamPositions([post({ on: '2023-03-31', posts: 99 }), post({})]);
    expect(team).toMatchObject({ posts: 40, employed: 32, agency: 6, uncovered: 2, agencyPremium: 15_600_000 });
    expect(team?.employees).toBe(32 * 5_200_000);
    expect(team?.agencyCost).toBe(6 * (5_200_000 + 2_600_000));
    expect([team?.unspent, team?.payAward]).toEqual([10_400_000, 6_400_000]);
    expect(team?.leavers).toBeCloseTo(5.792, 6);
  });
});

describe('partners’ packages', () => {
  test('a share by steps is of the part of the cost in each step', () => {
    const steps = [
      { abovePence: 10_000_000, sharePercent: 20 },
      { abovePence: 0, sharePercent: 5 },
      { abovePence: 30_000_000, sharePercent: 50 },
    ];
    // £350 k: 5 % of 100, 20 % of 200, 50 % of 50 = 5 + 40 + 25.
    expect(shareByRule(35_000_000, steps)).toBe(7_000_000);
    expect(shareByRule(10_000_000, steps)).toBe(500_000);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 0, max: 1e8 }), (cost, more) => {
        expect(shareByRule(cost + more, steps)).toBeGreaterThanOrEqual(shareByRule(cost, steps));
      }),
    );
  });

  test('agreed = invoiced + unbilled, and the benchmark is 20 % of education and 21 % of health (JF-001)', () => {
    const { jointFunding } = sampleSnapshot();
    const packages = partnerPackages(jointFunding, [], '2023/24');
    expect(packages.length).toBe(jointFunding.length);
    for (const row of packages) {
      expect(row.invoiced + row.unbilled).toBe(row.agreed);
      expect(row.atBenchmark).toBe(Math.round((row.gross * (row.partner === 'education' ? 20 : 21)) / 100));
      expect(row.byRule).toBeNull();
    }
  });
});
