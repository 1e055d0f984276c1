import { expect, test } from 'vitest';
import { type MutatedKind, mutatedKinds } from '../support/mutations.ts';
import { runMutations } from '../support/run-mutations.ts';

/** 20,000 in all. */
const counts: Record<MutatedKind, number> = {
  scenario: 8000,
  workspace: 3000,
  csv: 5000,
  xlsx: 1000,
  zip: 3000,
  books: 5000,
  xml: 5000,
};

test.each(mutatedKinds)('hostile files: %s', async (kind) => {
  const result = await runMutations(kind, counts[kind], 2027);
  console.log(`${counts[kind]} hostile files, seed 2027`, JSON.stringify(result));
  expect(result).toMatchObject({ files: counts[kind], untyped: [] });
  expect(result.slowestMilliseconds).toBeLessThan(2000);
  expect(result.longestWait).toBeLessThan(20_000);
  expect(result.peakMebibytes).toBeLessThanOrEqual(512);
});
