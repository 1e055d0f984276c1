import { describe, expect, test } from 'vitest';
import { gammaCumulative, gammaQuantile } from '../../../shared/demand/distributions.ts';
import { type RateEdit, rateEditKey, rateEditsOf } from '../../../shared/demand/history/rate-edits.ts';
import { rateTable } from '../../../shared/demand/history/rate-table.ts';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { movementFromHistory } from '../../../shared/demand/movement/movement.ts';
import { projectDemand } from '../../../shared/demand/project.ts';
import { simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { syntheticSnapshot } from './synthetic.ts';

const snapshot = syntheticSnapshot(200, 8);
const input = (edits: RateEdit[] = []): DemandInput => ({
  snapshot,
  levers: [],
  months: 12,
  method: 'chain',
  reference: null,
  kappaDays: 1095,
  edits,
});

describe('rates set by the user', () => {
  const edit: RateEdit = { band: '10-15', group: 'FOS', to: null, perDay: 0.01 };

  test('take the place of the measured ones, in the projection and on every path', () => {
    const changed = projectDemand(input([edit]));
    expect(changed.months[11]!.total.stock).toBeLessThan(projectDemand(input()).months[11]!.total.stock - 1);
    const row = rateTable(input([edit])).rows.find(
      ({ band, group, to }) => band === '10-15' && group === 'FOS' && to === 'exit',
    )!;
    expect(row).toMatchObject({ perDay: 0.01, edited: true, low95: null });
    const plan = simulationPlan(input([edit]), { seed: 1, drawRates: true });
    const range = simulatePaths(plan, 0, 200);
    const mean = range.leavers.reduce((sum, value) => sum + value, 0) / 200;
    const expected = changed.months.reduce((sum, month) => sum + month.total.leavers, 0);
    expect(Math.abs(mean / expected - 1)).toBeLessThan(0.1);
  });

  test('entrants can be set too, and zero is a rate', () => {
    const none = (['under 1', '1-4', '5-9', '10-15', '16-17'] as const).flatMap((band) =>
      ['FOS', 'IFA', 'RES'].map((group) => ({ band, group, to: 'entrants', perDay: 0 })),
    );
    expect(projectDemand(input(none)).months.every((month) => month.total.entrants === 0)).toBe(true);
  });

  test('come from assumptions by key, and back', () => {
    expect(rateEditsOf({ [rateEditKey(edit)]: 0.01, 'kappa-days': 5 })).toEqual([edit]);
    const scenario = { ...newScenario('Edited', '2024/25', 0), assumptions: { [rateEditKey(edit)]: 0.01 } };
    expect(demandOf(snapshot, scenario).months[11]!.total.stock).toBe(
      projectDemand({ ...input([edit]), months: 36, movement: movementFromHistory }).months[11]!.total.stock,
    );
  });

  test('are refused by name where they make no sense', () => {
    expect(() => projectDemand(input([{ ...edit, group: 'NOPE' }]))).toThrow(/NOPE/);
    expect(() => projectDemand(input([{ ...edit, perDay: -1 }]))).toThrow(/below zero/);
    expect(() => projectDemand(input([{ ...edit, perDay: Number.NaN }]))).toThrow(/below zero/);
    expect(() => rateEditsOf({ 'rate:10-15|FOS': 1 })).toThrow(/does not name/);
  });
});

test('the table shows each rate inside its own 95 %, shrunk towards its group', () => {
  const { rows } = rateTable(input());
  expect(rows.some(({ to }) => to === 'entrants')).toBe(true);
  for (const row of rows) {
    if (row.low95 === null || row.high95 === null) throw new Error('No edits, so every rate has an interval');
    if (row.perDay > 0) expect(row.low95 <= row.perDay && row.perDay <= row.high95).toBe(true);
    if (row.parentPerDay !== null && row.exposureDays > 0) {
      const raw = row.events / row.exposureDays;
      expect(row.perDay).toBeGreaterThanOrEqual(Math.min(raw, row.parentPerDay) - 1e-15);
      expect(row.perDay).toBeLessThanOrEqual(Math.max(raw, row.parentPerDay) + 1e-15);
    }
  }
});

test('gamma quantiles agree with tables of chi-square', () => {
  expect(2 * gammaQuantile(0.975, 5)).toBeCloseTo(20.4832, 4);
  expect(2 * gammaQuantile(0.025, 5)).toBeCloseTo(3.24697, 4);
  expect(gammaCumulative(1, 1)).toBeCloseTo(1 - Math.exp(-1), 14);
});
