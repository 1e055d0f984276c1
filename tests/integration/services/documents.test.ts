import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { PDFDocument } from '@cantoo/pdf-lib';
import { expect, onTestFinished, test } from 'vitest';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { putSampleInto, startedServices, temporaryFolder } from './services-helpers.ts';

const withLever = (scenario: Scenario, value = 3.2): Scenario => ({
  ...scenario,
  levers: [{ ...newLever('price-uplift', 'l1', '2024-01-01'), value }],
});
/** Long enough for the working copy to be written. */
const aSecond = () => new Promise((resolve) => setTimeout(resolve, 1000));

test('the main job: sample council, a lever, save, reopen elsewhere with the same results', async () => {
  const folder = temporaryFolder();
  const first = startedServices(join(folder, 'first'));
  onTestFinished(first.close);
  const { handlers, answers, said } = first;
  expect(await handlers.storeStatus({})).toMatchObject({ empty: true, base: 'workspace', undo: null, findings: 0 });
  const loaded = await handlers.sampleLoad({});
  expect(loaded).toMatchObject({ rejected: 0 });
  expect(await handlers.sampleLoad({})).toMatchObject({ added: 0, changed: 0 });
  const status = await handlers.storeStatus({});
  expect(status).toMatchObject({
    empty: false,
    dataDate: '2023-12-31',
    years: [
      { year: '2022/23', periods: [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] },
      { year: '2023/24', periods: [1, 2, 3, 4, 5, 6, 7, 8, 9] },
    ],
  });
  expect((await handlers.findings({})).length).toBe(status.findings);
  // One key pressed too often does not empty the copy: what would go is told first.
  await expect(handlers.undo({})).rejects.toMatchObject({
    code: 'undo-takes-import',
    message: expect.stringMatching(/^The last step was the import of .* rows it added will be taken out/),
    details: { added: loaded.added, changed: 0, removed: 0 },
  });
  const whole = await handlers.snapshot({});
  expect(await handlers.undo({ imports: true })).toMatchObject({ beyond: true });
  expect(await handlers.storeStatus({})).toMatchObject({ empty: true, undo: null });
  expect(await handlers.redo({})).toMatchObject({ beyond: true });
  expect(await handlers.snapshot({})).toEqual(whole);
  const begun = await handlers.scenarioCurrent({});
  expect(begun).toMatchObject({ unsaved: false, fileName: null, scenario: { year: '2023/24', period: 9 } });

  const changed = await handlers.scenarioUpdate({ scenario: withLever(begun.scenario) });
  expect(changed.unsaved).toBe(true);
  expect(said).toMatchObject({ edited: true, title: '• Untitled – Outturn' });

  await aSecond();
  expect(readdirSync(join(folder, 'first', 'working'))).toHaveLength(1);
  const path = join(folder, 'What if.outturn');
  answers.push(null, path);
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toBeNull();
  const saved = await handlers.scenarioSave({ onConflict: 'refuse' });
  expect(saved).toMatchObject({ unsaved: false, fileName: 'What if.outturn', dataNotice: null });
  expect(said).toMatchObject({ edited: false, title: 'What if.outturn – Outturn' });
  expect(readdirSync(join(folder, 'first', 'working'))).toEqual([]);
  expect(readdirSync(folder).sort()).toEqual(['.~lock.What if.outturn#', 'What if.outturn', 'first']);

  // PROP-03: opened where there is no data, it gives the same figures to the last bit.
  const second = startedServices(join(folder, 'second'));
  onTestFinished(second.close);
  second.answers.push(path);
  const opened = await second.handlers.scenarioOpen({ passphrase: null });
  expect(opened).toMatchObject({ unsaved: false, fileName: 'What if.outturn', scenario: saved?.scenario });
  expect(opened?.dataNotice).toContain('the local copy is untouched');
  expect(await second.handlers.storeStatus({})).toMatchObject({ base: 'file', dataDate: '2023-12-31' });
  const here = forecast(await handlers.snapshot({}), withLever(begun.scenario));
  const there = forecast(await second.handlers.snapshot({}), opened?.scenario ?? begun.scenario);
  expect(there).toEqual(here);
  expect((await second.handlers.recentFiles({}))[0]).toMatchObject({ name: 'What if.outturn', missing: false });

  // Where the local copy holds the same data, the file is taken onto it.
  answers.push(path);
  const again = await handlers.scenarioOpen({ passphrase: null });
  expect(again?.dataNotice).toBeNull();
  expect(await handlers.storeStatus({})).toMatchObject({ base: 'workspace' });
});

