import { Socket } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import pg, { type ClientConfig } from 'pg';

/** A database to speak to. */
export type DatabaseAddress = {
  host: string;
  port: number;
  database: string;
  user: string;
  tls: boolean;
  certificateAuthority: string | null;
};

/** A server that has stopped answering is left after this many milliseconds. */
const farewell = 2_000;

/** More than a table that may be read at once, and than anything else a server says. */
const mostBytes = 200 * 1024 * 1024;
const lookEvery = 50;

/**
 * Runs `work` on a connection of its own, which ends with it, or at once when the signal says so. A connection that
 * dies or stalls, or a server that talks without end, fails the work and nothing else: nobody waits for a server that
 * has gone. `prepare` is given the connection before it is made.
 */
export async function withDatabase<T>(
  config: ClientConfig,
  signal: AbortSignal,
  work: (client: pg.Client) => Promise<T>,
  prepare: (client: pg.Client) => void = () => {},
): Promise<T> {
  signal.throwIfAborted();
  const socket = new Socket();
  const client = new pg.Client({ ...config, stream: () => socket });
  const { connection } = client as unknown as { connection: { attachListeners(stream: Socket): void } };
  const attach = connection.attachListeners;
  connection.attachListeners = (stream) => attach.call(connection, failingAlone(stream));
  // A connection that dies between two queries must not end the process.
  client.on('error', () => {});
  prepare(client);
  const stop = () => socket.destroy(new Error('The connection was stopped.'));
  signal.addEventListener('abort', stop, { once: true });
  const looking = setInterval(() => {
    if (socket.bytesRead > mostBytes) stop();
  }, lookEvery);
  try {
    await client.connect();
    return await work(client);
  } finally {
    signal.removeEventListener('abort', stop);
    const late = setTimeout(stop, farewell);
    await client.end().catch(() => {});
    clearTimeout(late);
    clearInterval(looking);
  }
}

/**
 * A stream whose data that cannot be understood end it, and nothing else: the library reads them where nobody catches,
 * so that a server which lies about a length would end the whole application.
 */
function failingAlone(stream: Socket): Socket {
  const emit = stream.emit as (...given: unknown[]) => boolean;
  stream.emit = (...given: unknown[]) => {
    try {
      return emit.apply(stream, given);
    } catch (error) {
      stream.destroy(error instanceof Error ? error : new Error('What the server said cannot be read.'));
      return true;
    }
  };
  return stream;
}

/** How to connect to a database: over TLS its certificate is verified, for the very host that was asked for. */
export function databaseConfig(address: DatabaseAddress, password: string): ClientConfig {
  const { host, port, database, user, tls, certificateAuthority } = address;
  return {
    host,
    port,
    database,
    user,
    password,
    connectionTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    // Should this computer vanish half way, the server ends its transaction and its locks.
    idle_in_transaction_session_timeout: 60_000,
    application_name: 'outturn',
    ...(tls
      ? {
          ssl: {
            rejectUnauthorized: true,
            // For an address in figures the library would otherwise compare the certificate with `localhost`.
            checkServerIdentity: (_host: string, certificate: Parameters<typeof checkServerIdentity>[1]) =>
              checkServerIdentity(host, certificate),
            ...(certificateAuthority ? { ca: certificateAuthority } : {}),
          },
        }
      : {}),
  };
}
