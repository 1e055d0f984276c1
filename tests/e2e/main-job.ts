import type { Page } from 'playwright-core';
import type { Launched } from './driver.ts';

/** Steps of the main job, shared by the specs that do all or part of it: on the bundles, and on what was packed. */

export const outturn = (page: Page) => page.getByRole('grid', { name: /^Outturn 20/ });

/** From the first screen of a fresh profile to the sample council's outturn. */
export async function exploreSample(page: Page, patience = 60_000): Promise<void> {
  await page.getByRole('button', { name: /Explore the sample council/ }).click();
  await outturn(page).waitFor({ timeout: patience });
}

/** Goes to a screen by its place in the window's address, as the rail's links do. */
export async function goTo(page: Page, path: string, ready: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#/${to}`;
  }, path);
  await page.locator('main').locator(ready).first().waitFor();
}

/** What a table of figures shows, by row and column name; a second column of a name is `name (2)`. */
export async function figures(page: Page, name: string | RegExp): Promise<(row: string, column: string) => string> {
  const read = await page
    .getByRole('grid', { name })
    .first()
    .evaluate((table) => {
      const text = (cell: Element) => (cell.textContent ?? '').trim();
      const names = [...table.querySelectorAll('thead th')].map(text);
      const head = names.map((name, at) => {
        const before = names.slice(0, at).filter((other) => other === name).length;
        return before === 0 ? name : `${name} (${before + 1})`;
      });
      return [...table.querySelectorAll('tbody tr')].map((row) => {
        const cells = [...row.children].map(text);
        return [cells[0] ?? '', Object.fromEntries(cells.map((cell, at) => [head[at] ?? String(at), cell]))] as const;
      });
    });
  const rows = new Map(read);
  return (row, column) => {
    const found = rows.get(row)?.[column];
    if (found === undefined) throw new Error(`No “${row}”, “${column}” among ${[...rows.keys()].join(', ')}.`);
    return found;
  };
}

/** The total of a column of the outturn table. */
export async function total(page: Page, column: string): Promise<string> {
  return (await figures(page, /^Outturn 20/))('All lines', column);
}

/** `+1,234`, `−5`, `–` as a number. */
export const amount = (text: string): number => Number(text.replace('−', '-').replace(/[+,£]/g, '').replace('–', '0'));

/** Adds a lever by its name and types its value. */
export async function addLever(page: Page, find: string, value: string): Promise<void> {
  const before = await page.locator('.lever').count();
  await page.keyboard.press('Control+L');
  await page.getByRole('textbox', { name: 'Find a lever' }).fill(find);
  await page.keyboard.press('Enter');
  const card = page.locator('.lever').nth(before);
  await card.locator('.value-entry').fill(value);
  await page.keyboard.press('Enter');
}

/** The words of a lever's effect once it has one. */
export async function effectOf(page: Page, at: number): Promise<string> {
  const effect = page.locator('.lever').nth(at).locator('.lever-effect');
  await effect.filter({ hasText: /£/ }).waitFor();
  return (await effect.textContent()) ?? '';
}

/** `+£0.85m`, `−£14k` in thousands of pounds. */
export function thousands(effect: string): number {
  const found = /^([+−])£([\d.,]+)([mk]?)$/.exec(effect);
  if (!found) throw new Error(`“${effect}” is not an effect.`);
  const size = Number((found[2] ?? '').replace(/,/g, '')) * (found[3] === 'm' ? 1000 : found[3] === 'k' ? 1 : 0.001);
  return found[1] === '−' ? -size : size;
}

/** Saves the open scenario under a path of the test's own. */
export async function saveAs(app: Launched, path: string): Promise<void> {
  await app.dialogs.save(path);
  await app.page.keyboard.press('Control+Shift+S');
  await app.page.getByText(/^Saved as /).waitFor();
  // The message may leave by itself meanwhile: one step in the page, which waits for nothing.
  await app.page
    .locator('.notice', { hasText: /^Saved as / })
    .getByRole('button', { name: 'Dismiss message' })
    .evaluateAll((buttons) => {
      for (const button of buttons as HTMLElement[]) button.click();
    });
}
