import { writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Network } from '../../../electron/services/network/network.ts';
import { newVersion } from '../../../electron/services/network/new-version.ts';
import { makeCertificate, temporaryFolder } from './servers.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const asked: string[] = [];
let body = '';
let server: ReturnType<typeof createServer>;
let address = '';
let network: Network;
beforeAll(async () => {
  folder = await temporaryFolder();
  const made = await makeCertificate('127.0.0.1');
  server = createServer({ key: made.key, cert: made.certificate }, (request, answer) => {
    asked.push(`${request.method} ${request.url} ${Object.keys(request.headers).sort().join(' ')}`);
    if (body === 'moved') answer.writeHead(302, { location: 'https://elsewhere.example/' }).end();
    else answer.end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `https://127.0.0.1:${(server.address() as AddressInfo).port}/software`;
  network = { proxyFor: async () => null, authorities: () => [made.certificate] };
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await folder.remove();
});
const say = (text: string) => writeFileSync(join(folder.path, 'outturn-latest.json'), text);

test('from a folder: a newer version is told, the same and an older one are not', async () => {
  const look = (running: string) => newVersion({ updates: folder.path }, running, undefined);
  say('\ufeff{"version":"0.10.0","text":"In the software centre from Monday."}');
  expect(await look('0.9.3')).toEqual({ version: '0.10.0', text: 'In the software centre from Monday.' });
  expect(await look('0.10.0')).toBeNull();
  expect(await look('1.0.0-beta.1')).toBeNull();
});

test.each(['', '{', '[]', '{"version":"latest"}', '{"version":7}', `{"version":"9.0.0","text":"${'x'.repeat(400)}"}`])(
  'what is no notice is silence: %s',
  async (text) => {
    say(text);
    expect(await newVersion({ updates: folder.path }, '0.1.0', undefined)).toBeNull();
  },
);

test('from an address: one file is asked for, with nothing of the computer; off asks nothing, and nobody there is silence', async () => {
  body = '{"version":"2.0.0"}';
  expect(await newVersion({ updates: address }, '1.9.9', network)).toEqual({ version: '2.0.0', text: null });
  expect(asked).toEqual(['GET /software/outturn-latest.json accept-encoding connection host']);
  expect(await newVersion({ updates: 'off' }, '1.9.9', network)).toBeNull();
  expect(asked).toHaveLength(1);
  for (const [said, updates, route] of [
    ['moved', address, network],
    ['x'.repeat(50_000), address, network],
    // A stranger's certificate, no encryption, nobody there.
    ['{"version":"2.0.0"}', address, { ...network, authorities: () => [] }],
    ['{"version":"2.0.0"}', address.replace('https', 'http'), network],
    ['{"version":"2.0.0"}', 'https://127.0.0.1:1/', network],
    ['{"version":"2.0.0"}', join(folder.path, 'gone'), network],
  ] as const) {
    body = said;
    expect(await newVersion({ updates }, '1.0.0', route)).toBeNull();
  }
});
