import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listExports } from '../../../db/exports.ts';
import { openStore } from '../../../db/store.ts';
import { fileSecrets } from '../../../electron/services/sync/file-secrets.ts';
import { createSyncService } from '../../../electron/services/sync/sync-service.ts';
import { keysBeside } from '../../support/keys.ts';
import { outturn, temporaryFolder } from '../cli/command-line.ts';
import { sha256, startWebdav } from './servers.ts';

const sample = new URL('../../../electron/sample-council', import.meta.url).pathname;

test('workbook and report are kept, queued, and delivered by `sync` to a folder and a WebDAV server', async () => {
  const folder = temporaryFolder();
  const workspace = join(folder, 'council.sqlite');
  // All that a forecast needs but the placements, which would take longest.
  const files = ['funders.csv', 'funder-shares.csv', 'budget-lines.xlsx', 'actuals.csv', 'pressures.csv'];
  await outturn(
    'import',
    ...files.map((name) => join(sample, name)),
    '--workspace',
    workspace,
    '--council',
    'Sampleshire',
    '--data-date',
    '2023-12-31',
  );
  const made = [
    await outturn('workbook', '--workspace', workspace, '--out', join(folder, 'forecast.xlsx'), '--json'),
    await outturn('report', '--workspace', workspace, '--out', join(folder, 'report.html'), '--json'),
  ];
  expect(made.map((one) => one.code)).toEqual([0, 0]);

  const [drive, far] = [join(folder, 'drive'), join(folder, 'far')];
  mkdirSync(drive);
  mkdirSync(far);
  const server = await startWebdav(far, 'officer', 'secret', 'basic');
  onTestFinished(() => server.stop());
  const store = await openStore(workspace, {
    keys: keysBeside(workspace),
    clock: () => new Date(),
    backupFolder: join(folder, 'backups'),
  });
  const service = createSyncService({
    profile: folder,
    store: async () => store,
    secrets: fileSecrets(join(folder, 'secrets.json'), () => null),
    clock: () => new Date(),
    random: () => 0,
  });
  const common = { enabled: true, template: '{year}/P{period}/{scenario} v{version}.{extension}' };
  await service.saveDestination({ ...common, id: 'drive', name: 'Drive', kind: 'folder', folder: drive }, null);
  await service.saveDestination(
    {
      ...common,
      id: 'dav',
      name: 'Portal',
      kind: 'webdav',
      url: server.url,
      user: 'officer',
      authentication: 'basic',
      certificateAuthority: null,
    },
    'secret',
  );
  const exports = listExports(store);
  expect(exports.map((one) => one.kind).sort()).toEqual(['report', 'workbook']);
  for (const one of exports) await service.send(one.id, ['drive', 'dav']);
  store.close();

  const refused = await outturn('sync', '--workspace', workspace, '--once', '--json');
  expect(refused.code).toBe(1);
  expect(refused.json()).toMatchObject({ delivered: 2, failed: 2 });
  expect(refused.out).toContain('127.0.0.1 is not on the list of hosts you allow');
  expect(readdirSync(far)).toEqual([]);

  const again = await openStore(workspace, {
    keys: keysBeside(workspace),
    clock: () => new Date(),
    backupFolder: join(folder, 'backups'),
  });
  const second = createSyncService({
    profile: folder,
    store: async () => again,
    secrets: fileSecrets(join(folder, 'secrets.json'), () => null),
    clock: () => new Date(),
    random: () => 0,
  });
  await second.setHosts(['127.0.0.1'], true);
  for (const row of (await second.status()).deliveries) if (row.state === 'failed') await second.retry(row.id);
  again.close();

  const sent = await outturn('sync', '--workspace', workspace, '--once', '--json');
  expect(sent.code).toBe(0);
  expect(sent.json()).toMatchObject({ delivered: 4, waiting: 0, conflicts: 0, failed: 0 });
  for (const place of [drive, far]) {
    const names = readdirSync(place, { recursive: true })
      .map(String)
      .filter((name) => /\.(xlsx|html)$/.test(name));
    expect(names).toHaveLength(2);
    for (const name of names) {
      expect(name).toMatch(/^2023-24[/\\]P\d+[/\\].+ v[0-9a-f]{8}\.(xlsx|html)$/);
      expect(exports.map((one) => one.sha256)).toContain(sha256(readFileSync(join(place, name))));
    }
  }
  const text = await outturn('sync', '--workspace', workspace);
  expect(text.out).toContain('4 delivered, 0 waiting, 0 conflicts, 0 failed.');
});

test('`sync` on a copy that is not there, and on one with nothing to send', async () => {
  const folder = temporaryFolder();
  expect((await outturn('sync', '--workspace', join(folder, 'none.sqlite'), '--json')).code).toBe(3);
  const empty = join(folder, 'empty.sqlite');
  writeFileSync(join(folder, 'funders.csv'), 'Funder,Kind\n');
  await outturn('import', join(folder, 'funders.csv'), '--workspace', empty);
  (
    await openStore(empty, { keys: keysBeside(empty), clock: () => new Date(), backupFolder: join(folder, 'backups') })
  ).close();
  const done = await outturn('sync', '--workspace', empty, '--json');
  expect(done.json()).toMatchObject({ delivered: 0, waiting: 0 });
  expect(done.code).toBe(0);
});
