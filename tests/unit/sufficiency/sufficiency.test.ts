import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { CapacityProject, PipelineCount, PlaceCount, PlacementRequest } from '../../../shared/model/registers.ts';
import { contractStates } from '../../../shared/sufficiency/contracts.ts';
import { conversion, netHouseholds, recruitmentAsCarers } from '../../../shared/sufficiency/fostering.ts';
import { placesOnDays } from '../../../shared/sufficiency/places.ts';
import { countQuantiles, predictCount } from '../../../shared/sufficiency/predict-count.ts';
import { annuity, datedProjects, programmePlaces, projectCost } from '../../../shared/sufficiency/programme.ts';
import { careTypes, requestsByType, requestYear } from '../../../shared/sufficiency/requests.ts';

const request = fc.record({
  count: fc.integer({ min: 1, max: 40 }),
  askedType: fc.constantFrom(...careTypes),
  outcome: fc.constantFrom('placed' as const, 'withdrawn' as const, 'waiting' as const),
  given: fc.option(fc.constantFrom(...careTypes)),
  day: fc.integer({ min: 1, max: 28 }),
});
type Drawn = typeof request extends fc.Arbitrary<infer T> ? T : never;
const requestRow = (part: Drawn, id: number): PlacementRequest => ({
  ...{ id, reference: `R${id}`, requestedOn: `2024-01-${String(part.day).padStart(2, '0')}`, count: part.count },
  ...{ askedType: part.askedType, askedGroup: null, band: null, urgency: 'planned', offers: null },
  ...{ outcome: part.outcome, givenType: part.outcome === 'placed' ? part.given : null, givenGroup: null },
  ...{ placedOn: null, miles: null, source: null },
});

describe('requests', () => {
  test('requests = placed + withdrawn + waiting, and placed = as asked + elsewhere + type not said, whatever the rows', () => {
    fc.assert(
      fc.property(fc.array(request, { maxLength: 60 }), (parts) => {
        const rows = parts.map(requestRow);
        const made = requestsByType(rows, '2024-01-01', '2024-12-31');
        for (const row of made) {
          expect(row.placed + row.withdrawn + row.waiting).toBe(row.requests);
          expect(row.asAsked + row.unmet + row.typeNotSaid).toBe(row.placed);
          expect(Object.values(row.byUrgency).reduce((sum, count) => sum + count, 0)).toBe(row.requests);
          expect(Object.values(row.byBand).reduce((sum, cell) => sum + cell.unmet, 0)).toBe(row.unmet);
        }
        expect(made.reduce((sum, row) => sum + row.requests, 0)).toBe(rows.reduce((sum, row) => sum + row.count, 0));
      }),
    );
  });

  test('the year of the requests ends with the latest', () => {
    const row = requestRow({ day: 31, count: 1, askedType: 'fostering', outcome: 'waiting', given: null }, 1);
    expect(requestYear([{ ...row, requestedOn: '2022-08-31' }])).toEqual({ from: '2021-09-01', to: '2022-08-31' });
    expect(requestYear([{ ...row, requestedOn: '2024-02-29' }])).toEqual({ from: '2023-03-01', to: '2024-02-29' });
  });

  test('a count that comes again: the negative binomial by its own sum, and by drawing Gamma then Poisson', () => {
    const made = predictCount(77, 1, 1);
    // Mean of the predictive is shape ÷ years = 77.5; the standard deviation √(77.5 · 2) = 12.4.
    expect(made.p50).toBeGreaterThanOrEqual(76);
    expect(made.p50).toBeLessThanOrEqual(78);
    expect(made.p90 - made.p10).toBeCloseTo(2 * 1.2816 * Math.sqrt(155), -0.5);
    const shares = Array.from({ length: 2000 }, (_, at) => (at + 0.5) / 2000);
    const values = countQuantiles(3, 1, 1, shares);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    expect(mean).toBeCloseTo(3.5, 1);
    expect(variance).toBeCloseTo(7, 0);
  });
});

test('places = filled + unavailable + vacant + unexplained, whatever the counts', () => {
  const count = fc.record({
    state: fc.constantFrom('filled' as const, 'unavailable' as const, 'vacant' as const),
    places: fc.integer({ min: 0, max: 100 }),
  });
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), fc.array(count, { maxLength: 6 }), (approved, parts) => {
      const rows: PlaceCount[] = [{ state: 'approved' as const, places: approved }, ...parts].map((part, id) => ({
        ...{ id, on: '2024-03-31', groupCode: 'FOS', reason: `r${id}`, source: 'x', ...part },
      }));
      const [day] = placesOnDays(rows);
      expect((day?.filled ?? 0) + (day?.unavailable ?? 0) + (day?.vacant ?? 0) + (day?.unexplained ?? 0)).toBe(
        approved,
      );
      expect(day?.reasons.reduce((sum, reason) => sum + reason.places, 0)).toBe(day?.unavailable);
    }),
  );
});

