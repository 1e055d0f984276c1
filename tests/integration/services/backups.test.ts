import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { keepBackup, scenarioBackups } from '../../../electron/services/documents/backups.ts';
import { copiesToKeep } from '../../../electron/services/documents/rotation.ts';
import { readScenarioFile } from '../../../electron/services/scenario-files/scenario-file.ts';
import { unpackSnapshot } from '../../../shared/model/packed-snapshot.ts';
import { openCopy } from '../../support/keys.ts';
import { putSampleInto, startedServices, temporaryFolder } from './services-helpers.ts';

test('rotation: the first and the newest two of today, one of each day before, ten in all', () => {
  const now = new Date('2024-02-10T18:00:00.000Z');
  const copies = Array.from({ length: 15 }, (_, day) =>
    ['08', '12', '16'].map((hour) => ({
      madeAt: `${new Date(Date.UTC(2024, 1, 10 - day)).toISOString().slice(0, 10)}T${hour}:00:00.000Z`,
    })),
  ).flat();
  const kept = [...copiesToKeep([...copies, { madeAt: '2024-02-10T17:00:00.000Z' }], now)].map((copy) =>
    copy.madeAt.slice(5, 13),
  );
  expect(kept).toEqual([
    ...['02-10T17', '02-10T16', '02-10T08'],
    ...['02-09T16', '02-08T16', '02-07T16', '02-06T16', '02-05T16', '02-04T16', '02-03T16'],
  ]);
});

test('no number of copies made today takes the place of one of an earlier day, or of the first of today', async () => {
  const profile = temporaryFolder();
  const keep = (at: string, content: string, reason: 'saved' | 'replaced' | 'before-rebase' = 'saved') =>
    keepBackup(profile, '/x.outturn', 'x', Buffer.from(content), reason, new Date(at), null);
  const before = ['01', '02', '03', '04', '05', '06', '07', '08', '09'];
  for (const day of before) await keep(`2024-02-${day}T09:00:00.000Z`, `of ${day}`);
  for (const day of ['07', '08', '09']) await keep(`2024-02-${day}T10:00:00.000Z`, `replaced ${day}`, 'replaced');
  await keep('2024-02-10T08:00:00.000Z', 'first of today');
  const contents = () => scenarioBackups(profile).map((copy) => copy.content);
  const standing = contents();
  for (let n = 0; n < 30; n += 1) {
    const reasons = ['saved', 'before-rebase', 'replaced'] as const;
    const minute = String(n).padStart(2, '0');
    await keep(`2024-02-10T12:${minute}:00.000Z`, `hostile ${n}`, reasons[n % 3]);
    expect(contents()).toEqual(expect.arrayContaining(standing));
  }
  expect(contents().length).toBeLessThanOrEqual(16);
});

test('copies of a clock that was days ahead hold no places of today’s and of earlier days', () => {
  const now = new Date('2024-02-10T12:00:00.000Z');
  const copy = (madeAt: string) => ({ madeAt });
  const ahead = ['11', '12', '13', '14'].flatMap((day) => [
    copy(`2024-02-${day}T08:00:00.000Z`),
    copy(`2024-02-${day}T09:00:00.000Z`),
  ]);
  const today = [copy('2024-02-10T09:00:00.000Z'), copy('2024-02-10T10:00:00.000Z'), copy('2024-02-10T11:00:00.000Z')];
  const before = ['03', '04', '05', '06', '07', '08', '09'].map((day) => copy(`2024-02-${day}T09:00:00.000Z`));
  const kept = copiesToKeep([...ahead, ...before, ...today], now);
  expect([...kept].sort((a, b) => (a.madeAt < b.madeAt ? -1 : 1))).toEqual([...before, ...today]);
});

test('a clock that has gone back does not take the copy that was made just now', async () => {
  const now = new Date('2023-02-10T18:00:00.000Z');
  const later = Array.from({ length: 12 }, (_, day) => ({
    madeAt: new Date(Date.UTC(2024, 1, 1 + day)).toISOString(),
  }));
  const made = { madeAt: now.toISOString() };
  expect(copiesToKeep([...later, made], now, 10, made)).toContain(made);
  const profile = temporaryFolder();
  const at = (day: number) => new Date(Date.UTC(2024, 1, 1 + day));
  for (let day = 0; day < 12; day += 1)
    await keepBackup(profile, '/x.outturn', 'x', Buffer.from(`${day}`), 'saved', at(day), null);
  await keepBackup(profile, '/x.outturn', 'x', Buffer.from('now'), 'saved', now, null);
  const kept = scenarioBackups(profile);
  // The one made now, and those of the last eight days of the clock that was ahead.
  expect(kept).toHaveLength(9);
  expect(kept.at(-1)).toMatchObject({ madeAt: now.toISOString(), bytes: 3 });
});

