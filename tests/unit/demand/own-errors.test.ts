import { describe, expect, test } from 'vitest';
import type { DemandInput } from '../../../shared/demand/input.ts';
import { movementFromHistory } from '../../../shared/demand/movement/movement.ts';
import { simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import { widthAdjustment } from '../../../shared/demand/simulation/own-errors.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { summarise } from '../../../shared/demand/simulation/summarise.ts';
import { features } from '../../support/simulator/features.ts';
import { seenAtOrigin, simulateHistory } from '../../support/simulator/history.ts';

const spread = (mean: number, width: number) => ({
  total: { mean, p10: mean - width, p50: mean, p90: mean + width, low95: mean - 2 * width, high95: mean + 2 * width },
});
/** Twelve months, foreseen with a standard deviation of 5 %: 1.2816 of them either way. */
const months = Array.from({ length: 12 }, () => spread(1000, 50 * 1.2815));
const errors = (size: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({ ahead: 12, error: at % 2 === 0 ? size : -size }));

describe('widths follow the forecast’s own past errors, as far as there are any', () => {
  test('errors as large as foreseen change nothing; none say nothing', () => {
    expect(widthAdjustment(errors(0.05, 16), months)!.factor).toBeCloseTo(1, 3);
    expect(widthAdjustment([], months)).toBeNull();
  });

  test('sixteen overlapping starts are four years: shrunk as by two years more', () => {
    // Half as large: (2 + 4 × ¼) ÷ (2 + 4) = ½.
    expect(widthAdjustment(errors(0.025, 16), months)).toEqual({ factor: expect.closeTo(Math.SQRT1_2, 3), errors: 4 });
    // Four times as large counts as twice: (2 + 4 × 4) ÷ 6 = 3.
    expect(widthAdjustment(errors(0.2, 16), months)!.factor).toBeCloseTo(Math.sqrt(3), 6);
  });
});

test('only where it is asked for, about the same mean, by one factor for the total and each group', () => {
  const snapshot = seenAtOrigin(simulateHistory(features[0]!, 5));
  const run = (ownErrors: boolean) => {
    const input: DemandInput = {
      ...{ snapshot, levers: [], months: 24, method: 'chain', reference: null, kappaDays: 1095 },
      movement: { ...movementFromHistory, ...(ownErrors ? { ownErrors } : {}) },
    };
    const plan = simulationPlan(input, { seed: 3, drawRates: true });
    return summarise(plan, simulatePaths(plan, 0, 60));
  };
  const [plain, adjusted] = [run(false), run(true)];
  expect(plain.adjustment).toBeUndefined();
  const { factor } = adjusted.adjustment!;
  expect(factor).not.toBe(1);
  for (const of of ['total', 'FOS'] as const) {
    const [before, after] = [plain, adjusted].map(({ months: all }) => {
      const month = all[11]!;
      return of === 'total' ? month.total : month.groups[of]!;
    });
    expect(after!.mean).toBe(before!.mean);
    expect((after!.p90 - after!.p10) / (before!.p90 - before!.p10)).toBeCloseTo(factor, 9);
  }
});
