/** A shared copy: sending and joining one with 1,500 children in placements, and a pull of nothing new, on a real server. */
import { mkdtempSync, rmSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { readSnapshot, writeSnapshot } from '../../db/snapshot.ts';
import { openStore } from '../../db/store.ts';
import { withTeamServer } from '../../electron/services/team/team-database.ts';
import { linkCopy } from '../../electron/services/team/team-links.ts';
import { teamSchemaScript } from '../../electron/services/team/team-schema.ts';
import { pull, push } from '../../electron/services/team/team-service.ts';
import { startPostgresql, temporaryFolder } from '../integration/sync/servers.ts';
import { syntheticSnapshot } from '../unit/demand/synthetic.ts';
import { report } from './bench.ts';

const folder = mkdtempSync(join(tmpdir(), 'outturn-team-bench-'));
const place = await temporaryFolder();
await chmod(place.path, 0o777);
const server = await startPostgresql(place.path, 'dba', 'secret', undefined, 'scram-sha-256');
const address = {
  ...{ host: '127.0.0.1', port: server.port, database: 'postgres', user: 'dba' },
  ...{ tls: false, certificateAuthority: null },
};
const client = new pg.Client({ ...address, password: 'secret' });
const open = (who: string) =>
  openStore(join(folder, who, 'workspace.sqlite'), {
    clock: () => new Date(),
    backupFolder: join(folder, who, 'backups'),
    who,
  });
const timed = async <T>(work: () => Promise<T>): Promise<{ milliseconds: number; value: T }> => {
  const began = performance.now();
  const value = await work();
  return { milliseconds: performance.now() - began, value };
};
// Each exchange signs in anew, as the window and the command do.
const signedIn = <T>(work: Parameters<typeof withTeamServer<T>>[2]) =>
  withTeamServer({ address, password: 'secret' }, AbortSignal.timeout(60_000), work);
try {
  await client.connect();
  await client.query(teamSchemaScript());
  const [anna, ben] = [await open('anna'), await open('ben')];
  writeSnapshot(anna, { ...syntheticSnapshot(1500, 1), council: 'Northshire' });
  const { placements } = readSnapshot(anna);
  let copy = '';
  const sent = await timed(() =>
    signedIn(async (team) => {
      copy = await team.create('Northshire', true, 'Anna');
      linkCopy(anna, '{}', await team.head(copy));
      return await push(anna, team);
    }),
  );
  const joined = await timed(() =>
    signedIn(async (team) => {
      linkCopy(ben, '{}', await team.head(copy));
      return await pull(ben, team);
    }),
  );
  const nothing: number[] = [];
  for (let at = 0; at < 9; at += 1) nothing.push((await timed(() => signedIn((team) => pull(ben, team)))).milliseconds);
  nothing.sort((a, b) => a - b);
  console.log(`  ${placements.length} placements of 1,500 children, ${joined.value.taken} rows`);
  report('sending a copy for the first time', sent.milliseconds / 1000, 10, 's');
  report('first join of the copy', joined.milliseconds / 1000, 5, 's');
  report('a pull of nothing new, with signing in, median', nothing[4] ?? 0, 200, 'ms');
  const { rows } = await client.query<{ bytes: number }>(
    `select (pg_total_relation_size('outturn_team.changes') + pg_total_relation_size('outturn_team.groups'))::float8 as bytes`,
  );
  console.log(`  on the server: ${((rows[0]?.bytes ?? 0) / 1e6).toFixed(1)} MB`);
  anna.close();
  ben.close();
} finally {
  await client.end();
  await server.stop();
  await place.remove();
  rmSync(folder, { recursive: true, force: true });
}
