import type pg from 'pg';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { StoredGroup, TeamGroup, TeamRole } from '../../../shared/team/group.ts';
import { certificateTrouble } from '../sync/connections.ts';
import { databaseConfig, withDatabase } from '../sync/database-connection.ts';
import type { SignedIn } from '../sync/database-password.ts';
import { behindState, teamFormat, teamSchemaVersion } from './team-schema.ts';

/** What a server says of a shared copy. */
export type CopyHead = {
  copy: string;
  name: string;
  children: boolean;
  format: number;
  role: TeamRole;
  person: string;
  /** The number of the newest group, and its link. */
  seq: number;
  chain: string;
  /** The server's clock, milliseconds. */
  now: number;
};
export type Member = { login: string; role: TeamRole; person: string };
export type LinkedGroup = TeamGroup & { chain: string };

/** A shared copy on its server; each call is one question. */
export type TeamServer = {
  copies(): Promise<{ copy: string; name: string }[]>;
  create(name: string, children: boolean, person: string): Promise<string>;
  head(copy: string): Promise<CopyHead>;
  members(copy: string): Promise<Member[]>;
  addMember(copy: string, member: Member): Promise<void>;
  pull(copy: string, after: number): Promise<StoredGroup[]>;
  /** Gives the new number of the newest group, or null where the parent is no longer the newest. */
  push(
    copy: string,
    parent: number,
    groups: readonly LinkedGroup[],
    isChild: (register: string) => boolean,
  ): Promise<number | null>;
};

/** Signs into a server for `work`. Throws `source-unreachable` or `destination-refused` in words. */
export async function withTeamServer<T>(
  { address, password }: SignedIn,
  signal: AbortSignal,
  work: (server: TeamServer) => Promise<T>,
): Promise<T> {
  const config: pg.ClientConfig = {
    ...databaseConfig(address, password),
    ...(address.tls ? { enableChannelBinding: true } : {}),
  };
  try {
    return await withDatabase(
      config,
      signal,
      async (client) => {
        await requireSchema(client);
        return await work(serverOver(client));
      },
      refuseOpenPasswords,
    );
  } catch (error) {
    throw explained(error, address.host);
  }
}

/** The password is proven by SCRAM and never said: a server that asks for it in the open, or by MD5, gets nothing. */
function refuseOpenPasswords(client: pg.Client): void {
  const { connection } = client as unknown as {
    connection: { prependListener(event: string, listener: () => void): void; stream: { destroy(error: Error): void } };
  };
  for (const event of ['authenticationCleartextPassword', 'authenticationMD5Password']) {
    connection.prependListener(event, () => connection.stream.destroy(new OpenPassword()));
  }
}
class OpenPassword extends Error {}

async function requireSchema(client: pg.Client): Promise<void> {
  const { rows: there } = await client.query<{ there: boolean }>(
    `select to_regclass('outturn_team.version') is not null as there`,
  );
  const { rows } = there[0]?.there
    ? await client.query<{ number: number; done: boolean }>(
        'select number, done from outturn_team.version order by number',
      )
    : { rows: [] };
  const newest = rows.at(-1);
  const say = (text: string) => new OutturnError('destination-refused', `${text} Your own copy was left as it is.`);
  if (!newest) {
    throw say(
      'This database has no tables of shared copies. Ask who runs it to run the script that `outturn team schema` prints.',
    );
  }
  if (rows.some((row) => row.done !== true)) {
    throw say(
      `The tables of shared copies there are half way to version ${newest.number}. Ask who runs the database to finish the script.`,
    );
  }
  if (newest.number > teamSchemaVersion) {
    throw say(
      `The tables of shared copies there are of a newer Outturn (${newest.number}; this one knows ${teamSchemaVersion}). Install it to go on.`,
    );
  }
  if (newest.number < teamSchemaVersion) {
    throw say(
      `The tables of shared copies there are older (${newest.number}). Ask who runs the database to run \`outturn team schema --from ${newest.number}\`.`,
    );
  }
}

