import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { erasureRecords } from '../../../db/erasure-records.ts';
import { examineLog } from '../../../db/log-chain.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import { canariesIn, canariesInClear } from '../../support/canary.ts';
import { keysIn, openCopy } from '../../support/keys.ts';
import { outturn, temporaryFolder } from '../cli/command-line.ts';
import { startedServices } from '../services/services-helpers.ts';

const clock = () => new Date('2024-02-10T09:00:00.000Z');
const groups = 'Group,Group name,Care type,Modelled,Order\nIFA,Fostering agency,fostering,yes,1\n';
const head = 'Placement,Child,Date of birth,UASC,Group,Provider,Route,Start,End,Short break,Area\n';
const placements = `${head}PL-CANARY-1,CANARYCHILD77,13/07/2011,no,IFA,Provider CANARYPROV,spot,04/05/2023,,no,North
PL-CANARY-2,CANARYCHILD77,13/07/2011,no,IFA,Other,spot,04/05/2022,03/05/2023,no,North
PL-OTHER-1,CHILD2,13/07/2012,no,IFA,Other,spot,04/05/2023,,no,North
PL-OLD-1,CHILD3,13/07/1999,no,IFA,Other,spot,04/05/2010,01/02/2012,no,North
PL-CANARY-9,CANARYCHILD77,13/07/2011,no,IFA,Other,spot,soon,,no,North
`;
const prices = `Placement,From,Weekly price,Education contribution a week,Health contribution a week
PL-CANARY-1,04/05/2023,950.00,0,0
PL-OTHER-1,04/05/2023,950.00,0,0
`;

/** A profile with the child in its rows, its log, its problems, its backups, unsaved work, a scenario file and its copies. */
async function profileWithCanary() {
  const folder = temporaryFolder();
  const [profile, files] = [join(folder, 'profile'), join(folder, 'files')];
  for (const one of [profile, files]) mkdirSync(one);
  const put = (name: string, text: string) => {
    writeFileSync(join(files, name), text);
    return join(files, name);
  };
  const paths = [put('groups.csv', groups), put('placements.csv', placements), put('prices.csv', prices)];
  const workspace = join(profile, 'workspace.sqlite');
  const run = await outturn('import', ...paths, '--workspace', workspace);
  expect(run.code).toBe(1);
  const { handlers, close, answers, desktop } = startedServices(profile);
  const shown = await handlers.snapshot({});
  const row = shown.placements.find((one) => one.reference === 'PL-CANARY-1');
  await handlers.applyEdits({
    edits: [{ op: 'update', register: 'placements', id: row?.id ?? 0, values: { area: 'CANARYAREA' } }],
    why: null,
  });
  answers.push(join(files, 'plan.outturn'));
  await handlers.scenarioSaveAs({});
  void desktop;
  await close();
  const keys = keysIn(profile);
  const reference = readSnapshotOf(workspace);
  return { profile, files, workspace, keys, pseudonym: reference };
}

function readSnapshotOf(path: string): string {
  const database = openCopy(path, { readonly: true });
  const row = database.prepare(`select child_key as child from placements where reference = 'PL-CANARY-1'`).get();
  database.close();
  return (row as { child: string }).child;
}

test('a child is erased by its identifier from rows, log, free pages, problems, backups and scenario files; the record is signed', async () => {
  const { profile, files, workspace, keys, pseudonym } = await profileWithCanary();
  const canaries = [pseudonym, 'PL-CANARY-1', 'PL-CANARY-2', 'CANARYCHILD77', 'CANARYPROV', 'CANARYAREA'];
  expect(canariesInClear(profile, canaries)).toEqual([]);
  expect(canariesIn(profile, canaries, keys).length).toBeGreaterThan(3);
  const run = await outturn(
    'erase',
    '--workspace',
    workspace,
    '--child',
    ' canarychild77 ',
    '--why',
    'Request 12',
    '--json',
  );
  expect(run.err + run.out).not.toContain(pseudonym);
  expect(run.json()).toMatchObject({ erased: true, left: [], record: { why: 'Request 12', scope: 'child' } });
  expect(run.code).toBe(0);
  expect(canariesIn(profile, canaries, keys)).toEqual([]);
  expect(canariesIn(join(files), canaries, keys).filter((hit) => hit.file.endsWith('.outturn'))).toEqual([]);
  const store = await openStore(workspace, { clock, backupFolder: join(profile, 'backups'), keys });
  expect(
    readSnapshot(store)
      .placements.map((row) => row.reference)
      .sort(),
  ).toEqual(['PL-OLD-1', 'PL-OTHER-1']);
  expect(readSnapshot(store).placementPrices).toHaveLength(1);
  const log = examineLog(store);
  expect(log.brokenAt).toBe(null);
  expect(log.erased).toBeGreaterThan(2);
  expect(erasureRecords(store, keys)).toMatchObject([{ genuine: true, logHead: log.head }]);
  store.close();
  const again = await outturn('erase', '--workspace', workspace, '--child', 'CANARYCHILD77', '--why', 'Again');
  expect([again.code, again.err + again.out]).toEqual([0, expect.stringContaining('Nothing of the child')]);
  expect(again.out).toContain('Nothing of the child was found');
}, 240_000);

