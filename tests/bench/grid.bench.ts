import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp } from '../e2e/driver.ts';
import { percentile, report } from './bench.ts';
import { heapAfterRest, pasteBlock, placementsOf, scrollFrames, threadTime } from './grid-measures.ts';
import { putFirst } from './put-first.ts';

/**
 * The block grid in the running application: 50,000 placements scrolled with a pasted block selected, and 10,000 rows
 * of 8 cells pasted into the store as one undo step. Measured in the page, from the input to the painted frame.
 */
putFirst();
const profile = mkdtempSync(join(tmpdir(), 'outturn-grid-'));
const app = await launchApp({ profile });
const { page } = app;
await page.getByRole('heading', { level: 1 }).first().waitFor();
const made = await page.evaluate(placementsOf, 50_000);
if (made !== 'ok') throw new Error(made);
await page.reload();
await page.evaluate(() => {
  location.hash = '#/placements';
});
await page
  .getByRole('button', { name: 'All', exact: true })
  .or(page.getByRole('radio', { name: 'All', exact: true }))
  .first()
  .click();
await page.locator('.ag-center-cols-container .ag-row, .ag-row').nth(5).waitFor();
await page.waitForTimeout(1500);

report('heap of the window with 50,000 rows shown', await heapAfterRest(page), 250, 'MiB');
const used = await threadTime(page);
let before = await used();
const plain = await scrollFrames(page);
report('  processor time of the page a frame, mean', ((await used()) - before) / plain.length, 16, 'ms');
report('50,000 rows scrolled, a frame, p99', percentile(plain, 0.99), 50, 'ms');
console.log(
  `    p50 ${percentile(plain, 0.5).toFixed(1)}, p95 ${percentile(plain, 0.95).toFixed(1)}, ${plain.length} frames`,
);

const pasted = await pasteBlock(page, 10_000, 8);
report('10,000 × 8 cells pasted, kept in the store and painted', pasted.milliseconds, 1500, 'ms');
if (pasted.steps !== 1) throw new Error(`The paste made ${pasted.steps} undo steps.`);
before = await used();
const blocked = await scrollFrames(page);
report('  processor time of the page a frame, mean', ((await used()) - before) / blocked.length, 16, 'ms');
report('50,000 rows scrolled with the pasted block selected, a frame, p99', percentile(blocked, 0.99), 50, 'ms');
console.log(
  `    p50 ${percentile(blocked, 0.5).toFixed(1)}, p95 ${percentile(blocked, 0.95).toFixed(1)}, ${blocked.length} frames`,
);
app.app.takeProblems();
await app.close();
rmSync(profile, { recursive: true, force: true });
