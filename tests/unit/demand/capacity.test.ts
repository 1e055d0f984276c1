import { expect, test } from 'vitest';
import { sufficiencyGap } from '../../../shared/demand/capacity.ts';
import { unitsOn } from '../../../shared/demand/levers/capacity.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import type { CapacityUnit } from '../../../shared/model/registers.ts';
import { syntheticSnapshot } from './synthetic.ts';

const unit = (
  code: string,
  groupCode: string,
  from: string,
  places: number,
  utilisationPercent: number | null,
): CapacityUnit => ({
  ...{ id: 1, code, name: code, kind: 'home' as const, groupCode, from, places, utilisationPercent },
  ...{ annualCostPence: 0, lineName: null },
});
const units = [
  unit('H1', 'RES', '2020-01-01', 10, 80),
  unit('H2', 'RES', '2024-06-01', 6, null),
  unit('F1', 'FOS', '2020-01-01', 50, null),
  unit('F1', 'FOS', '2024-09-01', 40, null),
];

test('the latest row of each unit that has begun is in force', () => {
  expect(unitsOn(units, '2024-05-31').map(({ code, places }) => [code, places])).toEqual([
    ['H1', 10],
    ['F1', 50],
  ]);
  expect(unitsOn(units, '2024-09-01').find(({ code }) => code === 'F1')?.places).toBe(40);
});

test('the sufficiency gap is children less usable places, month by month, of groups that have places', () => {
  const snapshot = syntheticSnapshot(100, 3);
  const projection = projectDemand({
    snapshot,
    levers: [],
    months: 6,
    method: 'chain',
    reference: null,
    kappaDays: 1095,
  });
  const gaps = sufficiencyGap(projection, units);
  expect(gaps).toHaveLength(6 * 2);
  const residential = gaps.filter(({ group }) => group === 'RES');
  expect(residential.map(({ usable }) => usable)).toEqual([8, 8, 14, 14, 14, 14]);
  residential.forEach((row, at) => {
    expect(row.gap).toBe(projection.months[at]!.groups.RES!.stock - row.usable);
  });
});
