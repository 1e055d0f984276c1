import { createHash, randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { AuthType, createClient, type WebDAVClient } from 'webdav';
import type { Route } from '../network/network.ts';
import { boundAgents, certificateTrouble } from './connections.ts';
import { type Adapter, DeliveryProblem, type DestinationOf, type OutgoingExport } from './destination.ts';

/**
 * Carries to a WebDAV folder. The content goes up under a temporary name, is read back and compared, and is then moved
 * with `Overwrite: F`. Servers have been seen to ignore that header, so the final name is looked at first as well.
 */
export function webdavAdapter(destination: DestinationOf<'webdav'>, password: string, route?: Route): Adapter {
  const agents = boundAgents({
    address: destination.url,
    certificateAuthority: destination.certificateAuthority,
    ...(route ? { route } : {}),
  });
  const client = createClient(destination.url, {
    authType: destination.authentication === 'digest' ? AuthType.Digest : AuthType.Password,
    username: destination.user,
    password,
    httpAgent: agents.httpAgent,
    httpsAgent: agents.httpsAgent,
  });
  return {
    async deliver(outgoing, path, signal, sent) {
      const target = `/${path}`;
      const folder = posix.dirname(target);
      const temporary = posix.join(
        folder,
        `.outturn-sending-${outgoing.sha256.slice(0, 12)}-${randomBytes(4).toString('hex')}`,
      );
      let uploaded = false;
      try {
        if (folder !== '/') await makeFolders(client, folder, signal);
        if (await settled(client, target, outgoing, signal)) return `already at ${path}`;
        uploaded = true;
        const before = agents.written();
        const looking = setInterval(() => sent?.(agents.written() - before), 100);
        await client
          .putFileContents(
            temporary,
            Buffer.from(outgoing.bytes.buffer, outgoing.bytes.byteOffset, outgoing.bytes.byteLength),
            {
              overwrite: true,
              signal,
              contentLength: outgoing.bytes.byteLength,
            },
          )
          .finally(() => clearInterval(looking));
        if ((await hashOf(client, temporary, outgoing.bytes.byteLength, signal)) !== outgoing.sha256) {
          throw new DeliveryProblem('retry', `${path} arrived damaged and was thrown away.`);
        }
        if (await settled(client, target, outgoing, signal)) return `already at ${path}`;
        try {
          await client.moveFile(temporary, target, { overwrite: false, signal });
        } catch (error) {
          // Someone came first: with the very same file, or with another.
          if (statusOf(error) === 412 && (await settled(client, target, outgoing, signal))) return `already at ${path}`;
          throw error;
        }
        uploaded = false;
        if (!(await settled(client, target, outgoing, signal)))
          throw new DeliveryProblem('retry', `${path} was not there after it was moved into place.`);
        return `sent to ${path}`;
      } catch (error) {
        throw explain(error, path);
      } finally {
        // A cut connection may have aborted our signal; tidying up gets a little time of its own.
        if (uploaded) await client.deleteFile(temporary, { signal: AbortSignal.timeout(5_000) }).catch(() => {});
        agents.release();
      }
    },
  };
}

/** SHA-256 of what stands at `path`, read as it comes; null when nothing does, `longer` when it has more than `most` bytes. */
async function hashOf(client: WebDAVClient, path: string, most: number, signal: AbortSignal): Promise<string | null> {
  try {
    const answer: unknown = await client.customRequest(path, { method: 'GET', signal });
    const { status, body } = answer as { status: number; body: AsyncIterable<Buffer> | null };
    // With digest authentication the library hands back a refused answer's page as if it were the file: ask for the status.
    if (status !== 200 || body === null) throw Object.assign(new Error(`status ${status}`), { status });
    const hash = createHash('sha256');
    let size = 0;
    for await (const chunk of body) {
      size += chunk.length;
      if (size > most) return 'longer';
      hash.update(chunk);
    }
    return hash.digest('hex');
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}

/** True when the export stands at `path` already; a conflict when other content does. */
async function settled(
  client: WebDAVClient,
  path: string,
  { sha256, bytes }: OutgoingExport,
  signal: AbortSignal,
): Promise<boolean> {
  const found = await hashOf(client, path, bytes.byteLength, signal);
  if (found !== null && found !== sha256) {
    throw new DeliveryProblem('conflict', `Another file already stands at ${path.slice(1)}. It was left as it is.`);
  }
  return found === sha256;
}

async function makeFolders(client: WebDAVClient, folder: string, signal: AbortSignal): Promise<void> {
  let at = '';
  for (const part of folder.split('/').filter(Boolean)) {
    at += `/${part}`;
    if (!(await client.exists(at, { signal }))) {
      await client.createDirectory(at, { signal }).catch((error: unknown) => {
        // Someone else made it in between: 405 says it is there.
        if (statusOf(error) !== 405) throw error;
      });
    }
  }
}

function statusOf(error: unknown): number | null {
  const status =
    (error as { status?: unknown; response?: { status?: unknown } }).status ??
    (error as { response?: { status?: unknown } }).response?.status;
  return typeof status === 'number' ? status : null;
}

function explain(error: unknown, path: string): DeliveryProblem {
  if (error instanceof DeliveryProblem) return error;
  const certificate = certificateTrouble(error);
  if (certificate !== null) return new DeliveryProblem('refused', certificate);
  const status = statusOf(error);
  if (status === 412)
    return new DeliveryProblem('conflict', `Another file already stands at ${path}. It was left as it is.`);
  if (status === 401 || status === 403)
    return new DeliveryProblem(
      'refused',
      'The server did not accept the user name and password, or does not allow writing there.',
    );
  if (status === 507) return new DeliveryProblem('retry', 'The server has no space left.');
  if (status === 423) return new DeliveryProblem('retry', `${path} is locked by someone else at the server.`);
  return new DeliveryProblem(
    'retry',
    status === null ? `The server could not be reached: ${(error as Error).message}` : `The server answered ${status}.`,
  );
}
