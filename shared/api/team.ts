import { z } from 'zod';
import type { TeamStatus } from '../team/status.ts';
import { method, nothing, out, rowId } from './method.ts';

/** The shared copy of this local one, its server and who signs in there; null where there is none. */
export type TeamView = (TeamStatus & { server: string; user: string; person: string }) | null;

/** A local copy shared through PostgreSQL (docs/data.md §7). It is made and joined from the command line. */
export const teamMethods = {
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
  teamPassword: method(z.strictObject({ secret: z.string().min(1).max(1000) }), out<TeamView>()),
};
