import { AwsClient } from 'aws4fetch';
import type { Route } from '../network/network.ts';
import { boundAgents, certificateTrouble, sendThrough } from './connections.ts';
import { type Adapter, DeliveryProblem, type DestinationOf, type OutgoingExport, type Sent } from './destination.ts';

/**
 * Carries to S3-compatible object storage as an upload in parts: nothing stands under the final name until the last,
 * small request completes it, so a sender that dies half way leaves nothing even at a store that keeps broken puts
 * (one was found that does). `If-None-Match: *` refuses to replace an object, and stores that ignore it are asked
 * first. Our hash travels as metadata and is compared on arrival.
 */
export function s3Adapter(destination: DestinationOf<'s3'>, secret: string, route?: Route): Adapter {
  const client = new AwsClient({
    accessKeyId: destination.accessKeyId,
    secretAccessKey: secret,
    region: destination.region,
    service: 's3',
    // The outbox retries with its own backoff; one wait is enough.
    retries: 0,
  });
  const agents = boundAgents({
    address: destination.endpoint,
    certificateAuthority: destination.certificateAuthority ?? null,
    ...(route ? { route } : {}),
  });
  const call: Call = async (address, { signal, sent, ...init }) =>
    sendThrough(agents, await client.sign(address, init), signal, sent);
  const addressOf = (path: string) =>
    `${destination.endpoint.replace(/\/$/, '')}/${destination.bucket}/${path.split('/').map(encodeURIComponent).join('/')}`;

  /** Hash and size of what stands at an address; null when nothing does. */
  async function look(address: string, signal: AbortSignal): Promise<{ sha256: string | null; bytes: number } | null> {
    const response = await call(address, { method: 'HEAD', signal });
    if (response.status === 404) return null;
    if (!response.ok) throw statusProblem(response);
    return { sha256: response.headers.get('x-amz-meta-sha256'), bytes: Number(response.headers.get('content-length')) };
  }

  return {
    async deliver(outgoing, path, signal, sent) {
      const address = addressOf(path);
      const settled = async () => {
        const found = await look(address, signal);
        if (found === null) return false;
        if (found.sha256 !== outgoing.sha256 || found.bytes !== outgoing.bytes.byteLength) throw conflict(path);
        return true;
      };
      try {
        if (await settled()) return `already at ${path}`;
        const status = await upload(call, address, outgoing, signal, sent);
        if (status === 412 || status === 409) {
          if (await settled()) return `already at ${path}`;
          throw conflict(path);
        }
        if (!(await settled())) throw new DeliveryProblem('retry', `${path} was not there after it was sent.`);
        return `sent to ${path}`;
      } catch (error) {
        if (error instanceof DeliveryProblem) throw error;
        const certificate = certificateTrouble(error);
        if (certificate !== null) throw new DeliveryProblem('refused', certificate);
        throw new DeliveryProblem('retry', `The object store could not be reached: ${(error as Error).message}`);
      } finally {
        agents.release();
      }
    },
  };
}

type Call = (
  address: string,
  init: {
    method: string;
    headers?: Record<string, string>;
    body?: string | Uint8Array<ArrayBuffer>;
    signal: AbortSignal;
    sent?: Sent | undefined;
  },
) => Promise<Response>;

/** Uploads in one part and completes it. Answers the status of the completing request when it is 200, 409 or 412. */
async function upload(
  call: Call,
  address: string,
  outgoing: OutgoingExport,
  signal: AbortSignal,
  tell: Sent | undefined,
): Promise<number> {
  const begun = await call(`${address}?uploads`, {
    method: 'POST',
    headers: { 'x-amz-meta-sha256': outgoing.sha256 },
    signal,
  });
  if (!begun.ok) throw statusProblem(begun);
  const id = /<UploadId>([^<]+)<\/UploadId>/.exec(await begun.text())?.[1];
  if (!id) throw new DeliveryProblem('retry', 'The object store did not begin the upload.');
  const part = `uploadId=${encodeURIComponent(id)}`;
  let completed = false;
  try {
    const sent = await call(`${address}?partNumber=1&${part}`, {
      method: 'PUT',
      body: outgoing.bytes as Uint8Array<ArrayBuffer>,
      headers: { 'x-amz-content-sha256': outgoing.sha256 },
      signal,
      sent: tell,
    });
    if (!sent.ok) throw statusProblem(sent);
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${sent.headers.get('etag') ?? ''}</ETag></Part></CompleteMultipartUpload>`;
    const done = await call(`${address}?${part}`, {
      method: 'POST',
      body,
      headers: { 'if-none-match': '*', 'content-type': 'application/xml' },
      signal,
    });
    completed = done.ok;
    // A store may answer 200 and only then say in the body that it failed.
    if (done.ok && (await done.text()).includes('<Error>'))
      throw new DeliveryProblem('retry', 'The object store did not complete the upload.');
    if (!done.ok && done.status !== 409 && done.status !== 412) throw statusProblem(done);
    return done.status;
  } finally {
    if (!completed)
      await call(`${address}?${part}`, { method: 'DELETE', signal: AbortSignal.timeout(2_000) }).catch(() => {});
  }
}

function conflict(path: string): DeliveryProblem {
  return new DeliveryProblem('conflict', `Another object already stands at ${path}. It was left as it is.`);
}

/** Signatures are good for this many milliseconds either way. */
const mostSkew = 5 * 60_000;

function statusProblem(response: Response): DeliveryProblem {
  const { status } = response;
  if (status !== 401 && status !== 403) return new DeliveryProblem('retry', `The object store answered ${status}.`);
  const skew = Math.abs(Date.parse(response.headers.get('date') ?? '') - Date.now());
  if (skew > mostSkew)
    return new DeliveryProblem(
      'retry',
      `This computer’s clock and the object store’s are ${Math.round(skew / 60_000)} minutes apart, so nothing can be signed. Set the clock: it is then sent by itself.`,
    );
  return new DeliveryProblem('refused', 'The object store did not accept the key, or does not allow writing there.');
}
