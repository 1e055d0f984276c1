import { expect, test } from 'vitest';
import { mutatedKinds } from '../../support/mutations.ts';
import { runMutations } from '../../support/run-mutations.ts';

const short = { scenario: 120, workspace: 60, csv: 120, xlsx: 14, zip: 60, books: 14, xml: 14 };

/** The short run; `npm run soak` does 20,000. */
test.each(mutatedKinds)('hostile files, %s: no crash, no hang, little memory, one typed error each', async (kind) => {
  const result = await runMutations(kind, short[kind], 51);
  console.log('hostile files', JSON.stringify(result));
  expect(result).toMatchObject({ files: short[kind], untyped: [] });
  // The binary workbooks of old are read by a library that can be led astray: ten seconds end it.
  expect(result.slowestMilliseconds).toBeLessThan(kind === 'books' ? 15_000 : 2000);
  expect(result.longestWait).toBeLessThan(20_000);
  expect(result.peakMebibytes).toBeLessThanOrEqual(512);
});