const project = (part: Partial<CapacityProject>): CapacityProject => ({
  ...{ id: 1, reference: 'P1', name: 'Home', groupCode: 'RES', band: null, site: null, kind: 'opening' },
  ...{ stage: 'approved', places: 4, plannedOn: '2024-06-30', endsOn: null, registeredOn: null, delayMonths: 0 },
  ...{ probabilityPercent: 100, capitalPence: null, grantPence: null, termYears: null, ratePercent: null },
  ...{ revenuePence: null, lineCode: null, source: null, ...part },
});

describe('the capacity programme', () => {
  test('£3.3 m over 60 years at 5.8 % is £198 k a year (CAP-003); at no interest, a part a year', () => {
    expect(Math.round(annuity(330_000_000, 60, 5.8) / 100_000)).toBe(198);
    expect(annuity(1200, 12, 0)).toBe(100);
    const cost = projectCost(
      project({ capitalPence: 400_000_000, grantPence: 70_000_000, termYears: 60, ratePercent: 5.8 }),
    );
    expect(Math.round((cost.financing ?? 0) / 100_000)).toBe(198);
    expect(projectCost(project({ capitalPence: 1 })).financing).toBeNull();
  });

  test('places come on their day, later by delay and lever, by chance; works give back; what is open counts no more', () => {
    const rows = [
      project({ registeredOn: '2024-08-31' }),
      project({ reference: 'P2', probabilityPercent: 50, places: 2, delayMonths: 3 }),
      project({ reference: 'P3', kind: 'works', places: 3, plannedOn: '2024-05-01', endsOn: '2024-10-01' }),
      project({ reference: 'P4', stage: 'open', places: 9 }),
      project({ reference: 'P5', plannedOn: null, places: 7 }),
    ];
    const on = (day: string, delay = 0) =>
      programmePlaces(
        datedProjects(rows, [{ ...newLever('capacity-delay', 'd', '2024-01-01'), value: delay }]),
        'RES',
        day,
      );
    expect(on('2024-05-31')).toEqual({ sure: -3, expected: -3, all: -3 });
    expect(on('2024-08-30').expected).toBe(-3);
    expect(on('2024-08-31').expected).toBe(1);
    expect(on('2024-12-31')).toEqual({ sure: 4, expected: 5, all: 6 });
    expect(on('2024-12-31', 6).expected).toBe(-3);
    expect(on('2025-12-31', 6)).toEqual({ sure: 4, expected: 5, all: 6 });
  });
});

const counted = (
  stage: PipelineCount['stage'],
  from: string,
  months: number,
  households: number,
  days: number | null = null,
) => ({
  ...{ id: 1, stage, from, months, reason: '*', households, places: null, days, source: 's' },
});

describe('the fostering pipeline', () => {
  const rows: PipelineCount[] = [
    counted('enquiry', '2023-04-01', 12, 200, 30),
    counted('visit', '2023-04-01', 12, 80, 60),
    counted('application', '2023-04-01', 12, 40, 150),
    counted('approval', '2023-04-01', 12, 20),
  ];

  test('conversion is approvals over enquiries, and the time the stages together take', () => {
    expect(conversion(rows)).toEqual({ rate: 0.1, enquiries: 200, months: 8 });
    expect(conversion([])).toBeNull();
  });

  test('half as many enquiries again are ten carers a year, eight months later', () => {
    const lever = { ...newLever('recruitment', 'r', '2024-04-15'), value: 50 };
    expect(recruitmentAsCarers(lever, rows)).toMatchObject({ kind: 'carers', value: 10, from: '2024-12-15' });
    expect(recruitmentAsCarers(lever, [])).toBeNull();
  });

  test('net households need every month', () => {
    const months = Array.from(
      { length: 12 },
      (_, at) => `${at < 9 ? 2023 : 2024}-${String(((at + 3) % 12) + 1).padStart(2, '0')}-01`,
    );
    const all = months.flatMap((month) => [counted('approval', month, 1, 2), counted('de-registration', month, 1, 3)]);
    expect(netHouseholds(all, '2023-04-01', 100)).toMatchObject({ net: -12, level: expect.arrayContaining([99, 88]) });
    expect(netHouseholds(all.slice(1), '2023-04-01')).toBeNull();
  });
});

test('a contract: the price of a place, the last day it may run to, and when notice is due', () => {
  const base = { id: 1, supplier: 'S', service: 'Block', route: 'block' as const, groupCode: 'RES', lineCode: null };
  const [state] = contractStates(
    [
      {
        ...{ ...base, reference: 'C1', unitCode: 'B', annualPence: 514_319_300, places: null, from: '2022-04-01' },
        ...{ to: '2025-03-31', optionYears: 2, noticeMonths: 6, uplift: null, source: null },
      },
    ],
    [
      {
        ...{ id: 1, code: 'B', name: 'Block', kind: 'block', groupCode: 'RES', from: '2021-04-01', places: 32 },
        ...{ annualCostPence: 514_319_300, utilisationPercent: 91, lineName: null },
      },
    ],
    '2024-03-31',
  );
  // £5,143,193 over 32 places is £3,082.39 a week of 52.14 (sample prices); over 365.25 ÷ 7 weeks £3,080.28.
  expect(state).toMatchObject({
    places: 32,
    placeWeek: 308_028,
    latestEnd: '2027-03-31',
    noticeBy: '2024-09-30',
    differs: null,
  });
});