test('earlier states of a file are kept, listed and brought back without touching the file until saved', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'plan.outturn');
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  const { scenario } = await handlers.scenarioCurrent({});
  answers.push(path);
  for (const notes of ['one', 'two', 'three', 'four', 'five']) {
    await handlers.scenarioUpdate({ scenario: { ...scenario, name: 'Plan', notes } });
    await handlers.scenarioSave({ onConflict: 'refuse' });
  }
  const backups = await handlers.backups({});
  expect(backups.map((one) => [one.kind, one.name, one.reason, one.current])).toEqual(
    Array.from({ length: 3 }, () => ['scenario', 'plan.outturn', 'saved', true]),
  );
  // The file itself is destroyed: the newest copy is what it was.
  writeFileSync(path, 'destroyed');
  const back = await handlers.backupRestore({ token: backups[0]?.token ?? '', passphrase: null });
  expect(back).toMatchObject({ unsaved: true, fileName: 'plan.outturn', scenario: { notes: 'five' } });
  expect(back.dataNotice).toContain('as it was on');
  expect(readFileSync(path, 'utf8')).toBe('destroyed');
  await handlers.scenarioSave({ onConflict: 'refuse' });
  expect((await readScenarioFile(path, null)).document.scenario.notes).toBe('five');
  expect((await handlers.backups({})).some((one) => one.reason === 'replaced')).toBe(true);
});

test('a colleague’s state that is replaced on purpose is kept', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'shared.outturn');
  const [mine, theirs] = [startedServices(join(folder, 'mine')), startedServices(join(folder, 'theirs'))];
  onTestFinished(mine.close);
  onTestFinished(theirs.close);
  mine.answers.push(path);
  await mine.handlers.scenarioSaveAs({});
  theirs.answers.push(path);
  const opened = await theirs.handlers.scenarioOpen({ passphrase: null });
  await theirs.handlers.scenarioUpdate({ scenario: { ...opened!.scenario, notes: 'theirs' } });
  await theirs.handlers.scenarioSave({ onConflict: 'replace' });
  await mine.handlers.scenarioUpdate({ scenario: { ...opened!.scenario, notes: 'mine' } });
  await mine.handlers.scenarioSave({ onConflict: 'replace' });
  const replaced = (await mine.handlers.backups({})).find((one) => one.reason === 'replaced');
  expect((await mine.handlers.backupRestore({ token: replaced?.token ?? '', passphrase: null })).scenario.notes).toBe(
    'theirs',
  );
});

test('the local copy has a copy a day, and a damaged one is replaced from it', async () => {
  const folder = temporaryFolder();
  const first = startedServices(folder);
  await first.handlers.sampleLoad({});
  await first.close();
  const second = startedServices(folder);
  const [pressure] = (await second.handlers.snapshot({})).pressures;
  await second.handlers.applyEdits({
    edits: [{ op: 'update', register: 'pressures', id: pressure?.id ?? 0, values: { name: 'After the copy' } }],
    why: null,
  });
  expect((await second.handlers.backups({})).map((one) => [one.kind, one.reason])).toEqual([['workspace', 'daily']]);
  await second.close();
  const damaged = readFileSync(join(folder, 'workspace.sqlite'));
  damaged.fill(0xee, 4096, 200_000);
  writeFileSync(join(folder, 'workspace.sqlite'), damaged);

  const third = startedServices(folder);
  onTestFinished(third.close);
  // Opened ahead of the first call, as the window does: the call is told what was found meanwhile.
  third.open();
  await vi.waitFor(() => expect(readdirSync(folder).some((name) => name.includes('.damaged-'))).toBe(true), {
    timeout: 30_000,
  });
  await expect(third.handlers.snapshot({})).rejects.toMatchObject({ code: 'store-damaged' });
  // Set aside; the next call finds an empty copy, and the backup is offered.
  expect(await third.handlers.storeStatus({})).toMatchObject({ empty: true });
  const [daily] = await third.handlers.backups({});
  await third.handlers.backupRestore({ token: daily?.token ?? '', passphrase: null });
  expect(await third.handlers.storeStatus({})).toMatchObject({ empty: false });
  const restored = await third.handlers.snapshot({});
  expect(restored.pressures[0]?.name).toBe(pressure?.name);
  expect(unpackSnapshot(await third.handlers.packedSnapshot({}))).toEqual(restored);
  const names = readdirSync(folder);
  expect(names.some((name) => name.startsWith('workspace.sqlite.damaged-'))).toBe(true);
  expect(names.some((name) => name.startsWith('workspace.sqlite.replaced-'))).toBe(true);
  await third.handlers.applyEdits({
    edits: [{ op: 'update', register: 'pressures', id: pressure?.id ?? 0, values: { name: 'Works on' } }],
    why: null,
  });
});

