import { AwsClient } from 'aws4fetch';
import { type Carrier, DeliveryProblem, type DestinationOf } from './destination.ts';

/**
 * Carries to S3-compatible object storage. An object appears whole or not at all; `If-None-Match: *` refuses to
 * replace one, and stores that ignore it are asked first. Our hash travels as metadata and is compared on arrival.
 */
export function s3Carrier(destination: DestinationOf<'s3'>, secret: string): Carrier {
  const client = new AwsClient({
    accessKeyId: destination.accessKeyId,
    secretAccessKey: secret,
    region: destination.region,
    service: 's3',
    // The outbox retries with its own backoff; one wait is enough.
    retries: 0,
  });
  const addressOf = (path: string) =>
    `${destination.endpoint.replace(/\/$/, '')}/${destination.bucket}/${path.split('/').map(encodeURIComponent).join('/')}`;

  /** Hash and size of what stands at an address; null when nothing does. */
  async function look(address: string, signal: AbortSignal): Promise<{ sha256: string | null; bytes: number } | null> {
    const response = await client.fetch(address, { method: 'HEAD', signal });
    if (response.status === 404) return null;
    if (!response.ok) throw statusProblem(response.status);
    return { sha256: response.headers.get('x-amz-meta-sha256'), bytes: Number(response.headers.get('content-length')) };
  }

  return {
    async deliver(parcel, path, signal) {
      const address = addressOf(path);
      const settled = async () => {
        const found = await look(address, signal);
        if (found === null) return false;
        if (found.sha256 !== parcel.sha256 || found.bytes !== parcel.bytes.byteLength) throw conflict(path);
        return true;
      };
      try {
        if (await settled()) return `already at ${path}`;
        const response = await client.fetch(address, {
          method: 'PUT',
          body: parcel.bytes as Uint8Array<ArrayBuffer>,
          headers: { 'if-none-match': '*', 'x-amz-meta-sha256': parcel.sha256, 'x-amz-content-sha256': parcel.sha256 },
          signal,
        });
        if (response.status === 412 || response.status === 409) {
          if (await settled()) return `already at ${path}`;
          throw conflict(path);
        }
        if (!response.ok) throw statusProblem(response.status);
        if (!(await settled())) throw new DeliveryProblem('retry', `${path} was not there after it was sent.`);
        return `sent to ${path}`;
      } catch (error) {
        if (error instanceof DeliveryProblem) throw error;
        throw new DeliveryProblem('retry', `The object store could not be reached: ${(error as Error).message}`);
      }
    },
  };
}

function conflict(path: string): DeliveryProblem {
  return new DeliveryProblem('conflict', `Another object already stands at ${path}. It was left as it is.`);
}

function statusProblem(status: number): DeliveryProblem {
  if (status === 401 || status === 403)
    return new DeliveryProblem(
      'refused',
      'The object store did not accept the key, or does not allow writing there. A computer clock that is wrong by minutes has the same effect.',
    );
  return new DeliveryProblem('retry', `The object store answered ${status}.`);
}
