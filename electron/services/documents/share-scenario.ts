import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { lapsed } from '../../../shared/scenario/approval.ts';
import { leaveRowsOut, type SimulatedPaths } from '../../../shared/scenario/leave-rows-out.ts';
import { changeBy, type HandlerContext } from '../context/handler-context.ts';
import { fileNameFrom, scenarioExtension, scenarioFilters, withExtension } from '../files/file-names.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import { saveScenarioFile } from '../scenario-files/scenario-file.ts';
import type { SimulationResult } from '../simulation/simulation-job.ts';
import { holderOf, ownLock } from './lock-file.ts';
import { documentToSave } from './save-scenario.ts';
import type { Session } from './session.ts';

/**
 * Writes a copy of the open scenario for others, by default without a row of a child: the open one and its file stay as
 * they are. Asks where; gives the file's name, null when the person cancels. What was signed is the other file: the copy is a draft.
 */
export async function shareScenario(session: Session, context: HandlerContext, rows: boolean): Promise<string | null> {
  const { path, scenario: open, history, versions, passphrase } = session.document();
  const snapshot = session.snapshot();
  const suggested = fileNameFrom(`${open.name} to share`, scenarioExtension);
  const chosen = await context.desktop.showSave('scenario-save', suggested, scenarioFilters);
  if (chosen === null) return null;
  const target = withExtension(chosen.path, scenarioExtension);
  const name = basename(target);
  const now = context.clock();
  if ((path !== null && resolve(path) === resolve(target)) || holderOf(target, ownLock(now), now)) {
    throw new OutturnError('file-locked', `“${name}” is open. Choose another name for the copy.`, { name });
  }
  if (target !== chosen.path && existsSync(target)) {
    throw new OutturnError('file-exists', `There is already a file called “${name}” there. Choose another name.`);
  }
  const scenario = lapsed(open, changeBy(context, 'saving a copy to share'));
  const data = rows ? snapshot : leaveRowsOut(snapshot, scenario, await pathsOf(snapshot, scenario, context));
  const document = documentToSave(data, scenario, history, now.toISOString(), context.version, versions);
  const about = { created: now.toISOString(), app: context.version, passphrase };
  await saveScenarioFile(target, document, about, null);
  return name;
}

/** The simulated paths of the scenario, as the window draws them; null where there are none to draw. */
async function pathsOf(
  snapshot: Snapshot,
  scenario: Scenario,
  { paths: { worker } }: HandlerContext,
): Promise<SimulatedPaths | null> {
  const simulates = snapshot.placements.length > 0 && snapshot.budgetLines.some(({ year }) => year === scenario.year);
  if (!simulates) return null;
  const paths = Math.min(mostPaths, Math.max(fewestPaths, scenario.paths));
  const order = { job: 'simulation', input: { worker, snapshot, scenario, paths } };
  const result = (await runInWorker(worker, order, () => {}, new AbortController().signal)) as SimulationResult;
  return simulatedPaths(result);
}

/** Paths a file without rows carries. */
export const [fewestPaths, mostPaths] = [500, 20_000];

/** What of a simulation a file without rows carries. */
export const simulatedPaths = ({ summary, deviations }: SimulationResult): SimulatedPaths => ({
  ...{ paths: summary.paths, seed: summary.seed },
  months: summary.months,
  deviations,
});
