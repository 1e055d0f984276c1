import { chmod } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';
import { Client } from 'pg';
import type { OutgoingExport } from '../../electron/services/sync/destination.ts';
import { postgresqlAdapter } from '../../electron/services/sync/postgresql-adapter.ts';
import { sha256, startPostgresql, temporaryFolder } from '../integration/sync/servers.ts';
import { seeded } from './seeded.ts';

/** What came of cutting a database's network: `rows` and `exports` stand in it at the end, `torn` is half a forecast. */
export type DatabaseFaults = {
  cuts: number;
  exports: number;
  delivered: number;
  repeated: number;
  torn: number;
  lost: number;
};

/** When a connection fails, in bytes: it is cut, or it stays open and nothing passes any more. */
type Break = { after: number; how: 'cut' | 'stall' };

/** Lets bytes through both ways until a connection is to break; null lets all through. */
async function startCutter(port: number, most: () => Break | null): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming) => {
    const upstream = connect(port, '127.0.0.1');
    const limit = most();
    let passed = 0;
    const cut = () => {
      incoming.destroy();
      upstream.destroy();
    };
    for (const [from, to] of [
      [incoming, upstream],
      [upstream, incoming],
    ] as const) {
      sockets.add(from);
      from.on('error', cut).on('close', cut);
      from.on('data', (chunk: Buffer) => {
        const rest = limit === null ? chunk.length : limit.after - passed;
        passed += chunk.length;
        if (rest >= chunk.length) to.write(chunk);
        else if (limit?.how === 'stall') from.pause();
        else if (rest > 0) to.write(chunk.subarray(0, rest), cut);
        else cut();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A forecast as a database takes it, and the rows it makes there. */
const lines = Array.from({ length: 40 }, (_, index) => ({
  code: `L${index}`,
  name: `Line ${index}`,
  outturn: index,
  months: Array.from({ length: 12 }, (__, month) => month),
}));
const rowsOfOne = lines.length * 13;
export const forecastSent = {
  council: 'T',
  year: '2023/24',
  period: 9,
  dataDate: '2023-12-31',
  engineVersion: '1',
  method: 'chain',
  lines,
};

/** Looks at a database as a reporting tool does: exports by hash that stand in it, and how many of them are torn. */
export async function readDatabase(reader: Client): Promise<{ exports: Set<string>; torn: number }> {
  const there = await reader.query("select to_regclass('outturn.forecast_rows') is not null as made");
  if (!there.rows[0].made) return { exports: new Set(), torn: 0 };
  const { rows } = await reader.query(
    `select e.sha256, count(r.sha256)::int as rows from outturn.exports e
       left join outturn.forecast_rows r using (sha256) group by e.sha256`,
  );
  const whole = rows.filter((row) => row.rows === rowsOfOne);
  return { exports: new Set(whole.map((row) => row.sha256)), torn: rows.length - whole.length };
}

/** Delivers forecasts to a real database while its network is cut, or stalls, `count` times after a random number of bytes. */
export async function cutDatabase(count: number, seed: number): Promise<DatabaseFaults> {
  const random = seeded(seed);
  const folder = await temporaryFolder();
  await chmod(folder.path, 0o777);
  const server = await startPostgresql(folder.path, 'officer', 'secret');
  let cuts = 0;
  const cutter = await startCutter(server.port, () => {
    if (cuts >= count || random() < 0.1) return null;
    cuts += 1;
    return { after: Math.floor(random() * 24_000), how: random() < 0.1 ? 'stall' : 'cut' };
  });
  const place = { host: '127.0.0.1', database: 'postgres', user: 'officer', tls: false, certificateAuthority: null };
  const adapter = postgresqlAdapter(
    { ...place, id: 'pg', name: 'PG', template: '{name}', enabled: true, kind: 'postgresql', port: cutter.port },
    'secret',
  );
  const reader = new Client({ ...place, port: server.port, password: 'secret' });
  await reader.connect();
  const result: DatabaseFaults = { cuts: 0, exports: 0, delivered: 0, repeated: 0, torn: 0, lost: 0 };
  while (cuts < count) {
    result.exports += 1;
    const bytes = Buffer.from(`export ${result.exports}`);
    const outgoing: OutgoingExport = {
      exportId: result.exports,
      name: 'f',
      sha256: sha256(bytes),
      bytes,
      forecast: forecastSent,
      fields: {},
    };
    for (let receipt: string | null = null; receipt === null; ) {
      receipt = await adapter.deliver(outgoing, '', AbortSignal.timeout(1_500)).catch(() => null);
      result.torn += (await readDatabase(reader)).torn;
      if (receipt !== null) result.delivered += 1;
      if (receipt?.startsWith('already')) result.repeated += 1;
    }
  }
  result.lost = result.exports - (await readDatabase(reader)).exports.size;
  result.cuts = cuts;
  await reader.end();
  await cutter.stop();
  await server.stop();
  await folder.remove();
  return result;
}
