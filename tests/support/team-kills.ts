import { type ChildProcess, spawn } from 'node:child_process';
import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { writeSnapshot } from '../../db/snapshot.ts';
import { openStore, type Store } from '../../db/store.ts';
import { openConflicts } from '../../db/team-link.ts';
import { readTeamState } from '../../db/team-state.ts';
import { settle } from '../../electron/services/team/team-conflicts.ts';
import { withTeamServer } from '../../electron/services/team/team-database.ts';
import { linkCopy } from '../../electron/services/team/team-links.ts';
import { teamSchemaScript } from '../../electron/services/team/team-schema.ts';
import { pull, push } from '../../electron/services/team/team-service.ts';
import { smallSnapshot } from '../integration/db/helpers.ts';
import { temporaryFolder as serverFolder, startPostgresql } from '../integration/sync/servers.ts';
import { seeded } from './seeded.ts';

const people = ['anna', 'ben', 'carla'] as const;
const child = new URL('./team-child.ts', import.meta.url).pathname;

export const teamAddress = (port: number, user: string) => ({
  address: {
    ...{ host: '127.0.0.1', port, database: 'postgres', user },
    ...{ tls: false, certificateAuthority: null },
  },
  password: `${user}-secret`,
});

/** What came of it: what was acknowledged and is nowhere (`lost`), what is there more than once (`twice`); both must be none. */
export type TeamKills = {
  clients: number;
  servers: number;
  acknowledged: number;
  exchanges: number;
  groups: number;
  lost: number[];
  twice: number[];
  equal: boolean;
};

/**
 * Three colleagues on a real server. Two at a time are at work, each as a process; at a moment the seed chooses one of them is
 * killed, or the server (every third time) with both at work. Everybody is back at the end, and all is counted.
 */
