import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hostname } from 'node:os';
import { expect, test } from 'vitest';
import { isLeft, newClaim } from '../../../electron/services/sync/claim.ts';

const now = new Date('2024-01-01T00:00:00Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
const longest = 60_000;

test('a claim of this process holds until it is released or its time is over', () => {
  const claim = newClaim(now, longest);
  expect(isLeft(claim, now, longest)).toBe(false);
  expect(isLeft(claim, later(longest), longest)).toBe(false);
  expect(isLeft(claim, later(longest + 31_000), longest)).toBe(true);
  // The clock was set back since: no claim reaches so far.
  expect(isLeft(claim, later(-3_600_000), longest)).toBe(true);
  claim.release();
  expect(isLeft(claim, now, longest)).toBe(true);
});

test('a claim of another process holds while that runs, one of another computer until its time is over', async () => {
  const { until } = newClaim(now, longest);
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] });
  await once(child, 'spawn');
  const by = `${hostname()} ${child.pid} 00000000`;
  expect(isLeft({ by, until }, now, longest)).toBe(false);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(isLeft({ by, until }, now, longest)).toBe(true);
  const elsewhere = { by: `${hostname()}-2 ${child.pid} 00000000`, until };
  expect(isLeft(elsewhere, now, longest)).toBe(false);
  expect(isLeft(elsewhere, later(longest + 31_000), longest)).toBe(true);
});

test.each([
  ['of nobody', { by: null, until: null }],
  ['without a time', { by: `${hostname()} 1 00000000`, until: null }],
  ['that cannot be read', { by: '', until: 'soon' }],
])('a claim %s is left', (_what, claim) => {
  expect(isLeft(claim, now, longest)).toBe(true);
});
