import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { MethodComparison } from '../../../shared/demand/backtest/method-comparison.ts';
import { startedServices, temporaryFolder } from './services-helpers.ts';

test('methods are compared beside the window, can be stopped, and a simulated forecast is among the kept ones', async () => {
  const { handlers, close } = startedServices(join(temporaryFolder(), 'profile'));
  onTestFinished(close);
  await handlers.sampleLoad({});
  const { scenario } = await handlers.scenarioCurrent({});
  const ended = async (id: string) => {
    while ((await handlers.job({ id })).state === 'running') await new Promise((resolve) => setTimeout(resolve, 50));
    return handlers.job({ id });
  };
  const { job } = await handlers.methodsStart({ scenario, origins: 2, horizon: 3, paths: 100 });
  expect(await ended(job)).toMatchObject({ state: 'done', error: null, done: 2, total: 2 });
  const made = (await handlers.jobResult({ id: job })) as MethodComparison;
  expect(made.methods.map(({ method, months }) => [method, months.length > 0])).toEqual([
    ['chain', true],
    ['duration', true],
    ['naive', true],
    ['linear', true],
    ['holt', true],
    ['holt-damped', true],
    ['d2i-core', false],
    ['d2i-regional', false],
  ]);
  expect(made.methods.at(-1)?.refused).toContain('this copy holds none');
  const second = await handlers.methodsStart({ scenario, origins: 60, horizon: 12, paths: 10_000 });
  expect(await handlers.jobCancel({ id: second.job })).toMatchObject({ state: 'cancelled' });

  expect(await handlers.forecastsKept({})).toMatchObject({ kept: 0, vintages: [], drift: { state: 'none' } });
  const simulated = await handlers.simulationStart({ scenario, paths: 100 });
  await ended(simulated.job);
  expect(await handlers.forecastsKept({})).toMatchObject({
    kept: 1,
    underLevers: 0,
    vintages: [{ method: 'chain', levers: 0 }],
    drift: { state: 'fresh', latest: null },
  });
});
