import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { expect, onTestFinished, test } from 'vitest';
import { databaseKey, keyIdIn } from '../../../db/database-key.ts';
import { digestOf } from '../../../db/encrypt-copy.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import { fileDatabaseKeys } from '../../../electron/services/keys/database-keys.ts';
import { decryptByHand } from '../../support/sqlcipher-by-hand.ts';
import { fixedClock, smallSnapshot } from '../db/helpers.ts';

const secret = Buffer.alloc(32, 7);
const keys = [databaseKey(secret)];
const fixtures = new URL('../../fixtures/versions/', import.meta.url).pathname;

function place() {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const path = join(folder, 'workspace.sqlite');
  return { folder, path, options: { clock: fixedClock, backupFolder: join(folder, 'backups'), keys } };
}

/** Every file under a folder that holds a text in clear. */
function holding(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && readFileSync(join(entry.parentPath, entry.name)).includes(text))
    .map((entry) => entry.name);
}

test('a copy is encrypted in the format of SQLCipher 4: decrypted by its description alone, it holds the same rows', async () => {
  const { path, folder, options } = place();
  const store = await openStore(path, options);
  writeSnapshot(store, smallSnapshot());
  // The log beside it, before it is written back, is encrypted too.
  expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
  expect(holding(folder, 'Northshire')).toEqual([]);
  store.close();
  expect(holding(folder, 'Northshire')).toEqual([]);
  const plain = new Database(decryptByHand(readFileSync(path), secret));
  expect(plain.prepare('select name from funders order by id').all()).toEqual([
    { name: 'Northshire' },
    { name: 'Southshire' },
  ]);
  expect(plain.pragma('integrity_check', { simple: true })).toBe('ok');
  plain.close();
  const again = await openStore(path, options);
  expect(readSnapshot(again)).toEqual(smallSnapshot());
  again.close();
});

test('without its key a copy is not opened, not set aside and not touched', async () => {
  const { path, options } = place();
  (await openStore(path, options)).close();
  const before = readFileSync(path);
  const other = { ...options, keys: [databaseKey(Buffer.alloc(32, 8))] };
  await expect(openStore(path, other)).rejects.toMatchObject({ code: 'key-missing' });
  await expect(openStore(path, { ...options, keys: null })).rejects.toMatchObject({ code: 'key-missing' });
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('one changed byte anywhere in a page is found, not read', async () => {
  const { path, options } = place();
  const store = await openStore(path, options);
  writeSnapshot(store, smallSnapshot());
  store.close();
  const bytes = readFileSync(path);
  bytes[4096 * 3 + 100] = (bytes[4096 * 3 + 100] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  await expect(openStore(path, options)).rejects.toMatchObject({ code: 'store-damaged' });
});

test('a copy of an earlier Outturn is encrypted at opening: every row the same, a verified backup, nothing left in clear', async () => {
  for (const name of readdirSync(fixtures).filter((one) => one.endsWith('.sqlite'))) {
    const { folder, path, options } = place();
    cpSync(join(fixtures, name), path);
    const plain = new Database(path, { readonly: true });
    const [rows, version] = [digestOf(plain), plain.pragma('user_version', { simple: true })];
    plain.close();
    const store = await openStore(path, options);
    expect(readSnapshot(store).placements.map((row) => row.reference)).toEqual(['P1', 'P2']);
    store.close();
    expect(holding(folder, 'SQLite format 3')).toEqual([]);
    expect(holding(folder, 'Northshire')).toEqual([]);
    const backup = readdirSync(options.backupFolder).find((one) => one.includes('before-encryption')) ?? '';
    const kept = new Database(decryptByHand(readFileSync(join(options.backupFolder, backup)), secret));
    expect(digestOf(kept)).toBe(rows);
    expect(kept.pragma('user_version', { simple: true })).toBe(version);
    kept.close();
    expect(readdirSync(folder).sort()).toEqual(['backups', 'workspace.sqlite']);
  }
});

test('an encryption that a crash interrupted leaves the copy whole, and is done again', async () => {
  const { folder, path, options } = place();
  cpSync(join(fixtures, 'workspace-9.sqlite'), path);
  writeFileSync(`${path}.encrypting`, 'half written');
  writeFileSync(`${path}.unencrypted`, 'what stood there');
  (await openStore(path, options)).close();
  expect(readdirSync(folder).sort()).toEqual(['backups', 'workspace.sqlite']);
  expect(keyIdIn(readFileSync(path))).toBe(keys[0]?.id);
});

test('a backup and a copy of the copy are encrypted by the same key', async () => {
  const { folder, path, options } = place();
  const store = await openStore(path, options);
  writeSnapshot(store, smallSnapshot());
  store.copyTo(join(folder, 'copy.sqlite'));
  store.close();
  expect(keyIdIn(readFileSync(join(folder, 'copy.sqlite')))).toBe(keys[0]?.id);
  expect(holding(folder, 'Northshire')).toEqual([]);
});

test('the key file is made once, for its owner only, protected by the system where it can; restored keys open older files', async () => {
  const { folder } = place();
  const made = await fileDatabaseKeys(folder, () => null).keyring();
  expect(await fileDatabaseKeys(folder, () => null).keyring()).toEqual(made);
  expect(statSync(join(folder, 'database-key')).mode & 0o777).toBe(0o600);
  const system = {
    protect: (text: string) => Buffer.from(text).map((byte) => byte ^ 0xff),
    reveal: (bytes: Uint8Array) => Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString(),
  };
  expect(await fileDatabaseKeys(folder, () => system).keyring()).toEqual(made);
  expect(readFileSync(join(folder, 'database-key'), 'utf8')).toMatch(/^protected:/);
  await expect(fileDatabaseKeys(folder, () => null).keyring()).rejects.toMatchObject({ code: 'key-missing' });
  await fileDatabaseKeys(folder, () => null).restore([secret]);
  expect((await fileDatabaseKeys(folder, () => null).keyring()).map((key) => key.id)).toEqual([keys[0]?.id]);
  expect(existsSync(join(folder, 'database-key'))).toBe(true);
});