test('edits and undo reach the figures, and a saved file knows that its data have moved on', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  await putSampleInto(join(folder, 'profile'));
  answers.push(join(folder, 'Base'));
  expect(await handlers.scenarioSaveAs({})).toMatchObject({ fileName: 'Base.outturn', unsaved: false });
  const pressure = (await handlers.snapshot({})).pressures[0];
  if (!pressure) throw new Error('The sample has pressures');
  await handlers.applyEdits({
    edits: [{ op: 'update', register: 'pressures', id: pressure.id, values: { name: 'Renamed' } }],
    why: 'a better name',
  });
  expect((await handlers.snapshot({})).pressures[0]?.name).toBe('Renamed');
  expect(await handlers.scenarioCurrent({})).toMatchObject({ unsaved: true });
  expect((await handlers.changes({ before: null, limit: 1 }))[0]).toMatchObject({ why: 'a better name' });
  await handlers.undo({});
  expect((await handlers.snapshot({})).pressures[0]?.name).toBe(pressure.name);
  expect((await handlers.storeStatus({})).redo).not.toBeNull();
  await handlers.redo({});
  expect((await handlers.snapshot({})).pressures[0]?.name).toBe('Renamed');
  await expect(
    handlers.applyEdits({
      edits: [{ op: 'update', register: 'pressures', id: pressure.id, values: { likelyPence: 'lots' } }],
      why: null,
    }),
  ).rejects.toMatchObject({ code: 'row-invalid' });
});

