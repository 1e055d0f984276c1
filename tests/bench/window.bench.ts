import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { launchApp } from '../e2e/driver.ts';
import { addLever, exploreSample, goTo, outturn } from '../e2e/main-job.ts';
import { percentile, report } from './bench.ts';
import { putFirst } from './put-first.ts';

/**
 * The window with the sample council in it: from the start of the program to a usable Outturn screen, and from a key on
 * a lever's slider to the painted frame whose figures and chart have moved.
 */
putFirst();
const profile = mkdtempSync(join(tmpdir(), 'outturn-window-'));
const first = await launchApp({ profile });
await exploreSample(first.page);
await addLever(first.page, 'price uplift', '4');
await first.close();

const starts: number[] = [];
const inPage: number[] = [];
for (let run = 0; run < 5; run += 1) {
  const began = performance.now();
  const app = await launchApp({ profile });
  await app.page.evaluate(() => {
    location.hash = '#/outturn';
  });
  await outturn(app.page).waitFor();
  await app.page.locator('main canvas').first().waitFor();
  starts.push(performance.now() - began);
  inPage.push(await app.page.evaluate(() => performance.now()));
  if (run < 4) {
    await app.close();
    continue;
  }
  await drag(app);
  await app.close();
}
starts.sort((a, b) => a - b);
inPage.sort((a, b) => a - b);
report('cold start to a usable Outturn screen, median', percentile(starts, 0.5), 2000, 'ms');
console.log(
  `    of which in the page ${percentile(inPage, 0.5).toFixed(0)} ms; slowest ${percentile(starts, 1).toFixed(0)} ms`,
);
rmSync(profile, { recursive: true, force: true });

async function drag(app: Awaited<ReturnType<typeof launchApp>>): Promise<void> {
  const { page } = app;
  if ((await page.locator('.lever').count()) === 0) await addLever(page, 'price uplift', '4');
  await goTo(page, 'outturn', '[role="grid"]');
  await page.waitForTimeout(1000);
  const times = await page.evaluate(async () => {
    const thumb = document.querySelector<HTMLElement>('.lever .slider-thumb');
    if (!thumb) throw new Error('no lever');
    thumb.focus();
    const found: number[] = [];
    const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
    for (let step = 0; step < 60; step += 1) {
      const began = performance.now();
      const key = step % 30 < 15 ? 'ArrowRight' : 'ArrowLeft';
      thumb.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
      await painted();
      found.push(performance.now() - began);
      await new Promise((done) => setTimeout(done, 15));
    }
    return found;
  });
  times.sort((a, b) => a - b);
  report('lever moved, input to painted figures and chart, p95', percentile(times, 0.95), 50, 'ms');
  console.log(`    p50 ${percentile(times, 0.5).toFixed(1)} ms, slowest ${percentile(times, 1).toFixed(1)} ms`);
}
