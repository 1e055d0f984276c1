import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Launched, launchApp } from './driver.ts';
import { amount, outturn, total } from './main-job.ts';

/** The whole main job without a mouse: nothing here clicks, and wherever the focus comes to rest it can be seen. */
const folder = mkdtempSync(join(tmpdir(), 'outturn-keyboard-'));
let app: Launched;
beforeAll(async () => {
  app = await launchApp();
  app.page.setDefaultTimeout(30_000);
  // A click that a helper made by mistake would end the test.
  await app.page.evaluate(() => {
    for (const kind of ['mousedown', 'pointerdown'])
      window.addEventListener(kind, () => Reflect.set(window, 'mouseUsed', true), { capture: true });
  });
});
beforeEach(async () => expect(await app.page.evaluate(() => Reflect.get(window, 'mouseUsed'))).toBeUndefined());
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

const press = (keys: string) => app.page.keyboard.press(keys);

type Focus = { name: string; visible: boolean; why: string };
/** What has the focus, and whether a person can see that it has. */
async function focus(): Promise<Focus> {
  await app.page.waitForTimeout(20);
  return app.page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    const name = element.getAttribute('aria-label') || (element.textContent ?? '').trim().slice(0, 60) || element.title;
    const box = element.getBoundingClientRect();
    const style = getComputedStyle(element);
    const outlined = style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 2;
    // A register's cell and the palette's and the find field show it by a border of their own.
    const bordered =
      element.matches('.find-box input, .ag-cell-focus, .palette-input, .ag-header-cell, .cell-editor') ||
      style.boxShadow !== 'none';
    const top = document.elementFromPoint(
      Math.min(innerWidth - 1, Math.max(0, box.left + box.width / 2)),
      Math.min(innerHeight - 1, Math.max(0, box.top + box.height / 2)),
    );
    const covered = top !== null && !element.contains(top) && !top.contains(element);
    const inside = box.width > 0 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const why = `outline ${style.outlineStyle} ${style.outlineWidth}, ${covered ? `under ${top?.className}` : 'on top'}, ${inside ? 'in' : 'out of'} the window: ${element.outerHTML.slice(0, 120)}`;
    return {
      name: `${element.tagName.toLowerCase()} ${name}`,
      visible: (outlined || bordered) && inside && !covered,
      why,
    };
  });
}

/** Presses Tab until what has the focus bears the name; every stop on the way must be seen. */
async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const stops: string[] = [];
  for (let step = 0; step < 120; step += 1) {
    await press(key);
    const at = await focus();
    stops.push(at.name);
    // Neither the page nor the screen as a whole is a stop: the focus lands there when what had it is gone.
    if (!/^(body|main) /.test(at.name)) expect(at.visible, `${at.name}: ${at.why}`).toBe(true);
    if (name.test(at.name)) return;
  }
  throw new Error(`No stop is named ${name}. The stops: ${stops.join(' | ')}`);
}

/** Ctrl+K, a few letters, Enter. */
async function palette(query: string): Promise<void> {
  await press('Control+K');
  await app.page.getByRole('dialog').waitFor();
  expect(await focus()).toMatchObject({ visible: true });
  await app.page.keyboard.type(query);
  await press('Enter');
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  // The focus is given back a moment after the dialog goes; a Tab before that would be taken back.
  await app.page.waitForFunction(() => document.activeElement !== document.body);
  await app.page.locator('main h1').first().waitFor();
}

test('the sample council is loaded from the first screen', async () => {
  await tabTo(/Explore the sample council/);
  await press('Enter');
  await outturn(app.page).waitFor();
  expect(await total(app.page, 'Forecast')).toBe('180,608');
});

test('what stands behind a figure is shown, and the focus comes back to it', async () => {
  await tabTo(/^td/);
  // Below the subtotals, which open nothing.
  for (let row = 0; row < 3; row += 1) await press('ArrowDown');
  await press('ArrowRight');
  const before = (await focus()).name;
  await press('Enter');
  await app.page.getByRole('dialog').waitFor();
  await press('Escape');
  await app.page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(async () => (await focus()).name).toBe(before);
});

test('a lever is added, typed, moved by its slider, switched off and on, and undone', async () => {
  const { page } = app;
  await press('Control+L');
  await page.keyboard.type('children entering %');
  await press('Enter');
  await page.locator('.lever').waitFor();
  // The number of the new lever has the focus.
  await expect.poll(async () => (await focus()).name).toMatch(/^input Children entering care/);
  // Typed without waiting: nothing of the number that was there may stay.
  await page.keyboard.type('-20');
  await press('Enter');
  await expect.poll(() => page.locator('.value-entry').inputValue()).toMatch(/^−?-?20/);
  await tabTo(/^span Children entering care/, 'Shift+Tab');
  await press('ArrowLeft');
  await page.getByRole('button', { name: /Undo set “Children entering care” to −21/ }).waitFor();
  await expect.poll(async () => amount(await total(page, 'Change'))).toBeLessThan(0);
  await tabTo(/Children entering care on/, 'Shift+Tab');
  await press('Space');
  await expect.poll(() => total(page, 'Change')).toBe('–');
  await press('Control+Z');
  await expect.poll(async () => amount(await total(page, 'Change'))).toBeLessThan(0);
});

test('the groups of a lever are chosen from a menu that gives the focus back', async () => {
  await tabTo(/Groups: All groups/);
  await press('Enter');
  await app.page.getByRole('menu').waitFor();
  for (let step = 0; step < 20 && !/^div Fostering/.test((await focus()).name); step += 1) await press('ArrowDown');
  await press('Enter');
  await press('Escape');
  await expect.poll(async () => (await focus()).name).toMatch(/Groups: (?!All)/);
});

