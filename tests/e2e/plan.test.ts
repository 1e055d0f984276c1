import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchApp } from './driver.ts';
import { amount, exploreSample, figures, goTo } from './main-job.ts';
import { appear } from './screens.ts';

let app: Launched;
beforeAll(async () => {
  app = await launchApp();
  app.page.setDefaultTimeout(30_000);
  await appear(app.page, 'light');
  await exploreSample(app.page);
});
afterAll(() => app.close());

const years = /^The plan year by year/;

test('years across: each opens from the year before, and the papers’ contract sums pay for them', async () => {
  const { page } = app;
  await goTo(page, 'plan', 'table');
  const of = await figures(page, years);
  expect(['2023/24', '2024/25', '2025/26'].map((year) => of('Funding', year))).toEqual([
    '150,938',
    '180,009',
    '177,646',
  ]);
  expect(of('Cost of the year', '2023/24')).toBe('180,608');
  expect(of('Opening: the year before', '2024/25')).toBe('180,608');
});

test('by keyboard: a figure opens what is behind it, whose rows sum to it; Escape gives the focus back', async () => {
  const { page } = app;
  const cell = page.getByRole('grid', { name: years }).locator('tr', { hasText: 'Pay awards' }).locator('td').nth(1);
  const shown = amount((await cell.textContent()) ?? '');
  await cell.focus();
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog', { name: /^Pay awards, 2024\/25/ });
  await sheet.waitFor();
  const figure = amount((await sheet.locator('.drill-figure').textContent()) ?? '');
  expect(Math.round(figure / 1000)).toBe(shown);
  const sum = (await sheet.getByRole('table', { name: 'Rows' }).locator('tr.total td').textContent()) ?? '';
  expect(amount(sum)).toBe(figure);
  await page.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });
  expect(await cell.evaluate((node) => node === document.activeElement)).toBe(true);
});

test('what must entrants be for 2025/26 to balance? the answer becomes a lever, and the year balances', async () => {
  const { page } = app;
  await goTo(page, 'plan/sure', '.plan-seek');
  await page.getByRole('radio', { name: '2025/26' }).click();
  await page.getByRole('button', { name: 'Solve', exact: true }).last().click();
  await page.getByText(/brings it to/).waitFor({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Use this value' }).click();
  await goTo(page, 'plan/years', 'table');
  const of = await figures(page, years);
  expect(Math.abs(amount(of('Gap', '2025/26')))).toBeLessThanOrEqual(5);
  await page.keyboard.press('Control+z');
});

test('a year rolls forward and agreed proposals go into the budget: the gap stays, and both are undone', async () => {
  const { page } = app;
  const gap = async () => {
    await goTo(page, 'plan/years', 'table');
    const of = await figures(page, years);
    return ['2024/25', '2025/26', '2026/27'].map((year) => of('Gap', year));
  };
  const before = await gap();
  await goTo(page, 'plan/closing', 'table');
  await page.getByRole('button', { name: 'Roll 2023/24 forward…' }).click();
  await page.getByRole('button', { name: 'Roll forward', exact: true }).click();
  await page.getByText(/rows entered into 2024\/25/).waitFor();
  await page.getByRole('button', { name: 'Agreed proposals into the budget…' }).click();
  await page.getByRole('button', { name: 'Into the budget', exact: true }).click();
  await page.getByText('2 budget changes entered.').waitFor();
  expect(await gap()).toEqual(before);
});

test('a figure is spread over the cells of a block by their shares, and a ticked cell stays', async () => {
  const { page } = app;
  await goTo(page, 'plan/proposalAmounts', '.ag-row');
  const cells = page.locator('.ag-row [col-id="amountPence"]');
  await cells.nth(0).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByRole('button', { name: 'Spread…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Spread Change' });
  await dialog.getByRole('checkbox').first().check();
  const before = await dialog.locator('tbody tr').first().locator('td').first().textContent();
  await dialog.getByRole('textbox').fill('-10m');
  const shown = await dialog.locator('tbody tr td:last-child').allTextContents();
  const read = (text: string | null) => amount((text ?? '').trim());
  expect(read(shown[0] ?? null)).toBe(read(before));
  expect(Math.round(shown.reduce((sum, text) => sum + read(text), 0))).toBe(-10_000_000);
  await dialog.getByRole('button', { name: 'Spread', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+z');
});
