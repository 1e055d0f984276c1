import { readdirSync, statSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect, createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AuthType, createClient } from 'webdav';
import type { Adapter, OutgoingExport } from '../../../electron/services/sync/destination.ts';
import { folderAdapter } from '../../../electron/services/sync/folder-adapter.ts';
import { postgresqlAdapter } from '../../../electron/services/sync/postgresql-adapter.ts';
import { s3Adapter } from '../../../electron/services/sync/s3-adapter.ts';
import { webdavAdapter } from '../../../electron/services/sync/webdav-adapter.ts';
import { startFaultyProxy } from '../../support/faulty-proxy.ts';
import { type RunningServer, sha256, startPostgresql, startS3, startWebdav, temporaryFolder } from './servers.ts';

const common = { id: 'd', name: 'Destination', template: '{name}', enabled: true };
const signal = () => AbortSignal.timeout(20_000);

function outgoingOf(text: string): OutgoingExport {
  const bytes = new TextEncoder().encode(text.repeat(5000));
  return {
    exportId: 1,
    name: 'forecast.xlsx',
    sha256: sha256(bytes),
    bytes,
    forecast: null,
    fields: { scenario: 'Base' },
  };
}

/** What every file adapter must do, whatever is at the far side. */
function behavesAsAdapter(
  make: () => Adapter,
  read: (path: string) => Promise<Buffer | null>,
  names: () => Promise<string[]>,
) {
  test('brings the content whole, once, under its final name and leaves nothing else', async () => {
    const outgoing = outgoingOf('a forecast ');
    expect(await make().deliver(outgoing, '2023-24/P9/Base.xlsx', signal())).toMatch(/Base\.xlsx/);
    expect(sha256((await read('2023-24/P9/Base.xlsx')) ?? Buffer.alloc(0))).toBe(outgoing.sha256);
    expect(await make().deliver(outgoing, '2023-24/P9/Base.xlsx', signal())).toMatch(/already/);
    expect((await names()).filter((name) => name.includes('outturn-sending'))).toEqual([]);
  });

  test('never replaces another file: a conflict that names it, and the other left as it was', async () => {
    const first = outgoingOf('first ');
    await make().deliver(first, 'same.xlsx', signal());
    const problem = await make()
      .deliver(outgoingOf('second '), 'same.xlsx', signal())
      .catch((error) => error);
    expect(problem).toMatchObject({ kind: 'conflict', message: expect.stringContaining('same.xlsx') });
    expect(sha256((await read('same.xlsx')) ?? Buffer.alloc(0))).toBe(first.sha256);
  });

  test('the same file sent by two at the same moment is no conflict', async () => {
    const outgoing = outgoingOf('both ');
    const send = () =>
      make()
        .deliver(outgoing, 'both.xlsx', signal())
        .catch((error) => error.kind);
    const answers = await Promise.all([send(), send(), send()]);
    expect(answers).not.toContain('conflict');
    expect(await send()).toMatch(/already/);
    expect(sha256((await read('both.xlsx')) ?? Buffer.alloc(0))).toBe(outgoing.sha256);
  });
}

