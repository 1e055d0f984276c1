import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { slowLog, slowStatements } from '../../../electron/services/diagnostics/slow-log.ts';
import { registersZip } from '../../../electron/services/exports/all-registers.ts';
import { returnsZip } from '../../../electron/services/exports/returns-zip.ts';
import { registerNames } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { StoredEpisode } from '../../../shared/ssda903/stored.ts';
import { smallSnapshot, temporaryStore } from '../db/helpers.ts';
import { csv, service } from '../import/helpers.ts';
import { startedServices, temporaryFolder } from './services-helpers.ts';

/** Rows without their numbers, which an import gives anew. */
function content(snapshot: Snapshot): unknown {
  const { council, dataDate, synthetic } = snapshot;
  const rows = registerNames.map((name) => [name, snapshot[name].map(({ id, ...row }) => row)]);
  return { council, dataDate, synthetic, ...Object.fromEntries(rows) };
}

async function importedBack(snapshot: Snapshot): Promise<Snapshot> {
  const { store, imports } = await service();
  const files = [{ name: 'all.zip', bytes: registersZip(snapshot) }];
  const preview = await imports.preview(files, { birthDate: 'day' });
  for (const file of preview.files) {
    expect([file.file, file.failure, file.problems.filter((one) => one.after === null)]).toEqual([file.file, null, []]);
  }
  imports.commit(preview.token);
  return readSnapshot(store);
}

test('everything taken out as CSV imports back to the same data: the sample council', async () => {
  const { handlers, close } = startedServices(temporaryFolder());
  onTestFinished(close);
  await handlers.sampleLoad({});
  const snapshot = await handlers.snapshot({});
  expect(content(await importedBack(snapshot))).toEqual(content(snapshot));
});

