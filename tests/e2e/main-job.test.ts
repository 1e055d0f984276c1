import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cellsOf, openWorkbook } from '../support/workbook-cells.ts';
import { withNumbers } from '../support/workbook-edit.ts';
import { type Launched, launchApp, root } from './driver.ts';
import {
  addLever,
  amount,
  effectOf,
  exploreSample,
  figures,
  goTo,
  outturn,
  saveAs,
  thousands,
  total,
} from './main-job.ts';

/** The main job as a finance business partner does it, on one profile, each step going on from the one before. */
const folder = mkdtempSync(join(tmpdir(), 'outturn-main-job-'));
const profile = join(folder, 'profile');
const plan = join(folder, 'Price plan.outturn');
let app: Launched;

beforeAll(async () => {
  app = await launchApp({ profile });
  app.page.setDefaultTimeout(30_000);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

test('a fresh profile shows the sample council’s published totals', async () => {
  const { page } = app;
  await exploreSample(page);
  expect([await total(page, 'Budget'), await total(page, 'Forecast'), await total(page, 'Variance')]).toEqual([
    '150,938',
    '180,608',
    '+29,670',
  ]);
  await page.getByLabel('Year and period').selectOption({ label: 'P12 2022/23' });
  await page.getByRole('radio', { name: 'Year', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'Outturn 2022/23' }).waitFor();
  const columns = ['Current', 'Forecast', 'Variance', 'Investment', 'Net variance'];
  const shown = await Promise.all(columns.map((column) => total(page, column)));
  expect(shown).toEqual(['128,631', '150,066', '+21,435', '11,891', '+9,544']);
  await page.keyboard.press('Control+Z');
  await page.getByRole('heading', { level: 1, name: 'Outturn 2023/24' }).waitFor();
  expect(await total(page, 'Net variance')).toBe('+29,670');
  await page.getByRole('radio', { name: 'By line' }).click();
  // The interval follows by itself, and the chart gets its bands.
  const range = page.locator('.tile', { hasText: 'Likely range' });
  await range.getByText('8 of 10 simulated years').waitFor({ timeout: 90_000 });
  expect(await range.locator('b').textContent()).toMatch(/^\+[\d,]+ to \+[\d,]+$/);
  await page.getByText('50 %, 80 %', { exact: true }).waitFor();
});

test('a lever moves the figures by the effect it shows, and undo and redo take it back and bring it again', async () => {
  const { page } = app;
  const before = amount(await total(page, 'Forecast'));
  await addLever(page, 'price uplift', '5');
  const effect = await effectOf(page, 0);
  const after = amount(await total(page, 'Forecast'));
  expect(after).toBeGreaterThan(before);
  expect(Math.abs(after - before - thousands(effect))).toBeLessThanOrEqual(10);
  expect(amount(await total(page, 'Change'))).toBe(after - before);
  await page.locator('.slider-thumb').first().focus();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('button', { name: /Undo set “Price uplift” to/ }).waitFor();
  await expect.poll(async () => amount(await total(page, 'Forecast'))).toBeGreaterThan(after);
  await stepUntil('Control+Z', /^Undo/, page.getByText('No levers yet'));
  await expect.poll(async () => amount(await total(page, 'Forecast'))).toBe(before);
  await stepUntil('Control+Y', /^Redo/, page.getByRole('button', { name: 'Redo', exact: true }));
  await expect.poll(async () => amount(await total(page, 'Forecast'))).toBeGreaterThan(after);
});

/** Presses a key until something is there, and again only once its button names another step. */
async function stepUntil(keys: string, name: RegExp, there: Locator): Promise<void> {
  const button = app.page.getByRole('button', { name }).first();
  for (let step = 0; step < 5 && (await there.count()) === 0; step += 1) {
    const was = await button.getAttribute('aria-label');
    await app.page.keyboard.press(keys);
    await expect.poll(() => button.getAttribute('aria-label')).not.toBe(was);
  }
  await there.waitFor();
}

test('a scenario is saved to a file and opened again as it was', async () => {
  const { page } = app;
  const shown = await outturn(page).textContent();
  await expect.poll(() => app.app.isEdited()).toBe(true);
  await saveAs(app, plan);
  expect(await app.app.isEdited()).toBe(false);
  expect(await page.getByText('unsaved').count()).toBe(0);
  await page.keyboard.press('Control+N');
  await page.getByRole('textbox', { name: 'Name' }).fill('Something else');
  await page.keyboard.press('Enter');
  await page.getByText('No levers yet').waitFor();
  expect(await outturn(page).textContent()).not.toBe(shown);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await app.dialogs.open(plan);
  await page.keyboard.press('Control+O');
  await page.locator('.scenario-name', { hasText: 'Price plan' }).waitFor();
  await expect.poll(() => outturn(page).textContent()).toBe(shown);
});

test('two scenarios side by side, with a bridge that sums', async () => {
  const { page } = app;
  await addLever(page, 'one-off', '250000');
  await page.getByLabel('Budget line').selectOption({ label: 'Legal' });
  await effectOf(page, -1);
  await page.getByRole('radio', { name: '£', exact: true }).click();
  await goTo(page, 'compare', 'h1');
  await app.dialogs.open(plan);
  await page.getByRole('button', { name: 'Add a scenario…' }).click();
  await page.locator('.chip', { hasText: 'Price plan' }).waitFor();
  const side = await figures(page, /^Lines side by side/);
  expect([side('Legal', 'on Base'), side('Legal', 'on Base (2)')]).toEqual(['–', '+250,000']);
  expect(side('Placements', 'on Base')).toBe(side('Placements', 'on Base (2)'));
  await page.getByRole('radio', { name: 'Bridge' }).click();
  expect((await bridge(page)).map(([name]) => name)).toEqual(['Base', 'Price uplift', 'One-off', 'Price plan']);
  await page.locator('main').getByLabel('From').selectOption({ index: 1 });
  await page.locator('figure', { hasText: '£250,000' }).waitFor();
  expect((await bridge(page)).at(-2)).toEqual(['One-off', 250_000]);
});

/** The steps of the bridge as its table shows them: the first, each step, and the last must sum. */
async function bridge(page: Page): Promise<[string, number][]> {
  const asTable = page.getByRole('button', { name: /^Show as / });
  if ((await asTable.getAttribute('aria-label')) === 'Show as table') await asTable.click();
  const rows = await page
    .locator('figure table tbody tr')
    .evaluateAll((list) => list.map((row) => [...row.children].map((cell) => cell.textContent ?? '')));
  const steps = rows.map(([name, value]): [string, number] => [name ?? '', amount(value ?? '')]);
  const sum = steps.slice(0, -1).reduce((so, [, value]) => so + value, 0);
  // Each step is shown to the pound.
  expect(Math.abs(sum - (steps.at(-1)?.[1] ?? 0))).toBeLessThanOrEqual(steps.length / 2);
  return steps;
}

test('the workbook holds the totals the screen shows', async () => {
  const { page } = app;
  const path = join(folder, 'Forecast.xlsx');
  await goTo(page, 'outturn', 'table');
  await page.getByRole('radio', { name: '£’000' }).click();
  const shown = await Promise.all(['Budget', 'Forecast', 'Variance'].map((column) => total(page, column)));
  await app.dialogs.save(path);
  await page.keyboard.press('Control+E');
  await page.getByText(/^Workbook written/).waitFor();
  const workbook = await openWorkbook(readFileSync(path));
  const cells = new Map(cellsOf(workbook).map((cell) => [`${cell.sheet}!${cell.address}`, cell.value]));
  const named = (name: string) => {
    const range = workbook.definedNames.getRanges(name).ranges[0] ?? '';
    return Number(cells.get(range.replaceAll(/[$']/g, '')));
  };
  const pounds = ['current_budget_total', 'outturn_total', 'variance_total'].map(named);
  expect(pounds.map((value) => Math.round(value / (value > 1e7 ? 1000 : 1)))).toEqual(shown.map(amount));
  await goTo(page, 'exports', 'h2');
  await page.getByRole('row', { name: /Forecast\.xlsx/ }).waitFor();
});

test('an input changed in the workbook comes back as a lever, and goes with undo', async () => {
  const { page } = app;
  const path = join(folder, 'Forecast.xlsx');
  writeFileSync(path, withNumbers(readFileSync(path), { one_off_LEGAL: 250_000 }));
  const levers = await page.locator('.lever').count();
  await app.dialogs.open(path);
  await page.getByRole('button', { name: 'Read changes back…' }).click();
  const changes = page.getByRole('dialog', { name: 'Changed in Forecast.xlsx' });
  await changes.getByRole('row', { name: /further one-off on LEGAL 0 250,000/ }).waitFor();
  await changes.getByRole('button', { name: 'Take 1 change' }).click();
  await page.getByText('1 input taken from Forecast.xlsx.').waitFor();
  expect(await page.locator('.lever').count()).toBe(levers + 1);
  await effectOf(page, levers);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => page.locator('.lever').count()).toBe(levers);
});

test('an extract is previewed, committed with its bad row set aside, and undone whole', async () => {
  const { page } = app;
  const extract = join(folder, 'pressures.csv');
  const [head = '', , , ...rows] = readFileSync(join(root, 'dist', 'sample-council', 'pressures.csv'), 'utf8').split(
    /\r?\n/,
  );
  const open = rows.find((row) => row.startsWith('2023/24')) ?? '';
  const added = open.replace(/^2023\/24,[^,]+/, '2023/24,PRS-NEW-1');
  const cells = open.replace(/^2023\/24,[^,]+/, '2023/24,PRS-NEW-2').split(',');
  cells[5] = 'about a million';
  writeFileSync(extract, [head, added, cells.join(',')].join('\r\n'));
  await goTo(page, 'data/imports', 'h2');
  await app.dialogs.open(extract);
  await page.getByRole('button', { name: 'Choose files…' }).click();
  const preview = page
    .getByRole('navigation', { name: 'Files' })
    .getByRole('button', { name: /^pressures\.csv Pressures/ });
  await preview.waitFor();
  await page
    .getByText(/about a million/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await page.getByRole('button', { name: 'Import into the sample all the same' }).click();
  await page.getByText(/^Imported: 1 added, 0 changed, 1 not imported/).waitFor();
  await page.getByRole('button', { name: 'Reasons' }).click();
  const sheet = page.getByRole('dialog', { name: /Not imported/ });
  await sheet
    .getByText(/about a million/)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await goTo(page, 'pressures', '.ag-row');
  await page.getByRole('gridcell', { name: 'PRS-NEW-1' }).waitFor();
  expect(await page.getByRole('gridcell', { name: 'PRS-NEW-2' }).count()).toBe(0);
  await goTo(page, 'data/imports', 'h2');
  await page
    .getByRole('row', { name: /pressures\.csv/ })
    .getByRole('button', { name: 'Undo' })
    .click();
  await page.getByRole('button', { name: 'Undo the import' }).click();
  await page.getByText(/^Undone: pressures\.csv/).waitFor();
  await goTo(page, 'pressures', '.ag-row');
  expect(await page.getByRole('gridcell', { name: 'PRS-NEW-1' }).count()).toBe(0);
});

test('closed and started again, the data are there and the unsaved levers are offered first', async () => {
  await goTo(app.page, 'outturn', 'table');
  const shown = await total(app.page, 'Forecast');
  await app.close();
  app = await launchApp({ profile });
  const { page } = app;
  await page.getByRole('region', { name: 'Recovered work' }).getByRole('button').first().click();
  await outturn(page).waitFor();
  expect(await total(page, 'Forecast')).toBe(shown);
  expect(await page.locator('.lever').count()).toBe(2);
});

test('a period is issued for a reason, frozen, rolled forward with its movement, and reopened', async () => {
  const { page } = app;
  await goTo(page, 'outturn', 'table');
  await page.keyboard.press('Control+N');
  await page.getByRole('textbox', { name: 'Name' }).fill('Monthly close');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByText('No levers yet').waitFor();
  await page.getByLabel('Year and period').selectOption({ label: 'P6 2023/24' });
  await page.getByRole('button', { name: 'Close P6' }).click();
  const issue = page.getByRole('button', { name: 'Issue P6' });
  await page.getByText('3 checks must be corrected first:').waitFor();
  expect(await issue.isDisabled()).toBe(true);
  await page.getByLabel(/^Why P6 is issued without correcting them/).fill('None of them is about money');
  await issue.click();
  await page.getByRole('button', { name: 'P6 issued' }).waitFor();
  await page.getByText(/with 3 checks open: None of them is about money/).waitFor();
  await page.getByRole('button', { name: 'Roll forward to P7' }).first().click();
  await page.getByRole('button', { name: 'Close P7' }).waitFor();
  await page.getByRole('radio', { name: 'Movement' }).click();
  await page.getByRole('heading', { name: /^(Up|Down) £.* since P6 2023\/24, issued/ }).waitFor();
  const moved = await figures(page, /^Movement since P6/);
  expect(amount(moved('Total', 'Movement'))).toBe(amount(moved('Total', 'P7')) - amount(moved('Total', 'P6')));
  // The ledger of both months comes again: what is issued is set aside, the other month goes in.
  const [head = '', ...rows] = readFileSync(join(root, 'dist', 'sample-council', 'actuals.csv'), 'utf8').split(/\r?\n/);
  const late = [6, 7].map((period) => rows.find((row) => row.startsWith(`2023/24,${period},LEGAL,`)) ?? '');
  const ledger = join(folder, 'late-ledger.csv');
  writeFileSync(ledger, [head, ...late.map((row) => row.replace(/LEGAL,[^,]+/, 'LEGAL,999'))].join('\r\n'));
  await goTo(page, 'data/imports', 'h2');
  await app.dialogs.open(ledger);
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await page
    .getByText(/P6 2023\/24 has been issued, so actuals of P6 2023\/24 are frozen/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Import 1 row' }).click();
  await page.getByRole('button', { name: 'Import into the sample all the same' }).click();
  await page.getByText(/^Imported: 0 added, 1 changed, 1 not imported/).waitFor();
  await goTo(page, 'outturn', 'table');
  await page.getByRole('button', { name: 'Close P7' }).click();
  await page.getByRole('button', { name: 'Reopen…' }).click();
  await page.getByLabel(/^Why P6 is opened again/).fill('A late invoice');
  await page.getByRole('button', { name: 'Reopen P6' }).click();
  await page.getByText(/reopened: A late invoice/).waitFor();
});

test('a crash loses nothing that was done a second before it', async () => {
  const crashing = join(folder, 'crashing');
  const child = spawn(process.execPath, [join(root, 'tests', 'e2e', 'crash.ts'), crashing], { stdio: 'inherit' });
  const [, signal] = await once(child, 'exit');
  expect(signal).toBe('SIGKILL');
  const again = await launchApp({ profile: crashing });
  const { page } = again;
  await page.getByRole('region', { name: 'Recovered work' }).getByRole('button').first().click();
  await outturn(page).waitFor();
  expect(await page.locator('.lever .value-entry').inputValue()).toMatch(/^\+?7/);
  expect(amount(await total(page, 'Change'))).toBeGreaterThan(0);
  await goTo(page, 'data/pressures', '.ag-row');
  await page.getByRole('gridcell', { name: 'Typed before the crash' }).waitFor();
  await again.close();
});
