import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { centralPath, riskInput } from '../../../shared/scenario/outturn-risk.ts';
import { drawOutturn } from '../../../shared/scenario/risk-draws.ts';
import { demandOf, scenarioOf, snapshotOf, worlds } from '../../support/random-council.ts';

const draws = 4000;

/** Mean of draws and its standard error. */
function centre(values: Float64Array): { mean: number; error: number } {
  const mean = values.reduce((total, value) => total + value, 0) / values.length;
  const square = values.reduce((total, value) => total + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, error: Math.sqrt(square / values.length) };
}

// Seeded: one in 370 of honest means lies beyond three standard errors of its own.
test('the mean of the draws is the forecast of the same items within three standard errors, for any council', () => {
  let [drawn, uncertain] = [0, 0];
  fc.assert(
    fc.property(worlds, fc.constantFrom(0, 0.3, 0.9), (world, tie) => {
      const snapshot = snapshotOf(world);
      const scenario = scenarioOf(world);
      scenario.assumptions['pressure-correlation'] = tie;
      scenario.assumptions['demand-price-correlation'] = tie;
      const demand = demandOf(world, snapshot.dataDate);
      const made = forecast(snapshot, scenario, demand);
      const paths = Float64Array.from({ length: 201 }, (_, at) => (at - 100) * 10_000);
      const input = riskInput(snapshot, scenario, made, paths, draws);
      // What levers would bring at their low and their high, about where they stand.
      const levers = world.levers.map(({ value }, at) => ({
        key: `l${at}`,
        low: -100_000 * (1 + Math.abs(value)),
        high: 900_000,
      }));
      const result = drawOutturn({ ...input, levers }, centralPath(made), [paths]);
      const year = centre(result.periods.at(-1)!);
      expect(Math.abs(year.mean - made.total.variance)).toBeLessThanOrEqual(3 * year.error + 1);
      const beside = centre(result.notCounted);
      expect(Math.abs(beside.mean - (made.pressures.notCounted?.expected ?? 0))).toBeLessThanOrEqual(
        3 * beside.error + 1 + world.pressures.length,
      );
      drawn += 1;
      if (year.error > 0) uncertain += 1;
    }),
    { numRuns: 60, seed: 13 },
  );
  expect([drawn, uncertain > 50]).toEqual([60, true]);
});