describe('a folder', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());
  behavesAsAdapter(
    () => folderAdapter(folder.path),
    (path) => readFile(join(folder.path, path)),
    () => readdir(folder.path, { recursive: true }),
  );
  test.skipIf(process.platform === 'win32')(
    'is readable by whoever may read files there, but not half written',
    async () => {
      const outgoing = outgoingOf('a forecast to be read by all ');
      const modes: string[] = [];
      const look = async (path: string) => modes.push(((await stat(path)).mode & 0o777).toString(8));
      const watched = { ...outgoing, bytes: new Uint8Array(Buffer.concat(Array(8).fill(outgoing.bytes))) };
      watched.sha256 = sha256(watched.bytes);
      const sent = folderAdapter(folder.path).deliver(watched, 'modes/all.xlsx', signal(), async () => {
        const [name] = readdirSync(join(folder.path, 'modes'));
        modes.push((statSync(join(folder.path, 'modes', name ?? '')).mode & 0o777).toString(8));
      });
      await sent;
      await look(join(folder.path, 'modes', 'all.xlsx'));
      const last = modes.pop();
      expect([...new Set(modes)]).toEqual(['600']);
      expect(last).toBe((0o666 & ~process.umask()).toString(8));
    },
  );
  test('a drive that is not there is tried again later', async () => {
    const problem = await folderAdapter(join(folder.path, 'gone'))
      .deliver(outgoingOf('x'), 'a.xlsx', signal())
      .catch((error) => error);
    expect(problem).toMatchObject({ kind: 'retry' });
  });
  test('a folder that bears the name, or a file where a folder should be, is a conflict', async () => {
    await mkdir(join(folder.path, 'taken.xlsx'));
    await writeFile(join(folder.path, 'file'), 'a file');
    for (const path of ['taken.xlsx', 'file/a.xlsx']) {
      const problem = await folderAdapter(folder.path)
        .deliver(outgoingOf('x'), path, signal())
        .catch((error) => error);
      expect([path, problem.kind]).toEqual([path, 'conflict']);
    }
  });
  test('clears the half-written file of a run that was killed', async () => {
    const outgoing = outgoingOf('killed ');
    await mkdir(join(folder.path, 'k'));
    await writeFile(join(folder.path, 'k', `.outturn-sending-${outgoing.sha256.slice(0, 12)}-00000000`), 'half');
    await folderAdapter(folder.path).deliver(outgoing, 'k/whole.xlsx', signal());
    expect(await readdir(join(folder.path, 'k'))).toEqual(['whole.xlsx']);
  });
});

for (const authentication of ['basic', 'digest'] as const) {
  describe(`WebDAV with ${authentication} authentication`, () => {
    let folder: Awaited<ReturnType<typeof temporaryFolder>>;
    let server: RunningServer;
    const make = (password = 'secret') =>
      webdavAdapter(
        { ...common, kind: 'webdav', url: server.url, user: 'officer', authentication, certificateAuthority: null },
        password,
      );
    beforeAll(async () => {
      folder = await temporaryFolder();
      server = await startWebdav(folder.path, 'officer', 'secret', authentication);
    });
    afterAll(async () => {
      await server.stop();
      await folder.remove();
    });
    behavesAsAdapter(
      () => make(),
      (path) => readFile(join(folder.path, path)),
      () => readdir(folder.path, { recursive: true }),
    );
    test('a folder that someone has locked (class 2) is waited for, and delivered to once it is free', async () => {
      await mkdir(join(folder.path, 'held'));
      const client = createClient(server.url, {
        authType: authentication === 'digest' ? AuthType.Digest : AuthType.Password,
        username: 'colleague',
        password: 'secret',
      });
      await client.getDirectoryContents('/');
      const { token } = await client.lock('/held/');
      const outgoing = outgoingOf('locked ');
      const waiting = await make()
        .deliver(outgoing, 'held/a.xlsx', signal())
        .catch((error) => error);
      expect(waiting).toMatchObject({ kind: 'retry', message: expect.stringContaining('locked') });
      expect(await readdir(join(folder.path, 'held'))).toEqual([]);
      await client.unlock('/held/', token);
      expect(await make().deliver(outgoing, 'held/a.xlsx', signal())).toMatch(/sent to/);
    });
    test('a server of class 1, which knows no locks, is enough', async () => {
      const asked = new Set<string>();
      const proxy = await startFaultyProxy(server.port, (method) => {
        asked.add(method);
        return ['LOCK', 'UNLOCK', 'PROPPATCH'].includes(method) ? 405 : 'pass';
      });
      const plain = webdavAdapter(
        { ...common, kind: 'webdav', url: proxy.url, user: 'officer', authentication, certificateAuthority: null },
        'secret',
      );
      expect(await plain.deliver(outgoingOf('class 1 '), 'deep/er/a.xlsx', signal())).toMatch(/sent to/);
      await proxy.stop();
      const ofClass1 = ['OPTIONS', 'GET', 'HEAD', 'PUT', 'DELETE', 'MKCOL', 'MOVE', 'PROPFIND'];
      expect([...asked].filter((method) => !ofClass1.includes(method))).toEqual([]);
    });
    test('a far larger file under the name is a conflict, and no more of it is read than tells so', async () => {
      const outgoing = outgoingOf('small ');
      const whole = 64 * 2 ** 20;
      let taken = 0;
      const far = createServer((request, response) => {
        if (request.method !== 'GET') return void response.writeHead(501).end();
        response.writeHead(200, { 'content-length': String(whole) });
        const piece = Buffer.alloc(2 ** 16);
        const more = () => {
          while (taken < whole && !response.destroyed) {
            taken += piece.length;
            if (!response.write(piece)) return void response.once('drain', more);
          }
          response.end();
        };
        more();
      });
      await new Promise<void>((resolve) => far.listen(0, '127.0.0.1', resolve));
      const url = `http://127.0.0.1:${(far.address() as AddressInfo).port}/`;
      const problem = await webdavAdapter(
        { ...common, kind: 'webdav', url, user: 'officer', authentication, certificateAuthority: null },
        'secret',
      )
        .deliver(outgoing, 'large.xlsx', signal())
        .catch((error) => error);
      expect(problem).toMatchObject({ kind: 'conflict', message: expect.stringContaining('large.xlsx') });
      // What the system has taken ahead of us.
      expect(taken).toBeLessThan(whole / 2);
      await new Promise((resolve) => far.close(resolve));
    });
    test('a wrong password asks someone to act and is not retried', async () => {
      const problem = await make('wrong')
        .deliver(outgoingOf('x'), 'refused.xlsx', signal())
        .catch((error) => error);
      expect(problem).toMatchObject({ kind: 'refused' });
    });
  });
}

