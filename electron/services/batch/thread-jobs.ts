import type { MessagePort } from 'node:worker_threads';
import type { Authority } from '../../../shared/batch/authority.ts';
import { type RegionalFigures, regionalFigures } from '../../../shared/batch/council-figures.ts';
import { type PathRange, simulatePaths } from '../../../shared/demand/simulation/microsimulation.ts';
import type { SimulationPlan } from '../../../shared/demand/simulation/plan.ts';
import { type Failure, OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { forecast } from '../../../shared/scenario/forecast.ts';
import { simulationPlanOf } from '../simulation/simulation-job.ts';
import { type UnitHead, unitDocument } from './unit-document.ts';

type Data = { snapshot: Snapshot; scenario: Scenario };

/** Input of the job `batch`: where its orders come from. */
export type BatchOrder = { port: MessagePort };

/** What a thread of a batch is asked for, one after the other. */
export type ThreadOrder =
  | ({ kind: 'plan' } & Data)
  | { kind: 'paths'; plan: SimulationPlan; from: number; to: number }
  | ({ kind: 'figures'; council: Authority } & Data)
  | ({ kind: 'finish'; head: UnitHead; plan: SimulationPlan | null; range: PathRange | null } & Data);

/** What it answers: a plan (null where no single children are held), a range of paths, figures, or the text of a result. */
export type ThreadAnswer = SimulationPlan | null | PathRange | RegionalFigures | string;
export type ThreadMessage = { value: ThreadAnswer; milliseconds: number } | { error: Failure };

const fault: Failure = { code: 'internal', message: 'A calculation of the batch stopped unexpectedly.' };

/** The job `batch` of a worker thread: answers orders on a port of its own until it is closed. */
export function serveBatch({ port }: BatchOrder): Promise<void> {
  port.on('message', (order: ThreadOrder) => {
    const before = performance.now();
    try {
      const value = answerOf(order);
      const message: ThreadMessage = { value, milliseconds: performance.now() - before };
      port.postMessage(message, memoryOf(value));
    } catch (error) {
      const message: ThreadMessage = {
        error: error instanceof OutturnError ? { code: error.code, message: error.message } : fault,
      };
      port.postMessage(message);
    }
  });
  return new Promise((resolve) => port.once('close', resolve));
}

function answerOf(order: ThreadOrder): ThreadAnswer {
  if (order.kind === 'paths') return simulatePaths(order.plan, order.from, order.to);
  if (order.kind === 'finish') return unitDocument(order);
  if (order.kind === 'figures') return figuresOf(order);
  return order.snapshot.placements.length === 0 ? null : simulationPlanOf(order.snapshot, order.scenario);
}

function figuresOf({ council, snapshot, scenario }: { council: Authority } & Data): RegionalFigures {
  const opening = snapshot.placements.length === 0 ? null : demandOf(snapshot, scenario).opening;
  return regionalFigures(council, snapshot, forecast(snapshot, scenario), opening);
}

/** Memory that goes over to whoever asked, without being copied. */
function memoryOf(value: ThreadAnswer): ArrayBuffer[] {
  if (value === null || typeof value === 'string' || !('childDays' in value)) return [];
  return [value.stock, value.childDays, value.bands, value.entrants, value.leavers].map(
    (list) => list.buffer as ArrayBuffer,
  );
}
