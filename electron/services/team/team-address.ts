import { z } from 'zod';
import { hostName, isPrivate, notPrivate, postgresqlPlace } from '../../../shared/model/place.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { allowsHost } from '../policy/allowed.ts';
import { managedNetwork } from '../policy/managed.ts';
import { checkCertificate } from '../sync/connections.ts';
import type { DatabaseAddress } from '../sync/database-connection.ts';

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

/**
 * An address of a database, checked: given by a person, or kept with a copy. Throws `invalid-input`, or
 * `destination-refused` where a policy does not allow its host.
 */
export function checkedAddress(given: DatabaseAddress): DatabaseAddress {
  checkCertificate(given.certificateAuthority);
  const result = addressSchema.safeParse(given);
  if (!result.success) {
    throw new OutturnError('invalid-input', String(result.error.issues[0]?.message ?? 'The server is not named.'));
  }
  const { policy } = managedNetwork();
  if (!allowsHost(policy, result.data.host)) {
    throw new OutturnError(
      'destination-refused',
      `${result.data.host} is not among the servers your organisation allows. Ask your IT team: the policy of this computer names them.`,
    );
  }
  return result.data;
}

/** The address a copy keeps, held against the same rules as when it was given. */
export const keptAddress = (text: string): DatabaseAddress => checkedAddress(JSON.parse(text) as DatabaseAddress);
