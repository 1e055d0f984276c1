import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { basename } from 'node:path';
import type { RegionResult } from '../../../shared/api.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type BatchCouncil, councilsOfList } from '../batch/batch-units.ts';
import { readRegion } from '../batch/read-region.ts';
import { createThreadPool } from '../batch/thread-pool.ts';
import { baseOf } from '../command-line/workspace.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import type { Jobs } from '../jobs/jobs.ts';

/** Councils of a list beside each other; what was opened and read last is kept here, the page is told names only. */
export function regionHandlers(
  { desktop, paths, clock, version }: HandlerContext,
  jobs: Jobs,
): Pick<Handlers, 'regionOpen' | 'regionRead' | 'regionWrite'> {
  let list: BatchCouncil[] = [];
  let last: RegionResult | null = null;
  const environment = {
    ...{ version, clock, out: () => {}, err: () => {} },
    paths: { ...paths, outputs: paths.profile },
  };
  const loadCopy = async (workspace: string) => {
    // The page is told names and never where they are: the command's own sentence names the folder.
    if (!existsSync(workspace)) {
      throw new OutturnError('file-missing', `Its local copy “${basename(workspace)}” is not where the list says.`);
    }
    return await baseOf({ workspace }, environment);
  };
  return {
    async regionOpen() {
      const chosen = await desktop.showOpen(
        'councils-open',
        [{ name: 'List of councils', extensions: ['csv'] }],
        false,
      );
      const path = chosen?.[0]?.path;
      if (path === undefined) return null;
      list = councilsOfList(path);
      last = null;
      return { name: basename(path), councils: list.map(({ council }) => council) };
    },
    async regionRead({ codes }) {
      const wanted = list.filter(({ council }) => codes === null || codes.includes(council.code));
      if (wanted.length === 0) throw new OutturnError('invalid-input', 'Choose at least one council of the list.');
      const started = jobs.start('Councils beside each other', async (progress, signal) => {
        const threads = Math.min(availableParallelism(), wanted.length);
        const pool = createThreadPool(paths.worker, threads);
        try {
          last = await readRegion(
            wanted.map(({ council, workspace }) => ({ council, load: () => loadCopy(workspace) })),
            { pool, atOnce: threads, signal, progress },
          );
          return last;
        } finally {
          await pool.close();
        }
      });
      return { job: started.id };
    },
    async regionWrite({ name }) {
      if (last === null) throw new OutturnError('invalid-input', 'Read the councils first.');
      const folder = await desktop.showFolder('region-folder');
      if (folder === null) return null;
      const now = clock();
      const { writeRegion } = await import('../batch/region-files.ts');
      const title = { name, preparedOn: now.toISOString().slice(0, 10) };
      return { files: await writeRegion(folder.path, last.regions, title, { fonts: paths.fonts, now }) };
    },
  };
}
