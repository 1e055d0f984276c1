import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { DatabaseAddress } from '../sync/database-connection.ts';
import { passwordFor, passwordVariable, type SignedIn } from '../sync/database-password.ts';
import { checkedAddress } from '../team/team-address.ts';
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

/** Adds the options that name a database. */
export const withDatabaseOptions = (command: Command, what: string): Command =>
  command
    .option('--server <host>', `${what}; its password in ${passwordVariable}`)
    .option('--port <number>', 'its port (5432)', wholeNumber('--port', 1, 65_535))
    .option('--database <name>', 'its database (outturn)')
    .option('--user <name>', 'who signs in there')
    .option('--certificate <file>', 'PEM of the certificate authority that vouches for it')
    .option('--plain', 'without TLS: for a server on this very computer only');

/** The address the options give, checked. Throws `invalid-input`, `file-missing` or `destination-refused`. */
export function addressOf({ server, port, database, user, certificate, plain }: DatabaseOptions): DatabaseAddress {
  let authority: string | null = null;
  try {
    authority = certificate ? readFileSync(certificate, 'utf8') : null;
  } catch {
    throw new OutturnError('file-missing', 'The file of the certificate authority cannot be read.');
  }
  return checkedAddress({
    ...{ host: server ?? '', port: port ?? 5432, database: database ?? 'outturn', user: user ?? '' },
    ...{ tls: plain !== true, certificateAuthority: authority },
  });
}

/** The same with the password of the environment, or of the store of secrets in `folder`. */
export async function databaseOf(options: DatabaseOptions, folder: string): Promise<SignedIn> {
  const address = addressOf(options);
  return { address, password: await passwordFor(address, folder) };
}
