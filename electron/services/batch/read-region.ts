import type { Authority } from '../../../shared/batch/authority.ts';
import type { RegionalFigures } from '../../../shared/batch/council-figures.ts';
import { type Region, regionsOf } from '../../../shared/batch/region.ts';
import { type Failure, OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { ThreadPool } from './thread-pool.ts';

/** A council of a region and how its data are read, when its turn comes. */
export type RegionUnit = { council: Authority; load(): Promise<{ snapshot: Snapshot; scenario: Scenario }> };
export type ReadRegion = { regions: Region[]; failed: { council: string; error: Failure }[] };

type Options = {
  pool: ThreadPool;
  /** Councils at work at once. */
  atOnce: number;
  signal: AbortSignal;
  progress: (done: number, total: number, council: string) => void;
};

/**
 * Forecasts every council in threads. One that cannot be read is listed with the reason and named beside the sums; the
 * others are summed all the same. Throws `no-data` where none could be read, `cancelled` when the signal says so.
 */
export async function readRegion(
  units: readonly RegionUnit[],
  { pool, atOnce, signal, progress }: Options,
): Promise<ReadRegion> {
  const figures = new Array<RegionalFigures | null>(units.length).fill(null);
  const failures = new Array<ReadRegion['failed'][number] | null>(units.length).fill(null);
  const waiting = [...units.entries()];
  let done = 0;
  const doNext = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (signal.aborted) throw new OutturnError('cancelled', 'Reading the councils was cancelled.');
      const [at, { council, load }] = next;
      try {
        figures[at] = await figuresOf(pool, council, await load());
      } catch (error) {
        if (!(error instanceof OutturnError)) throw error;
        failures[at] = { council: council.name, error: { code: error.code, message: error.message } };
      }
      done += 1;
      progress(done, units.length, council.name);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, units.length)) }, doNext));
  const failed = failures.filter((failure) => failure !== null);
  const read = figures.filter((one) => one !== null);
  if (read.length === 0) {
    const why = failed[0]?.error.message ?? 'No council is in the list.';
    throw new OutturnError('no-data', `None of the councils could be read. The first: ${why}`);
  }
  return {
    regions: regionsOf(
      read,
      failed.map(({ council }) => council),
    ),
    failed,
  };
}

async function figuresOf(
  pool: ThreadPool,
  council: Authority,
  { snapshot, scenario }: { snapshot: Snapshot; scenario: Scenario },
): Promise<RegionalFigures> {
  if (!snapshot.budgetLines.some((line) => line.year === scenario.year)) {
    throw new OutturnError('no-data', `${council.name} has no budget lines for ${scenario.year}.`);
  }
  // One that is named by its file alone is called what its own copy says it is.
  const name = council.name === council.code && snapshot.council !== '' ? snapshot.council : council.name;
  const { value } = await pool.ask({ kind: 'figures', council: { ...council, name }, snapshot, scenario });
  return value as RegionalFigures;
}
