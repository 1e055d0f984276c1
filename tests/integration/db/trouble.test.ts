import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot, writeSnapshot } from '../../../db/snapshot.ts';
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