test('a backup that is damaged itself is refused and changes nothing', async () => {
  const folder = temporaryFolder();
  const first = startedServices(folder);
  await first.handlers.sampleLoad({});
  await first.close();
  const second = startedServices(folder);
  onTestFinished(second.close);
  const [daily] = await second.handlers.backups({});
  const name = readdirSync(join(folder, 'backups')).find((one) => one.includes('.daily-')) ?? '';
  const bytes = readFileSync(join(folder, 'backups', name));
  bytes.fill(0xee, 4096, 100_000);
  writeFileSync(join(folder, 'backups', name), bytes);
  await expect(second.handlers.backupRestore({ token: daily?.token ?? '', passphrase: null })).rejects.toMatchObject({
    code: 'store-damaged',
  });
  expect(await second.handlers.storeStatus({})).toMatchObject({ empty: false });
});

test('a backup of a newer Outturn is refused before anything is moved', async () => {
  const folder = temporaryFolder();
  await putSampleInto(folder);
  const { handlers, close } = startedServices(folder);
  onTestFinished(close);
  await handlers.storeStatus({});
  const [daily] = await handlers.backups({});
  const name = readdirSync(join(folder, 'backups')).find((one) => one.includes('.daily-')) ?? '';
  const newer = openCopy(join(folder, 'backups', name));
  newer.pragma('user_version = 999');
  newer.close();
  await expect(handlers.backupRestore({ token: daily?.token ?? '', passphrase: null })).rejects.toMatchObject({
    code: 'store-newer',
  });
  expect(await handlers.storeStatus({})).toMatchObject({ empty: false });
  expect(readdirSync(folder).some((one) => one.includes('.replaced-'))).toBe(false);
});

test('while another program has the local copy open no backup takes its place', async () => {
  const folder = temporaryFolder();
  await putSampleInto(folder);
  const { handlers, close } = startedServices(folder);
  onTestFinished(close);
  await handlers.storeStatus({});
  const [daily] = await handlers.backups({});
  const other = openCopy(join(folder, 'workspace.sqlite'));
  onTestFinished(() => void other.close());
  other.prepare('select count(*) from "pressures"').get();
  await expect(handlers.backupRestore({ token: daily?.token ?? '', passphrase: null })).rejects.toMatchObject({
    code: 'store-locked',
  });
  expect(await handlers.storeStatus({})).toMatchObject({ empty: false });
  expect(readdirSync(folder).some((one) => /replaced|restoring/.test(one))).toBe(false);
  other.close();
  await handlers.backupRestore({ token: (await handlers.backups({}))[0]?.token ?? '', passphrase: null });
  expect(await handlers.storeStatus({})).toMatchObject({ empty: false });
});

test('a passphrase is added, changed and taken off only by who knows it', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'sealed.outturn');
  const { handlers, close, answers, said } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  // The person at the computer agrees, outside the page.
  said.button = 1;
  answers.push(path);
  await handlers.scenarioSaveAs({});
  await expect(handlers.passphraseSet({ current: 'anything', passphrase: 'first secret' })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  });
  expect(await handlers.passphraseSet({ current: null, passphrase: 'first secret' })).toMatchObject({ unsaved: true });
  await handlers.scenarioSave({ onConflict: 'refuse' });
  await expect(readScenarioFile(path, null)).rejects.toMatchObject({ code: 'passphrase-needed' });
  await expect(handlers.passphraseSet({ current: null, passphrase: 'second secret' })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  });
  await handlers.passphraseSet({ current: 'first secret', passphrase: 'second secret' });
  await handlers.scenarioSave({ onConflict: 'refuse' });
  await expect(readScenarioFile(path, 'first secret')).rejects.toMatchObject({ code: 'wrong-passphrase' });
  expect((await readScenarioFile(path, 'second secret')).encrypted).toBe(true);
  await handlers.passphraseSet({ current: 'second secret', passphrase: null });
  await handlers.scenarioSave({ onConflict: 'refuse' });
  expect((await readScenarioFile(path, null)).encrypted).toBe(false);
  // Nowhere on this computer is a passphrase written down.
  for (const name of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!name.isFile()) continue;
    const bytes = readFileSync(join(name.parentPath, name.name));
    for (const secret of ['first secret', 'second secret']) expect(bytes.includes(secret), name.name).toBe(false);
  }
});
