import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { artefacts, type Launched, launchApp, root } from './driver.ts';
import { addLever, effectOf, exploreSample, saveAs } from './main-job.ts';
import { type Appearance, appear, places, sizes, visit } from './screens.ts';

/** Pictures and prints of every screen, kept in tests/artefacts to be looked at; what can be measured of them is. */
const folder = mkdtempSync(join(tmpdir(), 'outturn-look-'));
let app: Launched;
beforeAll(async () => {
  app = await launchApp();
  const { page } = app;
  page.setDefaultTimeout(30_000);
  await appear(page, 'light');
  await exploreSample(page);
  await addLever(page, 'price uplift', '3');
  await addLever(page, 'children entering %', '-15');
  await addLever(page, 'negotiated reduction', '1.5');
  await effectOf(page, -1);
  await emptied('.lever-name[aria-expanded="true"]');
  await emptied('button[aria-label="Dismiss message"]');
  mkdirSync(artefacts, { recursive: true });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Clicks all there are of something that goes when it is clicked. */
async function emptied(selector: string): Promise<void> {
  for (let left = 10; left > 0 && (await app.page.locator(selector).count()) > 0; left -= 1)
    await app.page.locator(selector).first().click();
}

const sets: [string, Appearance, keyof typeof sizes][] = [
  ['light', 'light', 'large'],
  ['dark', 'dark', 'large'],
  ['contrast', 'contrast', 'large'],
  ['forced', 'forced', 'large'],
  ['small', 'light', 'small'],
];

test.each(sets)('%s: every screen, with nothing empty that should be drawn', async (name, appearance, size) => {
  const { page } = app;
  await page.setViewportSize(sizes[size]);
  await appear(page, appearance);
  const blank: string[] = [];
  for (const place of places) {
    await visit(page, place);
    await page.screenshot({ path: join(artefacts, `${place.replace('/', '-')}-${name}.png`) });
    blank.push(...(await page.evaluate(blankCharts)).map((chart) => `${place}: ${chart}`));
  }
  expect(blank).toEqual([]);
});

/** Runs in the page: charts with nothing on their canvas. */
function blankCharts(): string[] {
  return [...document.querySelectorAll('canvas')].flatMap((canvas) => {
    const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
    const inked = pixels.some((value) => value !== 0);
    return inked ? [] : [canvas.getAttribute('aria-label') ?? 'a chart'];
  });
}

test.runIf(process.env.OUTTURN_README)('the picture of the README', async () => {
  const { page } = app;
  await page.setViewportSize(sizes.large);
  await appear(page, 'light');
  await visit(page, 'outturn');
  await saveAs(app, join(folder, 'Quarter 4 plan.outturn'));
  await page.getByText('8 of 10 simulated years').waitFor();
  copyFileSync(await app.screenshot('readme'), join(root, 'docs', 'outturn.png'));
});

test('every screen prints to A4 with nothing cut, dark on white', async () => {
  const { page } = app;
  const cut: string[] = [];
  // The room between the margins of A4 on its side.
  await page.setViewportSize({ width: 1016, height: 688 });
  for (const place of places) {
    await page.emulateMedia({ media: null, colorScheme: 'dark' });
    await visit(page, place);
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    cut.push(...(await page.evaluate(cutInPrint)).map((text) => `${place}: ${text}`));
    await page.emulateMedia({ media: null, colorScheme: 'dark' });
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    writeFileSync(join(artefacts, `${place.replace('/', '-')}.pdf`), pdf);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  }
  expect(cut).toEqual([]);
});

/** Runs in the page: what does not fit the paper's width, hides part of itself, or is light on white. */
function cutInPrint(): string[] {
  const out: string[] = [];
  for (const element of document.querySelectorAll<HTMLElement>('main, main *')) {
    const box = element.getBoundingClientRect();
    if (box.width === 0 || element.closest('.hidden-visually, svg')) continue;
    const text = `${element.tagName.toLowerCase()}.${element.className} “${(element.textContent ?? '').slice(0, 30)}”`;
    if (box.right > window.innerWidth + 1 && !element.closest('.ag-root'))
      out.push(`${text} ends at ${Math.round(box.right)}`);
    const style = getComputedStyle(element);
    if (
      /hidden|auto|scroll/.test(style.overflowX) &&
      element.scrollWidth > element.clientWidth + 2 &&
      style.textOverflow !== 'ellipsis'
    )
      out.push(`${text} hides ${element.scrollWidth - element.clientWidth}`);
  }
  const ground = getComputedStyle(document.body).backgroundColor;
  if (!/255, 255, 255|rgba\(0, 0, 0, 0\)/.test(ground)) out.push(`The paper is ${ground}.`);
  return out.slice(0, 5);
}
