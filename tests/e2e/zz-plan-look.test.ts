import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, test } from 'vitest';
import { type Launched, launchApp } from './driver.ts';
import { exploreSample } from './main-job.ts';
import { appear, sizes, visit } from './screens.ts';

let app: Launched;
const out = '/work/tmp/plan/look';
beforeAll(async () => {
  app = await launchApp();
  app.page.setDefaultTimeout(30_000);
  await appear(app.page, 'light');
  await exploreSample(app.page);
  mkdirSync(out, { recursive: true });
});
afterAll(async () => {
  console.log(app.app.takeProblems());
  await app.close();
});
test('look', async () => {
  const { page } = app;
  const views = (process.env.VIEWS ?? 'plan,plan/lines,plan/balances,plan/proposals').split(',');
  const looks = (process.env.LOOKS ?? 'light-large,dark-small').split(',');
  for (const look of looks) {
    const [appearance, size] = look.split('-') as ['light', 'large'];
    await page.setViewportSize(sizes[size]);
    await appear(page, appearance);
    for (const view of views) {
      await visit(page, view);
      await page.waitForTimeout(Number(process.env.WAIT ?? 800));
      await page.screenshot({ path: join(out, `${view.replace('/', '-')}-${look}.png`) });
      if (process.env.FULL) {
        const main = page.locator('main');
        await main.evaluate((el) => { el.scrollTop = el.scrollHeight; });
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(out, `${view.replace('/', '-')}-${look}-end.png`) });
      }
    }
  }
}, 120_000);
