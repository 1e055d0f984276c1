import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import type { Handlers } from '../../../electron/services/context/handler-context.ts';
import { readScenarioFile } from '../../../electron/services/scenario-files/scenario-file.ts';
import { keysBeside } from '../../support/keys.ts';
import { startedServices, temporaryFolder } from './services-helpers.ts';

/** The window and a command, two scenarios, or the same one twice: what happens when they come at the same moment. */

/** Two funders: enough for data of one's own. */
const insertTwo = (handlers: Handlers) =>
  handlers.applyEdits({
    edits: ['A', 'B'].map((code) => ({ op: 'insert', register: 'funders', values: { code, name: `Council ${code}` } })),
    why: null,
  });

/** A scenario file that carries data which no other profile holds. */
async function fileWithData(folder: string): Promise<string> {
  const path = join(folder, 'plan.outturn');
  const maker = startedServices(join(folder, 'maker'));
  await insertTwo(maker.handlers);
  maker.answers.push(path);
  await maker.handlers.scenarioSaveAs({});
  await maker.close();
  return path;
}

/** The local copy of a profile, open in another program as well. */
async function asACommand(profile: string) {
  const clock = () => new Date('2024-02-10T09:00:00.000Z');
  const store = await openStore(join(profile, 'workspace.sqlite'), {
    keys: keysBeside(join(profile, 'workspace.sqlite')),
    clock,
    backupFolder: join(profile, 'backups'),
  });
  onTestFinished(store.close);
  return store;
}

test('what a command changes in the local copy is in the window’s figures and in what it saves', async () => {
  const folder = temporaryFolder();
  const profile = join(folder, 'profile');
  const { handlers, close, answers } = startedServices(profile);
  onTestFinished(close);
  await insertTwo(handlers);
  const path = join(folder, 'plan.outturn');
  answers.push(path);
  expect(await handlers.scenarioSaveAs({})).toMatchObject({ unsaved: false });
  const before = await handlers.storeStatus({});
  const [funder, other] = (await handlers.snapshot({})).funders;

  const command = await asACommand(profile);
  // What a command writes that is no row of a register, such as a delivery, leaves the scenario as saved as it is.
  command.prepare('update "change_groups" set updated_at = updated_at').run();
  expect(await handlers.storeStatus({})).toMatchObject({ others: before.others });
  expect(await handlers.scenarioCurrent({})).toMatchObject({ unsaved: false });
  const name = (id: number | undefined, text: string) =>
    [{ op: 'update', register: 'funders', id: id ?? 0, values: { name: text } }] as const;
  applyEdits(command, name(funder?.id, 'By a command'), null);

  expect((await handlers.snapshot({})).funders[0]?.name).toBe('By a command');
  expect(await handlers.storeStatus({})).toMatchObject({ others: (before.others ?? 0) + 1 });
  expect(await handlers.scenarioCurrent({})).toMatchObject({ unsaved: true });
  // Edits from both sides stand together, in the copy and in the file.
  applyEdits(command, name(funder?.id, 'By a command again'), null);
  await handlers.applyEdits({ edits: [...name(other?.id, 'By the window')], why: null });
  await handlers.scenarioSave({ onConflict: 'refuse' });
  const saved = (await readScenarioFile(path, null)).document.snapshot;
  expect(saved.funders.slice(0, 2).map((row) => row.name)).toEqual(['By a command again', 'By the window']);
  expect(saved.funders).toEqual(readSnapshot(command).funders);
  expect(await handlers.scenarioCurrent({})).toMatchObject({ unsaved: false });
});

