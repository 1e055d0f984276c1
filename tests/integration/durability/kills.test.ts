import { expect, test } from 'vitest';
import { killModes, killWhile } from '../../support/kills.ts';

/** The short run; `npm run soak` does 500. */
test.each(killModes)('kills during %s: whole files, and every acknowledged change is there', async (mode) => {
  const result = await killWhile(mode, 2, 31);
  console.log('kills', JSON.stringify(result));
  expect(result).toMatchObject({ kills: 2, lost: [], torn: [] });
});
