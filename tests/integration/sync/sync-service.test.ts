import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { recordExport } from '../../../db/exports.ts';
import { openStore, type Store } from '../../../db/store.ts';
import { fileSecrets } from '../../../electron/services/sync/file-secrets.ts';
import { createSyncService, type SyncService } from '../../../electron/services/sync/sync-service.ts';
import { keysBeside } from '../../support/keys.ts';
import { sha256, temporaryFolder } from './servers.ts';

const turn = (text: string) => [...text].reverse().join('');
const system = {
  protect: (text: string) => Buffer.from(turn(text)),
  reveal: (bytes: Uint8Array) => turn(Buffer.from(bytes).toString()),
};

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let store: Store;
let service: SyncService;
const open = () =>
  openStore(join(folder.path, 'workspace.sqlite'), {
    keys: keysBeside(join(folder.path, 'workspace.sqlite')),
    clock: () => new Date(),
    backupFolder: join(folder.path, 'backups'),
  });
const start = () =>
  createSyncService({
    profile: folder.path,
    store: async () => store,
    secrets: fileSecrets(join(folder.path, 'secrets.json'), () => system),
    clock: () => new Date(),
    random: () => 0,
  });

beforeEach(async () => {
  folder = await temporaryFolder();
  store = await open();
  service = start();
});
afterEach(async () => {
  store.close();
  await folder.remove();
});

function kept(name: string, text: string): number {
  const bytes = Buffer.from(text);
  const { id } = recordExport(store, {
    name,
    kind: 'workbook',
    sha256: sha256(bytes),
    scenario: 'Step-down',
    bytes: bytes.length,
  });
  service.keep(
    sha256(bytes),
    bytes,
    {
      forecast: null,
      fields: { year: '2023/24', period: '9', scenario: 'Step-down', version: 'a1', extension: 'xlsx', name },
    },
    null,
  );
  return id;
}

describe('sending exports', () => {
  test('arrives where the template says, survives a restart, and is sent once', async () => {
    const drive = join(folder.path, 'drive');
    await service.saveDestination(
      {
        id: 'drive',
        name: 'Shared drive',
        kind: 'folder',
        folder: drive,
        enabled: true,
        template: '{year}/P{period}/{scenario} v{version}.{extension}',
      },
      null,
    );
    const id = kept('base.xlsx', 'figures');
    await service.send(id, ['drive']);
    expect(await service.deliver()).toMatchObject({ delivered: 0, waiting: 1 });
    expect((await service.status()).deliveries[0]).toMatchObject({
      state: 'waiting',
      attempts: 1,
      lastError: expect.stringContaining('cannot be reached'),
    });

    // The drive comes back after the application was started again.
    writeFileSync(join(folder.path, 'other'), '');
    const { mkdirSync } = await import('node:fs');
    mkdirSync(drive);
    store.close();
    store = await open();
    service = start();
    await service.retry((await service.status()).deliveries[0]?.id ?? 0);
    expect(await service.deliver()).toMatchObject({ delivered: 1, waiting: 0 });
    expect(readFileSync(join(drive, '2023-24', 'P9', 'Step-down va1.xlsx'), 'utf8')).toBe('figures');
    await service.send(id, ['drive']);
    expect((await service.status()).deliveries).toHaveLength(1);
    expect((await service.status()).lastDelivered).not.toBeNull();
  });

  test('a host that is not on the list is never spoken to, and the officer is told what to do', async () => {
    await service.saveDestination(
      {
        id: 'dav',
        name: 'Portal',
        kind: 'webdav',
        url: 'https://portal.example/',
        user: 'o',
        authentication: 'basic',
        certificateAuthority: null,
        enabled: true,
        template: '{name}',
      },
      'password',
    );
    const id = kept('base.xlsx', 'figures');
    await service.send(id, ['dav']);
    expect(await service.deliver()).toMatchObject({ failed: 1 });
    expect((await service.status()).deliveries[0]?.lastError).toContain(
      'portal.example is not on the list of hosts you allow',
    );
  });

  test('goes on with a copy that was brought back while the application runs', async () => {
    const drive = { id: 'drive', name: 'Drive', kind: 'folder' as const, folder: folder.path, enabled: true };
    await service.saveDestination({ ...drive, template: 'out/{name}' }, null);
    await service.send(kept('before.xlsx', 'before'), ['drive']);
    expect(await service.deliver()).toMatchObject({ delivered: 1 });
    store.close();
    store = await open();
    await service.send(kept('after.xlsx', 'after'), ['drive']);
    expect(await service.deliver()).toMatchObject({ delivered: 2 });
    expect(readdirSync(join(folder.path, 'out')).sort()).toEqual(['after.xlsx', 'before.xlsx']);
  });

  test('settings that cannot be read are set aside, never written over', async () => {
    const path = join(folder.path, 'sync.json');
    writeFileSync(path, '{"destinations":[');
    expect((await service.status()).destinations).toEqual([]);
    await service.setHosts(['portal.example'], true);
    expect(readFileSync(`${path}.damaged`, 'utf8')).toBe('{"destinations":[');
    expect((await service.status()).allowedHosts).toEqual(['portal.example']);
  });

  test('an export whose kept copy was changed is not sent', async () => {
    await service.saveDestination(
      { id: 'drive', name: 'Drive', kind: 'folder', folder: folder.path, enabled: true, template: 'out/{name}' },
      null,
    );
    const id = kept('base.xlsx', 'figures');
    writeFileSync(join(folder.path, 'exports', sha256(Buffer.from('figures'))), 'tampered');
    await service.send(id, ['drive']);
    await service.deliver();
    expect((await service.status()).deliveries[0]?.lastError).toContain('missing or was changed');
    expect(readdirSync(folder.path)).not.toContain('out');
  });

  test('an unknown template field is refused when the destination is saved', async () => {
    const bad = {
      id: 'd',
      name: 'D',
      kind: 'folder' as const,
      folder: folder.path,
      enabled: true,
      template: '{nonsense}',
    };
    await expect(service.saveDestination(bad, null)).rejects.toMatchObject({ code: 'destination-refused' });
    expect((await service.status()).destinations).toEqual([]);
  });

  test('passwords are protected by the system, in a file only this user may read, and in no other file', async () => {
    await service.saveDestination(
      {
        id: 'dav',
        name: 'Portal',
        kind: 'webdav',
        url: 'https://portal.example/',
        user: 'o',
        authentication: 'basic',
        certificateAuthority: null,
        enabled: true,
        template: '{name}',
      },
      'canary-password',
    );
    expect((await service.status()).destinations[0]).toMatchObject({ secretKept: true, hostAllowed: false });
    store.close();
    for (const name of readdirSync(folder.path, { recursive: true }).map(String)) {
      const path = join(folder.path, name);
      if (statSync(path).isFile()) expect(readFileSync(path).includes('canary-password'), name).toBe(false);
    }
    expect(statSync(join(folder.path, 'secrets.json')).mode & 0o777).toBe(0o600);
    store = await open();
    await service.removeDestination('dav');
    expect(readFileSync(join(folder.path, 'secrets.json'), 'utf8')).toBe('{}');
  });
});
