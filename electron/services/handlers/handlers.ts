import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import { openSession, type Session } from '../documents/session.ts';
import { createImportPreviews } from '../import/import-previews.ts';
import { applicationHandlers } from './application-handlers.ts';
import { backupHandlers } from './backup-handlers.ts';
import { batchHandlers } from './batch-handlers.ts';
import { demandHandlers } from './demand-handlers.ts';
import { exportHandlers } from './export-handlers.ts';
import { importHandlers } from './import-handlers.ts';
import { maintenanceHandlers } from './maintenance-handlers.ts';
import { monitoringHandlers } from './monitoring-handlers.ts';
import { refreshHandlers } from './refresh-handlers.ts';
import { regionHandlers } from './region-handlers.ts';
import { scenarioHandlers } from './scenario-handlers.ts';
import { simulationHandlers } from './simulation-handlers.ts';
import { findingsOf, storeHandlers } from './store-handlers.ts';
import { syncHandlers } from './sync-handlers.ts';
import { teamHandlers } from './team-handlers.ts';
import { textHandlers } from './text-handlers.ts';
import { versionHandlers } from './version-handlers.ts';
import { workbookHandlers } from './workbook-handlers.ts';

export type { HandlerContext, HandlerPaths, Handlers } from '../context/handler-context.ts';

/** How long closing waits for deliveries and calculations that were told to stop, milliseconds. */
const patience = 5_000;

/**
 * Everything the window can ask for, by method name; `electron/shell` decodes the input and calls one of these. The
 * local copy is opened at the first call that needs it; when that fails, the next call tries again. Close before the
 * process ends: unsaved work is kept and the local copy is left as one file.
 */
export function createHandlers(context: HandlerContext): {
  handlers: Handlers;
  /** Opens the local copy while the window is being made, ahead of the first call; a failure waits for that call. */
  open(): void;
  close(): Promise<void>;
} {
  let opening: Promise<Session> | null = null;
  let ahead: Promise<Session> | null = null;
  const currentSession = () => {
    if (opening === null) {
      const next = ahead ?? openSession(context);
      ahead = null;
      opening = next.catch((error: unknown) => {
        opening = null;
        throw error;
      });
    }
    return opening;
  };
  /** Closes the local copy, changes the file under it, and opens again; calls that come meanwhile wait. */
  const restart = async (swap: () => void) => {
    const session = await currentSession();
    let failure: unknown = null;
    opening = (async () => {
      await session.close();
      try {
        swap();
      } catch (error) {
        failure = error;
      }
      return openSession(context);
    })();
    opening.catch(() => {
      opening = null;
    });
    await opening;
    if (failure) throw failure;
  };
  const simulation = simulationHandlers(context, currentSession);
  const sync = syncHandlers(context, currentSession);
  const imports = createImportPreviews(context, currentSession);
  const refresh = refreshHandlers(context, imports);
  return {
    handlers: {
      ...applicationHandlers(context, currentSession),
      ...storeHandlers(currentSession),
      ...monitoringHandlers(currentSession),
      ...scenarioHandlers(context, currentSession),
      ...versionHandlers(context, currentSession),
      ...backupHandlers(context, currentSession, restart),
      ...maintenanceHandlers(context, currentSession, imports),
      ...importHandlers(context, currentSession, imports, refresh.committed),
      ...workbookHandlers(context, currentSession),
      ...batchHandlers(context, currentSession, sync.service, simulation.jobs),
      ...exportHandlers(context, currentSession, sync.service, simulation.jobs),
      ...teamHandlers(context, currentSession),
      ...regionHandlers(context, simulation.jobs),
      ...textHandlers(currentSession),
      ...sync.handlers,
      ...refresh.handlers,
      ...simulation.handlers,
      ...demandHandlers(context, currentSession, simulation.jobs),
    },
    open() {
      if (opening !== null || ahead !== null) return;
      ahead = openSession(context);
      ahead.then((session) => findingsOf(session.snapshot())).catch(() => {});
    },
    async close() {
      // What fails or hangs on a drive that is away must not keep the store from being put away.
      const others = Promise.allSettled([sync.close(), refresh.close(), simulation.close()]);
      let late: NodeJS.Timeout | undefined;
      await Promise.race([others, new Promise((resolve) => (late = setTimeout(resolve, patience)))]);
      clearTimeout(late);
      await (await (opening ?? ahead?.catch(() => null)))?.close();
    },
  };
}
