/**
 * Times the import of 50,000 placements from CSV: preview and commit, and the most memory the process held.
 *
 *   npm run bench import-placements
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits } from '../../db/edits.ts';
import { readSnapshot } from '../../db/snapshot.ts';
import { openStore } from '../../db/store.ts';
import { createImportService } from '../../electron/services/import/import-service.ts';
import { dateOfDay } from '../../shared/model/calendar.ts';
import { keysBeside } from '../support/keys.ts';
import { bareImport } from './bare-import.ts';
import { peakMemory, ratio, report } from './bench.ts';

const rows = 50_000;
const folder = mkdtempSync(join(tmpdir(), 'outturn-bench-'));
const clock = () => new Date('2024-02-01T09:00:00Z');
const path = join(folder, 'placements.csv');
const groups = ['IFA', 'INH', 'RES', 'SUP'];
const british = (day: number) => dateOfDay(day).split('-').reverse().join('/');

writeExtract();

/** Written by itself, so that what it holds is gone before memory is looked at. */
function writeExtract(): void {
  const lines = [
    'Placement,Child,Birth month,UASC,Group,Provider,Route,Start,End,Expected end,Area,Unit,Short break,End reason',
  ];
  for (let index = 0; index < rows; index += 1) {
    const start = 17_000 + ((index * 7) % 2500);
    const end = index % 3 === 0 ? '' : british(start + 30 + (index % 700));
    const group = groups[index % 4];
    lines.push(
      `P${index},${100_000 + Math.floor(index / 2)},${british(start - 3000 - (index % 2500))},${index % 10 === 0 ? 'yes' : 'no'},${group},Provider ${index % 60},framework,${british(start)},${end},,North,,no,`,
    );
  }
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
}

const store = await openStore(join(folder, 'workspace.sqlite'), {
  keys: keysBeside(join(folder, 'workspace.sqlite')),
  clock,
  backupFolder: join(folder, 'backups'),
});
applyEdits(
  store,
  groups.map((code, position) => ({
    op: 'insert' as const,
    register: 'placementGroups' as const,
    values: { code, name: code, careType: 'fostering', modelled: 1, lineName: null, position },
  })),
  null,
);
const service = createImportService({
  store,
  childKey: [Buffer.alloc(32, 7)],
  clock,
  worker: new URL('../../electron/services/import/formats/format-worker.ts', import.meta.url),
});
const clocked = async <T>(work: () => T | Promise<T>): Promise<{ value: T; spent: number }> => {
  const start = performance.now();
  const value = await work();
  return { value, spent: performance.now() - start };
};
const preview = await clocked(() => service.preview([{ name: 'placements.csv', path }]));
const commit = await clocked(() => service.commit(preview.value.token));
const read = await clocked(() => readSnapshot(store));
if (commit.value.added !== rows || read.value.placements.length !== rows) throw new Error('not every row came in');
report(`import of ${rows} placements, preview and commit`, preview.spent + commit.spent, 2000, 'ms');
console.log(
  `         of which preview ${preview.spent.toFixed(0)} ms, commit ${commit.spent.toFixed(0)} ms; read back ${read.spent.toFixed(0)} ms`,
);
report('most memory held', peakMemory(), 400, 'MiB');
store.close();
const bare = bareImport(path, join(folder, 'bare.sqlite'), [0]);
ratio(
  'import',
  preview.spent + commit.spent,
  { what: 'parsing and inserting the same rows bare', measured: bare },
  2.5,
);
rmSync(folder, { recursive: true, force: true });
