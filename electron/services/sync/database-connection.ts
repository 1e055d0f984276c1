import { checkServerIdentity } from 'node:tls';
import type { ClientConfig } from 'pg';

/** A database to speak to. */
export type DatabaseAddress = {
  host: string;
  port: number;
  database: string;
  user: string;
  tls: boolean;
  certificateAuthority: string | null;
};

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
