import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { inBoundedWorker } from '../import/formats/bounded-worker.ts';
import { limits } from '../import/source-table.ts';
import { guardedEntries } from '../import/zip-directory.ts';
import { applyInputs, sayInput } from './apply-inputs.ts';
import type { ReadAssumptions } from './read-assumptions.ts';

/** A workbook read back: the scenario it now stands for, and each change with its cell. */
export type WorkbookChanges = {
  name: string;
  council: string;
  dataDate: string;
  scenario: Scenario;
  /** The scenario as it was exported, before any change. */
  exported: Scenario;
  changes: { what: string; cell: string; before: number | null; after: number | null }[];
};

/**
 * Reads the changed inputs of a workbook Outturn wrote, in a worker thread of bounded memory and time, after the guard
 * on its table of contents. Throws `file-missing`, `archive-refused`, `not-a-table`, `workbook-altered`, `invalid-input`.
 */
export async function readWorkbookInputs(path: string, worker: string | URL): Promise<WorkbookChanges> {
  const name = basename(path);
  const bytes = await readFile(path).catch(() => {
    throw new OutturnError('file-missing', `“${name}” is not there or cannot be read.`);
  });
  if (bytes.length > limits.fileBytes)
    throw new OutturnError('file-too-large', `“${name}” is larger than a workbook of Outturn can be.`);
  guardedEntries(name, bytes);
  const read = (await inBoundedWorker(
    name,
    { job: 'read-assumptions', input: { file: name, bytes } },
    worker,
  )) as ReadAssumptions;
  return {
    name,
    council: read.council,
    dataDate: read.dataDate,
    scenario: applyInputs(read),
    exported: read.scenario,
    changes: read.changes.map((change) => ({
      what: sayInput(change),
      cell: change.cell,
      before: change.before,
      after: change.after,
    })),
  };
}

/** Refuses changes made on other data than they are to be applied to: the same levers would mean something else. */
export function requireSameData({ name, dataDate, council }: WorkbookChanges, snapshot: Snapshot): void {
  if (snapshot.dataDate === dataDate && snapshot.council === council) return;
  throw new OutturnError(
    'invalid-input',
    `${name} was made from the data of ${council || 'no council'} to ${dataDate}; these are of ${snapshot.council || 'no council'} to ${snapshot.dataDate}. Export the workbook again from these data.`,
    { file: name },
  );
}
