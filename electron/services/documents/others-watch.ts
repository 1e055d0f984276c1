import type { Store } from '../../../db/store.ts';

/** Finds out whether another program, such as a command, has changed the local copy. */
export type OthersWatch = {
  /** Looks now: true when another program changed rows since the last look. */
  look(): boolean;
  /** Call after a change of our own: true when nobody else came between, so that only its rows have changed. */
  ours(): boolean;
  /** How often another program was found to have changed it. */
  count(): number;
};

/** Watches a local copy. Every change of rows is in its log; deliveries and kept forecasts, which commands write too, are not. */
export function watchOthers(workspace: Store): OthersWatch {
  const logged = workspace.prepare('select max(id) as last, sum(undone) as undone from "change_groups"');
  const logNow = () => JSON.stringify(logged.get());
  let [seen, log, count] = [workspace.dataVersion(), logNow(), 0];
  return {
    look() {
      const version = workspace.dataVersion();
      if (version === seen) return false;
      seen = version;
      const now = logNow();
      if (now === log) return false;
      log = now;
      count += 1;
      return true;
    },
    ours() {
      const version = workspace.dataVersion();
      const alone = version === seen;
      if (!alone) count += 1;
      seen = version;
      log = logNow();
      return alone;
    },
    count: () => count,
  };
}
