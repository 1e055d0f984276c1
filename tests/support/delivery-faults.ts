import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AwsClient } from 'aws4fetch';
import { Client } from 'pg';
import { deliveries } from '../../db/deliveries.ts';
import { openStore, type Store } from '../../db/store.ts';
import { adapterFor } from '../../electron/services/sync/adapters.ts';
import type { Destination, OutgoingExport } from '../../electron/services/sync/destination.ts';
import { createOutbox, type Outbox } from '../../electron/services/sync/outbox.ts';
import {
  type RunningServer,
  sha256,
  startPostgresql,
  startS3,
  startWebdav,
  temporaryFolder,
} from '../integration/sync/servers.ts';
import { forecastSent, readDatabase } from './database-faults.ts';
import { type Fault, faults, startFaultyProxy } from './faulty-proxy.ts';
import { keysBeside } from './keys.ts';
import { seeded } from './seeded.ts';

/** What came of a run of faults: every export must be delivered once, whole, or stand listed as a conflict. */
export type FaultCount = {
  faults: number;
  exports: number;
  delivered: number;
  conflicts: number;
  partial: number;
  wrong: number;
  stray: number;
};

type Place = {
  server: RunningServer;
  folder: string;
  read(name: string): Promise<Buffer | null>;
  foreign(name: string): void;
};

const secrets = { read: async (id: string) => (id === 's3' ? 'S3RVER' : 'secret'), write: async () => {} };

async function startPlaces(folder: string): Promise<{ webdav: Place; s3: Place; drive: { folder: string } }> {
  for (const name of ['webdav', 's3', 'drive']) mkdirSync(join(folder, name));
  const read = (path: string) => (existsSync(path) ? readFileSync(path) : null);
  const webdavServer = await startWebdav(join(folder, 'webdav'), 'officer', 'secret', 'basic');
  const s3Server = await startS3(join(folder, 's3'), 'outturn');
  const reader = new AwsClient({
    accessKeyId: 'S3RVER',
    secretAccessKey: 'S3RVER',
    region: 'us-east-1',
    service: 's3',
    retries: 0,
  });
  return {
    webdav: {
      server: webdavServer,
      folder: join(folder, 'webdav'),
      read: async (name) => read(join(folder, 'webdav', 'out', name)),
      foreign: (name) => {
        mkdirSync(join(folder, 'webdav', 'out'), { recursive: true });
        writeFileSync(join(folder, 'webdav', 'out', name), 'somebody else');
      },
    },
    s3: {
      server: s3Server,
      folder: join(folder, 's3'),
      // As a reader of the store would see it: an object that is not complete is not there.
      read: async (name) => {
        const answer = await reader.fetch(`${s3Server.url}/outturn/out/${name}`);
        return answer.ok ? Buffer.from(await answer.arrayBuffer()) : null;
      },
      foreign: () => {},
    },
    drive: { folder: join(folder, 'drive') },
  };
}

function destinationsAt(webdavUrl: string, s3Url: string, drive: string): Destination[] {
  const common = { name: 'There', template: 'out/{name}', enabled: true };
  return [
    {
      ...common,
      id: 'webdav',
      kind: 'webdav',
      url: webdavUrl,
      user: 'officer',
      authentication: 'basic',
      certificateAuthority: null,
    },
    { ...common, id: 's3', kind: 's3', endpoint: s3Url, region: 'us-east-1', bucket: 'outturn', accessKeyId: 'S3RVER' },
    { ...common, id: 'folder', kind: 'folder', folder: drive },
  ];
}

function exportNumber(index: number): OutgoingExport {
  const bytes = new TextEncoder().encode(`export ${index} `.repeat(20_000));
  const name = `forecast-${index}.xlsx`;
  return { exportId: index, name, sha256: sha256(bytes), bytes, forecast: forecastSent, fields: { name } };
}

function addExport(store: Store, outgoing: OutgoingExport): void {
  const at = store.now();
  store.run(
    store.query.insertInto('exports').values({
      id: outgoing.exportId,
      name: outgoing.name,
      kind: 'workbook',
      at,
      sha256: outgoing.sha256,
      scenario: 'Base',
      bytes: outgoing.bytes.byteLength,
      path: null,
      created_at: at,
      updated_at: at,
    }),
  );
}

