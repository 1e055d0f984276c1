import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchApp } from './driver.ts';
import { exploreSample } from './main-job.ts';
import { visit } from './screens.ts';

/** Blocks of cells between a register and Excel. How fast they go is measured by npm run bench. */
let app: Launched;
let page: Page;
beforeAll(async () => {
  app = await launchApp();
  page = app.page;
  page.setDefaultTimeout(30_000);
  await exploreSample(page);
  await visit(page, 'data/kpis');
});
afterAll(() => app.close());

/** Pastes text into the cell that has the focus, as Ctrl+V does with what Excel has copied. */
async function paste(text: string): Promise<void> {
  await page.evaluate((plain) => {
    const data = new DataTransfer();
    data.setData('text/plain', plain);
    const target = document.activeElement as HTMLElement;
    target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, text);
}

/** What Ctrl+C puts on the clipboard. */
const copied = () =>
  page.evaluate(() => {
    const data = new DataTransfer();
    const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true });
    (document.activeElement as HTMLElement).dispatchEvent(event);
    return data.getData('text/plain');
  });

const rows = (register: 'kpis' | 'pressures' | 'mitigations' | 'risks' | 'funders') =>
  page.evaluate(async (name) => {
    const answer = await window.outturn.snapshot({});
    return answer.ok ? (answer.value[name] as unknown as Record<string, string | number | null>[]) : [];
  }, register);

/** Every row of the copy crosses to the test: that takes a while on a busy machine. */
const slow = { timeout: 15_000 };

const cell = (row: number, column: string) => page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="${column}"]`);
const undoLabel = () => page.locator('button[aria-label^="Undo"]').getAttribute('aria-label');

test('a block from Excel with quotes, line breaks, pounds and new rows is one step', async () => {
  await visit(page, 'data/pressures');
  const before = await rows('pressures');
  await page.locator('.ag-body, .grid-body').first().press('Escape');
  await cell(0, 'year').click();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Home');
  const text = [
    [
      '2023/24',
      'PASTE-1',
      '"Fuel ""surcharge""\nfrom April"',
      'PLACE',
      '£1,250.50',
      '(2,000)',
      '3.5k',
      '50',
      'P4',
      'Yes',
      'shared',
      'open',
      'Yes',
    ],
    ['2023/24', 'PASTE-2', 'Plain', 'PLACE', '1', '2', '3', '25 %', '5', 'no', 'shared', 'open', '0'],
  ]
    .map((line) => line.join('\t'))
    .join('\r\n');
  await page
    .locator('.ag-row-pinned .ag-cell[col-id="year"], .ag-floating-bottom .ag-cell[col-id="year"]')
    .first()
    .click();
  await paste(text);
  await page.getByText(/^Pasted 2 × 13 cells/).waitFor();
  const after = await rows('pressures');
  expect(after).toHaveLength(before.length + 2);
  const [first, second] = after.slice(-2);
  expect(first).toMatchObject({
    reference: 'PASTE-1',
    name: 'Fuel "surcharge"\nfrom April',
    minimumPence: 125_050,
    likelyPence: -200_000,
    maximumPence: 350_000,
    startPeriod: 4,
    recurring: 1,
  });
  expect(second).toMatchObject({ reference: 'PASTE-2', recurring: 0, counted: 0 });
  await page.keyboard.press('Control+Z');
  await expect.poll(async () => (await rows('pressures')).length, slow).toBe(before.length);
  expect(await rows('pressures')).toEqual(before);
  await page.keyboard.press('Control+Y');
  await expect.poll(async () => (await rows('pressures')).length, slow).toBe(before.length + 2);
});

test('what is copied pastes back unchanged', async () => {
  await visit(page, 'data/pressures');
  const before = await rows('pressures');
  await cell(0, 'year').click();
  await page.keyboard.press('Control+A');
  const text = await copied();
  expect(text.split('\r\n').length).toBeGreaterThanOrEqual(before.length);
  await cell(0, 'year').click();
  await paste(text);
  await page
    .getByText(/^Pasted /)
    .last()
    .waitFor();
  expect(await rows('pressures')).toEqual(before);
});

test('fill down repeats the first row of the block, in one step', async () => {
  await visit(page, 'data/pressures');
  const before = await rows('pressures');
  await cell(0, 'name').click();
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+D');
  const value = before[0]?.name;
  await expect
    .poll(async () => (await rows('pressures')).slice(0, 4).every((row) => row.name === value), slow)
    .toBe(true);
  expect(await undoLabel()).not.toMatch(/PASTE/);
  await page.keyboard.press('Control+Z');
  await expect.poll(() => rows('pressures'), slow).toEqual(before);
});

test('text that cannot be read stays in its cell with the reason, and is not in the register', async () => {
  await visit(page, 'data/pressures');
  const before = await rows('pressures');
  await cell(0, 'likelyPence').click();
  await paste('about a million');
  await page.locator('.ag-cell.invalid').first().waitFor();
  expect(await page.locator('.ag-cell.invalid').first().textContent()).toMatch(/about a million/);
  await page.getByText(/to put right/).waitFor();
  expect(await rows('pressures')).toEqual(before);
  await visit(page, 'outturn');
  await visit(page, 'data/pressures');
  await page.locator('.ag-cell.invalid').first().waitFor();
  await cell(0, 'likelyPence').click();
  await paste('1000');
  await page.locator('.ag-cell.invalid').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Z');
});

test('columns chosen stay chosen; what a column means is a key away; many rows are not printed unasked', async () => {
  await visit(page, 'placements');
  const area = async () => {
    await page.getByRole('button', { name: 'Columns' }).click();
    return page.getByRole('menuitemcheckbox', { name: 'Area', exact: true });
  };
  const chosen = await area();
  expect(await chosen.getAttribute('aria-checked')).toBe('false');
  await chosen.click();
  await page.keyboard.press('Escape');
  await visit(page, 'data/funders');
  await visit(page, 'placements');
  expect(await (await area()).getAttribute('aria-checked')).toBe('true');
  await page.keyboard.press('Escape');
  await cell(0, 'uasc').click();
  await page.keyboard.press('Shift+F1');
  await page.getByRole('dialog', { name: 'UASC' }).getByText('Unaccompanied asylum-seeking').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('Control+P');
  await page.getByRole('alertdialog', { name: /^Print about \d+ pages/ }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('alertdialog').waitFor({ state: 'detached' });
});

test('10,000 rows of 8 cells are pasted as one step and taken back whole', async () => {
  const count = () =>
    page.evaluate(async () => {
      const answer = await window.outturn.snapshot({});
      return answer.ok ? answer.value.demandSeries.length : 0;
    });
  await visit(page, 'data/demandSeries');
  const before = await count();
  const block = Array.from({ length: 10_000 }, (_, at) =>
    [
      'stock',
      `01/${String((at % 12) + 1).padStart(2, '0')}/${2000 + (Math.floor(at / 12) % 20)}`,
      `G${Math.floor(at / 240)}`,
      '*',
      'all',
      'pasted',
      String(at),
      '',
    ].join('\t'),
  ).join('\r\n');
  await page.locator('.ag-floating-bottom .ag-cell, .ag-row-pinned .ag-cell').first().click();
  await paste(block);
  await page.getByText(/^Pasted 10000 × 7/).waitFor({ timeout: 60_000 });
  expect(await page.locator('.grid-foot').textContent()).not.toMatch(/put right/);
  await expect.poll(count, { timeout: 10_000 }).toBe(before + 10_000);
  await page.keyboard.press('Control+Z');
  await expect.poll(count, { timeout: 30_000 }).toBe(before);
});
