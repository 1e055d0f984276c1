import { copyFileSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3-multiple-ciphers';
import { expect, onTestFinished, test } from 'vitest';
import { undo } from '../../../db/changes.ts';
import { newestVersion } from '../../../db/migrate.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { openStore } from '../../../db/store.ts';
import { readScenarioFile } from '../../../electron/services/scenario-files/scenario-file.ts';
import { currentVersion } from '../../../shared/scenario-file/migrations.ts';
import { released } from '../../support/released-versions.ts';

/** Every scenario file and local copy ever released (tests/fixtures/versions/README.md) opens and holds what it held. */
const folder = new URL('../../fixtures/versions', import.meta.url).pathname;
const names = readdirSync(folder);
const numbers = (pattern: RegExp) =>
  names.flatMap((name) => Number(pattern.exec(name)?.[1] ?? Number.NaN) || []).sort();
const scenarioVersions = numbers(/^scenario-(\d+)\.outturn$/);
const protectedVersions = numbers(/^scenario-(\d+)-protected\.outturn$/);
const schemaVersions = numbers(/^workspace-(\d+)\.sqlite$/);

test('no released version is without its fixture', () => {
  expect(scenarioVersions).toEqual(released.scenario);
  expect(protectedVersions).toEqual(scenarioVersions);
  // Schemas 1 to 4 were never released.
  expect(schemaVersions).toEqual(released.schema);
  expect(currentVersion).toBeGreaterThanOrEqual(released.scenario.at(-1) ?? 0);
  expect(newestVersion).toBeGreaterThanOrEqual(released.schema.at(-1) ?? 0);
});

test.each(scenarioVersions)('scenario file of version %i opens with all it held', async (version) => {
  const { document } = await readScenarioFile(join(folder, `scenario-${version}.outturn`), null);
  expect(document).toMatchObject({
    scenario: { name: 'Fixture', levers: [{ id: 'l1', value: 3.2 }], assumptions: { reserve: 0.1 }, notes: 'first' },
    history: [{ words: 'Saved “Fixture”' }],
    results: { total: { currentBudget: 1_299_995_000 } },
  });
  expect(document.snapshot.placements.map((row) => row.reference)).toEqual(['P1', 'P2']);
  expect(document.snapshot.statedFacts).toMatchObject([{ value: 32 }]);
  expect(document.snapshot.savingRatings).toMatchObject([{ greenPence: 9_999_900 }]);
  const sealed = await readScenarioFile(join(folder, `scenario-${version}-protected.outturn`), 'a long secret');
  expect(sealed.document).toEqual(document);
});

test.each(schemaVersions)('local copy of schema %i opens, keeps its rows and its log, and undoes', async (version) => {
  const place = mkdtempSync(join(tmpdir(), 'outturn-versions-'));
  onTestFinished(() => rmSync(place, { recursive: true, force: true }));
  const path = join(place, 'workspace.sqlite');
  copyFileSync(join(folder, `workspace-${version}.sqlite`), path);
  const store = await openStore(path, {
    clock: () => new Date('2026-01-01T00:00:00Z'),
    backupFolder: join(place, 'backups'),
  });
  const snapshot = readSnapshot(store);
  expect(snapshot).toMatchObject({ council: 'Northshire', dataDate: '2023-12-31' });
  expect(snapshot.placements.map((row) => row.reference)).toEqual(['P1', 'P2']);
  expect(snapshot.budgetLines[0]?.name).toBe('Placements and support');
  expect(snapshot.statedFacts).toMatchObject([{ value: 32 }]);
  undo(store);
  undo(store);
  expect(readSnapshot(store).placements.map((row) => row.reference)).toEqual(['P1']);
  expect(readSnapshot(store).budgetLines[0]?.name).toBe('Placements');
  store.close();
  const check = new Database(path, { readonly: true });
  expect(check.pragma('integrity_check', { simple: true })).toBe('ok');
  expect(check.pragma('foreign_key_check')).toEqual([]);
  check.close();
  expect(readdirSync(join(place, version < newestVersion ? 'backups' : '.')).length).toBeGreaterThan(0);
});