test('check says that the log is whole and an erasure as it was signed, and finds either altered', async () => {
  const { workspace } = await profileWithCanary();
  const erased = await outturn('erase', '--workspace', workspace, '--child', 'CANARYCHILD77', '--why', 'Asked for');
  expect(erased.code).toBe(0);
  const whole = await outturn('check', workspace);
  expect(whole.out).toContain('Its change log is whole');
  expect(whole.out).toContain('Its record is as it was signed.');
  const altered = async (...statements: string[]) => {
    const database = openCopy(workspace);
    for (const statement of statements) database.exec(statement);
    database.close();
    return outturn('check', workspace);
  };
  const dropGuards = `select name from sqlite_master where type = 'trigger' and tbl_name in ('changes', 'erasures')`;
  const look = openCopy(workspace);
  const guards = look.prepare(dropGuards).all() as { name: string }[];
  look.close();
  expect(guards.length).toBeGreaterThan(0);
  const lifted = guards.map(({ name }) => `drop trigger "${name}"`);
  const record = await altered(...lifted, `update "erasures" set why = 'Not asked for'`);
  expect([record.code, record.out + record.err]).toEqual([
    1,
    expect.stringContaining('was altered after it was signed'),
  ]);
  const log = await altered(`delete from "changes" where id = (select min(id) from "changes")`);
  expect([log.code, log.out + log.err]).toEqual([
    1,
    expect.stringContaining('Its change log was altered outside Outturn'),
  ]);
}, 240_000);

test('what is held about a child is exported, and nothing of another', async () => {
  const { profile, files, workspace, pseudonym } = await profileWithCanary();
  const out = join(files, 'data.json');
  const run = await outturn('subject', '--workspace', workspace, '--child', 'CANARYCHILD77', '--out', out);
  expect(run.code).toBe(0);
  const data = JSON.parse(readFileSync(out, 'utf8'));
  expect(data.pseudonyms).toEqual([pseudonym]);
  expect(data.registers.placements.map((row: { reference: string }) => row.reference)).toEqual([
    'PL-CANARY-1',
    'PL-CANARY-2',
  ]);
  expect(data.registers.placementPrices).toHaveLength(1);
  expect(data.changes.length).toBeGreaterThan(2);
  expect(readFileSync(out, 'utf8')).not.toContain('PL-OTHER-1');
  const none = await outturn('subject', '--workspace', workspace, '--child', 'NOBODY');
  expect(none.out).toContain('Nothing is held');
  void profile;
}, 240_000);

test('retention tells what is due and changes nothing; applied, it erases those and no others', async () => {
  const { workspace, profile, keys } = await profileWithCanary();
  const dry = await outturn('retain', '--workspace', workspace, '--json');
  expect(dry.json()).toMatchObject({ applied: false, plan: { children: { count: 1, before: '2014-02-09' } } });
  expect((await outturn('retain', '--workspace', workspace, '--apply')).code).toBe(2);
  const done = await outturn('retain', '--workspace', workspace, '--apply', '--why', 'Schedule', '--json');
  expect(done.json()).toMatchObject({ applied: true });
  const store = await openStore(workspace, { clock, backupFolder: join(profile, 'backups'), keys });
  expect(readSnapshot(store).placements.map((row) => row.reference)).not.toContain('PL-OLD-1');
  expect(readSnapshot(store).placements).toHaveLength(3);
  store.close();
  expect(canariesIn(profile, ['PL-OLD-1'], keys)).toEqual([]);
}, 240_000);

test('every register is written as CSV that imports back to the same data', async () => {
  const { files, workspace, profile, keys } = await profileWithCanary();
  const out = join(files, 'registers');
  const run = await outturn('registers', '--workspace', workspace, '--out', out, '--json');
  expect(run.code).toBe(0);
  expect(readdirSync(out)).toContain('placements.csv');
  const other = join(files, 'other', 'workspace.sqlite');
  mkdirSync(join(files, 'other'));
  expect((await outturn('import', out, '--workspace', other)).code).toBe(0);
  const open = (path: string, ring: typeof keys) =>
    openStore(path, { clock, backupFolder: join(files, 'backups'), keys: ring });
  const [a, b] = [await open(workspace, keys), await open(other, keysIn(join(files, 'other')))];
  const [first, second] = [readSnapshot(a), readSnapshot(b)];
  const withoutIds = (rows: readonly object[]) => rows.map((row) => ({ ...row, id: 0 }));
  expect(withoutIds(second.placements)).toEqual(withoutIds(first.placements));
  expect(withoutIds(second.placementPrices)).toEqual(withoutIds(first.placementPrices));
  expect(second.dataDate).toBe(first.dataDate);
  a.close();
  b.close();
  expect((await outturn('registers', '--workspace', workspace, '--out', out)).code).toBe(3);
  void profile;
}, 240_000);
