import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchApp } from './driver.ts';
import { addLever, exploreSample, goTo } from './main-job.ts';

/** The register grid and the levers under the hands of somebody who knows Excel, in the running window. */
let app: Launched;
beforeAll(async () => {
  app = await launchApp();
  app.page.setDefaultTimeout(10_000);
  await exploreSample(app.page);
});
afterAll(() => app.close());

const cell = (page: Page, row: number, column: string) =>
  page.locator(`.ag-row[row-index="${row}"] [col-id="${column}"]`).first();
/** Asks again until the answer is right: an edit goes by way of the store. */
const eventually = <T>(read: () => Promise<T>) => expect.poll(read, { timeout: 15_000, interval: 150 });
const undoName = (page: Page) => page.getByRole('button', { name: /^Undo/ }).first();
const pressures = (page: Page) =>
  page.evaluate(async () => {
    const answer = await window.outturn.snapshot({});
    return answer.ok
      ? answer.value.pressures
          .filter((row) => row.year === '2023/24')
          .map((row) => ({ ...row }) as Record<string, unknown>)
      : [];
  });
/** Drags with the mouse from one thing to the head of another, in steps as a hand does. */
async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  const [a, b] = [await from.boundingBox(), await to.boundingBox()];
  if (!a || !b) throw new Error('What is to be dragged is not shown.');
  await page.mouse.move(a.x + 5, a.y + 8);
  await page.mouse.down();
  for (let step = 1; step <= 8; step += 1)
    await page.mouse.move(a.x + 5 + step * 4, a.y + 8 + ((b.y - a.y + 20) * step) / 8);
  await page.mouse.up();
}
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((words) => {
    const data = new DataTransfer();
    data.setData('text/plain', words);
    document.activeElement?.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

test('a typed cell is kept on Enter, taken back by Ctrl+Z and done again by Ctrl+Y', async () => {
  const { page } = app;
  await goTo(page, 'pressures', '.ag-row');
  const before = (await pressures(page))[0]?.likelyPence;
  await cell(page, 0, 'likelyPence').click();
  await page.keyboard.type('£1,234.50');
  await page.keyboard.press('Enter');
  await eventually(async () => (await pressures(page))[0]?.likelyPence).toBe(123_450);
  await page.keyboard.press('Control+z');
  await eventually(async () => (await pressures(page))[0]?.likelyPence).toBe(before);
  await page.keyboard.press('Control+y');
  await eventually(async () => (await pressures(page))[0]?.likelyPence).toBe(123_450);
  await page.keyboard.press('Control+z');
  await eventually(async () => (await pressures(page))[0]?.likelyPence).toBe(before);
});

test('text that cannot be read stays in its cell with the reason, and can be given up', async () => {
  const { page } = app;
  await cell(page, 1, 'likelyPence').click();
  await page.keyboard.type('lots');
  await page.keyboard.press('Enter');
  await page.locator('.ag-cell.invalid', { hasText: 'lots' }).waitFor();
  await page
    .getByText(/“lots” is not an amount/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Give up the text' }).click();
  await page.locator('.ag-cell.invalid').waitFor({ state: 'detached' });
});

test('a pasted block is one step with its own words, shown as one box with its sum', async () => {
  const { page } = app;
  await cell(page, 0, 'minimumPence').click();
  await paste(page, '1\t2\r\n3\t4\r\n');
  await page.getByText(/Pasted 2 × 2 cells/).waitFor();
  await eventually(async () => (await pressures(page)).slice(0, 2).map((row) => row.minimumPence)).toEqual([100, 300]);
  const box = await page.locator('.block-box').boundingBox();
  const corner = await cell(page, 1, 'likelyPence').boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeCloseTo((corner?.x ?? 0) + (corner?.width ?? 0), -0.5);
  await page.getByText('Count 4 · Sum 10 · Mean 2.50').waitFor();
  await eventually(() => undoName(page).getAttribute('title')).toMatch(/Paste 4 cells into Pressures/);
  await page.keyboard.press('Control+z');
  await page.getByText(/Undone: Paste 4 cells into Pressures/).waitFor();
});

test('Ctrl+D fills the first row of the block down, as one step', async () => {
  const { page } = app;
  const start = await pressures(page);
  await cell(page, 0, 'maximumPence').click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Control+d');
  await eventually(async () => (await pressures(page)).slice(0, 3).map((row) => row.maximumPence)).toEqual([
    start[0]?.maximumPence,
    start[0]?.maximumPence,
    start[0]?.maximumPence,
  ]);
  await page.keyboard.press('Control+z');
  await eventually(async () => pressures(page)).toEqual(start);
});

test('a duplicated row waits for a name of its own, is then kept, and can be deleted and brought back', async () => {
  const { page } = app;
  const before = (await pressures(page)).length;
  await cell(page, 0, 'reference').click();
  await page.getByRole('button', { name: 'Duplicate' }).click();
  await page.getByText(/A new row still needs Reference/).waitFor();
  const draft = page.locator('.ag-row.draft-row [col-id="reference"]');
  await draft.click();
  await page.keyboard.type('PRS-NEW');
  await page.keyboard.press('Enter');
  await eventually(async () => (await pressures(page)).length).toBe(before + 1);
  await page.locator('.ag-cell[col-id="reference"]', { hasText: 'PRS-NEW' }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  await eventually(async () => (await pressures(page)).length).toBe(before);
  await page.keyboard.press('Control+z');
  await eventually(async () => (await pressures(page)).length).toBe(before + 1);
});

test('hidden columns stay hidden when the screen is left and come back to', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Columns' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Line', exact: true }).click();
  await page.keyboard.press('Escape');
  await goTo(page, 'savings', 'h1');
  await goTo(page, 'pressures', '.ag-row');
  await cell(page, 0, 'reference').waitFor();
  expect(await page.locator('.ag-header-cell[col-id="lineName"]').count()).toBe(0);
});

test('levers change places by Alt and arrows and by dragging, and undo puts them back', async () => {
  const { page } = app;
  await addLever(page, 'price uplift', '3');
  await addLever(page, 'one-off', '100000');
  const names = () => page.locator('.lever').evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
  const [first, second] = await names();
  const grip = page.locator('.lever-grip');
  await grip.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await eventually(names).toEqual([second, first]);
  // The hand stays on the lever it moved, so that it can be moved on.
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
    new RegExp(`^Move ${second}, 1 of 2`),
  );
  await drag(page, grip.nth(0), page.locator('.lever').nth(1));
  await eventually(names).toEqual([first, second]);
  await page.locator('h1').first().click();
  await page.keyboard.press('Control+z');
  await eventually(names).toEqual([second, first]);
});
