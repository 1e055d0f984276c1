import { basename } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { type OutputBase, runBatch } from '../exports/batch.ts';
import { writeAndKeep } from '../exports/write-and-keep.ts';
import { scenarioFilters } from '../files/file-names.ts';
import type { Jobs } from '../jobs/jobs.ts';
import { forPublication } from '../publication/for-publication.ts';
import { readScenarioFile } from '../scenario-files/scenario-file.ts';
import type { SyncService } from '../sync/sync-service.ts';

/** Outputs of many scenario files at once, each on the data it carries, written into one folder as a job. */
export function batchHandlers(
  context: HandlerContext,
  currentSession: () => Promise<Session>,
  sync: SyncService,
  jobs: Jobs,
): Pick<Handlers, 'exportBatch'> {
  const { desktop, paths, clock } = context;
  return {
    async exportBatch(order) {
      if (order.units === null && order.audiences.length === 0)
        throw new OutturnError('invalid-input', 'Choose what to write: workbooks, reports, or both.');
      const files = await desktop.showOpen('batch-open', scenarioFilters, true);
      if (files === null || files.length === 0) return null;
      const folder = await desktop.showFolder('batch-folder');
      if (folder === null) return null;
      const session = await currentSession();
      const items = files.map(({ path }) => ({
        name: basename(path).replace(/\.outturn$/i, ''),
        load: async () => {
          const { scenario, snapshot } = (await readScenarioFile(path, null)).document;
          return { scenario, snapshot };
        },
      }));
      const started = jobs.start('Outputs of many scenarios', async (progress, signal) => {
        const tools = {
          ...{ worker: paths.worker, fonts: paths.fonts, now: clock(), folder: folder.path },
          publish: (base: OutputBase) => forPublication(session.workspace, base, 'paper'),
          write: (path: string, bytes: Uint8Array, kind: 'workbook' | 'report', base: OutputBase) =>
            writeAndKeep({ store: session.workspace, path, keep: sync.keep, now: clock() }, bytes, { kind, ...base }),
        };
        const { files: made, failed } = await runBatch(items, order, tools, progress, signal);
        // The page is told names, never where they are.
        return { files: made.map((path) => basename(path)), failed };
      });
      return { job: started.id };
    },
  };
}