export async function killTeam(count: number, seed: number): Promise<TeamKills> {
  const random = seeded(seed);
  const folder = await serverFolder();
  await chmod(folder.path, 0o777);
  const server = await startPostgresql(folder.path, 'dba', 'dba-secret', undefined, 'scram-sha-256');
  const dba = async (text: string) => {
    const client = new pg.Client({
      ...{ host: '127.0.0.1', port: server.port, database: 'postgres', user: 'dba', password: 'dba-secret' },
    });
    await client.connect();
    try {
      return (await client.query(text)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
  const pathOf = (who: string) => join(folder.path, who, 'workspace.sqlite');
  const open = (who: string) =>
    openStore(pathOf(who), { clock: () => new Date(), backupFolder: join(folder.path, who, 'backups'), who });
  const as = <T>(who: string, work: Parameters<typeof withTeamServer<T>>[2]) =>
    withTeamServer(teamAddress(server.port, who), AbortSignal.timeout(60_000), work);
  const stores: Store[] = [];
  const running = new Set<ChildProcess>();
  try {
    await dba(teamSchemaScript());
    for (const who of people) await dba(`create role ${who} login password '${who}-secret' in role outturn_team`);
    await begin();
    const result = { clients: 0, servers: 0, acknowledged: 0, exchanges: 0 };
    const acknowledged = new Set<number>();
    for (let kill = 1; kill <= count; kill += 1) {
      const at = Math.floor(random() * people.length);
      const pair = [people[at], people[(at + 1) % people.length]] as string[];
      const working = await Promise.all(pair.map((who, one) => work(who, 10 * seed + 3 * kill + one)));
      const killServer = kill % 3 === 0;
      if (killServer) {
        await moment();
        await server.crash();
        result.servers += 1;
        await server.begin();
      }
      await moment();
      for (const one of working) {
        const { out } = await one.end();
        for (const line of out.split('\n')) {
          if (line === 'exchanged') result.exchanges += 1;
          else if (line.startsWith('edit ')) acknowledged.add(Number(line.slice(5)));
        }
      }
      if (!killServer) result.clients += 2;
    }
    const moments = { ...result, acknowledged: acknowledged.size };
    return { ...moments, ...(await reckon(acknowledged)) };
  } finally {
    for (const one of running) one.kill('SIGKILL');
    for (const store of stores) store.close();
    await server.stop();
    await folder.remove();
  }

  async function begin(): Promise<void> {
    const anna = await open('anna');
    writeSnapshot(anna, smallSnapshot());
    const copy = await as('anna', async (team) => {
      const made = await team.create('Northshire', true, 'Anna');
      linkCopy(anna, '{}', await team.head(made));
      await push(anna, team);
      for (const login of people.slice(1)) await team.addMember(made, { login, role: 'preparer', person: login });
      return made;
    });
    anna.close();
    for (const who of people.slice(1)) {
      const store = await open(who);
      await as(who, async (team) => {
        linkCopy(store, '{}', await team.head(copy));
        await pull(store, team);
      });
      store.close();
    }
  }

  function moment(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, random() * 400));
  }

  /** Starts a colleague's process; answers when its first edit is kept. */
  async function work(who: string, number: number): Promise<{ end: () => Promise<{ out: string }> }> {
    const process_ = spawn(process.execPath, [child, pathOf(who), who, String(server.port), String(number)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(process_);
    let [out, errors] = ['', ''];
    process_.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const closed = new Promise<string | null>((resolve) => process_.once('close', (_, signal) => resolve(signal)));
    await new Promise<void>((resolve, reject) => {
      process_.stdout.on('data', (chunk) => {
        out += chunk;
        if (out.includes('edit ')) resolve();
      });
      void closed.then(() => reject(new Error(`${who} ended by itself: ${errors}`)));
    });
    return {
      async end() {
        process_.kill('SIGKILL');
        const signal = await closed;
        running.delete(process_);
        if (signal !== 'SIGKILL') throw new Error(`${who} ended by itself: ${errors}`);
        // The last line may have been cut by the kill.
        return { out: out.slice(0, out.lastIndexOf('\n') + 1) };
      },
    };
  }

  async function reckon(acknowledged: ReadonlySet<number>) {
    for (const who of people) stores.push(await open(who));
    const everybody = stores.map((store, at) => [people[at] as string, store] as const);
    for (let round = 0; round < 4; round += 1) {
      for (const [who, store] of everybody) {
        await as(who, async (team) => {
          await pull(store, team);
          for (const { id } of openConflicts(store)) settle(store, id, 'mine', 'Agreed');
          await push(store, team);
        });
      }
    }
    const states = stores.map((store) => JSON.stringify([...readTeamState(store, true).rows].sort()));
    const written = (await dba(
      `select g.id as "group", v.value from outturn_team.changes c join outturn_team.groups g using (copy, seq),
         jsonb_each_text(c.after) as v where c.after is not null and v.key in ('targetPence', 'grossBudgetPence')`,
    )) as { group: string; value: string }[];
    const times = new Map<number, number>();
    for (const { value } of written) times.set(Number(value), (times.get(Number(value)) ?? 0) + 1);
    const kept = new Set<number>([...times.keys(), ...stores.flatMap(setAside)]);
    const [groups] = await dba(
      'select count(*)::int as count, count(distinct id)::int as ids, max(seq)::int as newest from outturn_team.groups',
    );
    const { count: all, ids, newest } = groups as { count: number; ids: number; newest: number };
    return {
      groups: all,
      lost: [...acknowledged].filter((value) => !kept.has(value)),
      twice: [...times].filter(([value, number]) => acknowledged.has(value) && number > 1).map(([value]) => value),
      equal: new Set(states).size === 1 && all === ids && all === newest,
    };
  }
}

/** Values that were asked beside others', and those their own writer wrote over before they were sent. */
function setAside(store: Store): number[] {
  const asked = store.prepare('select "mine" from "team_conflicts" where "mine" is not null').all() as {
    mine: string;
  }[];
  const own = store
    .prepare(
      `select c."before" as mine from "changes" c where c."before" is not null
         and c.group_id not in (select group_id from "team_groups")`,
    )
    .all() as { mine: string }[];
  return [...asked, ...own].flatMap(({ mine }) => {
    const { targetPence, grossBudgetPence } = JSON.parse(mine) as Record<string, number>;
    return [targetPence, grossBudgetPence].filter((value) => value !== undefined);
  });
}
