/** Keeps unsaved work: one writing at a time, and what changes meanwhile shares the next. */
export type WorkKeeper = {
  /** Writes what is to be kept now; resolves when it is. Never throws: trouble is shown. */
  keep(): Promise<void>;
  /** Waits for the writing that has every change made so far. */
  kept(): Promise<void>;
  /** Writes, and again while something changes, until nothing waits. */
  settle(): Promise<void>;
  /** Why work cannot be kept at the moment, for the officer; null where it can. */
  trouble(): string | null;
  /** Another document is open: the trouble of the one before is not its own. */
  clear(): void;
};

const cannotKeep =
  'Your changes cannot be kept on this computer at the moment (the disk may be full or read-only): save the scenario now.';

/** A keeper that writes with `write`, which throws where it cannot. */
export function createWorkKeeper(write: () => Promise<void>): WorkKeeper {
  let trouble: string | null = null;
  let last = Promise.resolve();
  let waiting: Promise<void> | null = null;
  const keep = (): Promise<void> => {
    if (waiting) return waiting;
    waiting = last.then(async () => {
      waiting = null;
      trouble = null;
      try {
        await write();
      } catch {
        trouble = cannotKeep;
      }
    });
    last = waiting;
    return waiting;
  };
  return {
    keep,
    kept: () => last,
    async settle() {
      for (await keep(); waiting !== null; await waiting);
    },
    trouble: () => trouble,
    clear() {
      trouble = null;
    },
  };
}
