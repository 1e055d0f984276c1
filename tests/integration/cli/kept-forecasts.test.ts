import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Drift, VintageScore } from '../../../shared/demand/backtest/vintages.ts';
import { outturn, temporaryFolder } from './command-line.ts';

const core = new URL('../../fixtures/sector-small/input/core/', import.meta.url).pathname;

test('a forecast is kept with its vintage, once, and scored by the next return', async () => {
  const workspace = join(temporaryFolder(), 'workspace.sqlite');
  for (const year of ['2022', '2023']) await outturn('import', join(core, year), '--workspace', workspace);
  const empty = await outturn('backtest', '--workspace', workspace, '--kept', '--json');
  expect(empty.json()).toMatchObject({ kept: [], scores: [], drift: { state: 'none' } });

  const args = ['demand', '--workspace', workspace, '--to', '2025-03-31', '--paths', '300', '--threads', '1'];
  for (let time = 0; time < 2; time += 1) expect((await outturn(...args)).code).toBe(0);
  await outturn('demand', '--workspace', workspace, '--to', '2025-03-31', '--method', 'naive');
  // Starting earlier than the data end is a back-test, and day by day is no forecast of months: neither is kept.
  await outturn('demand', '--workspace', workspace, '--from', '2022-10-01', '--to', '2023-03-31');
  await outturn('demand', '--workspace', workspace, '--to', '2023-04-30', '--step', 'day');

  await outturn('import', join(core, '2024'), '--workspace', workspace);
  const run = await outturn('backtest', '--workspace', workspace, '--kept', '--json');
  const { kept, scores, drift } = run.json() as unknown as {
    kept: { method: string; dataDate: string; until: string }[];
    scores: VintageScore[];
    drift: Drift;
  };
  expect(kept).toMatchObject([
    { method: 'chain', dataDate: '2023-03-31', until: '2025-03-31', seed: 7, levers: 0 },
    { method: 'naive', dataDate: '2023-03-31', until: '2025-03-31', levers: 0 },
  ]);
  const total = scores.filter(({ method, group }) => method === 'chain' && group === null);
  expect(total.map(({ horizon }) => horizon)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
  for (const score of total) {
    expect(score.forecasts).toBe(1);
    expect([0, 1]).toContain(score.coverage);
    expect(score.meanAbsoluteError).toBeLessThan(25);
  }
  expect(scores.filter(({ method }) => method === 'naive').every(({ coverage }) => coverage === null)).toBe(true);
  expect(drift.latest?.on).toBe('2024-03-31');
  expect(['overdue', 'drifted']).toContain(drift.state);
  expect(run.code).toBe(drift.state === 'drifted' ? 1 : 0);
  expect((await outturn('backtest', '--workspace', workspace, '--kept')).out).toContain('2 forecasts kept');
});
