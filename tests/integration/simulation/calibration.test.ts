import { expect, test } from 'vitest';
import { calibrate, calibrationTable } from '../../support/calibration.ts';

// The soak run does a thousand with the narrow bounds; here four binomial standard errors about 80 %.
const histories = 40;

test(`80 % intervals on ${histories} histories simulated from known rates are neither far too narrow nor too wide`, () => {
  const result = calibrate(histories, 250, 150);
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
  // The same table holds the sector's models: the regional one answers always, with an interval far wider than 80 %.
  const regional = cells.filter(({ method }) => method === 'd2i-regional');
  expect(regional.map(({ horizon, forecasts }) => [horizon, forecasts])).toEqual(
    [6, 12, 24].map((at) => [at, histories]),
  );
  for (const cell of regional) expect(cell.inside / cell.intervals).toBeGreaterThan(0.9);
  expect(result.refused.get('d2i-core') ?? 0).toBeLessThan(histories / 20);
  const table = calibrationTable(result);
  for (const method of ['chain', 'linear', 'd2i-core', 'd2i-regional']) expect(table).toContain(method);
}, 180_000);
