import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { canariesIn } from '../support/canary.ts';
import { artefacts, type Launched, launchApp } from './driver.ts';
import { exploreSample, goTo, total } from './main-job.ts';

/** A copy to share: written from Exports without a row of a child, and opened in the same window after it has said what it is. */
const folder = mkdtempSync(join(tmpdir(), 'outturn-share-'));
let app: Launched;
beforeAll(async () => {
  app = await launchApp();
  app.page.setDefaultTimeout(60_000);
  await exploreSample(app.page);
  mkdirSync(artefacts, { recursive: true });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the copy holds no child, opens after a question, and gives the same outturn, with what it cannot do beside it', async () => {
  const { page } = app;
  const outturn = await total(page, 'Forecast');
  const path = join(folder, 'Anyshire to share.outturn');
  await goTo(page, 'exports', 'section[aria-label="Scenario file to share"]');
  await page.getByRole('button', { name: 'Save a copy to share…' }).click();
  await page.screenshot({ path: join(artefacts, 'share-question.png') });
  await app.dialogs.save(path);
  await page.getByRole('button', { name: 'Without rows of children…' }).click();
  await page.getByText('Copy written without rows of children: Anyshire to share.outturn').waitFor();
  expect(canariesIn(folder, ['ck1-', 'P-0001', '"birthMonth"'], null)).toEqual([]);

  await app.dialogs.open(path);
  await app.dialogs.message(1);
  await page.keyboard.press('Control+O');
  await page
    .getByText(/no figure can be followed to a child/)
    .first()
    .waitFor();
  await goTo(page, 'outturn', 'table');
  expect(await total(page, 'Forecast')).toBe(outturn);
  await page.screenshot({ path: join(artefacts, 'share-opened.png') });
  await goTo(page, 'demand/rates', '.state-view, h2');
  await page.getByText('These data hold no rows of children').waitFor();
  await page.screenshot({ path: join(artefacts, 'share-demand.png') });
  await goTo(page, 'placements', '.screen-head, h1');
  await page.screenshot({ path: join(artefacts, 'share-placements.png') });
}, 240_000);
