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

/**
 * Runs `work` on a connection of its own, which ends with it, or at once when the signal says so. A connection that
 * dies or stalls fails the work and nothing else: nobody waits for a server that has gone.
 */
export async function withDatabase<T>(
  config: ClientConfig,
  signal: AbortSignal,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  signal.throwIfAborted();
  const socket = new Socket();
  const client = new pg.Client({ ...config, stream: () => socket });
  // A connection that dies between two queries must not end the process.
  client.on('error', () => {});
  const stop = () => socket.destroy(new Error('The connection was stopped.'));
  signal.addEventListener('abort', stop, { once: true });
  try {
    await client.connect();
    return await work(client);
  } finally {
    signal.removeEventListener('abort', stop);
    const late = setTimeout(stop, farewell);
    await client.end().catch(() => {});
    clearTimeout(late);
  }
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
    // Should this computer vanish half way, the server lets go of what it held.
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
