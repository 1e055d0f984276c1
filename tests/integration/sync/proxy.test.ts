import { mkdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutgoingExport } from '../../../electron/services/sync/destination.ts';
import { webdavAdapter } from '../../../electron/services/sync/webdav-adapter.ts';
import { makeCertificate, type RunningServer, sha256, startTls, startWebdav, temporaryFolder } from './servers.ts';

/** A delivery through a council's proxy to a server whose certificate is the council's own authority's. */

const bytes = new TextEncoder().encode('a forecast '.repeat(2_000));
const outgoing: OutgoingExport = {
  exportId: 1,
  name: 'forecast.xlsx',
  sha256: sha256(bytes),
  bytes,
  forecast: null,
  fields: {},
};
const asked: string[] = [];
const proxy = createServer((_request, answer) => answer.writeHead(405).end());
proxy.on('connect', (request, socket) => {
  asked.push(String(request.url));
  const { hostname, port } = new URL(`http://${request.url}`);
  const far = connect(Number(port), hostname, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(far).pipe(socket);
  });
  for (const [one, other] of [
    [far, socket],
    [socket, far],
  ] as const)
    one.on('error', () => other.destroy());
});

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let certificate: Awaited<ReturnType<typeof makeCertificate>>;
const running: RunningServer[] = [];
beforeAll(async () => {
  folder = await temporaryFolder();
  await mkdir(join(folder.path, 'dav'));
  certificate = await makeCertificate('127.0.0.1');
  const plain = await startWebdav(join(folder.path, 'dav'), 'officer', 'secret', 'basic');
  running.push(await startTls(plain, certificate), plain);
  await new Promise<void>((done) => proxy.listen(0, '127.0.0.1', done));
});
afterAll(async () => {
  proxy.closeAllConnections();
  proxy.close();
  for (const server of running) await server.stop();
  await folder.remove();
});

const deliver = (route: { proxy: string | null; authorities: readonly string[] }, name: string) =>
  webdavAdapter(
    {
      ...{ id: 'd', name: 'There', template: '{name}', enabled: true, kind: 'webdav' as const },
      ...{ url: running[0]?.url ?? '', user: 'officer', authentication: 'basic' as const, certificateAuthority: null },
    },
    'secret',
    route,
  ).deliver(outgoing, name, AbortSignal.timeout(20_000));
const proxyAddress = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

test('goes through the proxy as a tunnel, to the address it was for, and arrives whole', async () => {
  await deliver({ proxy: proxyAddress(), authorities: [certificate.certificate] }, 'through.xlsx');
  expect(new Set(asked)).toEqual(new Set([`127.0.0.1:${running[0]?.port}`]));
  expect((await readFile(join(folder.path, 'dav', 'through.xlsx'))).equals(bytes)).toBe(true);
});

test('an authority of the system counts; without it the certificate is refused, through the proxy too', async () => {
  await deliver({ proxy: null, authorities: [certificate.certificate] }, 'direct.xlsx');
  for (const way of [null, proxyAddress()])
    await expect(deliver({ proxy: way, authorities: [] }, 'never.xlsx')).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('not issued by an authority this computer trusts'),
    });
});

test('a proxy that is away is said as a server that cannot be reached', async () => {
  await expect(
    deliver({ proxy: 'http://127.0.0.1:9', authorities: [certificate.certificate] }, 'away.xlsx'),
  ).rejects.toMatchObject({ kind: 'retry' });
});
