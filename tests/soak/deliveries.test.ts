import { expect, test } from 'vitest';
import { cutDatabase } from '../support/database-faults.ts';
import { cutDeliveries, killDeliveries } from '../support/delivery-faults.ts';

const count = 300;

test(`${count} network cuts during delivery`, async () => {
  const result = await cutDeliveries(count, 2024);
  console.log('network cuts, seed 2024', JSON.stringify(result));
  expect(result).toMatchObject({ faults: count, partial: 0, wrong: 0 });
  expect(result.delivered + result.conflicts).toBe(result.exports * 3);
});

test(`${count} kills during delivery`, async () => {
  const result = await killDeliveries(count, 2025);
  console.log('kills, seed 2025', JSON.stringify(result));
  expect(result).toMatchObject({ faults: count, partial: 0, wrong: 0, stray: 0, conflicts: 0 });
  expect(result.delivered).toBe(result.exports * 4);
});

test(`${count} cuts of a database during delivery`, async () => {
  const result = await cutDatabase(count, 2026);
  console.log('database cuts, seed 2026', JSON.stringify(result));
  expect(result).toMatchObject({ cuts: count, torn: 0, lost: 0 });
  expect(result.delivered).toBe(result.exports);
});