/** Cuts the network `count` times while exports go to WebDAV and object storage through a proxy that spoils requests. */
export async function cutDeliveries(count: number, seed: number): Promise<FaultCount> {
  const random = seeded(seed);
  const folder = await temporaryFolder();
  const places = await startPlaces(folder.path);
  let spoiled = 0;
  const plan = (): Fault => {
    if (spoiled >= count || random() < 0.6) return 'pass';
    spoiled += 1;
    return faults[Math.floor(random() * faults.length)] ?? 'reset';
  };
  const proxies = [
    await startFaultyProxy(places.webdav.server.port, plan),
    await startFaultyProxy(places.s3.server.port, plan),
  ];
  const destinations = destinationsAt(`${proxies[0]?.url}/`, proxies[1]?.url ?? '', places.drive.folder);
  let now = Date.parse('2024-01-10T09:00:00Z');
  const store = await openStore(join(folder.path, 'workspace.sqlite'), {
    keys: keysBeside(join(folder.path, 'workspace.sqlite')),
    clock: () => new Date(now),
    backupFolder: join(folder.path, 'backups'),
  });
  const exports = new Map<number, OutgoingExport>();
  const outbox: Outbox = createOutbox({
    repository: deliveries(store),
    destinations: async () => destinations,
    allowedHosts: async () => ['127.0.0.1'],
    adapterFor: (destination) => adapterFor(destination, secrets),
    outgoing: async (id) => exports.get(id) ?? Promise.reject(new Error('no such export')),
    clock: () => new Date(now),
    random,
    timeout: 400,
  });
  const result: FaultCount = { faults: 0, exports: 0, delivered: 0, conflicts: 0, partial: 0, wrong: 0, stray: 0 };
  const foreign = new Set<number>();
  for (let index = 1; spoiled < count || unsettled(outbox); index += 1) {
    if (spoiled < count) {
      const outgoing = exportNumber(index);
      exports.set(index, outgoing);
      addExport(store, outgoing);
      if (index % 5 === 0) {
        foreign.add(index);
        places.webdav.foreign(outgoing.name);
      }
      outbox.enqueue(index, ['webdav', 's3', 'folder']);
    }
    await outbox.deliverDue();
    // The clock leaps, sometimes backwards, as a laptop's does when it wakes.
    now += random() < 0.1 ? -86_400_000 : 7_200_000;
    for (const row of outbox.list()) if (row.state === 'failed' && row.attempts >= 12) outbox.retry(row.id);
    for (const [id, outgoing] of exports) {
      for (const place of [places.webdav, places.s3]) {
        const found = await place.read(outgoing.name);
        if (found && sha256(found) !== outgoing.sha256 && !(place === places.webdav && foreign.has(id)))
          result.partial += 1;
      }
    }
  }
  for (const row of outbox.list())
    await tally(result, row, exports.get(row.exportId), places, foreign.has(row.exportId));
  result.faults = spoiled;
  result.exports = exports.size;
  store.close();
  for (const proxy of proxies) await proxy.stop();
  await places.webdav.server.stop();
  await places.s3.server.stop();
  await folder.remove();
  return result;
}

function unsettled(outbox: Outbox): boolean {
  return outbox.list().some((row) => row.state !== 'delivered' && row.state !== 'conflict');
}

async function tally(
  result: FaultCount,
  row: { state: string; destination: string },
  outgoing: OutgoingExport | undefined,
  places: Awaited<ReturnType<typeof startPlaces>>,
  foreign: boolean,
  inDatabase: ReadonlySet<string> = new Set(),
): Promise<void> {
  if (!outgoing) return;
  if (row.destination === 'pg') {
    if (row.state === 'delivered') result.delivered += 1;
    else result.conflicts += 1;
    if (!inDatabase.has(outgoing.sha256)) result.wrong += 1;
    return;
  }
  const drive = join(places.drive.folder, 'out', outgoing.name);
  const found =
    row.destination === 'webdav'
      ? await places.webdav.read(outgoing.name)
      : row.destination === 's3'
        ? await places.s3.read(outgoing.name)
        : existsSync(drive)
          ? readFileSync(drive)
          : null;
  if (row.state === 'conflict') {
    result.conflicts += 1;
    if (!(foreign && row.destination === 'webdav' && found?.toString() === 'somebody else')) result.wrong += 1;
  } else {
    result.delivered += 1;
    if (!found || sha256(found) !== outgoing.sha256) result.wrong += 1;
  }
}

