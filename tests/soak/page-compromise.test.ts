import { expect, test } from 'vitest';
import { compromise } from '../support/page-compromise.ts';

test('200 pages that were taken over, 40 calls each', async () => {
  const result = await compromise(200, 40, 2026);
  console.log('page compromise, seed 2026', JSON.stringify(result));
  expect(result.wrong).toEqual([]);
});