function serverOver(client: pg.Client): TeamServer {
  return {
    async copies() {
      const { rows } = await client.query('select id::text as copy, name from outturn_team.copies order by made_at');
      return rows as { copy: string; name: string }[];
    },
    async create(name, children, person) {
      await client.query('begin');
      const { rows } = await client.query<{ id: string }>(
        'insert into outturn_team.copies (name, children, format) values ($1, $2, $3) returning id::text as id',
        [name, children, teamFormat],
      );
      const copy = rows[0]?.id ?? '';
      await client.query(
        `insert into outturn_team.members (copy, login, role, person) values ($1, session_user, 'owner', $2)`,
        [copy, person],
      );
      await client.query('commit');
      return copy;
    },
    async head(copy) {
      const { rows } = await client.query<Record<string, string>>(
        `select c.name, c.children::text as children, c.format::text as format, m.role, m.person,
           coalesce(g.seq, 0)::text as seq, coalesce(g.chain, '') as chain, extract(epoch from now())::text as now
         from outturn_team.copies c join outturn_team.members m on m.copy = c.id and m.login = session_user
         left join lateral outturn_team.newest(c.id) g on true where c.id = $1`,
        [copy],
      );
      const row = rows[0];
      if (!row)
        throw new OutturnError(
          'destination-refused',
          'You are not a member of this shared copy, or it is no longer there.',
        );
      return {
        ...{ copy, name: row.name ?? '', children: row.children === 'true', format: Number(row.format) },
        ...{ role: row.role as TeamRole, person: row.person ?? '', seq: Number(row.seq), chain: row.chain ?? '' },
        now: Number(row.now) * 1000,
      };
    },
    async members(copy) {
      const { rows } = await client.query(
        'select login::text as login, role, person from outturn_team.members where copy = $1 order by login',
        [copy],
      );
      return rows as Member[];
    },
    async addMember(copy, { login, role, person }) {
      await client.query(
        `insert into outturn_team.members (copy, login, role, person) values ($1, $2, $3, $4)
         on conflict (copy, login) do update set role = excluded.role, person = excluded.person`,
        [copy, login, role, person],
      );
    },
    async pull(copy, after) {
      const { rows } = await client.query('select * from outturn_team.pull($1, $2)', [copy, after]);
      return (rows as Record<string, unknown>[]).map((row) => ({
        ...{ seq: Number(row.seq), id: String(row.id), login: String(row.login), person: String(row.person) },
        ...{ label: String(row.label), why: row.why === null ? null : String(row.why), saidAt: String(row.said_at) },
        ...{ at: new Date(String(row.at)).toISOString(), chain: String(row.chain) },
        changes: row.changes as StoredGroup['changes'],
      }));
    },
    async push(copy, parent, groups, isChild) {
      const given = groups.map((group) => ({
        ...group,
        changes: group.changes.map((change) => ({ ...change, child: isChild(change.register) })),
      }));
      try {
        const { rows } = await client.query<{ seq: string }>('select outturn_team.push($1, $2, $3::jsonb) as seq', [
          copy,
          parent,
          JSON.stringify(given),
        ]);
        return Number(rows[0]?.seq);
      } catch (error) {
        if ((error as { code?: string }).code === behindState) return null;
        throw error;
      }
    },
  };
}

function explained(error: unknown, host: string): unknown {
  if (error instanceof OutturnError) return error;
  const say = (text: string) => new OutturnError('destination-refused', `${text} Your own copy was left as it is.`);
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    if (at instanceof OpenPassword)
      return say(`${host} asked for the password in the open. It was not sent: a shared copy is signed into by SCRAM.`);
  }
  const certificate = certificateTrouble(error);
  if (certificate !== null) return say(certificate);
  const code = (error as { code?: string }).code ?? '';
  if (code === 'OT002') return say(`The shared copy refused it: ${(error as Error).message}.`);
  if (code.startsWith('28')) return say(`${host} did not accept the user name and password.`);
  if (code === '42501') return say('You may not do that in this shared copy: ask its owner for another role.');
  if (code === '3D000') return say(`${host} has no database of that name.`);
  if (/^(22|23|42)/.test(code)) return say(`The shared copy refused what was sent (${code}).`);
  return new OutturnError(
    'source-unreachable',
    `${host} cannot be reached just now. Your own copy was left as it is; everything else works without it.`,
  );
}
