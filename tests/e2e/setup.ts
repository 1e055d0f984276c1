import { afterEach, beforeEach } from 'vitest';
import { artefacts } from './driver.ts';
import { beginChapter, keepEvidence } from './evidence.ts';

beforeEach(beginChapter);
afterEach(async ({ task }) => {
  if (task.result?.state !== 'fail') return;
  console.error(`Trace, picture and console: ${await keepEvidence(artefacts, task.name)}`);
});
