import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backtest } from '../../../shared/demand/backtest/backtest.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import type { DemandMonth } from '../../../shared/demand/projection.ts';
import {
  publishableFigures,
  publishableNames,
  publishedBacktest,
  publishedMonths,
} from '../../../shared/demand/published-demand.ts';
import { syntheticSnapshot } from './synthetic.ts';

const snapshot = syntheticSnapshot(60, 4);
const asked = { snapshot, reference: null, kappaDays: 1095 };

test('a published projection holds whole month ends and no small number, flow or part of one', () => {
  const projection = projectDemand({ ...asked, levers: [], months: 12, method: 'chain' });
  const published = publishedMonths(projection);
  expect(published.map(({ on }) => on).slice(0, 2)).toEqual(['2024-04-30', '2024-05-31']);
  published.forEach((month, at) => {
    expect(Object.keys(month).sort()).toEqual(['bands', 'groups', 'on', 'total']);
    expect(month.total).toBe(Math.round(projection.months[at]!.total.stock));
    for (const value of [...Object.values(month.groups), ...Object.values(month.bands)]) {
      expect(value === null || value === 0 || (Number.isInteger(value) && value >= 6)).toBe(true);
    }
  });
});

test('whatever the counts, no single cell is withheld beside its total', () => {
  const counts = fc.array(fc.float({ min: 0, max: 20, noNaN: true }), { minLength: 5, maxLength: 5 });
  fc.assert(
    fc.property(counts, counts, (groups, bands) => {
      const cell = (stock: number) => ({ stock }) as DemandMonth['total'];
      const total = groups.reduce((sum, value) => sum + value, 0);
      const [month] = publishedMonths({
        months: [
          {
            start: '2024-04-01',
            end: '2024-05-01',
            total: cell(total),
            groups: Object.fromEntries(groups.map((value, at) => [`G${at}`, cell(value)])),
            bands: Object.fromEntries(bands.map((value, at) => [`B${at}`, value])) as unknown as DemandMonth['bands'],
          },
        ],
      });
      for (const margin of [month!.groups, month!.bands]) {
        const values = Object.values(margin);
        for (const value of values) expect(value === null || value === 0 || value >= 6).toBe(true);
        if (month!.total === null) expect(values.every((value) => value === null)).toBe(true);
        else expect(values.filter((value) => value === null)).not.toHaveLength(1);
      }
    }),
  );
});

test('a series that has ever held 1 to 5 is left out, with the next smallest where it stood alone', () => {
  expect(publishableNames({ a: [40, 41], b: [0, 7], c: [9, 0, 4] })).toEqual(['a']);
  expect(publishableNames({ a: [40, 41], b: [2, 7], c: [9, 3] })).toEqual(['a']);
  expect(publishableNames({ a: [40], b: [6], c: [0, 0] })).toEqual(['a', 'b', 'c']);
});

test('a published back-test keeps the total and drops the groups and bands that are small', () => {
  const made = backtest(asked, 6, 3);
  const shown = publishableFigures(snapshot);
  const published = publishedBacktest(made, snapshot);
  expect(shown.groups.length).toBeLessThan(new Set(made.rows.map(({ group }) => group)).size);
  expect(new Set(published.rows.map(({ group }) => group))).toEqual(
    new Set([null, ...shown.groups.filter((code) => made.rows.some(({ group }) => group === code))]),
  );
  expect([...new Set(published.bands.map(({ group }) => group))]).toEqual(shown.bands);
  expect(published.rows.filter(({ group }) => group === null)).toEqual(made.rows.filter(({ group }) => group === null));
});