describe('a folder on a drive without hard links, as OneDrive and SharePoint sync them', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let asked = 0;
  const link = async () => {
    asked += 1;
    throw Object.assign(new Error('operation not supported'), { code: 'ENOTSUP' });
  };
  beforeAll(async () => {
    folder = await temporaryFolder();
  });
  afterAll(() => folder.remove());
  behavesAsAdapter(
    () => folderAdapter(folder.path, { link }),
    (path) => readFile(join(folder.path, path)),
    () => readdir(folder.path, { recursive: true }),
  );
  test('a file that another computer’s sync puts there at the last moment is a conflict and stays', async () => {
    const late = async () => {
      await writeFile(join(folder.path, 'late.xlsx'), 'from another computer');
      return link();
    };
    const problem = await folderAdapter(folder.path, { link: late })
      .deliver(outgoingOf('ours '), 'late.xlsx', signal())
      .catch((error) => error);
    expect(problem).toMatchObject({ kind: 'conflict' });
    expect(await readFile(join(folder.path, 'late.xlsx'), 'utf8')).toBe('from another computer');
    expect((await readdir(folder.path)).filter((name) => name.includes('sending'))).toEqual([]);
    expect(asked).toBeGreaterThan(2);
  });
});

describe('object storage', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: RunningServer;
  const make = (accessKeyId = 'S3RVER') =>
    s3Adapter(
      { ...common, kind: 's3', endpoint: server.url, region: 'us-east-1', bucket: 'outturn', accessKeyId },
      'S3RVER',
    );
  beforeAll(async () => {
    folder = await temporaryFolder();
    server = await startS3(folder.path, 'outturn');
  });
  afterAll(async () => {
    await server.stop();
    await folder.remove();
  });
  behavesAsAdapter(
    () => make(),
    async (path) => readFile(join(folder.path, 'outturn', `${path}._S3rver_object`)),
    () => readdir(folder.path, { recursive: true }),
  );
  test('a wrong key asks someone to act', async () => {
    expect(
      await make('wrong')
        .deliver(outgoingOf('x'), 'refused.xlsx', signal())
        .catch((error) => error),
    ).toMatchObject({ kind: 'refused' });
  });
});

