import type { Store } from '../../../db/store.ts';
import { readTeamLink } from '../../../db/team-link.ts';
import type { TeamView } from '../../../shared/api.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import { keepPassword, passwordFor } from '../sync/database-password.ts';
import { keptAddress } from '../team/team-address.ts';

type Methods = 'teamStatus' | 'teamExchange' | 'teamSettle' | 'teamPassword';

/** A server that has stopped answering is given up after this long; the window goes on all the while. */
const patience = 5 * 60_000;

/** The shared copy of the local one: what is known, the exchange, and choosing where both sides changed something. */
export function teamHandlers(context: HandlerContext, currentSession: () => Promise<Session>): Pick<Handlers, Methods> {
  const { profile } = context.paths;
  // The driver of the database is read when a copy is shared, and not before.
  const service = () => import('../team/team-service.ts');
  const viewOf = async (store: Store): Promise<TeamView> => {
    const link = readTeamLink(store);
    if (!link) return null;
    const { host, user } = keptAddress(link.address);
    return { ...(await service()).teamStatus(store, null), server: host, user, person: store.who };
  };
  return {
    teamStatus: async () => viewOf((await currentSession()).workspace),
    async teamExchange({ push }) {
      const session = await currentSession();
      const store = session.workspace;
      const { linkOf, pull, push: send } = await service();
      const address = keptAddress(linkOf(store).address);
      const password = await passwordFor(address, profile, context.protection);
      const { withTeamServer } = await import('../team/team-database.ts');
      try {
        return await withTeamServer({ address, password }, AbortSignal.timeout(patience), async (server) => {
          if (!push) return { taken: (await pull(store, server)).taken, sent: 0, view: await viewOf(store) };
          const made = await send(store, server);
          return { taken: made.pulled?.taken ?? 0, sent: made.changes, view: await viewOf(store) };
        });
      } finally {
        // Even where sending stops at a conflict, rows may have come.
        session.dataChanged();
      }
    },
    async teamSettle({ id, choice, why }) {
      const session = await currentSession();
      (await service()).settle(session.workspace, id, choice, why);
      session.dataChanged();
      return viewOf(session.workspace);
    },
    async teamPassword({ secret }) {
      const store = (await currentSession()).workspace;
      const { linkOf } = await service();
      await keepPassword(keptAddress(linkOf(store).address), profile, secret, context.protection);
      return viewOf(store);
    },
  };
}
