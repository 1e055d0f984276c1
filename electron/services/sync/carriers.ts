import type { Carrier, Destination, SecretStore } from './destination.ts';
import { DeliveryProblem } from './destination.ts';
import { folderCarrier } from './folder-carrier.ts';
import { postgresqlCarrier } from './postgresql-carrier.ts';
import { s3Carrier } from './s3-carrier.ts';
import { webdavCarrier } from './webdav-carrier.ts';

/** The carrier of a destination, with its secret from the system's store. */
export async function carrierFor(destination: Destination, secrets: SecretStore): Promise<Carrier> {
  if (destination.kind === 'folder') return folderCarrier(destination.folder);
  const secret = await secrets.read(destination.id);
  if (secret === null)
    throw new DeliveryProblem(
      'refused',
      `No password is kept for ${destination.name}. Enter it under Exports, Destinations.`,
    );
  if (destination.kind === 'webdav') return webdavCarrier(destination, secret);
  if (destination.kind === 's3') return s3Carrier(destination, secret);
  return postgresqlCarrier(destination, secret);
}
