import { join } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { DatabaseAddress } from './database-connection.ts';
import { fileSecrets, type Protection } from './file-secrets.ts';

/** A database and the password it is signed into with. */
export type SignedIn = { address: DatabaseAddress; password: string };

/** The variable a password may come from; else it is in the store of secrets beside the copy. */
export const passwordVariable = 'OUTTURN_DATABASE_PASSWORD';

/** The store of secrets of a folder, protected by the system's own where there is one. */
const secretsIn = (folder: string, protection: () => Protection | null) =>
  fileSecrets(join(folder, 'secrets.json'), protection);

const secretOf = ({ host, port, database, user }: DatabaseAddress): string =>
  `database:${user}@${host}:${port}/${database}`;

/** The password of a database: from the environment, else from the store of secrets. Throws `invalid-input` without one. */
export async function passwordFor(
  address: DatabaseAddress,
  folder: string,
  protection: () => Protection | null = () => null,
): Promise<string> {
  const kept = process.env[passwordVariable] || (await secretsIn(folder, protection).read(secretOf(address)));
  if (kept) return kept;
  throw new OutturnError(
    'invalid-input',
    `There is no password for ${address.user} at ${address.host}. Give it in the window (Data and checks, Team), or set ${passwordVariable} for a command; it is never written on the command line.`,
  );
}

/** Keeps the password of a database in the store of secrets of a folder. */
export const keepPassword = (
  address: DatabaseAddress,
  folder: string,
  secret: string,
  protection: () => Protection | null = () => null,
): Promise<void> => secretsIn(folder, protection).write(secretOf(address), secret);
