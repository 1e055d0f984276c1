import { expect, test } from 'vitest';
import { killTeam } from '../support/team-kills.ts';
import { convergeLaptops } from '../support/team-laptops.ts';

const first = Number(process.env.OUTTURN_SEED ?? 20);

test.each([0, 1, 2])(
  'five laptops × 2,000 random edits, run %i, converge: nothing lost, nothing twice',
  async (run) => {
    const result = await convergeLaptops(2000, first + run);
    const { lost, ...counts } = result;
    console.log(`laptops, seed ${first + run}`, JSON.stringify({ ...counts, lost: lost.length }));
    expect(result).toMatchObject({ equal: true, lost: [], twice: 0 });
  },
);

test('300 kills of colleagues and of the server: nothing lost, nothing twice', async () => {
  const result = await killTeam(300, first);
  console.log(`kills of a team, seed ${first}`, JSON.stringify(result));
  expect(result).toMatchObject({ servers: 100, lost: [], twice: [], equal: true });
});
