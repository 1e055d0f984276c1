import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { deliveries } from '../../../db/deliveries.ts';
import { recordExport } from '../../../db/exports.ts';
import { openStore } from '../../../db/store.ts';
import { keysBeside } from '../../support/keys.ts';
import { sha256, startWebdav, temporaryFolder } from './servers.ts';

vi.setConfig({ testTimeout: 120_000 });

const child = new URL('./deliver-child.ts', import.meta.url).pathname;

/** A local copy with three exports for a WebDAV server that holds the first upload until it is released. */
async function place() {
  const folder = await temporaryFolder();
  onTestFinished(() => folder.remove());
  const far = join(folder.path, 'far');
  mkdirSync(far);
  const server = await startWebdav(far, 'officer', 'secret', 'basic');
  onTestFinished(() => server.stop());
  const uploads: string[] = [];
  let release = () => {};
  let begun = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const first = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const front = createServer(async (incoming, outgoing) => {
    if (incoming.method === 'PUT') {
      uploads.push(incoming.url?.replace(/-[0-9a-f]{8}$/, '') ?? '');
      begun();
      if (uploads.length === 1) await released;
    }
    const { method, url, headers } = incoming;
    const onward = request({ port: server.port, host: '127.0.0.1', method, path: url, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.on('error', () => onward.destroy());
    incoming.pipe(onward);
  });
  front.listen(0, '127.0.0.1');
  await once(front, 'listening');
  onTestFinished(() => {
    release();
    front.closeAllConnections();
    front.close();
  });
  const url = `http://127.0.0.1:${(front.address() as AddressInfo).port}/`;
  const open = () =>
    openStore(join(folder.path, 'workspace.sqlite'), {
      keys: keysBeside(join(folder.path, 'workspace.sqlite')),
      clock: () => new Date(),
      backupFolder: join(folder.path, 'backups'),
    });
  const store = await open();
  const exports: Record<string, object> = {};
  const names = ['a.xlsx', 'b.xlsx', 'c.xlsx'];
  for (const name of names) {
    const bytes = Buffer.from(`figures of ${name}`);
    const made = { name, kind: 'workbook' as const, scenario: 'Base', bytes: bytes.length, sha256: sha256(bytes) };
    const { id } = recordExport(store, made);
    writeFileSync(join(folder.path, name), bytes);
    exports[id] = { name, sha256: sha256(bytes), file: name, forecast: null };
    deliveries(store).add(id, 'dav');
  }
  store.close();
  const common = { id: 'dav', name: 'Portal', kind: 'webdav', template: '{name}', enabled: true };
  const destination = { ...common, url, user: 'officer', authentication: 'basic', certificateAuthority: null };
  writeFileSync(join(folder.path, 'plan.json'), JSON.stringify({ destinations: [destination], exports }));
  const rows = async () => {
    const looked = await open();
    const found = deliveries(looked).all();
    looked.close();
    return found;
  };
  const whole = () => names.every((name) => readFileSync(join(far, name), 'utf8') === `figures of ${name}`);
  return { folder: folder.path, uploads, first, release, rows, whole };
}

function start(folder: string): { process: ChildProcess; ended: Promise<unknown> } {
  const process_ = spawn(process.execPath, [child, folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  onTestFinished(() => void process_.kill('SIGKILL'));
  return { process: process_, ended: once(process_, 'exit') };
}

test('two processes on one local copy: each export is sent by one of them, and once', async () => {
  const { folder, uploads, first, release, rows, whole } = await place();
  const one = start(folder);
  await first;
  const other = start(folder);
  // It sends the others, and leaves alone what the first is sending.
  expect(await other.ended).toEqual([0, null]);
  expect((await rows()).map(({ state, attempts }) => [state, attempts])).toEqual([
    ['sending', 1],
    ['delivered', 1],
    ['delivered', 1],
  ]);
  release();
  expect(await one.ended).toEqual([0, null]);
  expect((await rows()).map(({ state, attempts }) => [state, attempts])).toEqual(Array(3).fill(['delivered', 1]));
  expect(new Set(uploads).size).toBe(uploads.length);
  expect(uploads).toHaveLength(3);
  expect(whole()).toBe(true);
});

test('what a process was sending when it was killed is taken over at once', async () => {
  const { folder, uploads, first, rows, whole } = await place();
  const one = start(folder);
  await first;
  one.process.kill('SIGKILL');
  await one.ended;
  const [left] = await rows();
  expect(left).toMatchObject({ state: 'sending', claimedBy: expect.stringContaining(` ${one.process.pid} `) });
  expect(await start(folder).ended).toEqual([0, null]);
  expect((await rows()).map(({ state, attempts, claimedBy }) => [state, attempts, claimedBy])).toEqual([
    ['delivered', 2, null],
    ['delivered', 1, null],
    ['delivered', 1, null],
  ]);
  expect(uploads).toHaveLength(4);
  expect(whole()).toBe(true);
});
