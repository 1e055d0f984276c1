import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseKey } from '../../../db/database-key.ts';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import { fixedClock, smallSnapshot, temporaryFolder } from './helpers.ts';

const keys = [databaseKey(Buffer.alloc(32, 3))];
const rename = (name: string) => [{ op: 'update' as const, register: 'funders' as const, id: 1, values: { name } }];

async function begun() {
  const folder = temporaryFolder();
  const path = join(folder, 'workspace.sqlite');
  const options = { clock: fixedClock, backupFolder: join(folder, 'backups'), keys };
  const store = await openStore(path, options);
  writeSnapshot(store, smallSnapshot());
  return { folder, path, options, store };
}

test('a copy deleted under an open window: the next edit is refused, and all that was answered is written back', async () => {
  const { folder, path, options, store } = await begun();
  applyEdits(store, rename('Answered'), null);
  for (const end of ['', '-wal', '-shm']) rmSync(path + end, { force: true });
  expect(() => applyEdits(store, rename('Not answered'), null)).toThrow(
    expect.objectContaining({ code: 'store-replaced' }),
  );
  store.close();
  const again = await openStore(path, options);
  expect(readSnapshot(again).funders[0]?.name).toBe('Answered');
  again.close();
  expect(readdirSync(folder)).toEqual(['workspace.sqlite']);
});

test('a copy replaced under an open window: what was answered is saved beside it, and the other file is not touched', async () => {
  const { folder, path, options, store } = await begun();
  store.copyTo(join(folder, 'other.sqlite'));
  applyEdits(store, rename('Answered'), null);
  renameSync(join(folder, 'other.sqlite'), path);
  expect(() => applyEdits(store, rename('Not answered'), null)).toThrow(/saved as “workspace\.sqlite\.rescued-/);
  store.close();
  for (const end of ['-wal', '-shm']) rmSync(path + end, { force: true });
  const rescued = readdirSync(folder).find((name) => name.includes('rescued')) ?? '';
  const kept = await openStore(join(folder, rescued), options);
  expect(readSnapshot(kept).funders[0]?.name).toBe('Answered');
  kept.close();
  const other = await openStore(path, options);
  expect(readSnapshot(other).funders[0]?.name).toBe('Northshire');
  other.close();
});

test('a backup put by hand over a copy whose log stayed beside it is opened as it is; the log is put aside', async () => {
  const { folder, path, options, store } = await begun();
  store.copyTo(join(folder, 'backup.sqlite'));
  applyEdits(store, rename('Later'), null);
  // What a killed process leaves.
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(path + end)) copyFileSync(path + end, join(folder, `left${end}`));
  store.close();
  for (const end of ['-wal', '-shm']) copyFileSync(join(folder, `left${end}`), path + end);
  copyFileSync(join(folder, 'backup.sqlite'), path);
  const again = await openStore(path, options);
  expect(readSnapshot(again).funders[0]?.name).toBe('Northshire');
  again.close();
  expect(readdirSync(folder).some((name) => name.includes('stale-log'))).toBe(true);
});

test('an own log, of a process that was killed, is still read', async () => {
  const { folder, path, options, store } = await begun();
  applyEdits(store, rename('Answered'), null);
  const place = join(folder, 'elsewhere');
  writeFileSync(place, '');
  rmSync(place);
  for (const end of ['', '-wal']) copyFileSync(path + end, `${place}${end}`);
  store.close();
  const again = await openStore(place, options);
  expect(readSnapshot(again).funders[0]?.name).toBe('Answered');
  again.close();
});
