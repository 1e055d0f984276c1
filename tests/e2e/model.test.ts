import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { followModel, readyForModel } from '../support/window-model.ts';
import { launchApp } from './driver.ts';

/** A short run; the long one is tests/soak/window-model.test.ts. */
test('random edits, pastes, undos, redos, screens and files end where a simple model says', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-model-'));
  const app = await launchApp();
  await readyForModel(app);
  await followModel(app, 1, 24, folder);
  expect(app.app.problems).toEqual([]);
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});
