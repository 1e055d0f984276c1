import { expect, test } from 'vitest';
import { attack, byLedger } from '../support/disclosure-runs.ts';

const count = 10_000;

test(`${count} random sequences of publications, and the attacker`, async () => {
  const result = await attack(count, 2031, byLedger, 400);
  console.log('disclosure, seed 2031', JSON.stringify(result));
  expect(result).toMatchObject({ exact: 0, narrowed: 0, differences: 0 });
});
