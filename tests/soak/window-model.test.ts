import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchApp } from '../e2e/driver.ts';
import { followModel, readyForModel } from '../support/window-model.ts';

const seeds = process.env.OUTTURN_SOAK ? 40 : 1;
const steps = process.env.OUTTURN_SOAK ? 100 : 10;

test(`the window follows the model: ${seeds} sequences of ${steps} steps`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-model-'));
  for (let seed = 100; seed < 100 + seeds; seed += 1) {
    const app = await launchApp();
    await readyForModel(app);
    await followModel(app, seed, steps, folder);
    expect(app.app.problems).toEqual([]);
    await app.close();
    if (process.env.OUTTURN_SOAK) console.log(`seed ${seed}: ${steps} steps`);
  }
  console.log(`${seeds * steps} steps, seeds 100 to ${99 + seeds}`);
  rmSync(folder, { recursive: true, force: true });
});
