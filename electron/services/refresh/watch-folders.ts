import type { Stats } from 'node:fs';
import { basename } from 'node:path';
import { type FSWatcher, watch } from 'chokidar';
import { isExtract } from './extracts.ts';

/** Folders that are watched for extracts, by source id. */
export type FolderWatch = {
  /** Watches these and no others. */
  set(folders: ReadonlyMap<string, string>): Promise<void>;
  close(): Promise<void>;
};

/**
 * Tells `changed` of a source when an extract stands in its folder, is new or other, and has been written to its end;
 * `at` is when it last changed there, milliseconds. What came while nobody watched is told at the start.
 */
export function watchFolders(changed: (id: string, at: number) => void, quiet = 2_000): FolderWatch {
  const watched = new Map<string, { folder: string; watcher: FSWatcher }>();
  const stop = async (id: string) => {
    const one = watched.get(id);
    watched.delete(id);
    await one?.watcher.close();
  };
  return {
    async set(folders) {
      for (const [id, { folder }] of watched) if (folders.get(id) !== folder) await stop(id);
      for (const [id, folder] of folders) {
        if (watched.has(id)) continue;
        const watcher = watch(folder, {
          depth: 0,
          alwaysStat: true,
          awaitWriteFinish: { stabilityThreshold: quiet, pollInterval: Math.max(20, quiet / 10) },
          // A drive that goes away must not end anything.
          ignorePermissionErrors: true,
        });
        const tell = (path: string, state?: Stats) => {
          // A copied file keeps the time it was written: the time it changed here counts too.
          if (isExtract(basename(path))) changed(id, state ? Math.max(state.mtimeMs, state.ctimeMs) : Date.now());
        };
        watcher
          .on('add', tell)
          .on('change', tell)
          .on('error', () => {});
        watched.set(id, { folder, watcher });
        await new Promise<void>((resolve) => watcher.once('ready', resolve));
      }
    },
    async close() {
      for (const id of [...watched.keys()]) await stop(id);
    },
  };
}
