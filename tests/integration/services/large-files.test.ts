import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { saveScenarioFile } from '../../../electron/services/scenario-files/scenario-file.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { emptySnapshot } from '../../../shared/model/snapshot.ts';
import { startedServices, temporaryFolder } from './services-helpers.ts';

const rows = 55_000;

/** A file with more rows than are put into a store before it is shown. */
async function largeFile(path: string, last = `A${rows}`) {
  const snapshot = emptySnapshot('Largeshire', '2023-12-31');
  const about = { unit: 'pence', source: null, ownerRole: null, confidence: 'high' as const, review: null };
  snapshot.assumptions = Array.from({ length: rows }, (_, index) => ({
    id: index + 1,
    key: index === rows - 1 ? last : `A${index + 1}`,
    value: index,
    ...about,
  }));
  const document = { snapshot, scenario: newScenario('Large', '2023/24', 9), results: null, history: [], versions: [] };
  await saveScenarioFile(path, document, { created: '2024-02-10T09:00:00.000Z', app: '0.1.0' }, null);
}
const rename = (id: number, key: string) =>
  [{ op: 'update' as const, register: 'assumptions' as const, id, values: { key } }] as const;

test('a large file is shown before its rows are in a store; a change waits for them, and survives a crash', async () => {
  const folder = temporaryFolder();
  const profile = join(folder, 'profile');
  const path = join(folder, 'large.outturn');
  await largeFile(path);
  const crashed = startedServices(profile);
  onTestFinished(crashed.close);
  crashed.answers.push(path);
  const opened = await crashed.handlers.scenarioOpen({ passphrase: null });
  expect(opened).toMatchObject({ unsaved: false, fileName: 'large.outturn' });
  // Nothing under its name yet: what is there is still being filled.
  expect(readdirSync(join(profile, 'working')).filter((name) => name.endsWith('.sqlite'))).toEqual([]);
  expect(await crashed.handlers.storeStatus({})).toMatchObject({ base: 'file', undo: null, dataDate: '2023-12-31' });
  expect((await crashed.handlers.snapshot({})).assumptions).toHaveLength(rows);

  await crashed.handlers.applyEdits({ edits: [...rename(7, 'Changed')], why: null });
  expect((await crashed.handlers.snapshot({})).assumptions[6]?.key).toBe('Changed');
  expect((await crashed.handlers.storeStatus({})).undo).not.toBeNull();

  const next = startedServices(profile);
  onTestFinished(next.close);
  const [found] = await next.handlers.recovered({});
  await next.handlers.scenarioOpenToken({ token: found?.token ?? '', passphrase: null });
  const { assumptions } = await next.handlers.snapshot({});
  expect([assumptions.length, assumptions[6]?.key]).toEqual([rows, 'Changed']);
  await next.handlers.undo({});
  expect((await next.handlers.snapshot({})).assumptions[6]?.key).toBe('A7');
});

test('a lever moved at once is kept with the rows it stands on; looking only leaves nothing behind', async () => {
  const folder = temporaryFolder();
  const profile = join(folder, 'profile');
  const path = join(folder, 'large.outturn');
  await largeFile(path);
  const { handlers, close, answers } = startedServices(profile);
  answers.push(path);
  const opened = await handlers.scenarioOpen({ passphrase: null });
  if (!opened) throw new Error('Not opened');
  await handlers.scenarioUpdate({ scenario: { ...opened.scenario, notes: 'at once' } });
  const kept = readdirSync(join(profile, 'working')).map((name) => name.replace(/^[0-9a-f]{16}/, ''));
  expect(kept).toEqual(expect.arrayContaining(['.json', '.sqlite']));
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
  answers.push(path);
  await handlers.scenarioOpen({ passphrase: null });
  await close();

  // What a kill in the middle of filling leaves, and in the middle of writing a record, is gone after the next start.
  const id = '0123456789abcdef';
  for (const name of [`${id}.sqlite.filling`, `${id}.sqlite.filling-wal`, `.${id}.json.00aabb.tmp`]) {
    writeFileSync(join(profile, 'working', name), 'half');
  }
  const after = startedServices(profile);
  expect(await after.handlers.recovered({})).toEqual([]);
  await after.close();
  expect(readdirSync(join(profile, 'working'))).toEqual([]);
});

test('when the rows cannot be put into a store, changes are refused or said to be at risk, and saving works', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'large.outturn');
  await largeFile(path);
  const { handlers, close, answers } = startedServices(join(folder, 'profile'), join(folder, 'no-worker.ts'));
  onTestFinished(close);
  answers.push(path);
  const opened = await handlers.scenarioOpen({ passphrase: null });
  if (!opened) throw new Error('Not opened');
  await expect(handlers.applyEdits({ edits: [...rename(7, 'Changed')], why: null })).rejects.toMatchObject({
    code: 'write-failed',
  });
  const changed = await handlers.scenarioUpdate({ scenario: { ...opened.scenario, notes: 'kept in the file' } });
  expect(changed.dataNotice).toContain('save the scenario now');
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
  expect(existsSync(path)).toBe(true);
});

test('data that contradict themselves are refused before anything is opened', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'large.outturn');
  await largeFile(path, 'A1');
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  answers.push(path);
  await expect(handlers.scenarioOpen({ passphrase: null })).rejects.toMatchObject({
    code: 'scenario-invalid',
    message: expect.stringContaining('Two rows of Assumptions have the same key: the assumption A1'),
  });
});
