import { rmSync } from 'node:fs';
import { removeFilling } from '../../../db/fill-store.ts';
import type { Store } from '../../../db/store.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { runInWorker } from '../jobs/run-in-worker.ts';
import type { FillOrder } from './fill-job.ts';

/** The rows behind a document: in a store already, or being put into one of their own while the document is looked at. */
export type WorkingData = {
  /** The store; null while it is being filled. */
  now(): Store | null;
  /** The store once it is filled: a change of rows, and unsaved work, wait for it. Throws when it could not be filled. */
  ready(): Promise<Store>;
  /** Stops filling, and closes a store that is not the local copy. */
  close(): void;
};

/** Data in the local copy, which stays open. */
export const dataInWorkspace = (workspace: Store): WorkingData => ({
  now: () => workspace,
  ready: async () => workspace,
  close() {},
});

/** Data in a store of their own. */
export const dataInStore = (store: Store): WorkingData => ({
  now: () => store,
  ready: async () => store,
  close: () => store.close(),
});

/** Data that a worker thread puts into a store at `order.path`; `open` opens it once it is whole. The bytes are given away. */
export function dataBeingFilled(worker: string, order: FillOrder, open: (path: string) => Promise<Store>): WorkingData {
  const stop = new AbortController();
  let store: Store | null = null;
  const filled = (async () => {
    try {
      const given = [order.content.bytes.buffer as ArrayBuffer];
      await runInWorker(worker, { job: 'fill-working-copy', input: order }, () => {}, stop.signal, given);
      const opened = await open(order.path);
      if (stop.signal.aborted) {
        opened.close();
        throw new OutturnError('cancelled', 'The file was closed.');
      }
      store = opened;
      return opened;
    } catch (error) {
      // The thread may still be ending: what it leaves is removed at the next start.
      removeFilling(order.path);
      if (stop.signal.aborted) for (const end of ['', '-wal', '-shm']) rmSync(`${order.path}${end}`, { force: true });
      if (error instanceof OutturnError && error.code !== 'internal') throw error;
      throw new OutturnError(
        'write-failed',
        'The data of this file could not be made ready for changes on this computer. They can be looked at and saved; open the file again to change them.',
      );
    }
  })();
  filled.catch(() => {}); // Told to whoever waits for it.
  return {
    now: () => store,
    ready: () => filled,
    close() {
      stop.abort();
      store?.close();
    },
  };
}
