import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Launched, launchApp } from './driver.ts';
import { addLever, exploreSample } from './main-job.ts';
import { appear, settled, views, visit } from './screens.ts';
let app: Launched;
beforeAll(async () => {
  app = await launchApp();
  app.page.setDefaultTimeout(30_000);
  await appear(app.page, 'light');
  await exploreSample(app.page);
  await addLever(app.page, 'price uplift', '3');
}, 120_000);
afterAll(() => app.close());
const wanted = ['plan', 'compare', 'sufficiency', 'care-leavers', 'activity', 'programme', 'scorecard', 'placements'];
const out = '/work/tmp/papers/shots';
test('shots', async () => {
  const { page } = app;
  for (const [name, size] of [['l', { width: 1440, height: 900 }], ['s', { width: 1024, height: 640 }], ['xl', { width: 1920, height: 1080 }]] as const) {
    await page.setViewportSize(size);
    for (const place of [...wanted, ...views.filter((view) => wanted.includes(view.split('/')[0] ?? ''))]) {
      await visit(page, place);
      await page.screenshot({ path: join(out, `${place.replace('/', '-')}-${name}.png`), fullPage: false });
      if (name === 'l') {
        // the whole of the page
        const height = await page.evaluate(() => Math.max(...[...document.querySelectorAll('main, main *')].map((e) => e.scrollHeight)));
        if (height > 900) { await page.setViewportSize({ width: 1440, height: Math.min(3500, height + 150) }); await settled(page); await page.screenshot({ path: join(out, `${place.replace('/', '-')}-full.png`) }); await page.setViewportSize(size); }
      }
    }
  }
  expect(1).toBe(1);
}, 600_000);
