import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { electronProgram, launchApp, root } from './driver.ts';
import { addLever, exploreSample, saveAs } from './main-job.ts';

/**
 * Nothing long on the interface thread, in counts of work (`npm run bench freeze` measures the time): the main process
 * holds none of the libraries that could take long, and hands large answers on as bytes, unread.
 */

test('the main process is small, and has neither SQLite nor any library that reads, writes, packs or draws', () => {
  const path = join(root, 'dist', 'main.cjs');
  const text = readFileSync(path, 'utf8');
  expect(statSync(path).size).toBeLessThan(100_000);
  for (const library of ['better-sqlite3', 'pdfkit', 'excelts', 'csv-parse', 'fflate', 'kysely', 'zod', 'webdav'])
    expect(text, library).not.toContain(library);
  expect(text).not.toMatch(/node:(zlib|crypto)"\)[^;]*\.(gunzip|gzip|scrypt|pbkdf2)/);
});

test.skipIf(electronProgram())(
  'what the main job asks for passes it in pieces of at most two thousand values',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'outturn-thread-'));
    const app = await launchApp();
    const { page } = app;
    page.setDefaultTimeout(60_000);
    const carried = () => ({ ...app.app.host?.ipc.carried });
    await exploreSample(page);
    await addLever(page, 'price uplift', '5');
    await saveAs(app, join(folder, 'Plan.outturn'));
    await app.dialogs.save(join(folder, 'Forecast.xlsx'));
    await page.keyboard.press('Control+E');
    await page.getByText('Workbook written: Forecast.xlsx').waitFor();
    await page.evaluate(() => window.outturn.snapshot({}));
    const { most = 0, answers = 0, bytes = 0 } = carried();
    expect(answers).toBeGreaterThan(10);
    expect(most).toBeLessThanOrEqual(2_000);
    // The sample's whole data passed, and it is more than that.
    expect(bytes).toBeGreaterThan(500_000);
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  },
);
