import { existsSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { expect, onTestFinished, test } from 'vitest';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import type { Edit } from '../../../shared/api.ts';
import { smallSnapshot, temporaryStore } from './helpers.ts';

const funder = (code: string, name = code): Edit => ({ op: 'insert', register: 'funders', values: { code, name } });

test('another program writing is waited for, then said plainly; nothing is changed', { timeout: 20_000 }, async () => {
  const store = await temporaryStore();
  writeSnapshot(store, smallSnapshot());
  const other = new Database(store.path);
  other.exec('begin immediate');
  expect(() => applyEdits(store, [funder('C')], null)).toThrow(expect.objectContaining({ code: 'store-locked' }));
  other.exec('rollback');
  other.close();
  expect(readSnapshot(store)).toEqual(smallSnapshot());
  applyEdits(store, [funder('C')], null);
  expect(readSnapshot(store).funders).toHaveLength(3);
});

test('a full disk loses nothing of what was there', async () => {
  const store = await temporaryStore();
  writeSnapshot(store, smallSnapshot());
  const pages = store.prepare('pragma page_count').get() as { page_count: number };
  store.prepare(`pragma max_page_count = ${pages.page_count}`).get();
  const many = Array.from({ length: 500 }, (_, index) => funder(`X${index}`, 'x'.repeat(400)));
  expect(() => applyEdits(store, many, null)).toThrow(expect.objectContaining({ code: 'store-full' }));
  expect(readSnapshot(store)).toEqual(smallSnapshot());
});

test.each([
  ['nothing', ''],
  ['no number', '\0\0\0\0'],
])('a note of who is opening the copy that a power cut left with %s in it is not waited for', async (_what, text) => {
  const path = join(mkdtempSync(join(tmpdir(), 'outturn-note-')), 'workspace.sqlite');
  writeFileSync(`${path}.opening`, text);
  const before = new Date(Date.now() - 10_000);
  utimesSync(`${path}.opening`, before, before);
  const store = await openStore(path, { clock: () => new Date(), backupFolder: join(path, '../backups') });
  store.close();
  expect(existsSync(`${path}.opening`)).toBe(false);
});

test('a copy taken while open is one whole file', async () => {
  const store = await temporaryStore();
  writeSnapshot(store, smallSnapshot());
  const target = `${store.path}.copy`;
  store.copyTo(target);
  const copy = new Database(target, { readonly: true });
  expect(copy.pragma('quick_check', { simple: true })).toBe('ok');
  expect(copy.prepare('select count(*) as n from placements').get()).toEqual({ n: 1 });
  copy.close();
});

test('an altered list of migrations is damage, whichever of its bytes it is', async () => {
  const whole = readFileSync(new URL('../../fixtures/versions/workspace-5.sqlite', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'outturn-trouble-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  // Each name stands in the table and in its index: they need not agree once a bit has turned.
  const places: number[] = [];
  for (let at = whole.indexOf('001-create-budget'); at >= 0; at = whole.indexOf('001-create-budget', at + 1)) {
    places.push(at + 22, at + 26);
  }
  expect(places.length).toBeGreaterThan(3);
  for (const [index, at] of places.entries()) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ 0x80;
    const path = join(folder, `copy-${index}.sqlite`);
    writeFileSync(path, bytes);
    const opening = openStore(path, { clock: () => new Date('2026-01-01'), backupFolder: join(folder, 'backups') });
    await expect(opening).rejects.toMatchObject({ code: expect.stringMatching(/^store-(damaged|newer)$/) });
  }
});
