import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, test } from 'vitest';
import type { BatchUnit } from '../../../electron/services/batch/batch-run.ts';
import { inThreads, runBatch } from '../../../electron/services/batch/run-batch.ts';
import { createThreadPool, type StartThread } from '../../../electron/services/batch/thread-pool.ts';
import type { UnitDocument } from '../../../electron/services/batch/unit-document.ts';
import { runSimulation } from '../../../electron/services/simulation/simulation-job.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { newScenario } from '../../../shared/model/scenario.ts';
import { seeded } from '../../support/seeded.ts';
import { syntheticSnapshot } from '../../unit/demand/synthetic.ts';
import { temporaryFolder } from '../db/helpers.ts';

const worker = new URL('../../../electron/worker.ts', import.meta.url).pathname;
const scenario = { ...newScenario('Base', '2024/25', 0), seed: 11 };
const raised = { ...scenario, levers: [{ ...newLever('price-uplift', 'p', '2024-06-01'), value: 0.05 }] };

/** Two councils under two scenarios; the order of the list is shuffled by `turn`. */
function units(turn: number): BatchUnit[] {
  const all = ['Ambridge', 'Borchester'].flatMap((name, at) => {
    const snapshot = { ...syntheticSnapshot(40 + 30 * at, 5 + at), council: name };
    const council = { code: `E0${at}`, name, region: 'Borsetshire', type: 'county' as const };
    return [
      { council, scenario: 'Base', load: async () => ({ snapshot, scenario }) },
      { council, scenario: 'Dearer', load: async () => ({ snapshot, scenario: raised }) },
    ];
  });
  return [...all.slice(turn), ...all.slice(0, turn)];
}

async function run(count: number, folder: string, turn = 0, start?: StartThread) {
  const pool = createThreadPool(worker, count, start);
  try {
    const done = await runBatch({
      ...{ units: units(turn), paths: 600, pool, engine: inThreads(pool), folder, atOnce: count + 1 },
      ...{ signal: new AbortController().signal, progress: () => {}, clock: () => 0 },
    });
    return { done, repeated: pool.repeated() };
  } finally {
    await pool.close();
  }
}

const filesOf = (folder: string) =>
  Object.fromEntries(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')]));

describe('a batch on the threads of this machine', () => {
  test('1, 2 and 4 workers, another order, killed workers and a repeat leave the same bytes', async () => {
    const first = temporaryFolder();
    await run(1, first);
    const wanted = filesOf(first);
    expect(Object.keys(wanted).sort()).toEqual([
      'E00 Base.json',
      'E00 Dearer.json',
      'E01 Base.json',
      'E01 Dearer.json',
    ]);
    const random = seeded(Number(process.env.OUTTURN_SEED ?? 3));
    const kills = 3;
    let killed = 0;
    const dying: StartThread = (order, given) => {
      const thread = new Worker(worker, { workerData: order, transferList: given });
      if (killed < kills) {
        setTimeout(
          () => {
            killed += 1;
            void thread.terminate();
          },
          150 + random() * 400,
        );
      }
      return thread;
    };
    for (const [count, turn, start] of [
      [2, 1, undefined],
      [4, 3, undefined],
      [2, 2, dying],
    ] as const) {
      const folder = temporaryFolder();
      const { repeated } = await run(count, folder, turn, start);
      expect(filesOf(folder)).toEqual(wanted);
      // A thread has an order from its beginning: whoever was ended had one at hand.
      expect(repeated > 0).toBe(start !== undefined);
    }
    expect(killed).toBeGreaterThan(0);
    // The same again finds everything there.
    const { done } = await run(2, first);
    expect(done.costs.every((cost) => cost.existing)).toBe(true);
    expect(filesOf(first)).toEqual(wanted);
  });

  test('a result is what one process gives for the same council and scenario', async () => {
    const folder = temporaryFolder();
    await run(2, folder);
    const [unit] = units(0);
    const { snapshot } = await unit!.load();
    const alone = await runSimulation(
      { worker, snapshot, scenario: { ...scenario, paths: 600 }, paths: 600 },
      () => {},
    );
    const written = JSON.parse(readFileSync(join(folder, 'E00 Base.json'), 'utf8')) as UnitDocument;
    expect(written.risk).toEqual(JSON.parse(JSON.stringify(alone.risk)));
    expect(written.demand).toEqual(JSON.parse(JSON.stringify(alone.summary)));
    expect(written.children).toBeGreaterThan(20);
  });

  test('a council that cannot be read fails by itself, in words; the others are done', async () => {
    const folder = temporaryFolder();
    const pool = createThreadPool(worker, 1);
    const [good, , bad] = units(0);
    const broken: BatchUnit = {
      ...bad!,
      load: () => Promise.reject(new OutturnError('key-missing', 'The key of this copy is not here.')),
    };
    try {
      const done = await runBatch({
        ...{ units: [broken, good!], paths: 200, pool, engine: inThreads(pool), folder, atOnce: 2 },
        ...{ signal: new AbortController().signal, progress: () => {}, clock: () => 0 },
      });
      expect(done.documents.map((document) => document.council.code)).toEqual(['E00']);
      expect(done.failed).toEqual([
        {
          council: 'E01',
          scenario: 'Base',
          error: { code: 'key-missing', message: 'The key of this copy is not here.' },
        },
      ]);
    } finally {
      await pool.close();
    }
  });
});
