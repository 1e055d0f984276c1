import { expect, test } from 'vitest';
import { tryEdges } from '../support/edge-files.ts';

test('every value of a scenario file at its edges: opened, and saves, or is refused within 2 seconds', async () => {
  const result = await tryEdges(0, 1);
  console.log('edges', JSON.stringify(result));
  expect(result.wrong).toEqual([]);
  expect(result.slowest).toBeLessThan(2000);
});
