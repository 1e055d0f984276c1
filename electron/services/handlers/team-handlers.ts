import { headOfLog } from '../../../db/log-chain.ts';
import type { Store } from '../../../db/store.ts';
import { readTeamLink } from '../../../db/team-link.ts';
import type { TeamConnected, TeamView } from '../../../shared/api.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { HandlerContext, Handlers } from '../context/handler-context.ts';
import type { Session } from '../documents/session.ts';
import type { DatabaseAddress } from '../sync/database-connection.ts';
import { keepPassword, passwordFor } from '../sync/database-password.ts';
import { checkedAddress, keptAddress } from '../team/team-address.ts';
import type { TeamServer } from '../team/team-database.ts';

type Methods =
  | 'teamCreate'
  | 'teamJoin'
  | 'teamLeave'
  | 'teamMembers'
  | 'teamStatus'
  | 'teamExchange'
  | 'teamSettle'
  | 'teamPassword';

/** A server that has stopped answering is given up after this long; the window goes on all the while. */
const patience = 5 * 60_000;

/** The shared copy of the local one: beginning, joining and leaving it, the exchange, and choosing where both sides changed something. */
export function teamHandlers(context: HandlerContext, currentSession: () => Promise<Session>): Pick<Handlers, Methods> {
  const { profile } = context.paths;
  // The driver of the database is read when a copy is shared, and not before.
  const service = () => import('../team/team-service.ts');
  const links = () => import('../team/team-links.ts');
  const viewOf = async (store: Store): Promise<TeamView> => {
    const link = readTeamLink(store);
    if (!link) return null;
    const { host, user } = keptAddress(link.address);
    return { ...(await service()).teamStatus(store, null), server: host, user, person: store.who };
  };
  const onServer = async <T>(
    address: DatabaseAddress,
    password: string,
    work: (server: TeamServer) => Promise<T>,
  ): Promise<T> => {
    const { withTeamServer } = await import('../team/team-database.ts');
    return await withTeamServer({ address, password }, AbortSignal.timeout(patience), work);
  };
  /** The server of the copy that is open, with the password this computer keeps. */
  const onOwnServer = async <T>(store: Store, work: (server: TeamServer) => Promise<T>): Promise<T> => {
    const address = keptAddress((await links()).linkOf(store).address);
    return await onServer(address, await passwordFor(address, profile, context.protection), work);
  };
  const connect = async (
    given: DatabaseAddress,
    secret: string,
    work: (store: Store, server: TeamServer, address: string) => Promise<TeamConnected['choose']>,
  ): Promise<TeamConnected> => {
    const session = await currentSession();
    const store = session.workspace;
    const address = checkedAddress(given);
    try {
      const choose = await onServer(address, secret, (server) => work(store, server, JSON.stringify(address)));
      if (choose.length === 0) await keepPassword(address, profile, secret, context.protection);
      return { view: await viewOf(store), choose };
    } finally {
      session.dataChanged();
    }
  };
  return {
    teamCreate: ({ address, secret, name, children }) =>
      connect(address, secret, async (store, server, kept) => {
        const { linkCopy } = await links();
        if (readTeamLink(store))
          throw new OutturnError('invalid-input', 'This copy is shared already. Leave that one first.');
        const copy = await server.create(name, children, store.who);
        linkCopy(store, kept, await server.head(copy));
        await (await service()).push(store, server);
        return [];
      }),
    teamJoin: ({ address, secret, copy }) =>
      connect(address, secret, async (store, server, kept) => {
        const { linkCopy } = await links();
        const copies = await server.copies();
        if (copies.length === 0)
          throw new OutturnError(
            'invalid-input',
            'You are a member of no shared copy there. Ask its owner to add you.',
          );
        const wanted = copy ?? (copies.length === 1 ? copies[0]?.copy : undefined);
        if (wanted === undefined) return copies;
        linkCopy(store, kept, await server.head(wanted));
        await (await service()).pull(store, server);
        return [];
      }),
    async teamLeave() {
      const session = await currentSession();
      (await links()).leaveCopy(session.workspace);
      session.dataChanged();
      return null;
    },
    async teamMembers({ add }) {
      const store = (await currentSession()).workspace;
      return await onOwnServer(store, async (server) => {
        const { copy } = (await links()).linkOf(store);
        if (add !== null) await server.addMember(copy, add);
        return await server.members(copy);
      });
    },
    teamStatus: async () => viewOf((await currentSession()).workspace),
    async teamExchange({ push }) {
      const session = await currentSession();
      const store = session.workspace;
      const { pull, push: send } = await service();
      const before = headOfLog(store);
      try {
        return await onOwnServer(store, async (server) => {
          if (!push) return { taken: (await pull(store, server)).taken, sent: 0, view: await viewOf(store) };
          const made = await send(store, server);
          return { taken: made.pulled?.taken ?? 0, sent: made.changes, view: await viewOf(store) };
        });
      } finally {
        // Even where sending stops at a conflict, rows may have come; where none did, nothing has changed.
        if (headOfLog(store) !== before) session.dataChanged();
      }
    },
    async teamSettle({ id, choice, why }) {
      const session = await currentSession();
      (await import('../team/team-conflicts.ts')).settle(session.workspace, id, choice, why);
      session.dataChanged();
      return viewOf(session.workspace);
    },
    async teamPassword({ secret }) {
      const store = (await currentSession()).workspace;
      await keepPassword(keptAddress((await links()).linkOf(store).address), profile, secret, context.protection);
      return viewOf(store);
    },
  };
}