test('work that was never saved is there again after a crash, levers and the rows of an opened file', async () => {
  const folder = temporaryFolder();
  const profile = join(folder, 'profile');
  const path = join(folder, 'colleague.outturn');
  const maker = startedServices(join(folder, 'maker'));
  await putSampleInto(join(folder, 'maker'));
  maker.answers.push(path);
  await maker.handlers.scenarioSaveAs({});
  await maker.close();

  // Never closed: what a crash leaves. Its stores are closed with the test.
  const crashed = startedServices(profile);
  onTestFinished(crashed.close);
  crashed.answers.push(path);
  const opened = await crashed.handlers.scenarioOpen({ passphrase: null });
  if (!opened) throw new Error('Not opened');
  await crashed.handlers.scenarioUpdate({ scenario: withLever(opened.scenario, 7) });
  const row = (await crashed.handlers.snapshot({})).pressures[0];
  await crashed.handlers.applyEdits({
    edits: [{ op: 'update', register: 'pressures', id: row?.id ?? 0, values: { name: 'Changed in the file’s data' } }],
    why: null,
  });
  await aSecond();

  const next = startedServices(profile);
  onTestFinished(next.close);
  const [found, ...others] = await next.handlers.recovered({});
  expect(others).toEqual([]);
  expect(found).toMatchObject({ name: 'colleague.outturn' });
  const back = await next.handlers.scenarioOpenToken({ token: found?.token ?? '', passphrase: null });
  expect(back).toMatchObject({ unsaved: true, fileName: 'colleague.outturn', scenario: { levers: [{ value: 7 }] } });
  expect(back.dataNotice).toContain('unsaved work');
  expect((await next.handlers.snapshot({})).pressures[0]?.name).toBe('Changed in the file’s data');
  // Saved to where it came from, which nobody has changed since: then nothing is left to recover.
  expect(await next.handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
  expect(await next.handlers.recovered({})).toEqual([]);
});

test('a new scenario or another file leaves unsaved work behind as a working copy, which can be thrown away', async () => {
  const folder = temporaryFolder();
  const { handlers, close } = startedServices(folder);
  onTestFinished(close);
  const { scenario } = await handlers.scenarioCurrent({});
  await handlers.scenarioUpdate({ scenario: withLever({ ...scenario, name: 'Left behind' }) });
  expect(await handlers.scenarioNew({ name: 'Next', year: '2023/24', period: 3 })).toMatchObject({
    unsaved: false,
    scenario: { name: 'Next', period: 3 },
  });
  const [left] = await handlers.recovered({});
  expect(left?.name).toBe('Left behind');
  await handlers.recoveredDiscard({ token: left?.token ?? '' });
  expect(await handlers.recovered({})).toEqual([]);
});

test('closing in order leaves one file and keeps unsaved work; closing saved work leaves no working copy', async () => {
  const folder = temporaryFolder();
  const first = startedServices(folder);
  const { scenario } = await first.handlers.scenarioCurrent({});
  await first.handlers.scenarioUpdate({ scenario: withLever(scenario) });
  await first.close();
  expect(readdirSync(folder).sort()).toEqual(['database-key', 'working', 'workspace.sqlite']);
  expect(readdirSync(join(folder, 'working'))).toHaveLength(1);
  const second = startedServices(folder);
  await second.handlers.scenarioCurrent({});
  expect(await second.handlers.recovered({})).toHaveLength(1);
  await second.close();
});

test('a colleague’s change is not overwritten unless told so', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'shared.outturn');
  const mine = startedServices(join(folder, 'mine'));
  const theirs = startedServices(join(folder, 'theirs'));
  onTestFinished(mine.close);
  onTestFinished(theirs.close);
  mine.answers.push(path);
  await mine.handlers.scenarioSaveAs({});
  theirs.answers.push(path);
  const opened = await theirs.handlers.scenarioOpen({ passphrase: null });
  if (!opened) throw new Error('Not opened');
  await theirs.handlers.scenarioUpdate({ scenario: { ...opened.scenario, notes: 'theirs' } });
  await theirs.handlers.scenarioSave({ onConflict: 'refuse' });
  await mine.handlers.scenarioUpdate({ scenario: { ...opened.scenario, notes: 'mine' } });
  await expect(mine.handlers.scenarioSave({ onConflict: 'refuse' })).rejects.toMatchObject({ code: 'file-changed' });
  expect(await mine.handlers.scenarioCurrent({})).toMatchObject({ unsaved: true });
  await mine.handlers.scenarioSave({ onConflict: 'replace' });
  theirs.answers.push(path);
  expect((await theirs.handlers.compareOpen({ token: null }))?.scenario.notes).toBe('mine');
});

test('a protected file asks for its passphrase, opens with it without a second dialog, and stays protected', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'secret.outturn');
  const { handlers, close, answers, asked, said } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  // The person at the computer agrees, outside the page.
  said.button = 1;
  await handlers.passphraseSet({ current: null, passphrase: 'a long secret' });
  answers.push(path);
  await handlers.scenarioSaveAs({});
  expect(readFileSync(path).includes('outturn-scenario-encrypted')).toBe(true);
  answers.push(path);
  await expect(handlers.scenarioOpen({ passphrase: null })).rejects.toMatchObject({ code: 'passphrase-needed' });
  await expect(handlers.scenarioOpen({ passphrase: 'wrong secret' })).rejects.toMatchObject({
    code: 'wrong-passphrase',
  });
  const opened = await handlers.scenarioOpen({ passphrase: 'a long secret' });
  expect(asked.filter(({ purpose }) => purpose === 'scenario-open')).toHaveLength(1);
  await handlers.scenarioUpdate({ scenario: { ...opened!.scenario, notes: 'more' } });
  await handlers.scenarioSave({ onConflict: 'refuse' });
  expect(readFileSync(path).includes('outturn-scenario-encrypted')).toBe(true);
  // Whoever does not know it cannot take it off.
  for (const current of [null, 'wrong secret'])
    await expect(handlers.passphraseSet({ current, passphrase: null })).rejects.toMatchObject({
      code: 'wrong-passphrase',
    });
  await handlers.passphraseSet({ current: 'a long secret', passphrase: null });
  expect((await handlers.scenarioSave({ onConflict: 'refuse' }))?.unsaved).toBe(false);
  expect(readFileSync(path).includes('outturn-scenario-encrypted')).toBe(false);
});

