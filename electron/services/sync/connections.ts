import { X509Certificate } from 'node:crypto';
import {
  type ClientRequest,
  type ClientRequestArgs,
  Agent as HttpAgent,
  request as httpRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Route } from '../network/network.ts';
import type { Sent } from './destination.ts';

/**
 * Where a connection may go and whose certificates it takes: `certificateAuthority` is PEM, null for the usual ones. A
 * file that is fetched may have `mostBytes`.
 */
export type Bound = { address: string; certificateAuthority: string | null; mostBytes?: number; route?: Route };
export type Agents = {
  httpAgent: HttpAgent;
  httpsAgent: HttpsAgent;
  /** Bytes written to every connection so far. */
  written(): number;
  /** Why an answer was not read to its end; null when none was refused. */
  refusal(): string | null;
  /** Ends every connection: of an answer that nobody reads to its end one would stay. */
  release(): void;
};

/** A listing of some ten thousand files; whatever else a server says is shorter. */
const mostSaid = 8 * 1024 * 1024;
const lookEvery = 50;

/**
 * Agents that speak to one server and no other, wherever it redirects, and over TLS only when its certificate is
 * verified: by the authorities of the route or, when one is given, by that one alone. An answer that does not end, or that is
 * packed and might unpack to anything, is not read.
 */
export function boundAgents({
  address,
  certificateAuthority,
  mostBytes = Number.POSITIVE_INFINITY,
  route,
}: Bound): Agents {
  const wanted = new URL(address);
  const trusted = certificateAuthority ?? route?.authorities ?? [];
  const authorities = trusted.length > 0 ? { ca: [...[trusted].flat()] } : {};
  // Through a proxy the connection is a tunnel: TLS is with the server itself, and the address that is asked for is its own.
  const proxied = route?.proxy ? { proxyEnv: { HTTPS_PROXY: route.proxy } } : {};
  const sockets: Socket[] = [];
  let refused: string | null = null;
  const watch = (request: ClientRequest) => {
    request.setHeader('accept-encoding', 'identity');
    const refuse = (why: string) => {
      refused = why;
      request.destroy(new Error(why));
    };
    request.once('response', (answer) => {
      const packed = answer.headers['content-encoding'] ?? 'identity';
      if (packed !== 'identity') return refuse('The server packed its answer, though it was asked not to.');
      const most = request.method === 'GET' ? mostBytes : mostSaid;
      const looking = setInterval(() => {
        if (answer.socket.bytesRead > most) refuse('The answer of the server is larger than can be read at once.');
      }, lookEvery);
      answer.once('close', () => clearInterval(looking));
    });
  };
  const bound = <A extends HttpAgent>(agent: A, protocol: string): A => {
    const { createConnection, addRequest } = agent as A & Asked;
    const bounds: Asked = {
      createConnection(options, made) {
        if (protocol !== wanted.protocol || addressOf(options, protocol) !== addressOf(wanted, protocol))
          throw new Error(`The server pointed to another address than ${wanted.host}.`);
        const socket = createConnection.call(agent, options, made);
        sockets.push(socket);
        return socket;
      },
      addRequest(request, options) {
        watch(request);
        addRequest.call(agent, request, options);
      },
    };
    return Object.assign(agent, bounds);
  };
  return {
    httpAgent: bound(new HttpAgent(), 'http:'),
    httpsAgent: bound(new HttpsAgent({ rejectUnauthorized: true, ...authorities, ...proxied }), 'https:'),
    written: () => sockets.reduce((sum, socket) => sum + socket.bytesWritten, 0),
    refusal: () => refused,
    release() {
      for (const socket of sockets.splice(0)) socket.destroy();
    },
  };
}

/** What an agent is asked by a request; the second is not in its types. */
type Asked = {
  createConnection(options: ClientRequestArgs, made?: unknown): Socket;
  addRequest(request: ClientRequest, options: unknown): void;
};

const defaultPorts: Record<string, number> = { 'http:': 80, 'https:': 443 };
const addressOf = (
  { hostname, host, port }: Pick<ClientRequestArgs, 'hostname' | 'host' | 'port'>,
  protocol: string,
): string => `${bare(String(hostname ?? host))} ${Number(port) || defaultPorts[protocol]}`;

const bare = (host: string) => host.replace(/^\[|\]$/g, '').toLowerCase();
const mostAnswered = 4 * 1024 * 1024;

/** Sends a signed request through bound agents, following nothing, and reads the whole of a short answer. */
export async function sendThrough(
  agents: Agents,
  request: Request,
  signal: AbortSignal,
  sent?: Sent,
): Promise<Response> {
  const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
  const address = new URL(request.url);
  const plain = address.protocol === 'http:';
  const outgoing = (plain ? httpRequest : httpsRequest)(address, {
    method: request.method,
    headers: {
      ...Object.fromEntries(request.headers),
      ...(body ? { 'content-length': String(body.byteLength) } : {}),
    },
    agent: plain ? agents.httpAgent : agents.httpsAgent,
    signal,
  });
  const answered = new Promise<IncomingMessage>((resolve, reject) => {
    outgoing.once('response', resolve);
    outgoing.on('error', reject);
  });
  // An answer may come, and refuse, before the whole body is out.
  const written = body ? pipeline(Readable.from(pieces(body, sent)), outgoing) : Promise.resolve(outgoing.end());
  written.catch(() => {});
  const incoming = await answered;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    size += (chunk as Buffer).length;
    if (size > mostAnswered) throw new Error('The answer is larger than any that is expected.');
    chunks.push(chunk as Buffer);
  }
  if (!incoming.complete) throw new Error('The connection was cut.');
  const status = incoming.statusCode ?? 502;
  const headers = Object.entries(incoming.headers).map(([name, value]): [string, string] => [name, String(value)]);
  return new Response([204, 205, 304].includes(status) ? null : Buffer.concat(chunks), { status, headers });
}

function* pieces(body: Buffer, sent: Sent | undefined): Generator<Buffer> {
  const size = 64 * 1024;
  for (let at = 0; at < body.byteLength; at += size) {
    yield body.subarray(at, at + size);
    sent?.(at + size);
  }
}

const untrusted = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'CERT_SIGNATURE_FAILURE',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
]);

/** What to tell the officer when a certificate was refused; null when something else went wrong. */
export function certificateTrouble(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    const code = (at as { code?: string }).code ?? '';
    if (untrusted.has(code))
      return 'The server’s certificate was not issued by an authority this computer trusts. If it is your council’s own, add its certificate to the settings of this place.';
    if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return 'The server’s certificate is for another address.';
    if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID')
      return 'The server’s certificate is not valid today. Check the date of this computer, or ask who runs the server.';
  }
  return null;
}

/** Throws `destination-refused` when a text is no certificate: found out now, not at the first delivery. */
export function checkCertificate(certificateAuthority: string | null | undefined): void {
  if (!certificateAuthority) return;
  try {
    new X509Certificate(certificateAuthority);
  } catch {
    throw new OutturnError(
      'destination-refused',
      'The certificate cannot be read. Give it as PEM, from -----BEGIN CERTIFICATE----- to its end.',
    );
  }
}
