import { z } from 'zod';
import { hostName, postgresqlPlace } from '../model/place.ts';
import { type TeamRole, teamRoles } from '../team/group.ts';
import type { TeamStatus } from '../team/status.ts';
import { method, nothing, out, rowId } from './method.ts';

/** The shared copy of this local one, its server and who signs in there; null where there is none. */
export type TeamView = (TeamStatus & { server: string; user: string; person: string }) | null;

/** Who shares a copy, as the server knows them. */
export type TeamMember = { login: string; role: TeamRole; person: string };
/** The copy that was begun or joined; or, where a server has several, which there are to choose from. */
export type TeamConnected = { view: TeamView; choose: { copy: string; name: string }[] };

const address = z.strictObject({
  ...{ host: hostName, port: postgresqlPlace.port, database: postgresqlPlace.database, user: postgresqlPlace.user },
  ...{ tls: z.boolean(), certificateAuthority: postgresqlPlace.certificateAuthority },
});
const secret = z.string().min(1).max(1000);

/** A local copy shared through PostgreSQL (docs/data.md §7). */
export const teamMethods = {
  /** Shares what is here as a new copy; rows of children only where it is made to hold them. */
  teamCreate: method(
    z.strictObject({ address, secret, name: z.string().trim().min(1).max(200), children: z.boolean() }),
    out<TeamConnected>(),
  ),
  /** Joins a shared copy; `copy` where the server has several. */
  teamJoin: method(z.strictObject({ address, secret, copy: z.uuid().nullable() }), out<TeamConnected>()),
  /** Ends the link: what is here stays, and so does the shared copy. */
  teamLeave: method(nothing, out<TeamView>()),
  /** Who shares the copy; with `add`, makes somebody a member or changes their role first (its owners may). */
  teamMembers: method(
    z.strictObject({
      add: z
        .strictObject({
          login: z.string().trim().min(1).max(63),
          role: z.enum(teamRoles),
          person: z.string().trim().min(1).max(200),
        })
        .nullable(),
    }),
    out<TeamMember[]>(),
  ),
  /** What is known here; no server is asked. */
  teamStatus: method(nothing, out<TeamView>()),
  /** Takes what the others did, and with `push` sends what is new here. */
  teamExchange: method(z.strictObject({ push: z.boolean() }), out<{ view: TeamView; taken: number; sent: number }>()),
  /** Chooses in a conflict. */
  teamSettle: method(
    z.strictObject({ id: rowId, choice: z.enum(['mine', 'theirs']), why: z.string().max(2000).nullable() }),
    out<TeamView>(),
  ),
  /** Keeps the password of the server in the system's store. */
  teamPassword: method(z.strictObject({ secret }), out<TeamView>()),
};
