import type { Page } from 'playwright-core';

/** Runs in the page: fills the placements register by the application's own way in. */
export async function placementsOf(count: number): Promise<string> {
  const groups = await window.outturn.applyEdits({
    edits: [
      {
        op: 'insert',
        register: 'placementGroups',
        values: { code: 'FOST', name: 'Fostering', careType: 'fostering', modelled: 1, lineName: null, position: 1 },
      },
    ],
    why: null,
  });
  if (!groups.ok) return groups.error.message;
  const start = (row: number) => `20${15 + (row % 9)}-${String((row % 12) + 1).padStart(2, '0')}-0${(row % 9) + 1}`;
  for (let from = 0; from < count; from += 10_000) {
    const answer = await window.outturn.applyEdits({
      edits: Array.from({ length: Math.min(10_000, count - from) }, (_, at) => ({
        op: 'insert' as const,
        register: 'placements' as const,
        values: {
          reference: `P${100_000 + from + at}`,
          childKey: `c${(from + at) % 20_000}`,
          birthMonth: '2012-05-01',
          uasc: 0,
          groupCode: 'FOST',
          provider: `Provider ${at % 40}`,
          route: (['in-house', 'framework', 'spot'] as const)[at % 3] ?? 'spot',
          start: start(from + at),
          area: `Area ${at % 12}`,
          shortBreak: 0,
        },
      })),
      why: null,
    });
    if (!answer.ok) return answer.error.message;
  }
  return 'ok';
}

/**
 * Reads how many milliseconds of processor time the page's own thread has used: unlike a clock, it does not grow while
 * other programs of a shared machine have their turn.
 */
export async function threadTime(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
  };
}

/** MiB of the page's heap once all that can go has gone. */
export async function heapAfterRest(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  for (let turn = 0; turn < 3; turn += 1) await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize / 2 ** 20;
}

/** Turns the wheel over the grid for some seconds; milliseconds from frame to frame, sorted. */
export async function scrollFrames(page: Page, seconds = 6): Promise<number[]> {
  const body = page.locator('.grid-body');
  const box = await body.boundingBox();
  if (!box) throw new Error('No grid is shown.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.evaluate(() => {
    const frames: number[] = [];
    let last = performance.now();
    const step = (now: number) => {
      frames.push(now - last);
      last = now;
      if ((window as unknown as { frames?: number[] }).frames === frames) requestAnimationFrame(step);
    };
    (window as unknown as { frames?: number[] }).frames = frames;
    requestAnimationFrame(step);
  });
  const end = performance.now() + seconds * 1000;
  for (let turn = 0; performance.now() < end; turn += 1) {
    await page.mouse.wheel(0, turn % 60 < 40 ? 300 : -260);
    await page.waitForTimeout(16);
  }
  const frames = await page.evaluate(() => {
    const found = (window as unknown as { frames?: number[] }).frames ?? [];
    delete (window as unknown as { frames?: number[] }).frames;
    return found.slice(2);
  });
  return frames.sort((a, b) => a - b);
}

/** Pastes a block at the first row's third column; milliseconds until the grid shows it, and the undo steps it made. */
export async function pasteBlock(page: Page, rows: number, columns: number) {
  await page
    .locator('.ag-row[row-index="0"] [col-id="birthMonth"]')
    .first()
    .scrollIntoViewIfNeeded()
    .catch(() => {});
  await page.evaluate(() => document.querySelector('.ag-grid-viewport, .ag-body-viewport')?.scrollTo(0, 0));
  await page.waitForTimeout(300);
  await page.locator('.ag-row[row-index="0"] [col-id="childKey"]').first().click();
  return page.evaluate(
    async ({ rows, columns }) => {
      const shown = [...document.querySelectorAll('.ag-header-cell')].map((cell) => cell.getAttribute('col-id') ?? '');
      const texts: Record<string, string> = {
        childKey: 'pasted',
        birthMonth: '01/03/2011',
        uasc: 'No',
        groupCode: 'FOST',
        provider: 'Pasted provider',
        route: 'block',
        start: '02/03/2019',
        end: '01/01/2031',
      };
      const from = shown.indexOf('childKey');
      const line = shown
        .slice(from, from + columns)
        .map((key) => texts[key] ?? '')
        .join('\t');
      const text = Array.from({ length: rows }, () => line).join('\r\n');
      const target = document.activeElement as HTMLElement;
      const data = new DataTransfer();
      data.setData('text/plain', text);
      const before = await window.outturn.changes({ before: null, limit: 1 });
      const began = performance.now();
      target.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
      const find = () =>
        document.querySelector('.ag-row[row-index="1"] [col-id="provider"]')?.textContent === 'Pasted provider';
      while (!find()) {
        if (performance.now() - began > 60_000) throw new Error('The paste never showed.');
        await new Promise((done) => requestAnimationFrame(done));
      }
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 0)));
      const milliseconds = performance.now() - began;
      const after = await window.outturn.changes({ before: null, limit: 1 });
      const group = (answer: typeof after) => (answer.ok ? (answer.value[0]?.group ?? 0) : 0);
      return { milliseconds, steps: group(after) - group(before) };
    },
    { rows, columns },
  );
}
