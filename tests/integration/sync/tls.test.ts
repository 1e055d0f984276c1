import { chmod, mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { checkCertificate } from '../../../electron/services/sync/connections.ts';
import type { Adapter, OutgoingExport } from '../../../electron/services/sync/destination.ts';
import { postgresqlAdapter } from '../../../electron/services/sync/postgresql-adapter.ts';
import { s3Adapter } from '../../../electron/services/sync/s3-adapter.ts';
import { webdavAdapter } from '../../../electron/services/sync/webdav-adapter.ts';
import {
  type Certificate,
  makeCertificate,
  type RunningServer,
  sha256,
  startPostgresql,
  startS3,
  startTls,
  startWebdav,
  temporaryFolder,
} from './servers.ts';

const common = { id: 'd', name: 'Destination', template: '{name}', enabled: true };
const bytes = new TextEncoder().encode('a forecast '.repeat(20_000));
const outgoing: OutgoingExport = {
  exportId: 1,
  name: 'forecast.xlsx',
  sha256: sha256(bytes),
  bytes,
  forecast: {
    council: 'T',
    year: '2023/24',
    period: 9,
    dataDate: '2023-12-31',
    engineVersion: '1',
    method: 'chain',
    lines: [],
  },
  fields: { scenario: 'Base' },
};
const send = (adapter: Adapter) =>
  adapter.deliver(outgoing, 'a/forecast.xlsx', AbortSignal.timeout(20_000)).catch((error) => error);

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let [own, stranger, elsewhere]: Certificate[] = [];
const running: RunningServer[] = [];
let [dav, wrongName, store, database]: RunningServer[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  for (const name of ['dav', 's3', 'database']) await mkdir(join(folder.path, name));
  await chmod(folder.path, 0o777);
  await chmod(join(folder.path, 'database'), 0o777);
  [own, stranger, elsewhere] = await Promise.all([
    makeCertificate('127.0.0.1'),
    makeCertificate('127.0.0.1'),
    makeCertificate('elsewhere.example'),
  ]);
  const plain = [
    await startWebdav(join(folder.path, 'dav'), 'officer', 'secret', 'digest'),
    await startS3(join(folder.path, 's3'), 'outturn'),
  ] as const;
  dav = await startTls(plain[0], own);
  wrongName = await startTls(plain[0], elsewhere);
  store = await startTls(plain[1], own);
  database = await startPostgresql(join(folder.path, 'database'), 'officer', 'secret', own);
  running.push(dav, wrongName, store, database, ...plain);
});
afterAll(async () => {
  for (const server of running) await server.stop();
  await folder.remove();
});

const kinds: Record<string, (certificateAuthority: string | null) => Adapter> = {
  WebDAV: (certificateAuthority) =>
    webdavAdapter(
      {
        ...common,
        kind: 'webdav',
        url: dav?.url ?? '',
        user: 'officer',
        authentication: 'digest',
        certificateAuthority,
      },
      'secret',
    ),
  'object storage': (certificateAuthority) =>
    s3Adapter(
      {
        ...common,
        kind: 's3',
        endpoint: store?.url ?? '',
        region: 'us-east-1',
        bucket: 'outturn',
        accessKeyId: 'S3RVER',
        certificateAuthority,
      },
      'S3RVER',
    ),
  PostgreSQL: (certificateAuthority) =>
    postgresqlAdapter(
      {
        ...common,
        kind: 'postgresql',
        host: '127.0.0.1',
        port: database?.port ?? 0,
        database: 'postgres',
        user: 'officer',
        tls: true,
        certificateAuthority,
      },
      'secret',
    ),
};

describe.each(Object.entries(kinds))('%s over TLS', (_name, adapter) => {
  test('an unknown authority is refused and nothing is sent', async () => {
    for (const authority of [null, stranger?.certificate ?? '']) {
      expect(await send(adapter(authority))).toMatchObject({
        kind: 'refused',
        message: expect.stringContaining('not issued by an authority this computer trusts'),
      });
    }
  });
  test('the council’s own authority is taken', async () => {
    expect(await send(adapter(own?.certificate ?? ''))).toMatch(/sent to|0 rows/);
    expect(await send(adapter(own?.certificate ?? ''))).toMatch(/already/);
  });
});

test('what went over TLS arrived whole', async () => {
  expect(sha256(await readFile(join(folder.path, 'dav', 'a', 'forecast.xlsx')))).toBe(outgoing.sha256);
});

test('a certificate for another address is refused even when its authority is known', async () => {
  const adapter = webdavAdapter(
    {
      ...common,
      kind: 'webdav',
      url: wrongName?.url ?? '',
      user: 'officer',
      authentication: 'digest',
      certificateAuthority: elsewhere?.certificate ?? '',
    },
    'secret',
  );
  expect(await send(adapter)).toMatchObject({ kind: 'refused', message: expect.stringContaining('another address') });
});

test('a server that points to a host that was not allowed is not followed there', async () => {
  let reached = 0;
  const other = createServer((_request, response) => {
    reached += 1;
    response.end();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const pointing = createServer((_request, response) =>
    response.writeHead(302, { location: `http://localhost:${port}/` }).end(),
  );
  await new Promise<void>((resolve) => pointing.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(pointing.address() as AddressInfo).port}/`;
  const problem = await send(
    webdavAdapter(
      { ...common, kind: 'webdav', url, user: 'o', authentication: 'basic', certificateAuthority: null },
      'secret',
    ),
  );
  expect(problem).toMatchObject({ kind: 'retry' });
  expect(
    await send(
      s3Adapter({ ...common, kind: 's3', endpoint: url, region: 'r', bucket: 'outturn', accessKeyId: 'k' }, 'secret'),
    ),
  ).toMatchObject({ kind: 'retry' });
  expect(reached).toBe(0);
  other.close();
  pointing.close();
});

test('a text that is no certificate is refused when it is saved', () => {
  expect(() => checkCertificate('not a certificate')).toThrow('PEM');
  expect(() => checkCertificate(own?.certificate)).not.toThrow();
  expect(() => checkCertificate(null)).not.toThrow();
});