test('a passphrase set while a save is being written is in the file, or is told to be unsaved', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'plain.outturn');
  const { handlers, close, answers, said } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  // The person at the computer agrees, outside the page.
  said.button = 1;
  answers.push(path);
  await handlers.scenarioSaveAs({});
  for (const turns of [0, 2, 5, 10, 15]) {
    const saving = handlers.scenarioSave({ onConflict: 'refuse' });
    for (let turn = 0; turn < turns; turn += 1) await setImmediate();
    await handlers.passphraseSet({ current: null, passphrase: 'a long secret' });
    await saving;
    const isProtected = readFileSync(path).includes('outturn-scenario-encrypted');
    expect((await handlers.scenarioCurrent({})).unsaved).toBe(!isProtected);
    await handlers.passphraseSet({ current: 'a long secret', passphrase: null });
    await handlers.scenarioSave({ onConflict: 'refuse' });
  }
});

test('what cannot be opened changes nothing', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  const before = await handlers.scenarioCurrent({});
  const bad = join(folder, 'bad.outturn');
  writeFileSync(bad, 'not a scenario');
  answers.push(bad, join(folder, 'missing.outturn'));
  await expect(handlers.scenarioOpen({ passphrase: null })).rejects.toMatchObject({ code: 'not-a-scenario' });
  await expect(handlers.scenarioOpen({ passphrase: null })).rejects.toMatchObject({ code: 'file-missing' });
  await expect(handlers.scenarioOpenToken({ token: 'f'.repeat(32), passphrase: null })).rejects.toMatchObject({
    code: 'forbidden',
  });
  expect(await handlers.scenarioCurrent({})).toEqual(before);
  expect(existsSync(join(folder, 'profile', 'working'))).toBe(false);
});

test('exports are written whole and listed; pictures must be pictures; formulas stay text', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  await putSampleInto(join(folder, 'profile'));
  const files = ['f.xlsx', 't.csv', 'p.png', 'template.csv', 'template.xlsx'].map((name) => join(folder, name));
  answers.push(...files);
  expect(await handlers.workbookExport({ units: 'thousands' })).toEqual({ saved: 'f.xlsx' });
  await handlers.tableSave({
    name: 'Pressures',
    rows: [
      ['Name', 'Pence'],
      ['=cmd|x', -5],
      ['a "quoted", cell', null],
    ],
  });
  expect(readFileSync(files[1] ?? '', 'utf8')).toBe('\ufeffName,Pence\r\n\'=cmd|x,-5\r\n"a ""quoted"", cell",\r\n');
  const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
  expect(await handlers.pictureSave({ name: 'Chart', pngBase64: png })).toEqual({ saved: 'p.png' });
  await expect(handlers.pictureSave({ name: 'Chart', pngBase64: 'AAAA' })).rejects.toMatchObject({
    code: 'invalid-input',
  });
  expect((await handlers.exports({})).map(({ name, kind }) => [name, kind])).toEqual([
    ['p.png', 'picture'],
    ['t.csv', 'table'],
    ['f.xlsx', 'workbook'],
  ]);
  answers.unshift(join(folder, 'c.pdf'));
  const chart = { name: 'Chart', finding: 'Two over', caption: 'Lines, £m', width: 400, height: 200 };
  const table = { columns: ['Line', 'Amount'], rows: [{ cells: ['All', '−2.0'], total: true }] };
  expect(await handlers.chartSave({ ...chart, pngBase64: png, table })).toEqual({ saved: 'c.pdf' });
  const pdf = await PDFDocument.load(readFileSync(join(folder, 'c.pdf')));
  expect(pdf.getTitle()).toBe('Two over');
  expect(pdf.catalog.toString()).toMatch(/MarkInfo[\s\S]*StructTreeRoot|StructTreeRoot[\s\S]*MarkInfo/);
  expect(await handlers.templateSave({ register: 'savings', format: 'csv' })).toEqual({ saved: 'template.csv' });
  expect(await handlers.templateSave({ register: 'savings', format: 'xlsx' })).toEqual({ saved: 'template.xlsx' });
  answers.push(null);
  expect(await handlers.workbookExport({ units: 'pounds' })).toEqual({ saved: null });
  expect(await handlers.exports({})).toHaveLength(4);
  for (const file of files) rmSync(file);
});

