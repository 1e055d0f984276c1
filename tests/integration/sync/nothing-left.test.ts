import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { readQueries } from '../../../electron/services/refresh/postgresql-source.ts';
import { readWebdav } from '../../../electron/services/refresh/webdav-source.ts';
import type { OutgoingExport } from '../../../electron/services/sync/destination.ts';
import { postgresqlAdapter } from '../../../electron/services/sync/postgresql-adapter.ts';
import { s3Adapter } from '../../../electron/services/sync/s3-adapter.ts';
import { webdavAdapter } from '../../../electron/services/sync/webdav-adapter.ts';

/** Larger than what a socket takes at once: a server may answer, or go, before it has all of it. */
const bytes = new Uint8Array(8 * 1024 * 1024);
const outgoing: OutgoingExport = {
  ...{ exportId: 1, name: 'a.xlsx', sha256: createHash('sha256').update(bytes).digest('hex'), bytes, fields: {} },
  forecast: {
    ...{ council: 'A', year: '2023/24', period: 9, dataDate: '2023-12-31', engineVersion: '1', method: 'chain' },
    ...{ scenario: {}, lines: [] },
  },
};
const place = { id: 'd', name: 'Place', enabled: true, template: '{name}' };

type Answer = (request: IncomingMessage, response: ServerResponse) => void;
const answers: Record<string, Answer> = {
  'an error after the whole body': (request, response) =>
    void request.resume().on('end', () => response.writeHead(500).end('x'.repeat(4_000_000))),
  'an error before the body': (_request, response) => response.writeHead(507).end(),
  'a password refused': (request, response) =>
    void request.resume().on('end', () => response.writeHead(401, { 'www-authenticate': 'Basic' }).end()),
  'nothing at all': () => {},
  'half an answer': (_request, response) => {
    response.writeHead(207, { 'content-length': '1000' });
    response.write('x');
  },
  'a cut': (request) => request.socket.destroy(),
  'a packed answer': (_request, response) => response.writeHead(207, { 'content-encoding': 'br' }).end('x'),
};

async function listening(server: Server): Promise<{ port: number; open: Set<Socket> }> {
  const open = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    open.add(socket);
    socket.on('error', () => {}).on('close', () => open.delete(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of open) socket.destroy();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, open };
}

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;

/** Does work that fails or is stopped, and looks at what is left of it when it is over. */
async function leavesNothing(
  what: string,
  open: Set<Socket>,
  work: (signal: AbortSignal) => Promise<unknown>,
): Promise<void> {
  const before = timers();
  const stop = new AbortController();
  const stopping = setTimeout(() => stop.abort(), 400);
  await work(stop.signal).catch(() => {});
  clearTimeout(stopping);
  // The far side learns of the end a moment later.
  for (let turn = 0; turn < 40 && (open.size > 0 || timers() > before); turn += 1) await wait(25);
  expect({ connections: open.size, timers: Math.max(0, timers() - before) }, what).toEqual({
    connections: 0,
    timers: 0,
  });
}

test.each(Object.entries(answers))('after %s no connection and no timer is left', async (_name, answer) => {
  const { port, open } = await listening(createServer(answer));
  const url = `http://127.0.0.1:${port}/`;
  for (const authentication of ['basic', 'digest'] as const) {
    const dav = { ...place, kind: 'webdav', url, user: 'o', authentication, certificateAuthority: null } as const;
    await leavesNothing(`delivering, ${authentication}`, open, (signal) =>
      webdavAdapter(dav, 'secret').deliver(outgoing, 'a.xlsx', signal),
    );
    await leavesNothing(`reading, ${authentication}`, open, (signal) =>
      readWebdav({ ...dav, rules: [], otherwise: 'ask' }, 'secret', signal),
    );
  }
  const s3 = { ...place, kind: 's3', endpoint: url, region: 'r', bucket: 'outturn', accessKeyId: 'k' } as const;
  await leavesNothing('object storage', open, (signal) => s3Adapter(s3, 'secret').deliver(outgoing, 'a.xlsx', signal));
});

test.each<[string, (socket: Socket) => void]>([
  ['nothing at all', () => {}],
  ['a cut', (socket) => socket.destroy()],
  ['words that are none', (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
])('after %s from a database nothing is left', async (_name, answer) => {
  const { port, open } = await listening(createTcpServer((socket) => void socket.on('data', () => answer(socket))));
  const at = { host: '127.0.0.1', port, database: 'd', user: 'u', tls: false, certificateAuthority: null };
  const database = { ...place, kind: 'postgresql' as const, ...at };
  await leavesNothing('delivering', open, (signal) =>
    postgresqlAdapter(database, 'secret').deliver(outgoing, 'a', signal),
  );
  await leavesNothing('reading', open, (signal) =>
    readQueries(
      { ...database, rules: [], otherwise: 'ask', queries: [{ register: 'funders', sql: 'select 1' }] },
      'secret',
      signal,
    ),
  );
});
