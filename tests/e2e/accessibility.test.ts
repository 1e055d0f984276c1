import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Launched, launchApp, root } from './driver.ts';
import { addLever, exploreSample } from './main-job.ts';
import { appear, appearances, places, settled, sizes, views, visit } from './screens.ts';

const folder = mkdtempSync(join(tmpdir(), 'outturn-accessibility-'));
let app: Launched;

beforeAll(async () => {
  app = await launchApp();
  app.page.setDefaultTimeout(30_000);
  // Evaluated, not added as a script: the page's own policy lets no script in.
  await app.page.evaluate(readFileSync(join(root, 'node_modules', 'axe-core', 'axe.min.js'), 'utf8'));
  await appear(app.page, 'light');
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What axe finds wrong, in words: rule, how often, where first. */
async function violations(): Promise<string[]> {
  return app.page.evaluate(async () => {
    const { axe } = globalThis as unknown as { axe: { run: (on: Document, how: object) => Promise<AxeResults> } };
    const found = await axe.run(document, { resultTypes: ['violations'] });
    return found.violations.map(
      ({ id, nodes }) => `${id} × ${nodes.length}: ${nodes[0]?.target.join(' ')} ${nodes[0]?.failureSummary ?? ''}`,
    );
  });
}

test('the first screen of a fresh profile has no violation', async () => {
  await settled(app.page);
  expect(await violations()).toEqual([]);
  // Without data: a screen as a whole, and a part of one.
  for (const place of ['outturn', 'funders']) {
    await visit(app.page, place);
    await app.page.getByRole('heading', { name: 'No data yet' }).waitFor();
    expect(await violations(), place).toEqual([]);
  }
  await visit(app.page, 'start');
  await exploreSample(app.page);
  await addLever(app.page, 'price uplift', '4');
  await addLever(app.page, 'entrants', '-10');
});

test('what is wrong is found', async () => {
  await app.page.evaluate(() => document.querySelector('main')?.append(document.createElement('img')));
  expect((await violations()).join()).toMatch(/image-alt/);
  await app.page.evaluate(() => document.querySelector('main > img')?.remove());
});

describe.each(appearances)('in %s', (appearance) => {
  // Light in both windows; the others in one each, and in both in the long run.
  const whole = appearance === 'light' || process.env.OUTTURN_SOAK;
  test.each(whole ? (['large', 'small'] as const) : ([appearance === 'dark' ? 'small' : 'large'] as const))(
    'no screen of the %s window has a violation',
    async (size) => {
      await appear(app.page, appearance);
      await app.page.setViewportSize(sizes[size]);
      const found: Record<string, string[]> = {};
      // The small window shows every screen in dark; in light, their other views.
      for (const place of appearance === 'light' && size === 'small' ? views : places) {
        await visit(app.page, place);
        const list = await violations();
        if (list.length > 0) found[place] = list;
      }
      expect(found).toEqual({});
    },
  );

  test('no dialog has a violation', async () => {
    await appear(app.page, appearance);
    await app.page.setViewportSize(sizes.large);
    const found: Record<string, string[]> = {};
    for (const [name, open] of Object.entries(appearance === 'light' ? { ...dialogs, ...others } : dialogs)) {
      await open();
      const list = await violations();
      if (list.length > 0) found[name] = list;
      await app.page.keyboard.press('Escape');
      await app.page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(found).toEqual({});
  });
});

/** Each opens a dialog, a sheet or a menu; Escape closes it. */
const dialogs: Record<string, () => Promise<void>> = {
  palette: () => press('Control+K', 'dialog'),
  shortcuts: () => press('F1', 'dialog'),
  'new scenario': () => press('Control+N', 'dialog'),
  'add a lever': async () => {
    await visit(app.page, 'data/log');
    await press('Control+L', 'dialog');
  },
  'what is behind a figure': async () => {
    await visit(app.page, 'outturn');
    await app.page
      .getByRole('row', { name: /^Placements/ })
      .locator('td')
      .nth(4)
      .click();
    await app.page.getByRole('dialog').waitFor();
  },
  'columns of a register': async () => {
    await visit(app.page, 'data/budgetLines');
    await app.page.getByRole('button', { name: 'Columns' }).click();
    await app.page.getByRole('menu').waitFor();
  },
  'the groups of a lever': async () => {
    await visit(app.page, 'outturn');
    const name = app.page.locator('.lever-name').first();
    if ((await name.getAttribute('aria-expanded')) === 'false') await name.click();
    await app.page
      .getByRole('button', { name: /^Groups/ })
      .first()
      .click();
    await app.page.getByRole('menu').waitFor();
  },
  'a cell with text that cannot be read': async () => {
    await visit(app.page, 'data/budgetLines');
    await app.page.locator('.ag-cell[col-id="grossBudgetPence"]').first().dblclick();
    await app.page.keyboard.type('about a million');
  },
};

/** Made of the same parts as those above: looked at in one appearance. */
const others: Record<string, () => Promise<void>> = {
  glossary: () => press('Shift+F1', 'dialog'),
  'solve for a target': () => click('compare', 'button:has-text("Solve for a target")'),
  'the scenario’s versions': () => click('compare', '.scenario-open'),
  'close of a period': () => click('outturn', 'button:has-text("Close P9")'),
  'what a heading means': () => click('outturn', 'th.explains'),
  'ways to save a chart': () => click('outturn', '.chart-tools [aria-label="Save"]', 'menu'),
  'a rate that is set': () => click('demand/rates', 'table.figures tbody td'),
  'a contradiction to settle': () => click('data/contradictions', '[aria-label^="Settle "]'),
  'a source': () => click('data/sources', 'button:has-text("Add a source")'),
  'a destination': () => click('exports/destinations', 'button:has-text("Add a destination")'),
};

async function click(place: string, what: string, role: 'dialog' | 'menu' = 'dialog'): Promise<void> {
  await visit(app.page, place);
  await app.page.locator(what).first().click();
  await app.page.getByRole(role).waitFor();
}

async function press(keys: string, role: 'dialog'): Promise<void> {
  await app.page.keyboard.press(keys);
  await app.page.getByRole(role).waitFor();
}

test('a preview of an import, and what it sets aside, have no violation', async () => {
  const extract = join(folder, 'funders.csv');
  writeFileSync(extract, 'Funder,Funder name\r\nNEW,A new council\r\n,No code\r\n');
  const { page } = app;
  await appear(page, 'light');
  await visit(page, 'data/imports');
  await app.dialogs.open(extract);
  await page.getByRole('button', { name: 'Choose files…' }).click();
  await page.getByRole('heading', { level: 1, name: 'Import', exact: true }).waitFor();
  for (const appearance of appearances) {
    await appear(page, appearance);
    expect(await violations(), appearance).toEqual([]);
  }
  await page.getByRole('button', { name: /^Import 1 / }).click();
  await page.getByRole('button', { name: 'Import into the sample all the same' }).click();
  await page.getByRole('button', { name: 'Reasons' }).click();
  await page.getByRole('dialog').waitFor();
  expect(await violations()).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Undo', exact: true }).first().click();
  await page.getByRole('alertdialog').waitFor();
  expect(await violations()).toEqual([]);
  await page.keyboard.press('Enter');
  await page.getByText(/^Undone: funders/).waitFor();
});

describe.each([
  { zoom: 200, width: 640, height: 512 },
  { zoom: 400, width: 320, height: 256 },
])('at $zoom % of a window 1,280 wide', ({ width, height }) => {
  test('no screen scrolls sideways and nothing is cut', async () => {
    const { page } = app;
    await appear(page, 'light');
    await page.setViewportSize({ width, height });
    const found: Record<string, string[]> = {};
    for (const place of places) {
      await visit(page, place);
      const list = await page.evaluate(beyondTheWindow);
      if (list.length > 0) found[place] = list;
    }
    expect(found).toEqual({});
  });

  test('dialogs fit and can be scrolled to their end', async () => {
    const { page } = app;
    const found: Record<string, string[]> = {};
    for (const [name, open] of Object.entries(dialogs)) {
      await open();
      const list = await page.evaluate(beyondTheWindow);
      if (list.length > 0) found[name] = list;
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expect(found).toEqual({});
  });
});

/** Runs in the page: what reaches past the window at the side. Tables and registers scroll within themselves, as WCAG allows them. */
function beyondTheWindow(): string[] {
  const out: string[] = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth)
    out.push(`The page is ${page.scrollWidth} wide, the window ${page.clientWidth}.`);
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || element.closest('.scroll-x, .ag-root, .hidden-visually, [aria-hidden="true"], svg'))
      continue;
    const text = `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').slice(0, 40)}”`;
    if (box.right > window.innerWidth + 1 || box.left < -1)
      out.push(`${text} from ${Math.round(box.left)} to ${Math.round(box.right)}`);
    const style = getComputedStyle(element);
    const hides = style.overflowX === 'hidden' || style.overflowX === 'clip';
    const own = [...element.childNodes].some((node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '');
    if (hides && own && element.scrollWidth > element.clientWidth + 1 && !element.closest('[title]'))
      out.push(`${text} is cut`);
  }
  return out.slice(0, 8);
}

test('with reduced motion nothing moves by itself', async () => {
  const { page } = app;
  await page.setViewportSize(sizes.large);
  await appear(page, 'light');
  await visit(page, 'outturn');
  await page.keyboard.press('Control+K');
  await page.getByRole('dialog').waitFor();
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((each) => {
        const { duration } = each.effect?.getTiming() ?? {};
        return typeof duration === 'number' && duration > 20;
      }).length,
  );
  expect(moving).toBe(0);
  await page.keyboard.press('Escape');
});
