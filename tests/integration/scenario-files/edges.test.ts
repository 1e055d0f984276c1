import { expect, test } from 'vitest';
import { tryEdges } from '../../support/edge-files.ts';

/** The short run; `npm run soak` tries every edge of every column. */
test('a file with a value at its edge is opened, and saves, or is refused in words', { timeout: 240_000 }, async () => {
  const result = await tryEdges(2, 71);
  console.log('edges', JSON.stringify(result));
  expect(result.wrong).toEqual([]);
  expect(result.opened).toBeGreaterThan(3);
  expect(result.refused).toBeGreaterThan(3);
});
