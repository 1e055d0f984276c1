import { expect, test } from 'vitest';
import {
  forecastTable,
  type TableAsked,
  tableColumns,
  tablePlan,
  tableTypes,
} from '../../../shared/demand/forecast-table.ts';
import { simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { bands } from '../../../shared/model/bands.ts';
import { group, syntheticSnapshot } from './synthetic.ts';

const groups = [
  group('FOS', 'fostering', 0),
  group('RES', 'residential', 1),
  group('SUP', 'supported', 2),
  group('PAR', 'other', 3),
];
const snapshot = syntheticSnapshot(260, 11, '2024-03-31', groups);
const asked = (part: Partial<TableAsked> = {}): TableAsked => ({
  ...{ on: '2025-03-31', uasc: 'all', windowMonths: 12, seed: 5, ...part },
});
const made = (part: Partial<TableAsked> = {}, paths = 400) => {
  const plan = tablePlan(snapshot, asked(part));
  const range = simulatePaths(plan.plan, 0, paths);
  return { plan, range, table: forecastTable(snapshot, asked(part), plan, range) };
};

test('on every path and at every month end the ages add up to the groups', () => {
  const { range } = made();
  for (let row = 0; row < 400 * range.months; row += 1) {
    let [byGroup, byBand] = [0, 0];
    for (let at = 0; at < range.groups; at += 1) byGroup += range.stock[row * range.groups + at]!;
    for (let at = 0; at < bands.length; at += 1) {
      expect(range.bands[row * bands.length + at]).toBeGreaterThanOrEqual(0);
      byBand += range.bands[row * bands.length + at]!;
    }
    expect(byBand).toBe(byGroup);
  }
});

test('columns add up in the mean and never in their bounds; the rest is held at its last level', () => {
  const { table } = made();
  const { columns } = table;
  const sum = (names: readonly (keyof typeof columns)[], key: 'now' | 'forecast' | 'low' | 'high') =>
    names.reduce((total, name) => total + columns[name][key], 0);
  const ages = bands.map(({ code }) => code);
  for (const names of [tableTypes, ages]) {
    expect(sum(names, 'now')).toBe(columns.modelled.now);
    expect(sum(names, 'forecast')).toBeCloseTo(columns.modelled.forecast, 6);
    expect(sum(names, 'low')).toBeLessThan(columns.modelled.low);
    expect(sum(names, 'high')).toBeGreaterThan(columns.modelled.high);
  }
  expect(columns.all.forecast - columns.modelled.forecast).toBeCloseTo(columns.all.now - columns.modelled.now, 6);
  for (const name of tableColumns) expect(columns[name].low).toBeLessThanOrEqual(columns[name].high);
});

test('without unaccompanied children they are in no column; two years take another window; the same seed the same table', () => {
  const [all, excluded, only] = [made(), made({ uasc: 'excluded' }), made({ uasc: 'only' })];
  const now = ({ table }: typeof all) => table.columns.all.now;
  expect(now(excluded) + now(only)).toBe(now(all));
  expect(now(only)).toBeGreaterThan(0);
  const two = made({ windowMonths: 24 });
  expect(two.table.columns.all.now).toBe(now(all));
  expect(two.table.columns.all.forecast).not.toBe(all.table.columns.all.forecast);
  expect(made().table).toEqual(all.table);
});

test('a day that ends no month, or lies in the past, is refused', () => {
  for (const on of ['2025-03-30', '2024-03-31', '2023-03-31'])
    expect(() => tablePlan(snapshot, asked({ on }))).toThrow(/last day of a month/);
});