test('a lever that moved while another scenario was opened does not go into that one', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  const path = join(folder, 'second.outturn');
  answers.push(path);
  const second = await handlers.scenarioNew({ name: 'Second', year: '2023/24', period: 3 });
  await handlers.scenarioUpdate({ scenario: { ...second.scenario, notes: 'of the second' } });
  await handlers.scenarioSaveAs({});
  const first = await handlers.scenarioNew({ name: 'First', year: '2023/24', period: 9 });
  answers.push(path);
  let answered = 0;
  const opening = handlers.scenarioOpen({ passphrase: null });
  // Sent again and again while the other is opened, as a drag does, until it is refused.
  for (let refused = false; !refused; ) {
    const scenario = { ...first.scenario, notes: `value ${answered + 1}` };
    refused = await handlers.scenarioUpdate({ scenario, of: first.id ?? '' }).then(
      () => {
        answered += 1;
        return false;
      },
      (error: { code: string }) => error.code === 'scenario-closed',
    );
  }
  expect(await opening).toMatchObject({ scenario: { name: 'Second', notes: 'of the second' }, unsaved: false });
  expect(await handlers.scenarioCurrent({})).toMatchObject({ fileName: 'second.outturn', unsaved: false });
  // What was answered is unsaved work of the first.
  const [kept] = await handlers.recovered({});
  const again = await handlers.scenarioOpenToken({ token: kept?.token ?? '', passphrase: null });
  expect(again.scenario).toMatchObject({ name: 'First', notes: `value ${answered}` });
});

test('unsaved work that is open already is neither opened twice nor thrown away under it', async () => {
  const folder = temporaryFolder();
  const path = await fileWithData(folder);
  const profile = join(folder, 'profile');
  const first = startedServices(profile);
  first.answers.push(path);
  const opened = await first.handlers.scenarioOpen({ passphrase: null });
  await first.handlers.scenarioUpdate({ scenario: { ...opened!.scenario, notes: 'not saved' } });
  await first.close();
  const { handlers, close } = startedServices(profile);
  onTestFinished(close);
  const token = (await handlers.recovered({}))[0]?.token ?? '';
  await handlers.scenarioOpenToken({ token, passphrase: null });
  const files = readdirSync(join(profile, 'working'));
  expect(await handlers.scenarioOpenToken({ token, passphrase: null })).toMatchObject({ unsaved: true });
  await expect(handlers.recoveredDiscard({ token })).rejects.toMatchObject({ code: 'forbidden' });
  expect(readdirSync(join(profile, 'working'))).toEqual(files);
  const [funder] = (await handlers.snapshot({})).funders;
  const values = { name: 'Still writable' };
  await handlers.applyEdits({
    edits: [{ op: 'update', register: 'funders', id: funder?.id ?? 0, values }],
    why: null,
  });
});

test('unsaved work that this version cannot read is told at the start and left where it is', async () => {
  const profile = temporaryFolder();
  mkdirSync(join(profile, 'working'));
  const name = '0123456789abcdef.json';
  writeFileSync(join(profile, 'working', name), '{"format":"outturn-working-copy","version":2}');
  const { handlers, close } = startedServices(profile);
  onTestFinished(close);
  expect((await handlers.scenarioCurrent({})).dataNotice).toContain(
    `cannot be read by this version of Outturn (${name})`,
  );
  expect(await handlers.recovered({})).toEqual([]);
  expect(readdirSync(join(profile, 'working'))).toEqual([name]);
});

test('a second window on the same profile does not take the data from under the first', async () => {
  const folder = temporaryFolder();
  const path = await fileWithData(folder);
  const profile = join(folder, 'profile');
  const first = startedServices(profile);
  first.answers.push(path);
  await first.handlers.scenarioOpen({ passphrase: null });
  // Opened and not changed: nothing but its data lies in the working folder.
  const data = readdirSync(join(profile, 'working')).filter((name) => name.endsWith('.sqlite'));
  expect(data).toHaveLength(1);
  const second = startedServices(profile);
  await second.handlers.storeStatus({});
  await second.close();
  expect(readdirSync(join(profile, 'working'))).toContain(data[0]);
  await first.close();
  const third = startedServices(profile);
  onTestFinished(third.close);
  await third.handlers.storeStatus({});
  expect(readdirSync(join(profile, 'working'))).toEqual([]);
});
