import { expect, test } from 'vitest';
import { calibrate, calibrationTable } from '../../support/calibration.ts';

// The soak run does a thousand with the narrow bounds; here four binomial standard errors about 80 %.
const histories = 40;

test(`80 % intervals on ${histories} histories simulated from known rates are neither far too narrow nor too wide`, () => {
  const result = calibrate(histories, 250, 200);
  const { cells } = result;
  const reach = 4 * Math.sqrt((0.8 * 0.2) / histories);
  for (const cell of cells.filter(({ method }) => method === 'chain')) {
    expect(Math.abs(cell.inside / cell.intervals - 0.8)).toBeLessThan(reach);
  }
  for (const horizon of [6, 12, 24]) {
    const error = (method: string) =>
      cells.find((cell) => cell.method === method && cell.horizon === horizon && cell.what === 'total')!.error;
    expect(error('chain')).toBeLessThan(error('linear'));
  }
  expect(calibrationTable(result)).toContain('d2i-regional');
});