test('an import is chosen, looked at again with another mapping, committed, listed and taken back', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  const file = join(folder, 'council funders.csv');
  writeFileSync(file, 'Whose,Known as\nNNC,North\nWNC,West\n');
  answers.push(null, file, join(folder, 'problems.csv'));
  expect(await handlers.importChoose({})).toBeNull();
  const first = await handlers.importChoose({});
  // Headers nobody knows are there to be matched as soon as it is said what the file holds.
  const asked = { token: first?.token ?? '', register: 'funders' as const, mapping: null, year: null };
  expect((await handlers.importPreview(asked)).files[0]).toMatchObject({
    register: 'funders',
    mapping: { Whose: '', 'Known as': '' },
  });
  const again = await handlers.importPreview({
    token: first?.token ?? '',
    register: 'funders',
    mapping: { Whose: 'code', 'Known as': 'name' },
    year: null,
  });
  expect(again.files[0]).toMatchObject({ register: 'funders', rows: 2, added: 2, rejected: 0 });
  const done = await handlers.importCommit({ token: again.token });
  expect(done).toMatchObject({ added: 2 });
  expect((await handlers.snapshot({})).funders.map((row) => row.name)).toEqual(['North', 'West']);
  expect(await handlers.imports({})).toMatchObject([{ files: ['council funders.csv'], added: 2, undone: false }]);
  await expect(handlers.sampleLoad({})).rejects.toMatchObject({ code: 'invalid-input' });
  const importId = done.importId ?? 0;
  expect(await handlers.importProblems({ importId })).toEqual([]);
  expect(await handlers.importProblemsSave({ importId })).toEqual({ saved: 'problems.csv' });
  await handlers.importUndo({ importId });
  expect((await handlers.snapshot({})).funders).toEqual([]);
});

test('when changes cannot be kept on this computer, the officer is told to save now; saving still works', async () => {
  const folder = temporaryFolder();
  const profile = join(folder, 'profile');
  const { handlers, close, answers } = startedServices(profile);
  onTestFinished(close);
  const { scenario } = await handlers.scenarioCurrent({});
  // A file where the folder of working copies should be: nothing can be written there.
  writeFileSync(join(profile, 'working'), '');
  await handlers.scenarioUpdate({ scenario: withLever(scenario) });
  await aSecond();
  expect((await handlers.scenarioCurrent({})).dataNotice).toContain('save the scenario now');
  await expect(handlers.scenarioNew({ name: 'Next', year: '2023/24', period: 1 })).rejects.toMatchObject({
    code: 'write-failed',
  });
  expect((await handlers.scenarioCurrent({})).scenario.levers).toHaveLength(1);
  answers.push(join(folder, 'saved.outturn'));
  expect(await handlers.scenarioSave({ onConflict: 'refuse' })).toMatchObject({ unsaved: false });
});

test('a simulation runs beside the window, tells how far it is, gives its intervals, and can be stopped', async () => {
  const folder = temporaryFolder();
  const { handlers, close } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  await putSampleInto(join(folder, 'profile'));
  const { scenario } = await handlers.scenarioCurrent({});
  const { job: id } = await handlers.simulationStart({ scenario, paths: 100 });
  while ((await handlers.job({ id })).state === 'running') await new Promise((resolve) => setTimeout(resolve, 50));
  expect(await handlers.job({ id })).toMatchObject({ state: 'done', error: null });
  expect(await handlers.jobResult({ id })).toMatchObject({ summary: { paths: 100, seed: scenario.seed } });
  const second = await handlers.simulationStart({ scenario, paths: 50_000 });
  expect(await handlers.jobCancel({ id: second.job })).toMatchObject({ state: 'cancelled' });
  await expect(handlers.jobResult({ id: second.job })).rejects.toMatchObject({ code: 'cancelled' });
});
