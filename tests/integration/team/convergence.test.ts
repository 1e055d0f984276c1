import { expect, test } from 'vitest';
import { convergeLaptops } from '../../support/team-laptops.ts';

const edits = 60;
const seed = Number(process.env.OUTTURN_SEED ?? 20);

test(`five laptops × ${edits} random edits with cuts, lost answers, reopened copies and clocks off converge; every edit is in it or was asked (seed ${seed})`, async () => {
  const run = await convergeLaptops(edits, seed);
  expect(run).toMatchObject({ equal: true, lost: [], twice: 0 });
  expect(run.said).toBeGreaterThan(edits);
  expect(run.asked).toBeGreaterThan(0);
});
