import { expect, test } from 'vitest';
import { killTeam } from '../../support/team-kills.ts';

const count = 6;

test(`${count} kills of colleagues and of the server: nothing lost, nothing twice, all the same at the end`, async () => {
  const seed = Number(process.env.OUTTURN_SEED ?? 31);
  const result = await killTeam(count, seed);
  expect(result).toMatchObject({ servers: count / 3, lost: [], twice: [], equal: true });
  expect(result.acknowledged).toBeGreaterThan(count);
  expect(result.exchanges).toBeGreaterThan(0);
}, 300_000);
