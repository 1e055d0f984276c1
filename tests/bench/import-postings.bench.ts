/**
 * Times the import of 200,000 postings of a ledger from CSV: preview and commit with every posting kept, the most memory the
 * process held, and the same rows parsed and inserted bare.
 *
 *   npm run bench import-postings
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applyEdits } from '../../db/edits.ts';
import { openStore } from '../../db/store.ts';
import { createImportService } from '../../electron/services/import/import-service.ts';
import { keysBeside } from '../support/keys.ts';
import { bareImport } from './bare-import.ts';
import { peakMemory, ratio, report } from './bench.ts';

const rows = 200_000;
const codes = Array.from({ length: 80 }, (_, index) => `L${100 + index}`);
const folder = mkdtempSync(join(tmpdir(), 'outturn-bench-'));
const path = join(folder, 'postings.csv');
writeLedger();

/** Written by itself, so that what it holds is gone before memory is looked at. */
function writeLedger(): void {
  const lines = ['Year,Period,Line,Document no,Posting date,Type,Expenditure,Income'];
  for (let index = 0; index < rows; index += 1) {
    const period = 1 + (index % 12);
    const month = String(((period + 2) % 12) + 1).padStart(2, '0');
    lines.push(
      `2023/24,${period},${codes[(index * 7) % codes.length]},D${index},05/${month}/${period > 9 ? 2024 : 2023},Invoice,${(index % 9000) / 4},0`,
    );
  }
  writeFileSync(path, `${lines.join('\r\n')}\r\n`);
}

const copy = join(folder, 'workspace.sqlite');
const clock = () => new Date('2024-02-01T09:00:00Z');
const store = await openStore(copy, { keys: keysBeside(copy), clock, backupFolder: '' });
applyEdits(
  store,
  codes.map((code, position) => ({
    op: 'insert' as const,
    register: 'budgetLines' as const,
    values: {
      ...{ year: '2023/24', code, name: code, service: 'other', grossBudgetPence: 100, incomeBudgetPence: 0 },
      ...{ profile: null, method: 'run-rate', funding: 'shared', block: null, recurring: 1, position },
    },
  })),
  null,
);
const worker = new URL('../../electron/services/import/formats/format-worker.ts', import.meta.url);
const service = createImportService({ store, childKey: [Buffer.alloc(32, 7)], clock, worker });
const start = performance.now();
const preview = await service.preview([{ name: 'postings.csv', path }]);
const previewed = performance.now() - start;
const result = service.commit(preview.token);
const spent = performance.now() - start;
const kept = store.prepare('select count(*) as count from postings').get() as { count: number };
if (kept.count !== rows || result.rejected > 0) throw new Error('not every posting came in');
report(`import of ${rows} postings, preview and commit`, spent, 8000, 'ms');
console.log(`         of which preview ${previewed.toFixed(0)} ms, commit ${(spent - previewed).toFixed(0)} ms`);
report('most memory held', peakMemory(), 500, 'MiB');
store.close();
const bare = bareImport(path, join(folder, 'bare.sqlite'), [3]);
ratio('import', spent, { what: 'parsing and inserting the same rows bare', measured: bare }, 3);
rmSync(folder, { recursive: true, force: true });
