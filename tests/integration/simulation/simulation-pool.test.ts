import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { runInWorker } from '../../../electron/services/jobs/run-in-worker.ts';
import type { SimulationResult } from '../../../electron/services/simulation/simulation-job.ts';
import { simulateInThreads } from '../../../electron/services/simulation/simulation-pool.ts';
import type { PathRange } from '../../../shared/demand/simulation/microsimulation.ts';
import { simulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { syntheticSnapshot } from '../../unit/demand/synthetic.ts';

// Node runs the entry point as it stands; the application runs the same, bundled.
const worker = fileURLToPath(new URL('../../../electron/worker.ts', import.meta.url));
const snapshot = syntheticSnapshot(200, 4);
const plan = simulationPlan(
  { snapshot, levers: [], months: 24, method: 'chain', reference: null, kappaDays: 1095 },
  { seed: 99, drawRates: true },
);
const never = new AbortController().signal;
const bytes = ({ stock, childDays, entrants, leavers }: PathRange) =>
  [stock, childDays, entrants, leavers].map((array) => Buffer.from(array.buffer, array.byteOffset, array.byteLength));

describe('paths in worker threads', () => {
  test('1, 2 and 4 threads give the same bytes, and progress reaches the whole', async () => {
    const seen: number[] = [];
    const one = await simulateInThreads(worker, plan, 500, 1, (done) => seen.push(done), never);
    expect(seen.at(-1)).toBe(500);
    for (const threads of [2, 4]) {
      const shared = await simulateInThreads(worker, plan, 500, threads, () => {}, never);
      bytes(shared).forEach((part, at) => {
        expect(part.equals(bytes(one)[at]!)).toBe(true);
      });
    }
  });

  test('cancelling stops every thread at once', async () => {
    const stop = new AbortController();
    const started = performance.now();
    const running = simulateInThreads(worker, plan, 100_000, 2, () => stop.abort(), stop.signal);
    await expect(running).rejects.toMatchObject({ code: 'cancelled' });
    expect(performance.now() - started).toBeLessThan(20_000);
    // Cancelled before it begins, it begins nothing: far too many paths to be done.
    const before = simulateInThreads(worker, plan, 100_000_000, 2, () => {}, AbortSignal.abort());
    await expect(before).rejects.toMatchObject({ code: 'cancelled' });
  });

  test('the job of a scenario gives a summary and the cost of each path, the same for any number of threads', async () => {
    const scenario = { ...newScenario('Base', '2024/25', 0), seed: 5 };
    const run = async (threads: number) =>
      (await runInWorker(
        worker,
        { job: 'simulation', input: { worker, snapshot, scenario, paths: 300, threads } },
        () => {},
        never,
      )) as SimulationResult;
    const result = await run(2);
    expect(result.summary.months).toHaveLength(36);
    expect(result.summary.paths).toBe(300);
    expect(result.deviations).toHaveLength(12);
    for (const period of result.deviations) expect(period).toHaveLength(300);
    expect(result.risk.byPeriod.at(-1)).toMatchObject({ period: 12, p10: result.risk.p10, p90: result.risk.p90 });
    expect(await run(1)).toEqual(result);
  });
});
