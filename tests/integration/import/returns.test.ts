import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { applyEdits } from '../../../db/edits.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import type { Store } from '../../../db/store.ts';
import { bytesOfData, service } from './helpers.ts';

const core = join(import.meta.dirname, '../../fixtures/sector-small/input/core');
const whole = [{ name: 'core', path: core }];
/** The files of one year, named with their year as a folder of several years has them. */
const yearFiles = (year: number) =>
  ['header.csv', 'episodes.csv', 'uasc.csv'].map((name) => ({
    name: `${year}/${name}`,
    path: join(core, String(year), name),
  }));
const episodesOf = (store: Store) =>
  store
    .prepare('select collection_year, file_order, child_key, started, ended, place from episodes order by 1, 2')
    .all();
const placementsOf = (store: Store) =>
  readSnapshot(store)
    .placements.map(({ id: _id, ...row }) => row)
    .sort((a, b) => (a.reference < b.reference ? -1 : 1));

describe('SSDA903 returns', () => {
  test('a folder of three years becomes episodes and placements; again, nothing changes; undone, nothing is left', async () => {
    const { store, imports } = await service();
    const empty = bytesOfData(store);
    const preview = await imports.preview(whole);
    expect(preview.files.every((file) => file.kind === 'ssda903' && file.failure === null)).toBe(true);
    const result = imports.commit(preview.token);
    const data = readSnapshot(store);
    expect(data.placements.length).toBeGreaterThan(50);
    expect(data.placementGroups.length).toBeGreaterThan(5);
    expect(result.added).toBe(data.placements.length + data.placementGroups.length + data.placementCodes.length);
    expect(data.placements.every((row) => row.birthMonth.endsWith('-01') && row.birthDate === null)).toBe(true);
    expect(episodesOf(store).length).toBeGreaterThan(data.placements.length / 2);
    expect(store.prepare('select distinct import_id as id from episodes').all()).toEqual([{ id: result.importId }]);

    const again = await imports.preview(whole);
    expect(imports.commit(again.token)).toMatchObject({ added: 0, changed: 0 });
    imports.undo(result.importId ?? 0);
    expect(bytesOfData(store)).toBe(empty);
    expect(episodesOf(store)).toEqual([]);
  });

  test('year by year comes to the same as all at once', async () => {
    const once = (await service()).store;
    const { imports: atOnce } = await service(once);
    atOnce.commit((await atOnce.preview(whole)).token);
    const { store, imports } = await service();
    for (const year of [2022, 2023, 2024]) imports.commit((await imports.preview(yearFiles(year))).token);
    expect(episodesOf(store)).toEqual(episodesOf(once));
    expect(placementsOf(store)).toEqual(placementsOf(once));
  });

  test('what people have said of a placement stays when the return comes again', async () => {
    const { store, imports } = await service();
    imports.commit((await imports.preview(whole)).token);
    const id = readSnapshot(store).placements[0]?.id ?? 0;
    applyEdits(store, [{ op: 'update', register: 'placements', id, values: { route: 'block', area: 'North' } }], null);
    expect(imports.commit((await imports.preview(whole)).token)).toMatchObject({ added: 0, changed: 0 });
    expect(readSnapshot(store).placements[0]).toMatchObject({ route: 'block', area: 'North' });
  });

  test('a later return takes away what it no longer holds, but never a placement with a price', async () => {
    const { store, imports } = await service();
    imports.commit((await imports.preview(whole)).token);
    const before = readSnapshot(store);
    const episodes = readFileSync(join(core, '2024', 'episodes.csv'), 'utf8').split(/\r?\n/);
    const without = [episodes[0], ...episodes.slice(6)].join('\n');
    const files = yearFiles(2024).map((file) =>
      file.name.endsWith('episodes.csv') ? { name: file.name, bytes: new TextEncoder().encode(without) } : file,
    );
    const first = imports.commit((await imports.preview(files)).token);
    const lost = before.placements.filter(
      (row) => !readSnapshot(store).placements.some((now) => now.reference === row.reference),
    );
    expect(lost.length).toBeGreaterThan(0);
    imports.undo(first.importId ?? 0);
    expect(bytesOfData(store)).toBe(JSON.stringify(before));
    const reference = lost[0]?.reference ?? '';
    const values = {
      placementReference: reference,
      from: '2024-01-01',
      weeklyPence: 1,
      educationPence: 0,
      healthPence: 0,
    };
    applyEdits(store, [{ op: 'insert', register: 'placementPrices', values }], null);
    const preview = await imports.preview(files);
    expect(preview.files.flatMap((file) => file.goneRows ?? [])).toEqual([reference]);
    imports.commit(preview.token);
    expect(readSnapshot(store).placements.some((row) => row.reference === reference)).toBe(true);
  });

  test('a refused row of a return is listed with its codes and dates, never with the child', async () => {
    const { imports } = await service();
    const text = readFileSync(join(core, '2024', 'episodes.csv'), 'utf8').split(/\r?\n/);
    const cells = (text[1] ?? '').split(',');
    const bad = [cells[0], '31/02/2024', 'S', 'C2', 'N1', 'U4', 'PR1', '', '', '', 'NN99 9ZZ', 'NN99 9ZZ', ''].join(
      ',',
    );
    const bytes = new TextEncoder().encode([text[0], bad, ...text.slice(1)].join('\n'));
    const files = yearFiles(2024).map((file) =>
      file.name.endsWith('episodes.csv') ? { name: file.name, bytes } : file,
    );
    const { importId, rejected } = imports.commit((await imports.preview(files)).token);
    expect(rejected).toBeGreaterThan(0);
    const problem = imports.problems(importId ?? 0).find((one) => one.file === '2024/episodes.csv' && one.row === 2);
    expect(problem).toMatchObject({ column: 'DECOM', before: '31/02/2024' });
    const line = imports
      .problemsCsv(importId ?? 0)
      .split('\r\n')
      .find((one) => one.startsWith('2024/episodes.csv,2,'));
    expect(line).toContain('U4,PR1');
    expect(line).not.toContain(String(cells[0]));
    expect(line).not.toContain('NN99');
  });

  test('identifiers, birth dates and postcodes of a return reach no file', async () => {
    const { store, imports } = await service();
    const preview = await imports.preview(whole);
    const { importId } = imports.commit(preview.token);
    const answers = JSON.stringify([preview, imports.problems(importId ?? 0), imports.problemsCsv(importId ?? 0)]);
    store.close();
    const written = `${readFileSync(store.path).toString('latin1')}${answers}`;
    const rows = (name: string) =>
      readFileSync(join(core, '2023', name), 'utf8')
        .split(/\r?\n/)
        .slice(1)
        .filter(Boolean)
        .map((line) => line.split(','));
    const secrets = new Set<string>();
    for (const row of rows('episodes.csv')) for (const cell of [row[0], row[10], row[11]]) if (cell) secrets.add(cell);
    for (const row of rows('header.csv')) for (const cell of [row[0], row[4]]) if (cell) secrets.add(cell);
    expect(secrets.size).toBeGreaterThan(100);
    expect(
      [...secrets].filter((secret) => new RegExp(`(?<![0-9a-fA-F.])${secret}(?![0-9a-fA-F])`).test(written)),
    ).toEqual([]);
  });
});
