import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { putSampleInto, startedServices, temporaryFolder } from './services-helpers.ts';

const withLever = (scenario: Scenario, value: number): Scenario => ({
  ...scenario,
  levers: [{ ...newLever('price-uplift', 'l1', '2024-01-01'), value }],
});

test('a version is named, looked at, gone back to and compared, and is in the file', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  await putSampleInto(join(folder, 'profile'));
  const { scenario } = await handlers.scenarioCurrent({});
  await handlers.scenarioUpdate({ scenario: withLever(scenario, 3) });
  const [first] = await handlers.versionName({ name: 'For the board', note: 'three per cent' });
  expect(first).toMatchObject({ name: 'For the board', levers: 1, sameData: true, automatic: false });
  expect(first?.outturnPence).toEqual(expect.any(Number));
  await expect(handlers.versionName({ name: 'For the board', note: '' })).rejects.toMatchObject({
    code: 'invalid-input',
  });

  await handlers.scenarioUpdate({ scenario: withLever(scenario, 7) });
  const looked = await handlers.versionOpen({ id: first?.id ?? '' });
  expect(looked.scenario.levers[0]?.value).toBe(3);
  expect((await handlers.scenarioCurrent({})).scenario.levers[0]?.value).toBe(7);
  const compared = await handlers.versionCompare({ before: first?.id ?? '', after: null });
  expect(compared.differences).toEqual([{ what: expect.stringContaining('value'), before: '3', after: '7' }]);
  const total = compared.bridge?.reduce((sum, step) => sum + step.amount, 0);
  expect(total).toBe((compared.after.results?.total.outturn ?? 0) - (compared.before.results?.total.outturn ?? 0));
  expect(total).not.toBe(0);
  expect(compared.otherData).toBeNull();

  const path = join(folder, 'versions.outturn');
  answers.push(path);
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
  const back = await handlers.versionRestore({ id: first?.id ?? '' });
  expect(back).toMatchObject({ unsaved: true, scenario: { levers: [{ value: 3 }] } });
  // What was open is not lost: it is a version itself.
  const versions = await handlers.versions({});
  expect(versions.map((version) => [version.name, version.automatic])).toEqual([
    ['Before going back to “For the board”', true],
    ['For the board', false],
  ]);
  await handlers.scenarioSave({ onConflict: 'refuse' });
  await handlers.versionRemove({ id: versions[0]?.id ?? '' });
  expect(await handlers.scenarioCurrent({})).toMatchObject({ unsaved: true });

  const second = startedServices(join(folder, 'second'));
  onTestFinished(second.close);
  second.answers.push(path);
  await second.handlers.scenarioOpen({ passphrase: null });
  expect(await second.handlers.versions({})).toHaveLength(2);
  expect((await second.handlers.versionOpen({ id: first?.id ?? '' })).scenario.levers[0]?.value).toBe(3);
  await expect(second.handlers.versionOpen({ id: '0'.repeat(16) })).rejects.toMatchObject({ code: 'invalid-input' });
});

test('a version named and never saved is there again after a crash', async () => {
  const folder = temporaryFolder();
  const crashed = startedServices(folder);
  onTestFinished(crashed.close);
  await crashed.handlers.scenarioCurrent({});
  await crashed.handlers.versionName({ name: 'Kept', note: '' });
  const next = startedServices(folder);
  onTestFinished(next.close);
  const [found] = await next.handlers.recovered({});
  await next.handlers.scenarioOpenToken({ token: found?.token ?? '', passphrase: null });
  expect((await next.handlers.versions({}))[0]?.name).toBe('Kept');
});

test('a scenario made on older data is moved onto newer data, with what changed listed first and a way back', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'older.outturn');
  const maker = startedServices(join(folder, 'maker'));
  await putSampleInto(join(folder, 'maker'));
  const begun = await maker.handlers.scenarioCurrent({});
  await maker.handlers.scenarioUpdate({ scenario: { ...withLever(begun.scenario, 5), period: 8 } });
  maker.answers.push(path);
  await maker.handlers.scenarioSaveAs({});
  await maker.close();

  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  await putSampleInto(join(folder, 'profile'));
  const snapshot = await handlers.snapshot({});
  const pressures = snapshot.pressures.filter((row) => row.year === '2023/24');
  const pressure = pressures[0];
  const other = pressures.findLast(
    (row) => !snapshot.mitigations.some((one) => one.pressureReference === row.reference),
  );
  await handlers.applyEdits({
    edits: [
      {
        op: 'update',
        register: 'pressures',
        id: pressure?.id ?? 0,
        // Counted, so that it enters the outturn.
        values: { likelyPence: 99_000_00, counted: 1 },
      },
      { op: 'delete', register: 'pressures', id: other?.id ?? 0 },
    ],
    why: null,
  });
  answers.push(path);
  await handlers.scenarioOpen({ passphrase: null });
  const preview = await handlers.rebasePreview({});
  expect(preview).toMatchObject({ needed: true, editedHere: false, latestPeriod: 9, problem: null });
  expect(preview.registers.find((one) => one.register === 'pressures')).toMatchObject({
    changed: 1,
    removed: 1,
    added: 0,
  });
  expect(preview.outturnAfter).not.toBe(preview.outturnBefore);

  const moved = await handlers.rebase({ toLatestPeriod: true });
  expect(moved).toMatchObject({ unsaved: true, fileName: 'older.outturn', dataNotice: null, scenario: { period: 9 } });
  expect(await handlers.storeStatus({})).toMatchObject({ base: 'workspace' });
  expect((await handlers.snapshot({})).pressures.find((row) => row.id === pressure?.id)?.likelyPence).toBe(99_000_00);
  expect(await handlers.rebasePreview({})).toMatchObject({ needed: false, registers: [] });
  await expect(handlers.rebase({ toLatestPeriod: false })).rejects.toMatchObject({ code: 'invalid-input' });
  const [version] = await handlers.versions({});
  expect(version).toMatchObject({ automatic: true, sameData: false, outturnPence: preview.outturnBefore });
  // The version has no data of its own: that they are others now is said where it matters.
  const changed = await handlers.versionCompare({ before: version?.id ?? '', after: null });
  expect(changed.otherData).toMatch(/^The data have changed since “Before moving .*” was kept: .* Its outturn was £/);
  const at = await handlers.versionRestore({ id: version?.id ?? '' });
  expect(at.dataNotice).toContain('The data have changed since');
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
  expect(readdirSync(join(folder, 'profile', 'working'))).toEqual([]);

  // The whole of it, with the older data, is a backup.
  const backup = (await handlers.backups({})).find((one) => one.reason === 'before-rebase');
  expect(backup).toMatchObject({ kind: 'scenario', name: 'older.outturn', current: true });
  const before = await handlers.backupRestore({ token: backup?.token ?? '', passphrase: null });
  expect(before).toMatchObject({ unsaved: true, fileName: 'older.outturn', scenario: { period: 8 } });
  expect((await handlers.snapshot({})).pressures).toContainEqual(pressure);
  expect(existsSync(path)).toBe(true);
});
