import { createHash } from 'node:crypto';
import { rangesOf } from '../../../shared/batch/ranges.ts';
import type { PathRange } from '../../../shared/demand/simulation/microsimulation.ts';
import type { SimulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { joinRanges } from '../../../shared/demand/simulation/summarise.ts';
import { engineVersion } from '../../../shared/model/engine.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { canonicalJson } from '../../../shared/scenario-file/canonical-json.ts';
import { snapshotHash } from '../scenario-files/snapshot-bytes.ts';
import type { BatchRun, BatchUnit, UnitCost } from './batch-run.ts';
import { planBytes, planFingerprint } from './plan-bytes.ts';
import { writeUnit, writtenUnit } from './results-folder.ts';
import type { ThreadPool } from './thread-pool.ts';
import type { UnitDocument, UnitHead } from './unit-document.ts';

/** The paths of a plan that are to be simulated, by whoever does it. */
export type PathsWanted = { unit: string; plan: SimulationPlan; bytes: Buffer; fingerprint: string };
export type Simulated = { range: PathRange; milliseconds: number };
/** Who simulates: threads of this machine, or workers behind a queue. */
export type PathsEngine = (wanted: PathsWanted, range: { from: number; to: number }) => Promise<Simulated>;

/** Paths by threads of this machine. */
export const inThreads =
  (pool: ThreadPool): PathsEngine =>
  async ({ plan }, { from, to }) => {
    const { value, milliseconds } = await pool.ask({ kind: 'paths', plan, from, to });
    return { range: value as PathRange, milliseconds };
  };

export type BatchOptions = {
  units: readonly BatchUnit[];
  paths: number;
  pool: ThreadPool;
  engine: PathsEngine;
  folder: string;
  /** Units at work at once: enough that nobody waits, few enough that their data fit into memory. */
  atOnce: number;
  signal: AbortSignal;
  progress: (done: BatchProgress) => void;
  clock: () => number;
};
export type BatchProgress = { done: number; total: number; remainingSeconds: number | null; last: UnitCost };
/**
 * Runs every unit and leaves a file for each in `folder`. What is there already for the same data, scenario, paths and engine
 * is not done again, so that a batch that was ended goes on where it was. The files do not depend on who did what, in which
 * order, or how often. Throws `cancelled` when the signal says so.
 */
export async function runBatch(options: BatchOptions): Promise<BatchRun> {
  const { units, atOnce, signal, progress, clock } = options;
  const run: BatchRun = { documents: [], costs: [], failed: [] };
  const began = clock();
  const waiting = units.map((unit, at) => ({ unit, at }));
  const documents = new Array<UnitDocument | null>(units.length).fill(null);
  const doNext = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (signal.aborted) throw new OutturnError('cancelled', 'The batch was cancelled. What is done is kept.');
      const { unit, at } = next;
      const named = { council: unit.council.code, scenario: unit.scenario };
      try {
        const { document, milliseconds, existing } = await runUnit(unit, options);
        documents[at] = document;
        run.costs.push({ ...named, milliseconds, existing });
      } catch (error) {
        if (error instanceof OutturnError && error.code === 'cancelled') throw error;
        if (!(error instanceof OutturnError)) throw error;
        run.failed.push({ ...named, error: { code: error.code, message: error.message } });
        run.costs.push({ ...named, milliseconds: 0, existing: false });
      }
      const fresh = run.costs.filter((cost) => !cost.existing).length;
      progress({
        ...{ done: run.costs.length, total: units.length },
        remainingSeconds: fresh === 0 ? null : Math.round(((clock() - began) / fresh / 1000) * waiting.length),
        last: run.costs[run.costs.length - 1]!,
      });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(atOnce, units.length)) }, doNext));
  run.documents = documents.filter((document) => document !== null);
  const order = new Map(units.map((unit, at) => [`${unit.council.code} ${unit.scenario}`, at]));
  const place = (one: { council: string; scenario: string }) => order.get(`${one.council} ${one.scenario}`) ?? 0;
  for (const list of [run.costs, run.failed]) list.sort((a, b) => place(a) - place(b));
  return run;
}

async function runUnit(
  unit: BatchUnit,
  { paths, pool, engine, folder }: BatchOptions,
): Promise<{ document: UnitDocument; milliseconds: number; existing: boolean }> {
  const { snapshot, scenario: given } = await unit.load();
  const scenario = { ...given, paths };
  const input = inputOf(snapshot, scenario);
  const existing = writtenUnit(folder, unit, input);
  if (existing) return { document: existing, milliseconds: 0, existing: true };
  const planned = await pool.ask({ kind: 'plan', snapshot, scenario });
  const plan = planned.value as SimulationPlan | null;
  let milliseconds = planned.milliseconds;
  let fingerprint: string | null = null;
  let range: PathRange | null = null;
  if (plan) {
    const bytes = planBytes(plan);
    fingerprint = planFingerprint(bytes);
    const wanted = { unit: `${unit.council.code} ${unit.scenario}`, plan, bytes, fingerprint };
    const parts = await Promise.all(rangesOf(paths).map((part) => engine(wanted, part)));
    range = joinRanges(parts.map((part) => part.range));
    milliseconds += parts.reduce((sum, part) => sum + part.milliseconds, 0);
  }
  const head: UnitHead = { council: unit.council, scenario: unit.scenario, paths, input, plan: fingerprint };
  const finished = await pool.ask({ kind: 'finish', snapshot, scenario, head, plan, range });
  const text = finished.value as string;
  writeUnit(folder, unit, text);
  return {
    document: JSON.parse(text) as UnitDocument,
    milliseconds: Math.round(milliseconds + finished.milliseconds),
    existing: false,
  };
}

/** SHA-256 (hex) of all that a result follows from. */
const inputOf = (snapshot: Snapshot, scenario: Scenario): string =>
  createHash('sha256')
    .update(canonicalJson([engineVersion, snapshotHash(snapshot), scenario]))
    .digest('hex');
