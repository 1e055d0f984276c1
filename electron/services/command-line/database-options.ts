import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { z } from 'zod';
import { hostName, isPrivate, notPrivate, postgresqlPlace } from '../../../shared/model/place.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { allowsHost } from '../policy/allowed.ts';
import { managedNetwork } from '../policy/managed.ts';
import { checkCertificate } from '../sync/connections.ts';
import type { DatabaseAddress } from '../sync/database-connection.ts';
import { fileSecrets } from '../sync/file-secrets.ts';
import type { Environment } from './environment.ts';
import { wholeNumber } from './option-values.ts';

/** Options that name a database. A password is none of them: other users of a computer can read those. */
export type DatabaseOptions = {
  server?: string;
  port?: number;
  database?: string;
  user?: string;
  certificate?: string;
  plain?: true;
};

/** The variable a password may come from; else it is in the store of secrets beside the copy. */
export const passwordVariable = 'OUTTURN_DATABASE_PASSWORD';

/** Adds the options that name a database. */
export const withDatabaseOptions = (command: Command, what: string): Command =>
  command
    .option('--server <host>', `${what}; its password in ${passwordVariable}`)
    .option('--port <number>', 'its port (5432)', wholeNumber('--port', 1, 65_535))
    .option('--database <name>', 'its database (outturn)')
    .option('--user <name>', 'who signs in there')
    .option('--certificate <file>', 'PEM of the certificate authority that vouches for it')
    .option('--plain', 'without TLS: for a server on this very computer only');

const addressSchema = z
  .strictObject({
    host: hostName,
    port: postgresqlPlace.port,
    database: postgresqlPlace.database,
    user: postgresqlPlace.user,
    tls: z.boolean(),
    certificateAuthority: postgresqlPlace.certificateAuthority,
  })
  .refine(isPrivate, notPrivate);

/** A database and the password it is signed into with. */
export type SignedIn = { address: DatabaseAddress; password: string };

/** The address the options give, checked. Throws `invalid-input`, or `destination-refused` where a policy does not allow it. */
export function addressOf({ server, port, database, user, certificate, plain }: DatabaseOptions): DatabaseAddress {
  let authority: string | null = null;
  try {
    authority = certificate ? readFileSync(certificate, 'utf8') : null;
  } catch {
    throw new OutturnError('file-missing', 'The file of the certificate authority cannot be read.');
  }
  checkCertificate(authority);
  const given = {
    ...{ host: server ?? '', port: port ?? 5432, database: database ?? 'outturn', user: user ?? '' },
    ...{ tls: plain !== true, certificateAuthority: authority },
  };
  const result = addressSchema.safeParse(given);
  if (!result.success) {
    throw new OutturnError('invalid-input', String(result.error.issues[0]?.message ?? 'The server is not named.'));
  }
  const { policy } = managedNetwork();
  if (policy && !allowsHost(policy, result.data.host)) {
    throw new OutturnError(
      'destination-refused',
      `${result.data.host} is not among the servers your organisation allows. Ask your IT team: the policy of this computer names them.`,
    );
  }
  return result.data;
}

/** The same with the password of the environment, or of the store of secrets in `folder`. */
export async function databaseOf(options: DatabaseOptions, _: Environment, folder: string): Promise<SignedIn> {
  const address = addressOf(options);
  return { address, password: await passwordFor(address, folder) };
}

/** The name under which the password of a database is kept. */
export const secretOf = ({ host, port, database, user }: DatabaseAddress): string =>
  `database:${user}@${host}:${port}/${database}`;

/** The password of a database: from the environment, else from the store of secrets. Throws `invalid-input` without one. */
export async function passwordFor(address: DatabaseAddress, folder: string): Promise<string> {
  const kept =
    process.env[passwordVariable] ??
    (await fileSecrets(join(folder, 'secrets.json'), () => null).read(secretOf(address)));
  if (kept) return kept;
  throw new OutturnError(
    'invalid-input',
    `There is no password for ${address.user} at ${address.host}. Set ${passwordVariable} for this command; it is never written on the command line.`,
  );
}
