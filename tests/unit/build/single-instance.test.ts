import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimInstance } from '../../../build/chromium-host/single-instance.mjs';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'outturn-instance-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('the second start on a profile hands its words to the first and does not run', async () => {
  const heard: unknown[] = [];
  const first = await claimInstance(folder, [], '/', (args, from) => heard.push([args, from]));
  expect(first).not.toBeNull();
  expect(await claimInstance(folder, ['year end.outturn'], '/work', () => {})).toBeNull();
  expect(heard).toEqual([[['year end.outturn'], '/work']]);
  first?.release();
  const next = await claimInstance(folder, [], '/', () => {});
  expect(next).not.toBeNull();
  next?.release();
});

test('what a killed process left behind holds nobody up, and another profile is another instance', async () => {
  if (process.platform !== 'win32') writeFileSync(join(folder, 'instance.sock'), '');
  const first = await claimInstance(folder, [], '/', () => {});
  const other = await claimInstance(join(folder, 'other'), [], '/', () => {});
  expect([first, other]).not.toContain(null);
  expect(existsSync(join(folder, 'other'))).toBe(true);
  first?.release();
  other?.release();
});

test.each(['nothing', 'a socket of a killed process'])(
  'of several started at once exactly one runs: %s is there',
  async (left) => {
    if (left !== 'nothing' && process.platform !== 'win32') writeFileSync(join(folder, 'instance.sock'), '');
    const heard: string[] = [];
    const all = await Promise.all(
      ['a', 'b', 'c', 'd'].map((word) => claimInstance(folder, [word], '/', (args) => heard.push(...args))),
    );
    const running = all.filter((one) => one !== null);
    expect(running).toHaveLength(1);
    expect(heard).toHaveLength(3);
    running[0]?.release();
  },
);