test('everything taken out as CSV imports back to the same data: any text, amount and number', async () => {
  const store = await temporaryStore();
  writeSnapshot(store, smallSnapshot());
  const base = readSnapshot(store);
  for (const row of base.placements) row.childKey = `ck1-${'0'.repeat(32)}`;
  const odd = [
    '-',
    'n/a',
    '',
    ' ',
    "'",
    "'x",
    '=1+1',
    '-5',
    '+x',
    '@a',
    '\tx',
    'a\r\nb',
    'a\nb',
    '"',
    ',',
    ';',
    'ü€漢',
    ' x ',
  ];
  const text = fc.oneof(fc.constantFrom(...odd), fc.stringMatching(/^[a-z =+@'"£,;.-]{0,20}$/));
  const pence = fc.integer({ min: -1e13, max: 1e13 });
  const number = fc.oneof(
    fc
      .double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 })
      .map((value) => (value === 0 ? 0 : value)),
    fc.integer(),
  );
  await fc.assert(
    fc.asyncProperty(
      text,
      fc.option(text, { nil: null }),
      pence,
      number,
      fc.double({ noNaN: true, min: -1000, max: 100_000 }).map((value) => (value === 0 ? 0 : value)),
      async (name, note, amount, value, percent) => {
        const snapshot = structuredClone(base);
        for (const line of snapshot.budgetLines) Object.assign(line, { name, grossBudgetPence: amount });
        for (const saving of snapshot.savings)
          Object.assign(saving, { name, note, programme: note, deliveryPercent: percent });
        for (const funder of snapshot.funders) funder.name = name;
        snapshot.assumptions = [
          { id: 1, key: 'a', value, unit: name, source: note, ownerRole: null, confidence: 'low', review: null },
        ];
        expect(content(await importedBack(snapshot))).toEqual(content(snapshot));
      },
    ),
    { numRuns: 60, seed: 20 },
  );
});

test('returns are taken out too, and come back as the same episodes; the registers come back with them beside', async () => {
  const first = await service();
  const header = csv('header.csv', 'CHILD,SEX,DOB', 'C1,1,14/05/2012', 'C2,2,02/11/2009');
  // C1 was unaccompanied until the second month of a second placement.
  const uasc = csv('uasc.csv', 'CHILD,SEX,DOB,DUC', 'C1,1,14/05/2012,01/07/2022', 'C2,2,02/11/2009,');
  for (const [year, rows] of [
    ['2021/22', ['C1,04/05/2021,S,C2,U1,PR4,,', 'C2,09/01/2022,S,V2,K2,PR4,28/02/2022,E11']],
    ['2022/23', ['C1,04/05/2021,S,C2,U1,PR4,01/06/2022,X1', 'C1,01/06/2022,P,C2,K2,PR5,,']],
  ] as const) {
    const episodes = csv('episodes.csv', 'CHILD,DECOM,RNE,LS,PLACE,PLACE_PROVIDER,DEC,REC', ...rows);
    const preview = await first.imports.preview([header, episodes, uasc], { year });
    first.imports.commit(preview.token);
  }
  const pseudonyms = (store: Store) =>
    (store.statement('episodes', 'all').all() as Record<string, unknown>[]).map(({ id, importId, ...row }) => row);
  expect(pseudonyms(first.store).map(({ uasc: flag }) => flag)).toEqual([1, 1, 1, 0]);
  const returns = returnsZip(first.store.statement('episodes', 'all').all() as StoredEpisode[]);
  if (!returns) throw new Error('No returns');

  const second = await service();
  const bytes = registersZip(readSnapshot(first.store), returns);
  const all = await second.imports.preview([{ name: 'all.zip', bytes }]);
  expect(all.files.map((file) => file.failure)).toEqual(all.files.map(() => null));
  second.imports.commit(all.token);
  expect(content(readSnapshot(second.store))).toEqual(content(readSnapshot(first.store)));
  const again = await second.imports.preview([{ name: 'ssda903-returns.zip', bytes: returns }]);
  second.imports.commit(again.token);
  expect(pseudonyms(second.store)).toEqual(pseudonyms(first.store));
  expect(content(readSnapshot(second.store))).toEqual(content(readSnapshot(first.store)));
  expect(returnsZip([])).toBeNull();
});

test('the local copy is made small and holds what it held', async () => {
  const folder = temporaryFolder();
  const { handlers, close } = startedServices(folder);
  onTestFinished(close);
  await handlers.sampleLoad({});
  const before = await handlers.snapshot({});
  await handlers.importUndo({ importId: (await handlers.imports({}))[0]?.id ?? 0 });
  const { before: large, after: small } = await handlers.workspaceCompact({});
  expect(small).toBeLessThan(large);
  expect(small).toBe(statSync(join(folder, 'workspace.sqlite')).size);
  await handlers.redo({});
  expect(content(await handlers.snapshot({}))).toEqual(content(before));
});

test('another key: every pseudonym is new everywhere, the same child is still the same, and undo still works', async () => {
  const folder = temporaryFolder();
  const extract = join(folder, 'placements.csv');
  const row = (id: string, child: string) => `${id},${child},14/05/2012,no,IFA,framework,04/05/2023,,no`;
  const header = 'Placement,Child,Date of birth,UASC,Group,Route,Start,End,Short break';
  writeFileSync(extract, [header, row('P1', 'C100'), row('P2', 'C200')].join('\r\n'));
  writeFileSync(
    join(folder, 'groups.csv'),
    'Group,Group name,Care type,Modelled,Order\r\nIFA,Agency,fostering,1,1\r\n',
  );
  const profile = join(folder, 'profile');
  const { handlers, close, answers } = startedServices(profile);
  onTestFinished(close);
  const bringIn = async (path: string) => {
    answers.push(path);
    return handlers.importCommit({ token: (await handlers.importChoose({}))?.token ?? '' });
  };
  await bringIn(join(folder, 'groups.csv'));
  await bringIn(extract);
  const old = (await handlers.snapshot({})).placements.map((one) => one.childKey);
  const edit = { op: 'update' as const, register: 'placements' as const, id: 1, values: { area: 'North' } };
  await handlers.applyEdits({ edits: [edit], why: null });

  const { children } = await handlers.childKeyRotate({});
  expect(children).toBe(2);
  const renewed = (await handlers.snapshot({})).placements.map((one) => one.childKey);
  expect(renewed.every((key) => /^ck2-[0-9a-f]{32}$/.test(key))).toBe(true);
  // The same extract again: nothing is new.
  expect(await bringIn(extract)).toMatchObject({ added: 0 });
  const log = JSON.stringify(await handlers.changes({ before: null, limit: 1000 }));
  for (const key of old) expect(log).not.toContain(key);
  while ((await handlers.snapshot({})).placements.length > 0) await handlers.undo({ imports: true });
  await handlers.redo({});
  while ((await handlers.snapshot({})).placements[0]?.area !== 'North') await handlers.redo({});
  expect((await handlers.snapshot({})).placements.map((one) => one.childKey)).toEqual(renewed);

  // Brought back from before the change, the copy goes on with the key it was filled with.
  const before = (await handlers.backups({})).find((one) => one.reason === 'before-new-key');
  await handlers.backupRestore({ token: before?.token ?? '', passphrase: null });
  expect(await bringIn(extract)).toMatchObject({ added: 0 });
  expect((await handlers.snapshot({})).placements.map((one) => one.childKey)).toEqual(old);
});

test('diagnostics say what is held and nothing about anybody', async () => {
  const folder = temporaryFolder();
  const profile = join(folder, 'profile');
  const { handlers, close, answers } = startedServices(profile);
  onTestFinished(close);
  const canaries = ['Canaryshire', 'CANARYCHILD', 'Canary provider', 'Canary line', 'canary.example', '7654321.99'];
  writeFileSync(
    join(folder, 'groups.csv'),
    'Group,Group name,Care type,Modelled,Order\r\nIFA,Canary line,fostering,1,1\r\n',
  );
  const header = 'Placement,Child,Date of birth,UASC,Group,Provider,Route,Start,End,Short break';
  writeFileSync(
    join(folder, 'Canary line.csv'),
    `${header}\r\nP1,CANARYCHILD,14/05/2012,no,IFA,Canary provider,framework,04/05/2023,,no\r\nP2,CANARYCHILD,bad,no,IFA,Canary provider,x,y,,no\r\n`,
  );
  writeFileSync(join(folder, 'settings.csv'), 'Setting,Value\r\nCouncil,Canaryshire\r\n');
  for (const name of ['settings.csv', 'groups.csv', 'Canary line.csv']) {
    answers.push(join(folder, name));
    await handlers.importCommit({ token: (await handlers.importChoose({}))?.token ?? '' });
  }
  const { scenario } = await handlers.scenarioCurrent({});
  await handlers.scenarioUpdate({ scenario: { ...scenario, name: 'Canary line', notes: 'Canaryshire' } });
  slowLog(profile, () => new Date())('commit import', 321);
  const target = join(folder, 'diagnostics.json');
  answers.push(target);
  expect(await handlers.diagnosticsSave({})).toEqual({ saved: 'diagnostics.json' });
  const text = readFileSync(target, 'utf8');
  for (const canary of [...canaries, folder, 'ck1-']) expect(text.toLowerCase()).not.toContain(canary.toLowerCase());
  expect(JSON.parse(text)).toMatchObject({
    format: 'outturn-diagnostics',
    localCopy: { quickCheck: ['ok'], rows: { placements: 1, placementGroups: 1 }, imports: 3 },
    slow: [{ name: 'commit import', times: 1, longest: 321 }],
  });
});

test('the log of slow statements stays small', () => {
  const folder = temporaryFolder();
  const write = slowLog(folder, () => new Date(0));
  for (let count = 0; count < 5000; count += 1) write(`statement ${count % 7}`, count);
  expect(statSync(join(folder, 'slow.log')).size).toBeLessThan(220_000);
  expect(slowStatements(folder)[0]).toMatchObject({ longest: 4999 });
});
