import { expect, test } from 'vitest';
import { killModes } from '../support/after-kill.ts';
import { killWhile } from '../support/kills.ts';

const count = 500 / killModes.length;

test.each(killModes)(`${count} kills during %s`, async (mode) => {
  const result = await killWhile(mode, count, 2026);
  console.log(`kills during ${mode}, seed 2026`, JSON.stringify(result));
  expect(result).toMatchObject({ kills: count, lost: [], torn: [] });
});
