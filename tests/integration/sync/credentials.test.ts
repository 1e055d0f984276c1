import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { recordExport } from '../../../db/exports.ts';
import { openStore } from '../../../db/store.ts';
import { fileSecrets } from '../../../electron/services/sync/file-secrets.ts';
import { createSyncService } from '../../../electron/services/sync/sync-service.ts';
import type { Destination } from '../../../shared/model/destination.ts';
import { keysBeside } from '../../support/keys.ts';
import { sha256, temporaryFolder } from './servers.ts';

/** A system store that turns text round, so that a test can tell protected from plain; null while it is away. */
const systemStore = { available: true };
const systemProtection = () =>
  systemStore.available
    ? {
        protect: (text: string) => Buffer.from([...text].reverse().join('')),
        reveal: (bytes: Uint8Array) => [...Buffer.from(bytes).toString()].reverse().join(''),
      }
    : null;

afterEach(() => {
  systemStore.available = true;
});

async function folderOfTest() {
  const folder = await temporaryFolder();
  onTestFinished(() => folder.remove());
  return folder.path;
}

describe('passwords and keys', () => {
  test('are protected by the system’s store; while it is away a delivery waits for it', async () => {
    const path = join(await folderOfTest(), 'secrets.json');
    const secrets = fileSecrets(path, systemProtection);
    await secrets.write('dav', 'canary-password');
    const text = readFileSync(path, 'latin1');
    expect(text).not.toContain('canary');
    expect(text).not.toContain(Buffer.from('canary-password').toString('base64'));
    expect(await secrets.read('dav')).toBe('canary-password');
    systemStore.available = false;
    await expect(secrets.read('dav')).rejects.toMatchObject({
      kind: 'retry',
      message: expect.not.stringContaining('canary'),
    });
    // Protected by another user's or another computer's store: as good as not held.
    const foreign = {
      protect: () => Buffer.from(''),
      reveal: () => {
        throw new Error('cannot decrypt');
      },
    };
    expect(await fileSecrets(path, () => foreign).read('dav')).toBeNull();
  });

  test('where there is no store that protects, they stand in a file that only this user may read', async () => {
    const path = join(await folderOfTest(), 'secrets.json');
    systemStore.available = false;
    const secrets = fileSecrets(path, systemProtection);
    await secrets.write('dav', 'password');
    expect(await secrets.read('dav')).toBe('password');
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  test('a file of secrets that was altered, and a place named as JavaScript names things, hold none', async () => {
    const path = join(await folderOfTest(), 'secrets.json');
    const secrets = fileSecrets(path, () => null);
    for (const content of [
      '',
      'null',
      '7',
      '[]',
      '{"dav":null}',
      '{"dav":{}}',
      '{"dav":{"protected":false,"value":7}}',
    ]) {
      writeFileSync(path, content);
      expect([content, await secrets.read('dav')]).toEqual([content, null]);
    }
    writeFileSync(path, '{}');
    for (const id of ['constructor', 'valueof', 'hasownproperty', '__proto__'])
      expect(await secrets.read(id)).toBeNull();
    await secrets.write('constructor', 'secret');
    expect(await secrets.read('constructor')).toBe('secret');
    await secrets.write('constructor', null);
    expect(await secrets.read('constructor')).toBeNull();
  });

  test('reach no file, no error, no state and no output, however a delivery fails', async () => {
    const profile = await folderOfTest();
    const refusing = createServer((_request, response) => response.writeHead(401).end('<p>no</p>'));
    await new Promise<void>((resolve) => refusing.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void refusing.close());
    const { port } = refusing.address() as AddressInfo;
    const said: string[] = [];
    for (const name of ['log', 'error', 'warn', 'info'] as const)
      vi.spyOn(console, name).mockImplementation((...args) => void said.push(args.join(' ')));
    onTestFinished(() => {
      vi.restoreAllMocks();
    });
    const store = await openStore(join(profile, 'workspace.sqlite'), {
      keys: keysBeside(join(profile, 'workspace.sqlite')),
      clock: () => new Date(),
      backupFolder: join(profile, 'backups'),
    });
    const service = createSyncService({
      profile,
      store: async () => store,
      secrets: fileSecrets(join(profile, 'secrets.json'), systemProtection),
      clock: () => new Date(),
      random: () => 0,
    });
    await service.setHosts(['127.0.0.1'], true);
    const common = { name: 'There', template: '{name}', enabled: true };
    const certificateAuthority = null;
    const places: Destination[] = [refusing.address() as AddressInfo, { port: 9 }].flatMap(
      ({ port: at }, index): Destination[] => [
        {
          ...common,
          id: `dav-${index}`,
          kind: 'webdav',
          url: `http://127.0.0.1:${at}/`,
          user: 'o',
          authentication: 'basic',
          certificateAuthority,
        },
        {
          ...common,
          id: `digest-${index}`,
          kind: 'webdav',
          url: `http://127.0.0.1:${at}/`,
          user: 'o',
          authentication: 'digest',
          certificateAuthority,
        },
        {
          ...common,
          id: `tls-${index}`,
          kind: 'webdav',
          url: `https://127.0.0.1:${at}/`,
          user: 'o',
          authentication: 'basic',
          certificateAuthority,
        },
        {
          ...common,
          id: `s3-${index}`,
          kind: 's3',
          endpoint: `http://127.0.0.1:${at}`,
          region: 'r',
          bucket: 'outturn',
          accessKeyId: 'k',
        },
        {
          ...common,
          id: `pg-${index}`,
          kind: 'postgresql',
          host: '127.0.0.1',
          port: at,
          database: 'd',
          user: 'o',
          tls: false,
          certificateAuthority,
        },
      ],
    );
    const bytes = Buffer.from('figures');
    const { id } = recordExport(store, {
      name: 'f.xlsx',
      kind: 'workbook',
      sha256: sha256(bytes),
      scenario: 'S',
      bytes: 7,
    });
    service.keep(
      sha256(bytes),
      bytes,
      {
        forecast: {
          council: 'c',
          year: '2023/24',
          period: 1,
          dataDate: '2023-12-31',
          engineVersion: '1',
          method: 'chain',
          lines: [],
        },
        fields: { name: 'f.xlsx' },
      },
      null,
    );
    for (const place of places) await service.saveDestination(place, `canary-${place.id}`);
    await service.send(
      id,
      places.map((place) => place.id),
    );
    expect(await service.deliver()).toMatchObject({ delivered: 0, conflicts: 0 });
    const status = JSON.stringify(await service.status());
    expect((await service.status()).deliveries.every((row) => (row.lastError?.length ?? 0) > 10)).toBe(true);
    store.close();
    const files = readdirSync(profile, { recursive: true })
      .map((name) => join(profile, String(name)))
      .filter((path) => statSync(path).isFile());
    expect(files.length).toBeGreaterThan(3);
    const forms = places.flatMap(({ id: name }) => [
      `canary-${name}`,
      Buffer.from(`canary-${name}`).toString('base64'),
      Buffer.from(`o:canary-${name}`).toString('base64'),
    ]);
    for (const text of [status, said.join(), ...files.map((path) => readFileSync(path, 'latin1'))])
      expect(forms.filter((form) => text.includes(form))).toEqual([]);
    expect(port).toBeGreaterThan(0);
  });

  test('are never offered to another host than the one they were given for', async () => {
    const profile = await folderOfTest();
    mkdirSync(profile, { recursive: true });
    const secrets = fileSecrets(join(profile, 'secrets.json'), systemProtection);
    const service = createSyncService({
      profile,
      store: () => Promise.reject(new Error('not needed')),
      secrets,
      clock: () => new Date(),
      random: () => 0,
    });
    const place = (url: string): Destination => ({
      id: 'dav',
      name: 'There',
      template: '{name}',
      enabled: true,
      kind: 'webdav',
      url,
      user: 'o',
      authentication: 'basic',
      certificateAuthority: null,
    });
    await service.saveDestination(place('https://one.example/'), 'password');
    await service.saveDestination(place('https://one.example/other/'), null);
    expect(await secrets.read('dav')).toBe('password');
    // Another port is another program; another account has a password of its own.
    for (const other of [
      place('https://two.example/'),
      place('https://one.example:8443/other/'),
      { ...place('https://one.example/other/'), user: 'p' } as Destination,
    ]) {
      await service.saveDestination(place('https://one.example/other/'), 'password');
      await service.saveDestination(other, null);
      expect(await secrets.read('dav')).toBeNull();
    }
  });
});
