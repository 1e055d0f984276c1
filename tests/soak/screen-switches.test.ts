import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { launchApp } from '../e2e/driver.ts';
import { addLever, exploreSample } from '../e2e/main-job.ts';
import { places, visit } from '../e2e/screens.ts';

/** Going round the screens all day must not grow the window: neither its heap, nor charts, grids, elements and listeners. */
const switches = process.env.OUTTURN_SOAK ? 1000 : 200;

type MemoryInUse = { heap: number; nodes: number; listeners: number; canvases: number };

/** What is alive in the page once all that can go has gone. */
async function memoryInUse(page: Page, session: CDPSession): Promise<MemoryInUse> {
  await page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const { result } = await session.send('Runtime.evaluate', { expression: 'HTMLCanvasElement.prototype' });
  const { objects } = await session.send('Runtime.queryObjects', {
    prototypeObjectId: result.objectId ?? '',
    objectGroup: 'canvases',
  });
  const { result: listed } = await session.send('Runtime.callFunctionOn', {
    functionDeclaration: 'function () { return this.length; }',
    objectId: objects.objectId ?? '',
    returnByValue: true,
  });
  await session.send('Runtime.releaseObjectGroup', { objectGroup: 'canvases' });
  return { heap: usedSize / 2 ** 20, nodes, listeners: jsEventListeners, canvases: listed.value as number };
}

test(`${switches} switches of screens leave the window no larger`, async () => {
  const app = await launchApp();
  const { page } = app;
  await exploreSample(page);
  await addLever(page, 'price uplift', '4');
  const session = await page.context().newCDPSession(page);
  const round = async (from: number, to: number) => {
    for (let at = from; at < to; at += 1) await visit(page, places[at % places.length] as string);
    await visit(page, 'outturn');
    return memoryInUse(page, session);
  };
  // Two rounds first: each screen's code is loaded and its own memory filled.
  const warm = places.length * 2;
  const before = await round(0, warm);
  const after = await round(warm, warm + switches);
  console.log(`screen switches: ${switches}\n  before ${JSON.stringify(before)}\n  after  ${JSON.stringify(after)}`);
  expect(after.heap).toBeLessThan(before.heap * 1.1 + 5);
  expect(after.nodes).toBeLessThan(before.nodes * 1.1 + 200);
  expect(after.listeners).toBeLessThan(before.listeners * 1.1 + 50);
  expect(after.canvases).toBeLessThanOrEqual(before.canvases + 1);
  app.app.takeProblems();
  await app.close();
});
