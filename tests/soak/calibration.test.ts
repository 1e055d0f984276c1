import { expect, test } from 'vitest';
import { calibrate, calibrationTable } from '../support/calibration.ts';

const histories = 1000;

test(`80 % intervals on ${histories} histories simulated from known rates`, () => {
  const result = calibrate(histories, 390, 500);
  console.log(`calibration, seeds 1 to ${histories}\n${calibrationTable(result)}`);
  for (const cell of result.cells.filter(({ method }) => method === 'chain')) {
    const coverage = cell.inside / cell.intervals;
    const [low, high] = cell.what === 'total' ? [0.77, 0.83] : [0.75, 0.86];
    expect(coverage, `${cell.what} at ${cell.horizon} months`).toBeGreaterThanOrEqual(low);
    expect(coverage, `${cell.what} at ${cell.horizon} months`).toBeLessThanOrEqual(high);
  }
});
