import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startedServices } from '../services/services-helpers.ts';
import { outturn, temporaryFolder } from './command-line.ts';

const fixtures = new URL('../../fixtures/versions', import.meta.url).pathname;

test('a lock is read out: whose, since when, left behind or not', async () => {
  const folder = temporaryFolder();
  const path = join(folder, '.~lock.Plan.outturn#');
  const lock = {
    format: 'outturn-lock',
    owner: 'sam',
    machine: 'OFFICE-7',
    process: 77,
    since: '2024-02-10T08:00:00.000Z',
    seen: '2024-02-10T08:58:00.000Z',
  };
  writeFileSync(path, JSON.stringify(lock));
  const locked = await outturn('check', path, '--json');
  expect([locked.code, locked.json().kind, locked.json().stale]).toEqual([0, 'lock', false]);
  expect(locked.out).toContain('opened by sam on OFFICE-7');
  writeFileSync(path, JSON.stringify({ ...lock, seen: '2024-02-10T08:30:00.000Z' }));
  expect((await outturn('check', path)).out).toContain('left behind');
  writeFileSync(path, 'LibreOffice wrote this');
  const other = await outturn('check', path);
  expect([other.code, other.out]).toEqual([1, expect.stringContaining('not one that Outturn wrote')]);
});

test('unsaved work, backups and copies set aside are named for what they are', async () => {
  const folder = temporaryFolder();
  const profile = join(folder, 'profile');
  const { handlers, close, answers } = startedServices(profile);
  onTestFinished(close);
  const file = join(folder, 'base.outturn');
  copyFileSync(join(fixtures, 'scenario-1.outturn'), file);
  answers.push(file);
  const opened = await handlers.scenarioOpen({ passphrase: null });
  if (!opened) throw new Error('Not opened');
  await handlers.scenarioUpdate({ scenario: { ...opened.scenario, notes: 'not saved' } });
  const working = join(profile, 'working');
  const record = join(working, readdirSync(working).find((name) => name.endsWith('.json')) ?? '');
  const unsaved = await outturn('check', record, '--json');
  expect([unsaved.code, unsaved.json().kind]).toEqual([0, 'unsaved work']);
  expect(unsaved.out).toContain('Unsaved work on “base.outturn”');
  const data = await outturn('check', record.replace(/json$/, 'sqlite'), '--json');
  expect(data.json()).toMatchObject({ kind: 'local copy', whole: true, rows: { placements: 2 } });

  const alone = join(profile, 'alone.json');
  writeFileSync(alone, readFileSync(record));
  expect((await outturn('check', alone)).out).toContain('are not beside it');
  writeFileSync(alone, readFileSync(record).subarray(0, 500));
  expect((await outturn('check', alone)).out).toContain('cut short or altered');

  await handlers.scenarioSave({ onConflict: 'refuse' });
  const root = join(profile, 'backups', 'scenarios');
  const [place = ''] = readdirSync(root);
  const copies = readdirSync(join(root, place)).filter((name) => name.endsWith('.outturn'));
  const said = await Promise.all(copies.map((name) => outturn('check', join(root, place, name))));
  expect(said.every(({ out }) => out.includes('It is a copy of “base.outturn”'))).toBe(true);

  mkdirSync(join(folder, 'backups'));
  for (const name of [
    'backups/workspace.sqlite.daily-20240209080000000',
    'workspace.sqlite.damaged-20240209080000000',
  ]) {
    copyFileSync(join(fixtures, 'workspace-7.sqlite'), join(folder, name));
  }
  const daily = await outturn('check', join(folder, 'backups/workspace.sqlite.daily-20240209080000000'));
  expect(daily.out).toContain('a copy of the local copy (daily), made on 9 Feb 2024');
  expect((await outturn('check', join(folder, 'workspace.sqlite.damaged-20240209080000000'))).out).toContain(
    'set aside because it was damaged',
  );
});

test('a protected file is explained without its passphrase and looked into with it', async () => {
  const folder = temporaryFolder();
  const path = join(fixtures, 'scenario-3-protected.outturn');
  const without = await outturn('check', path, '--json');
  expect([without.code, without.json().whole]).toEqual([0, null]);
  expect(without.out).toContain('protected by a passphrase');
  writeFileSync(join(folder, 'secret'), 'a long secret\n');
  const within = await outturn('check', path, '--json', '--passphrase-file', join(folder, 'secret'));
  expect(within.json()).toMatchObject({ kind: 'scenario file', whole: true, rows: { placements: 2 } });
});

test('what has lost its first bytes is still told what it was', async () => {
  const folder = temporaryFolder();
  for (const [name, message] of [
    ['empty.outturn', 'it is empty'],
    ['text.outturn', 'not an Outturn scenario file'],
    ['workspace.sqlite', 'not a local copy'],
  ] as const) {
    const path = join(folder, name);
    writeFileSync(path, name.startsWith('empty') ? '' : 'Dear colleague, please find attached the figures');
    const run = await outturn('check', path);
    expect([name, run.code > 0]).toEqual([name, true]);
    expect(`${run.out}${run.err}`).toContain(message);
  }
});