/** Kills the delivering process `count` times at random moments, starting it again each time, until everything is settled. */
export async function killDeliveries(count: number, seed: number): Promise<FaultCount> {
  const random = seeded(seed);
  const folder = await temporaryFolder();
  const places = await startPlaces(folder.path);
  await chmod(folder.path, 0o777);
  const database = await startPostgresql(folder.path, 'officer', 'secret');
  const address = { host: '127.0.0.1', port: database.port, database: 'postgres', user: 'officer' };
  const destinations: Destination[] = [
    ...destinationsAt(places.webdav.server.url, places.s3.server.url, places.drive.folder),
    {
      ...{ id: 'pg', name: 'Reports', template: '{name}', enabled: true, kind: 'postgresql' },
      ...{ ...address, tls: false, certificateAuthority: null },
    },
  ];
  const reader = new Client({ ...address, password: 'secret' });
  await reader.connect();
  const workspace = join(folder.path, 'workspace.sqlite');
  const child = join(dirname(new URL(import.meta.url).pathname), '../integration/sync/deliver-child.ts');
  const exports = new Map<number, OutgoingExport>();
  const result: FaultCount = { faults: 0, exports: 0, delivered: 0, conflicts: 0, partial: 0, wrong: 0, stray: 0 };

  const open = () =>
    openStore(workspace, {
      keys: keysBeside(workspace),
      clock: () => new Date(),
      backupFolder: join(folder.path, 'backups'),
    });
  const add = async () => {
    const store = await open();
    const repository = deliveries(store);
    for (let more = 0; more < 3; more += 1) {
      const outgoing = exportNumber(exports.size + 1);
      exports.set(outgoing.exportId, outgoing);
      writeFileSync(join(folder.path, outgoing.name), outgoing.bytes);
      addExport(store, outgoing);
      for (const { id } of destinations) repository.add(outgoing.exportId, id);
    }
    store.close();
    const listed = Object.fromEntries(
      [...exports].map(([id, { name, sha256: hash, forecast }]) => [id, { name, sha256: hash, file: name, forecast }]),
    );
    writeFileSync(join(folder.path, 'plan.json'), JSON.stringify({ destinations, exports: listed }));
  };
  const run = (killAfter: number | null) =>
    new Promise<boolean>((resolve, reject) => {
      const process_ = spawn(process.execPath, [child, folder.path], { stdio: ['ignore', 'pipe', 'pipe'] });
      let [out, errors] = ['', ''];
      process_.stderr.on('data', (chunk) => {
        errors += chunk;
      });
      process_.stdout.on('data', (chunk) => {
        out += chunk;
        if (killAfter !== null && out === 'started\n') setTimeout(() => process_.kill('SIGKILL'), killAfter);
      });
      process_.on('exit', (code, signal) => {
        if (signal === 'SIGKILL') resolve(true);
        else if (code === 0) resolve(false);
        else reject(new Error(errors));
      });
    });

  await add();
  while (result.faults < count) {
    if (await run(random() * 160)) result.faults += 1;
    else await add();
    for (const outgoing of exports.values()) {
      for (const place of [places.webdav, places.s3]) {
        const found = await place.read(outgoing.name);
        if (found && sha256(found) !== outgoing.sha256) result.partial += 1;
      }
    }
    result.partial += (await readDatabase(reader)).torn;
  }
  await run(null);
  const { exports: inDatabase } = await readDatabase(reader);
  const store = await open();
  for (const row of deliveries(store).all()) {
    if (row.state === 'waiting' || row.state === 'sending' || row.state === 'failed') result.stray += 1;
    else await tally(result, row, exports.get(row.exportId), places, false, inDatabase);
  }
  result.exports = exports.size;
  result.wrong += inDatabase.size - exports.size;
  store.close();
  await reader.end();
  await database.stop();
  await places.webdav.server.stop();
  await places.s3.server.stop();
  await folder.remove();
  return result;
}