test('an object store whose clock is far from ours is tried again, and the officer told why', async () => {
  const server = createServer((_, answer) => {
    answer.writeHead(403, { date: new Date(Date.now() + 40 * 60_000).toUTCString() }).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const at = { endpoint: `http://127.0.0.1:${port}`, region: 'us-east-1', bucket: 'outturn', accessKeyId: 'k' };
  const problem = await s3Adapter({ ...common, kind: 's3', ...at }, 'secret')
    .deliver(outgoingOf('x'), 'a.xlsx', signal())
    .catch((error) => error);
  server.closeAllConnections();
  server.close();
  expect(problem).toMatchObject({ kind: 'retry', message: expect.stringContaining('40 minutes apart') });
});

describe('PostgreSQL', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let server: RunningServer;
  const forecast = {
    council: 'Test',
    year: '2023/24',
    period: 9,
    dataDate: '2023-12-31',
    engineVersion: '1',
    method: 'chain',
    scenario: { name: 'Base', seed: 7, levers: [{ id: 'a' }, { id: 'b' }] },
    lines: [
      { code: 'PLACEMENTS', name: 'Placements', outturn: 7_009_300_000, variance: 1_682_500_000, months: [1, 2, 3] },
    ],
  };
  const outgoing = { ...outgoingOf('pg '), forecast };
  const address = () => ({ host: '127.0.0.1', port: server.port, database: 'postgres', user: 'officer' });
  const make = (password = 'secret', other: { user?: string; database?: string; port?: number } = {}) =>
    postgresqlAdapter(
      { ...common, kind: 'postgresql', ...address(), tls: false, certificateAuthority: null, ...other },
      password,
    );
  const failure = (adapter: Adapter, sent: OutgoingExport, till = signal()) =>
    adapter.deliver(sent, '', till).catch((error) => error);
  beforeAll(async () => {
    folder = await temporaryFolder();
    await chmod(folder.path, 0o777);
    server = await startPostgresql(folder.path, 'officer', 'secret');
  });
  afterAll(async () => {
    await server?.stop();
    await folder.remove();
  });
  test('writes metadata and rows in one transaction, once', async () => {
    expect(await make().deliver(outgoing, '', signal())).toBe('5 rows');
    expect(await make().deliver(outgoing, '', signal())).toBe('already in the database');
    const client = new Client({ ...address(), password: 'secret' });
    await client.connect();
    const { rows } = await client.query(`select measure, amount_pence from outturn.forecast_rows order by measure`);
    const about = await client.query(
      `select scenario, seed, levers, scenario_document->>'name' as document from outturn.exports`,
    );
    await client.end();
    expect(about.rows).toEqual([{ scenario: 'Base', seed: '7', levers: 2, document: 'Base' }]);
    expect(rows).toContainEqual({ measure: 'outturn', amount_pence: '7009300000' });
    expect(rows).toHaveLength(5);
  });
  test('an export that is no forecast, and a wrong password, are refused in words', async () => {
    expect(await failure(make(), { ...outgoing, forecast: null })).toMatchObject({ kind: 'refused' });
    expect(await failure(make('wrong'), { ...outgoing, sha256: 'x' })).toMatchObject({ kind: 'refused' });
    const nowhere = await failure(make('secret', { database: 'nowhere' }), outgoing);
    expect(nowhere).toMatchObject({ kind: 'refused', message: expect.stringContaining('nowhere') });
  });
  test('a user who may only add rows to the tables that are there is enough; one who may not is refused', async () => {
    const client = new Client({ ...address(), password: 'secret' });
    await client.connect();
    await client.query(`
      create role reports login password 'narrow'; create role outsider login password 'none';
      grant usage on schema outturn to reports; grant select, insert on all tables in schema outturn to reports`);
    await client.end();
    const narrow = { ...outgoing, sha256: 'narrow' };
    expect(await make('narrow', { user: 'reports' }).deliver(narrow, '', signal())).toBe('5 rows');
    expect(await failure(make('none', { user: 'outsider' }), { ...outgoing, sha256: 'none' })).toMatchObject({
      kind: 'refused',
    });
  });
  test('a server that stops answering holds nobody up', async () => {
    // Lets the start of the conversation through, then nothing: as a network does that goes away half way.
    const silent = createTcpServer((incoming) => {
      const upstream = connect(server.port, '127.0.0.1');
      let passed = 0;
      incoming.on('data', (chunk) => {
        passed += chunk.length;
        if (passed < 4_000) upstream.write(chunk);
      });
      upstream.pipe(incoming);
      for (const socket of [incoming, upstream]) socket.on('error', () => {});
      incoming.on('close', () => upstream.destroy());
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const begun = Date.now();
    const sent = { ...outgoing, sha256: 'silent', forecast: { ...forecast, council: 'x'.repeat(5_000) } };
    const problem = await failure(make('secret', { port }), sent, AbortSignal.timeout(500));
    silent.close();
    expect(problem).toMatchObject({ kind: 'retry' });
    expect(Date.now() - begun).toBeLessThan(5_000);
  });
});
