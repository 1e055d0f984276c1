import { execFile, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { deliveries } from '../../db/deliveries.ts';
import { listExports } from '../../db/exports.ts';
import { openStore } from '../../db/store.ts';
import { fileSecrets } from '../../electron/services/sync/file-secrets.ts';
import { writeSyncSettings } from '../../electron/services/sync/sync-settings.ts';
import type { Destination } from '../../shared/model/destination.ts';
import { startPostgresql, startS3, startWebdav } from '../integration/sync/servers.ts';
import { keysBeside } from '../support/keys.ts';
import { root } from './driver.ts';

const run = promisify(execFile);

/** What was bundled must speak to every kind of place as the source does: libraries of the network bend easily. */
test('the bundled command line delivers one export to WebDAV, object storage, PostgreSQL and a folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-bundle-sync-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  chmodSync(folder, 0o755);
  const place = (name: string) => join(folder, name);
  for (const name of ['dav', 's3', 'pg', 'drive', 'profile']) mkdirSync(place(name));
  chmodSync(place('pg'), 0o777);
  const servers = [
    await startWebdav(place('dav'), 'officer', 'secret', 'digest'),
    await startS3(place('s3'), 'outturn'),
    await startPostgresql(place('pg'), 'officer', 'secret'),
  ] as const;
  onTestFinished(async () => {
    for (const server of servers) await server.stop();
  });
  const workspace = join(place('profile'), 'council.sqlite');
  const outturn = (...args: string[]) =>
    run(process.execPath, [join(root, 'dist', 'cli.cjs'), ...args, '--workspace', workspace, '--json']);
  const sample = join(root, 'electron', 'sample-council');
  const names = ['funders.csv', 'funder-shares.csv', 'budget-lines.xlsx', 'actuals.csv'];
  await outturn('import', ...names.map((name) => join(sample, name)));
  await outturn('workbook', '--out', place('forecast.xlsx'));
  const common = { template: '{name}.{extension}', enabled: true };
  const [dav, s3, pg] = servers;
  const destinations: Destination[] = [
    {
      ...common,
      id: 'dav',
      name: 'Portal',
      kind: 'webdav',
      url: dav.url,
      user: 'officer',
      authentication: 'digest',
      certificateAuthority: null,
    },
    {
      ...common,
      id: 's3',
      name: 'Bucket',
      kind: 's3',
      endpoint: s3.url,
      region: 'us-east-1',
      bucket: 'outturn',
      accessKeyId: 'S3RVER',
    },
    {
      ...common,
      id: 'pg',
      name: 'Reporting',
      kind: 'postgresql',
      host: '127.0.0.1',
      port: pg.port,
      database: 'postgres',
      user: 'officer',
      tls: false,
      certificateAuthority: null,
    },
    { ...common, id: 'drive', name: 'Drive', kind: 'folder', folder: place('drive') },
  ];
  writeSyncSettings(join(place('profile'), 'sync.json'), {
    destinations,
    allowedHosts: ['127.0.0.1'],
    background: true,
    sources: [],
    refreshed: {},
  });
  const secrets = fileSecrets(join(place('profile'), 'secrets.json'), () => null);
  for (const [id, secret] of [
    ['dav', 'secret'],
    ['s3', 'S3RVER'],
    ['pg', 'secret'],
  ] as const)
    await secrets.write(id, secret);
  const store = await openStore(workspace, {
    keys: keysBeside(workspace),
    clock: () => new Date(),
    backupFolder: join(folder, 'backups'),
  });
  const [made] = listExports(store);
  for (const { id } of destinations) deliveries(store).add(made?.id ?? 0, id);
  store.close();
  const { stdout } = await outturn('sync', '--once').catch((error: { stdout: string }) => error);
  expect(JSON.parse(stdout)).toMatchObject({ delivered: 4, waiting: 0, conflicts: 0, failed: 0 });
  expect(readdirSync(place('dav'))).toEqual(['forecast.xlsx']);
  expect(readdirSync(place('drive'))).toEqual(['forecast.xlsx']);
});

test('a reader that closes the pipe ends nothing half way, and is no fault', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'outturn-pipe-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const cli = spawn(process.execPath, [join(root, 'dist', 'cli.cjs'), 'demo', '--out', folder, '--json']);
  cli.stdout.destroy();
  cli.stderr.destroy();
  expect(await new Promise((resolve) => cli.once('exit', resolve))).toBe(0);
  expect(readdirSync(folder)).toContain('Forecast.xlsx');
});