test('a date is typed day first; what is no date stays, with the reason, until Escape', async () => {
  const { page } = app;
  const from = page.getByLabel('From', { exact: true });
  await tabTo(/^input $/);
  expect(await from.inputValue()).toBe('01/01/2024');
  await page.keyboard.type('02/13/2024');
  await press('Enter');
  await page.getByText('“02/13/2024” is not a date such as 31/03/2024').waitFor();
  await press('Escape');
  await expect.poll(() => from.inputValue()).toBe('01/01/2024');
  await press('Control+A');
  await page.keyboard.type('01/02/2024');
  await press('Enter');
  await page.getByText(/^base 0.*from Feb 2024/).waitFor();
  await tabTo(/From: calendar/);
  await tabTo(/^input $/, 'Shift+Tab');
  await press('Control+A');
  await page.keyboard.type('01/01/2024');
  await press('Enter');
  await page.getByText(/^base 0.*from Jan 2024/).waitFor();
});

test('a register is edited as in Excel', async () => {
  const { page } = app;
  await palette('pressures');
  await page.locator('.ag-row').first().waitFor();
  await tabTo(/Find in Pressures/);
  await page.keyboard.type('PRS-23-1');
  await expect
    .poll(() => page.locator('.ag-center-cols-container .ag-row, .ag-row:not(.ag-row-pinned)').count())
    .toBeGreaterThan(0);
  for (let step = 0; step < 25 && !(await page.locator('.ag-cell-focus').count()); step += 1) await press('Tab');
  expect(await focus()).toMatchObject({ visible: true });
  await press('ArrowRight');
  await page.keyboard.type('Renamed by keyboard');
  await press('Enter');
  await page.getByRole('gridcell', { name: 'Renamed by keyboard' }).waitFor();
  await press('Control+Z');
  await page.getByRole('gridcell', { name: 'Renamed by keyboard' }).waitFor({ state: 'detached' });
});

test('a contradiction is settled with a reason, undone, settled again and reopened', async () => {
  const { page } = app;
  const open = page.getByRole('heading', { name: /^\d+ to settle$/ });
  const settled = page.getByRole('table', { name: /^\d+ settled$/ }).getByRole('row', { name: /^Current score of/ });
  await palette('contradictions');
  await open.waitFor();
  const before = Number.parseInt((await open.textContent()) ?? '', 10);
  await tabTo(/^button Settle Current score of risk FOR 14/);
  await press('Enter');
  await page.getByRole('dialog', { name: /^Settle: / }).waitFor();
  await press('ArrowDown');
  await page.getByText(/^The outturn of 2023\/24 stays at/).waitFor();
  await tabTo(/^textarea/);
  await page.keyboard.type('One times one is one');
  await press('Tab');
  await page.keyboard.type('Risk manager');
  await press('Enter');
  await settled.getByText('1 point (Worked out by Outturn)').waitFor();
  expect(await open.textContent()).toBe(`${before - 1} to settle`);
  await press('Control+Z');
  await settled.waitFor({ state: 'detached' });
  expect(await open.textContent()).toBe(`${before} to settle`);
  await press('Control+Y');
  await settled.waitFor();
  await tabTo(/^button Reopen Current score of risk FOR 14/);
  await press('Enter');
  await page.getByRole('dialog', { name: /^Reopen: / }).waitFor();
  await page.keyboard.type('The score is under review');
  await tabTo(/^button Reopen$/);
  await press('Enter');
  await settled.waitFor({ state: 'detached' });
  await open.filter({ hasText: `${before} to settle` }).waitFor();
});

test('saved, made new, opened again, compared, exported and imported', async () => {
  const { page } = app;
  const path = join(folder, 'Keys.outturn');
  await app.dialogs.save(path);
  await press('Control+S');
  await page.getByText(/^Saved Keys/).waitFor();
  await press('Control+N');
  await page.getByRole('dialog').waitFor();
  expect(await focus()).toMatchObject({ visible: true });
  await page.keyboard.type('Another');
  await press('Enter');
  await page.locator('.scenario-name', { hasText: 'Another' }).waitFor();
  await page.getByText('No levers yet').waitFor();
  await app.dialogs.open(path);
  await press('Control+O');
  await page.locator('.scenario-name', { hasText: 'Keys' }).waitFor();
  await page.locator('.lever').waitFor();
  await palette('compare');
  await tabTo(/Add a scenario/);
  await app.dialogs.open(path);
  await press('Enter');
  await page.locator('.chip', { hasText: 'Keys' }).waitFor();
  const workbook = join(folder, 'Keys.xlsx');
  await app.dialogs.save(workbook);
  await press('Control+E');
  await page.getByText(/^Workbook written/).waitFor();
  expect(existsSync(workbook)).toBe(true);
  await palette('data and checks');
  await app.dialogs.open(join(import.meta.dirname, '..', '..', 'dist', 'sample-council', 'funders.csv'));
  await tabTo(/Choose files/);
  await press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Import', exact: true }).waitFor();
  await tabTo(/Cancel/);
  await press('Enter');
  await page.getByRole('heading', { name: 'Data and checks' }).waitFor();
});

test('every screen is reached from the rail, and the keys are listed', async () => {
  const { page } = app;
  const names = await page.getByRole('navigation', { name: 'Screens' }).getByRole('link').allTextContents();
  await tabTo(/^a Start/, 'Shift+Tab');
  for (const name of names.slice(1)) {
    await tabTo(new RegExp(`^a ${name.slice(0, 12)}|: `));
    await press('Enter');
    await page.locator('main h1').first().waitFor();
    expect(await page.locator('.rail a[aria-current]').count()).toBe(1);
  }
  await press('F1');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  await press('Escape');
});
