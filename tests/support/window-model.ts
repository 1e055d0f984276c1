import { join } from 'node:path';
import type { Launched } from '../e2e/driver.ts';
import { exploreSample, saveAs } from '../e2e/main-job.ts';
import { visit } from '../e2e/screens.ts';
import { seeded } from './seeded.ts';

const operations = ['edit', 'edit', 'paste', 'undo', 'undo', 'redo', 'switch', 'reopen'] as const;
/** The long run is made beside other work, at the lowest priority. */
const patience = process.env.OUTTURN_SOAK ? 300_000 : 30_000;
const others = ['outturn', 'savings', 'data/log', 'start'];

/**
 * Does random things to the names of the pressures in the window, as a person would, and holds what is shown against a
 * model that is nothing but three lists: the names now, the states before, and the states undone.
 */
export async function followModel(app: Launched, seed: number, steps: number, folder: string): Promise<void> {
  const { page } = app;
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
  const shown = () =>
    page.locator('.ag-row:not(.ag-row-pinned) .ag-cell[col-id="name"]').evaluateAll((cells) =>
      cells
        .map((cell) => [Number(cell.closest('.ag-row')?.getAttribute('row-index')), cell.textContent ?? ''] as const)
        .sort((a, b) => a[0] - b[0])
        .map(([, text]) => text),
    );
  const until = async (names: readonly string[], trail: string) => {
    let seen: string[] = [];
    for (let tries = 0; tries < patience / 300; tries += 1) {
      seen = await shown();
      if (JSON.stringify(seen) === JSON.stringify(names)) return;
      await page.waitForTimeout(50);
    }
    throw new Error(`Seed ${seed}, after ${trail}: shown ${JSON.stringify(seen)}, expected ${JSON.stringify(names)}.`);
  };
  await visit(page, 'data/pressures');
  let now = await shown();
  let past: string[][] = [];
  let future: string[][] = [];
  const trail: string[] = [];
  const change = (next: string[]) => {
    past = [...past, now];
    future = [];
    now = next;
  };
  const cell = (row: number) => page.locator(`.ag-row[row-index="${row}"] .ag-cell[col-id="name"]`);
  for (let step = 0; step < steps; step += 1) {
    const what = pick(operations);
    trail.push(what);
    const row = Math.floor(random() * (now.length - 2));
    if (what === 'edit') {
      const text = `Typed ${seed}-${step}`;
      await cell(row).click();
      await page.keyboard.type(text);
      await page.keyboard.press('Enter');
      change(now.map((name, at) => (at === row ? text : name)));
    } else if (what === 'paste') {
      const texts = [0, 1].map((at) => `Pasted ${seed}-${step}-${at}`);
      await cell(row).click();
      await page.evaluate((text) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', text);
        document.activeElement?.dispatchEvent(
          new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }),
        );
      }, texts.join('\r\n'));
      change(now.map((name, at) => texts[at - row] ?? name));
    } else if (what === 'undo' && past.length > 0) {
      await page.keyboard.press('Control+Z');
      future = [...future, now];
      now = past.at(-1) ?? now;
      past = past.slice(0, -1);
    } else if (what === 'redo' && future.length > 0) {
      await page.keyboard.press('Control+Y');
      past = [...past, now];
      now = future.at(-1) ?? now;
      future = future.slice(0, -1);
    } else if (what === 'switch') {
      await visit(page, pick(others));
      await visit(page, 'data/pressures');
    } else if (what === 'reopen') {
      const path = join(folder, `model-${seed}-${step}.outturn`);
      await saveAs(app, path);
      await app.dialogs.open(path);
      await page.keyboard.press('Control+O');
      // The title bar already bears the file's name: opening is over when the status bar no longer says so.
      await page.waitForTimeout(100);
      await page.getByText('Opening…').waitFor({ state: 'detached' });
      await visit(page, 'data/pressures');
    }
    await until(now, trail.join(', '));
  }
}

/** A window with the sample council in it, ready for the model. */
export async function readyForModel(app: Launched): Promise<void> {
  app.page.setDefaultTimeout(patience);
  await exploreSample(app.page, 2 * patience);
}
