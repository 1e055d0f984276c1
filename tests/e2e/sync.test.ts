import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchApp, root } from './driver.ts';
import { exploreSample, goTo } from './main-job.ts';

/** Sending exports and taking new data in, as an officer does it in the window. */
const folder = mkdtempSync(join(tmpdir(), 'outturn-sync-job-'));
const drive = join(folder, 'Shared drive');
const extracts = join(folder, 'Extracts');
let app: Launched;

beforeAll(async () => {
  mkdirSync(drive);
  mkdirSync(extracts);
  app = await launchApp();
  app.page.setDefaultTimeout(30_000);
  // Evaluated, not added as a script: the page's own policy lets no script in.
  await app.page.evaluate(readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
  await exploreSample(app.page);
});

/** Takes a picture of what is shown and asks axe whether everyone can use it. */
async function look(name: string): Promise<void> {
  await app.screenshot(name);
  const found = await app.page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (on: Document, how: object) => Promise<AxeResults> } };
    const { violations } = await axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`);
  });
  expect({ [name]: found }).toEqual({ [name]: [] });
}
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const filesIn = (place: string) =>
  readdirSync(place, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.xlsx'));
const hash = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

test('an export is sent to a folder and arrives once, whole, under the name of the template', async () => {
  const { page } = app;
  await goTo(page, 'exports', 'h1');
  const written = join(folder, 'Forecast.xlsx');
  await app.dialogs.save(written);
  await page.getByRole('button', { name: /Write the workbook/ }).click();
  await page.getByRole('rowheader', { name: 'Forecast.xlsx' }).waitFor({ timeout: 30_000 });

  await page.getByRole('radio', { name: 'Destinations' }).click();
  await page.getByText('No destination yet').waitFor();
  await page.getByRole('button', { name: 'Add a destination…' }).click();
  await app.dialogs.open(drive);
  await page.getByRole('button', { name: 'Choose…' }).click();
  await page.getByRole('dialog').getByText('Shared drive').first().waitFor();
  await look('sync-destination-form');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('rowheader', { name: 'Shared drive' }).waitFor();
  await page.getByText('ready', { exact: true }).waitFor();

  await page.getByRole('radio', { name: 'Written so far' }).click();
  await page.getByRole('button', { name: 'Send…' }).click();
  await look('sync-send');
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  await page.locator('.chip.good', { hasText: 'delivered' }).waitFor();
  await page.getByRole('link', { name: /^Last delivery/ }).waitFor();
  await look('sync-deliveries');
  const [name] = filesIn(drive);
  expect(filesIn(drive)).toHaveLength(1);
  expect(name).toMatch(/^2023-24.P\d+.+ v[0-9a-f]{8}\.xlsx$/);
  expect(hash(join(drive, name ?? ''))).toBe(hash(written));
});

test('a destination whose host is not allowed says so and is not spoken to until it is', async () => {
  const { page } = app;
  await page.getByRole('radio', { name: 'Destinations' }).click();
  await page.getByRole('button', { name: 'Add a destination…' }).click();
  await page.getByLabel('Kind').selectOption('webdav');
  await page.getByLabel('Name', { exact: true }).fill('Portal');
  await page.getByLabel('Address of the folder').fill('http://portal.example/');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('dialog').getByText('must begin with https').waitFor();
  await page.getByLabel('Address of the folder').fill('http://127.0.0.1:9/');
  await page.getByLabel('Password').fill('canary-password');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.locator('.chip.warn', { hasText: 'host not allowed' }).waitFor();
  // Asked outside the page, which alone could let nobody in.
  await app.dialogs.message(1);
  await page.getByRole('button', { name: 'Allow 127.0.0.1' }).click();
  await look('sync-destinations');
  await page.getByRole('radio', { name: 'Written so far' }).click();
  await page.getByRole('button', { name: 'Send…' }).click();
  await page.getByRole('button', { name: 'Send', exact: true }).click();
  // The network is away: it waits, the window goes on, and nothing pops up.
  await page.getByText('The server could not be reached').waitFor();
  expect(await page.locator('.notice.bad').count()).toBe(0);
  await page.getByRole('link', { name: /Last delivery .* · 1 waiting/ }).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.locator('.chip', { hasText: 'cancelled' }).waitFor();
});

test('a folder of extracts refreshes the copy by a preview that asks where both sides changed', async () => {
  const { page } = app;
  const original = readFileSync(join(root, 'electron/sample-council/pressures.csv'), 'utf8');
  const [headers = '', first = '', ...rest] = original.split(/\r?\n/);
  const at = headers.split(',').indexOf('Impact likely (£000)');
  const cells = first.split(',');
  cells[at] = '123.456';
  writeFileSync(join(extracts, 'pressures.csv'), [headers, cells.join(','), ...rest].join('\r\n'));
  await page.evaluate(async () => {
    const snapshot = await window.outturn.snapshot({});
    const row = snapshot.ok ? snapshot.value.pressures[0] : undefined;
    await window.outturn.applyEdits({
      edits: [{ op: 'update', register: 'pressures', id: row?.id ?? 0, values: { likelyPence: 7_700_000 } }],
      why: null,
    });
  });
  await goTo(page, 'data/sources', 'h1');
  await page.getByText('No source yet').waitFor();
  await page.getByRole('button', { name: 'Add a source…' }).click();
  await app.dialogs.open(extracts);
  await page.getByRole('button', { name: 'Choose…' }).click();
  await look('sync-source-form');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('rowheader', { name: 'Extracts' }).waitFor();
  await look('sync-sources');
  await page.getByRole('button', { name: 'Refresh…' }).click();
  await page.getByRole('heading', { name: 'Edited here and changed at the source' }).waitFor();
  await look('sync-refresh-preview');
  await page.getByRole('button', { name: 'Take all from the source' }).click();
  await page.getByRole('button', { name: /^Import/ }).click();
  await page.getByText(/^Refreshed:/).waitFor();
  const stored = await page.evaluate(async () => {
    const snapshot = await window.outturn.snapshot({});
    return snapshot.ok ? snapshot.value.pressures[0]?.likelyPence : null;
  });
  expect(stored).toBe(12_345_600);
  await goTo(page, 'data/imports', 'h1');
  await page.getByRole('rowheader', { name: 'pressures.csv', exact: true }).first().waitFor();
});
