import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { regionalDetail, regionalProportions, sectorCostOn } from '../../../shared/demand/sector/cost.ts';
import { type SectorMethod, sectorProjection } from '../../../shared/demand/sector/projection.ts';
import { daysBetween } from '../../../shared/model/calendar.ts';
import { sectorFolder, sectorInput } from './sector-input.ts';

const { cases } = JSON.parse(readFileSync(new URL('expected.json', sectorFolder), 'utf8'));
const window = { dataDate: '2024-03-31', months: 24, reference: { from: '2023-04-01', to: '2024-03-31' } };
const of = (method: SectorMethod) =>
  sectorProjection(method, sectorInput(method === 'd2i-core' ? 'core' : 'regional', 'files'), window);

describe.each(['d2i-core', 'd2i-regional'] as const)('%s by month', (method) => {
  const projection = of(method);
  const expected = cases[method === 'd2i-core' ? 0 : 1];

  test('totals are those of the model on its own dates', () => {
    expect(projection.months).toHaveLength(24);
    expect(Object.values(projection.opening).reduce((sum, count) => sum + count)).toBe(44);
    for (const [date, { total }] of Object.entries<{ total: number }>(expected.forecast)) {
      const month = projection.months.find((item) => daysBetween(date, item.end) === 1);
      expect(Math.abs((month?.total.stock ?? Number.NaN) - total)).toBeLessThan(1e-6);
    }
  });

  test('opening + entrants + movers − leavers = stock, every month and category; bands sum to the total', () => {
    for (const [index, month] of projection.months.entries()) {
      for (const cell of [month.total, ...Object.values(month.groups)]) {
        const closing = cell.opening + cell.entrants + cell.moversIn - cell.moversOut - cell.leavers - cell.agedOut;
        expect(Math.abs(closing - cell.stock)).toBeLessThan(1e-9);
      }
      expect(Math.abs(Object.values(month.bands).reduce((sum, count) => sum + count) - month.total.stock)).toBeLessThan(
        1e-9,
      );
      const before = projection.months[index - 1];
      if (before) expect(Math.abs(before.total.stock - month.total.opening)).toBeLessThan(1e-9);
    }
  });

  test('a child who stays is there for fewer days each month of equal length', () => {
    const days = projection.stayerDays(150, method === 'd2i-core' ? 'FOSTERING' : 'Fostering');
    expect(days[0]).toBeGreaterThan(28);
    expect(days[0]).toBeLessThan(30);
    expect(days[12]).toBeLessThan(days[0] ?? 0);
    expect(() => projection.stayerDays(150, 'foster-in-house')).toThrow(RangeError);
  });

  test('only the regional model has an interval, its own', () => {
    if (projection.intervals === null) expect(method).toBe('d2i-core');
    else {
      const spread = 2 * Math.sqrt(expected.variance['2024-06-30'].total);
      expect(projection.intervals[2]?.low).toBeCloseTo(45 - spread, 6);
      expect(projection.intervals[2]?.high).toBeCloseTo(45 + spread, 6);
    }
  });
});

test('a data date after the last event starts from the last stock known', () => {
  const later = sectorProjection('d2i-core', sectorInput('core', 'files'), { ...window, dataDate: '2024-05-31' });
  expect(Object.values(later.opening).reduce((sum, count) => sum + count)).toBe(44);
});

test('cost a day of the core model', () => {
  const { weekly_prices: price, proportions: share, cost_per_day } = cases[0];
  const parts = (...names: string[]) => names.map((name) => ({ price: price[name], proportion: share[name] }));
  const prices = {
    FOSTERING: parts('foster_friend_relation', 'foster_in_house', 'foster_IFA'),
    RESIDENTIAL: parts('resi_in_house', 'resi_external'),
    SUPPORTED: parts('supported'),
    OTHER: parts('secure_home', 'placed_with_family', 'other'),
  };
  const { forecast } = of('d2i-core');
  for (const [date, costs] of Object.entries<Record<string, number>>(cost_per_day)) {
    const ours = sectorCostOn(forecast, daysBetween(forecast.from, date), (state) => state.split('|')[1] ?? '', prices);
    const { TOTAL: total, ...byCategory } = costs;
    for (const [category, cost] of Object.entries(byCategory)) {
      expect(Math.abs((ours[category] ?? Number.NaN) / cost - 1)).toBeLessThan(1e-8);
    }
    expect(Math.abs(Object.values(ours).reduce((sum, cost) => sum + cost) / (total ?? 0) - 1)).toBeLessThan(1e-8);
  }
});

test('placement proportions of the regional model', () => {
  const { episodes } = of('d2i-regional');
  const ours = regionalProportions(episodes, regionalDetail, ...(cases[1].reference as [string, string]));
  for (const [detail, share] of Object.entries<number>(cases[1].placement_proportions)) {
    expect(Math.abs((ours.get(detail) ?? 0) - share)).toBeLessThan(1e-12);
  }
});
