import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchApp } from './driver.ts';
import { addLever, exploreSample, goTo, outturn, saveAs } from './main-job.ts';
import { visit } from './screens.ts';

/** What the window shares with the desktop: files dropped on it, pictures on the clipboard, tables and charts as files. */

const folder = mkdtempSync(join(tmpdir(), 'outturn-desktop-'));
let app: Launched;

beforeAll(async () => {
  app = await launchApp();
  app.page.setDefaultTimeout(30_000);
  await exploreSample(app.page);
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Drops files as a hand does, with their real places known to the browser. */
async function drop(page: Page, ...files: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
  await session.detach();
}

test('a scenario dropped on the window is opened', async () => {
  const { page } = app;
  await addLever(page, 'price uplift', '5');
  const path = join(folder, 'dropped plan.outturn');
  await saveAs(app, path);
  await addLever(page, 'entrants', '-10');
  await saveAs(app, join(folder, 'another plan.outturn'));
  await drop(page, path);
  await page.locator('.lever').nth(1).waitFor({ state: 'detached' });
  expect(await page.locator('.lever').count()).toBe(1);
  await outturn(page).waitFor();
});

test('extracts dropped on the window show what they would change, and change nothing until told', async () => {
  const { page } = app;
  const path = join(folder, 'funders.csv');
  writeFileSync(path, 'code,name\nX9,Dropped funder\n');
  await drop(page, path);
  await page.getByText('funders.csv').first().waitFor();
  expect(await page.evaluate(async () => JSON.stringify(await window.outturn.snapshot({})))).not.toContain('Dropped');
  await page
    .getByRole('button', { name: /^Import/ })
    .last()
    .click();
  await page.getByRole('button', { name: 'Import into the sample all the same' }).click();
  await page.getByText(/^Imported: 1 added/).waitFor();
  expect(await page.evaluate(async () => JSON.stringify(await window.outturn.snapshot({})))).toContain('Dropped');
});

test('what a colleague has saved or has open is neither overwritten nor a dead end', async () => {
  const { page } = app;
  const mine = join(folder, 'shared plan.outturn');
  const theirs = readFileSync(join(folder, 'another plan.outturn'));
  await visit(page, 'outturn');
  await saveAs(app, mine);
  writeFileSync(mine, theirs);
  await addLever(page, 'price uplift', '7');
  await page.keyboard.press('Control+S');
  await page.getByRole('button', { name: 'Compare with theirs' }).click();
  await page.getByText(/^shared plan\.outturn on the disk: /).waitFor();
  expect(readFileSync(mine).equals(theirs)).toBe(true);
  const lockedPath = join(folder, 'held plan.outturn');
  writeFileSync(lockedPath, theirs);
  const now = new Date().toISOString();
  const lock = { format: 'outturn-lock', owner: 'Priya Shah', machine: 'FIN-44', process: 1, since: now, seen: now };
  writeFileSync(join(folder, '.~lock.held plan.outturn#'), JSON.stringify(lock));
  await app.dialogs.open(lockedPath);
  await page.keyboard.press('Control+O');
  await page.getByText(/Priya Shah on FIN-44 has held plan\.outturn open/).waitFor();
  await page.keyboard.press('Control+S');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Take it over…' }).click();
  await page.getByRole('button', { name: 'Take it over', exact: true }).click();
  await page.getByText('The file is yours: Save writes to it.').waitFor();
  await page.getByText(/has held plan\.outturn open/).waitFor({ state: 'detached' });
});

test('a scenario on older data is moved onto the local copy’s, once what changes is listed', async () => {
  const { page } = app;
  await page.getByText(/^“held plan\.outturn” was made from other data/).waitFor();
  await page.getByRole('button', { name: 'held plan.outturn' }).click();
  await page.getByRole('radio', { name: 'Newer data' }).click();
  await page.getByText('Funders 1 added').waitFor();
  await page.getByText(/^X9 added$/).waitFor();
  await page.getByRole('button', { name: 'Move onto the local copy’s data' }).click();
  await page.getByText('On the latest data').waitFor();
  await page.getByRole('radio', { name: 'Versions' }).click();
  await page.getByText(/^Before moving from data to \d+ \w+ \d{4}$/).waitFor();
  await page.keyboard.press('Escape');
  await page.getByText(/was made from other data/).waitFor({ state: 'detached' });
});

test('a file of another kind is named and left alone; a file the page made itself is none', async () => {
  const { page } = app;
  const path = join(folder, 'picture.bmp');
  writeFileSync(path, 'BM');
  await drop(page, path);
  await page.getByText(/picture\.bmp: not taken/).waitFor();
  expect(
    await page.evaluate(() => window.outturn.dropFiles([new File(['x'], '/etc/passwd'), '/etc/passwd'])),
  ).toBeNull();
  expect(await page.evaluate(() => 'filesDropped' in window.outturn)).toBe(false);
});

test('a chart goes to the clipboard and into a file as a picture, as PDF, and its table as CSV', async () => {
  const { page } = app;
  await goTo(page, 'outturn', '.chart-card canvas');
  const chart = page.locator('.chart-card').first();
  await chart.getByRole('button', { name: 'Copy' }).click();
  await page.getByText('Chart copied as a picture.').waitFor();
  expect(await app.app.clipboardKinds()).toEqual(['image/png']);
  const save = async (item: string, name: string) => {
    await app.dialogs.save(join(folder, name));
    await chart.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    await page.getByText(`Saved: ${name}`).waitFor();
    return readFileSync(join(folder, name));
  };
  expect((await save('Picture (PNG)', 'chart.png')).subarray(1, 4).toString()).toBe('PNG');
  expect((await save('PDF with', 'chart.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  await chart.getByRole('button', { name: 'Show as table' }).click();
  expect((await save('Table (CSV)', 'chart.csv')).toString().split(/\r?\n/).length).toBeGreaterThan(3);
});

test('the workbook is written from the window', async () => {
  const { page } = app;
  const path = join(folder, 'forecast.xlsx');
  await app.dialogs.save(path);
  await page.keyboard.press('Control+E');
  await page.getByText('Workbook written: forecast.xlsx').waitFor({ timeout: 30_000 });
  expect(readFileSync(path).subarray(0, 2).toString()).toBe('PK');
});

test('work left unsaved is offered at the next start, and is thrown away only when asked twice', async () => {
  const profile = mkdtempSync(join(tmpdir(), 'outturn-left-'));
  const first = await launchApp({ profile });
  await exploreSample(first.page);
  await addLever(first.page, 'price uplift', '6');
  await first.close();
  const second = await launchApp({ profile });
  const { page } = second;
  await page.evaluate(() => {
    location.hash = '#/start';
  });
  const list = page.getByRole('region', { name: 'Recovered work' });
  await list.getByText('Untitled').waitFor();
  await list.getByRole('button', { name: /^Delete/ }).click();
  await list.getByRole('button', { name: /^Confirm: delete/ }).waitFor();
  await page.keyboard.press('Tab');
  await list.getByRole('button', { name: /^Delete/ }).click();
  await list.getByRole('button', { name: /^Confirm: delete/ }).click();
  await list.waitFor({ state: 'detached' });
  await second.close();
  const third = await launchApp({ profile });
  await third.page.getByRole('heading', { name: 'Welcome back' }).waitFor();
  expect(await third.page.evaluate(() => window.outturn.recovered({}))).toEqual({ ok: true, value: [] });
  await third.close();
  rmSync(profile, { recursive: true, force: true });
});

test('a page that ends without warning comes back with the work as it was', async () => {
  const { page } = app;
  await goTo(page, 'outturn', '[role="grid"]');
  const levers = await page.locator('.lever').count();
  await addLever(page, 'one-off', '1000');
  await page.waitForTimeout(600);
  await page.reload();
  await outturn(page).waitFor();
  await page.locator('.lever').nth(levers).waitFor();
});
