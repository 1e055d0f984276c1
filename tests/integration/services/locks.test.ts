import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { isStale, lockPath, ownLock, takeLock } from '../../../electron/services/documents/lock-file.ts';
import { fileNameFrom } from '../../../electron/services/files/file-names.ts';
import { startedServices, temporaryFolder } from './services-helpers.ts';

const now = new Date('2024-02-10T09:00:00.000Z');
/** A process of another program that lives as long as the test. */
function living(): number {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child.pid ?? 0;
}
const theirs = (change: object) => JSON.stringify({ ...ownLock(now), owner: 'A. Colleague', ...change });

async function savedFile(folder: string) {
  const path = join(folder, 'plan.outturn');
  const maker = startedServices(join(folder, 'maker'));
  maker.answers.push(path);
  await maker.handlers.scenarioSaveAs({});
  expect(existsSync(lockPath(path))).toBe(true);
  await maker.close();
  expect(existsSync(lockPath(path))).toBe(false);
  return path;
}

test('a file that another process has open is read, not saved over, until it is taken over', async () => {
  const folder = temporaryFolder();
  const path = await savedFile(folder);
  writeFileSync(lockPath(path), theirs({ process: living() }));
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  answers.push(path);
  const opened = await handlers.scenarioOpen({ passphrase: null });
  expect(opened?.lockedBy).toMatchObject({ owner: 'A. Colleague', machine: hostname() });
  expect(opened?.dataNotice).toBeNull();
  await handlers.scenarioUpdate({ scenario: { ...opened!.scenario, notes: 'mine' } });
  const before = readFileSync(path);
  await expect(handlers.scenarioSave({ onConflict: 'replace' })).rejects.toMatchObject({
    code: 'file-locked',
    details: { owner: 'A. Colleague' },
  });
  expect(readFileSync(path)).toEqual(before);
  expect(await handlers.scenarioTakeOver({})).toMatchObject({ lockedBy: null, unsaved: true });
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
  expect(JSON.parse(readFileSync(lockPath(path), 'utf8')).process).toBe(process.pid);
});

test('once the colleague has closed the file it is saved without being taken over; their change is found', async () => {
  const folder = temporaryFolder();
  const path = await savedFile(folder);
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  for (const theyChanged of [false, true]) {
    writeFileSync(lockPath(path), theirs({ process: living() }));
    answers.push(path);
    const opened = await handlers.scenarioOpen({ passphrase: null });
    expect(opened?.lockedBy).not.toBeNull();
    await handlers.scenarioUpdate({ scenario: { ...opened!.scenario, notes: `mine ${theyChanged}` } });
    rmSync(lockPath(path));
    if (theyChanged) writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.from('theirs')]));
    const save = handlers.scenarioSave({ onConflict: 'refuse' });
    if (theyChanged) await expect(save).rejects.toMatchObject({ code: 'file-changed' });
    else expect(await save).toMatchObject({ unsaved: false, lockedBy: null });
  }
});

test('Save As goes over no file that a colleague has open, nor over their change of the open one', async () => {
  const folder = temporaryFolder();
  const path = await savedFile(folder);
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  const own = join(folder, 'own.outturn');
  answers.push(own);
  await handlers.scenarioSaveAs({});
  writeFileSync(lockPath(path), theirs({ process: living() }));
  const before = readFileSync(path);
  answers.push(path);
  await expect(handlers.scenarioSaveAs({})).rejects.toMatchObject({ code: 'file-locked' });
  expect(readFileSync(path)).toEqual(before);
  writeFileSync(own, before);
  answers.push(own);
  await expect(handlers.scenarioSaveAs({})).rejects.toMatchObject({ code: 'file-changed' });
  expect(readFileSync(own)).toEqual(before);
});

test('saved under another name, it is ours to save and the colleague keeps the first', async () => {
  const folder = temporaryFolder();
  const path = await savedFile(folder);
  writeFileSync(lockPath(path), theirs({ process: living() }));
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  answers.push(path, join(folder, 'mine.outturn'));
  await handlers.scenarioOpen({ passphrase: null });
  expect(await handlers.scenarioSaveAs({})).toMatchObject({ fileName: 'mine.outturn', lockedBy: null });
  expect(existsSync(lockPath(path))).toBe(true);
  expect(existsSync(lockPath(join(folder, 'mine.outturn')))).toBe(true);
});

test('a lock left behind by a session that ended is explained and taken', async () => {
  const folder = temporaryFolder();
  const path = await savedFile(folder);
  writeFileSync(lockPath(path), theirs({ process: 2 ** 30 }));
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  answers.push(path);
  const opened = await handlers.scenarioOpen({ passphrase: null });
  expect(opened?.lockedBy).toBeNull();
  expect(opened?.dataNotice).toContain('ended without closing it');
});

test('a lock of another machine is believed while it is renewed; one that cannot be read is nobody’s', () => {
  const me = ownLock(now);
  const other = { ...me, machine: 'elsewhere' };
  expect(isStale({ ...other, seen: '2024-02-10T08:50:00.000Z' }, me, now)).toBe(false);
  expect(isStale({ ...other, seen: '2024-02-10T08:40:00.000Z' }, me, now)).toBe(true);
  // The number of a process that is gone is given to another one: a lock that nobody renews is left behind here too.
  expect(isStale({ ...me, process: 1, seen: '2024-02-10T08:50:00.000Z' }, me, now)).toBe(false);
  expect(isStale({ ...me, process: 1, seen: '2024-02-10T08:40:00.000Z' }, me, now)).toBe(true);
  const path = join(temporaryFolder(), 'x.outturn');
  writeFileSync(lockPath(path), 'not a lock');
  expect(takeLock(path, me, now)).toEqual({ state: 'mine', leftBehind: null });
});

test('where no lock can be written the file opens all the same; a drive that is gone is said at the save', async () => {
  const folder = temporaryFolder();
  const path = await savedFile(folder);
  const drive = join(folder, 'drive');
  mkdirSync(drive);
  const there = join(drive, 'plan.outturn');
  writeFileSync(there, readFileSync(path));
  mkdirSync(lockPath(there));
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  answers.push(there);
  const opened = await handlers.scenarioOpen({ passphrase: null });
  expect(opened).toMatchObject({ lockedBy: null, fileName: 'plan.outturn' });
  await handlers.scenarioUpdate({ scenario: { ...opened!.scenario, notes: 'kept' } });
  renameSync(drive, join(folder, 'unplugged'));
  await expect(handlers.scenarioSave({ onConflict: 'refuse' })).rejects.toMatchObject({ code: 'file-missing' });
  expect(await handlers.scenarioCurrent({})).toMatchObject({ unsaved: true, scenario: { notes: 'kept' } });
  renameSync(join(folder, 'unplugged'), drive);
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
});

test('suggested names fit every system: reserved words, length in bytes, whole characters', () => {
  expect(fileNameFrom('CON', 'outturn')).toBe('CON scenario.outturn');
  for (const text of ['漢'.repeat(100), '👪'.repeat(100), 'a'.repeat(400)]) {
    const name = fileNameFrom(text, 'outturn');
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(240);
    expect(name.isWellFormed()).toBe(true);
  }
});
