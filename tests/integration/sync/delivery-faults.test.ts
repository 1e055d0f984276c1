import { expect, test, vi } from 'vitest';
import { cutDatabase } from '../../support/database-faults.ts';
import { cutDeliveries, killDeliveries } from '../../support/delivery-faults.ts';

// Real servers and processes, on a machine that may be busy.
vi.setConfig({ testTimeout: 300_000 });

/** The short run; `npm run soak` does 300 of each. */
test('24 network cuts: every export arrives once and whole, or is listed as a conflict', async () => {
  const result = await cutDeliveries(24, 11);
  console.log('network cuts', JSON.stringify(result));
  expect(result).toMatchObject({ faults: 24, partial: 0, wrong: 0 });
  expect(result.delivered + result.conflicts).toBe(result.exports * 3);
});

test('5 kills: every export arrives once and whole', async () => {
  const result = await killDeliveries(5, 12);
  console.log('kills', JSON.stringify(result));
  expect(result).toMatchObject({ faults: 5, partial: 0, wrong: 0, stray: 0, conflicts: 0 });
  expect(result.delivered).toBe(result.exports * 4);
});

test('24 cuts of a database: every forecast is there once and whole', async () => {
  const result = await cutDatabase(24, 13);
  console.log('database cuts', JSON.stringify(result));
  expect(result).toMatchObject({ cuts: 24, torn: 0, lost: 0 });
  expect(result.delivered).toBe(result.exports);
});
