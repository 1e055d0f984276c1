import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { runBatch } from '../../../electron/services/exports/batch.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { sampleSnapshot } from '../../support/sample-snapshot.ts';
import { putSampleInto, startedServices, temporaryFolder } from './services-helpers.ts';

/** Waits for a job as the window does, and gives its result. */
async function resultOf(handlers: ReturnType<typeof startedServices>['handlers'], id: string): Promise<unknown> {
  for (;;) {
    const { state } = await handlers.job({ id });
    if (state !== 'running') return handlers.jobResult({ id });
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a report is simulated as a job from what was open when it was asked for', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  await putSampleInto(join(folder, 'profile'));
  const path = join(folder, 'pack.html');
  answers.push(path);
  const started = await handlers.reportExport({ audience: 'strategic', format: 'html', paths: 200 });
  expect(started).toMatchObject({ saved: null, job: expect.any(String) });
  const { scenario } = await handlers.scenarioCurrent({});
  await handlers.scenarioUpdate({
    scenario: { ...scenario, levers: [{ ...newLever('price-uplift', 'x', '2024-01-01'), value: 9 }] },
  });
  expect(await resultOf(handlers, started.job ?? '')).toEqual({ saved: 'pack.html' });
  const page = readFileSync(path, 'utf8');
  expect(page).toContain('200 simulated paths');
  expect(page).toContain('No assumption differs from the base');
  expect((await handlers.exports({}))[0]).toMatchObject({ name: 'pack.html', kind: 'report' });
  answers.push(null);
  expect(await handlers.reportExport({ audience: 'strategic', format: 'html', paths: 200 })).toEqual({ saved: null });
});

test('outputs of several scenario files are written as a job, noted, and told by name', async () => {
  const folder = temporaryFolder();
  const { handlers, close, answers } = startedServices(join(folder, 'profile'));
  onTestFinished(close);
  await putSampleInto(join(folder, 'profile'));
  answers.push(join(folder, 'One.outturn'));
  await handlers.scenarioSaveAs({});
  const out = join(folder, 'out');
  mkdirSync(out);
  answers.push(join(folder, 'One.outturn'), out);
  const order = { units: 'pounds', audiences: ['scrutiny', 'operational'], format: 'html', paths: 0 } as const;
  const started = await handlers.exportBatch({ ...order, audiences: [...order.audiences] });
  const files = ['One.xlsx', 'One scrutiny.html', 'One operational.html'];
  expect(await resultOf(handlers, started?.job ?? '')).toEqual({ files, failed: [] });
  expect(readdirSync(out).sort()).toEqual([...files].sort());
  expect(await handlers.job({ id: started?.job ?? '' })).toMatchObject({ done: 3, total: 3, state: 'done' });
  expect((await handlers.exports({})).map((each) => each.name)).toEqual(expect.arrayContaining(files));
  answers.push(null);
  expect(await handlers.exportBatch({ ...order, audiences: [] })).toBeNull();
  await expect(handlers.exportBatch({ ...order, units: null, audiences: [] })).rejects.toMatchObject({
    code: 'invalid-input',
  });
});

test('scenarios whose names are alike where file names are cut each have a file of their own', async () => {
  const [snapshot, scenario] = [sampleSnapshot(), newScenario('Any', '2023/24', 9)];
  const long = 'A plan of many words that goes on and on '.repeat(4);
  const names = ['Base', 'base', 'Q1: pay', 'Q1? pay', `${long}one`, `${long}two`, `${long}three`];
  const written: string[] = [];
  const { files, failed } = await runBatch(
    names.map((name) => ({ name, load: async () => ({ snapshot, scenario }) })),
    { units: null, audiences: ['joint-committee'], format: 'html', paths: 0 },
    {
      ...{
        worker: '',
        fonts: new URL('../../../electron/fonts', import.meta.url).pathname,
        now: new Date(0),
        folder: '/out',
      },
      write: async (path) => written.push(path.toLowerCase()),
      publish: (base) => ({ ...base, stock: null }),
    },
    () => {},
    new AbortController().signal,
  );
  expect(failed).toEqual([]);
  expect(files).toHaveLength(names.length);
  expect(new Set(written).size).toBe(written.length);
  expect(files[0]).toContain('Base joint-committee.html');
});
