import { type Network, routeTo } from '../network/network.ts';
import type { Adapter, Destination, SecretStore } from './destination.ts';
import { DeliveryProblem } from './destination.ts';
import { folderAdapter } from './folder-adapter.ts';
import { postgresqlAdapter } from './postgresql-adapter.ts';
import { s3Adapter } from './s3-adapter.ts';
import { webdavAdapter } from './webdav-adapter.ts';

/** The adapter of a destination, with its secret from the system's store, by the network's proxy and authorities. */
export async function adapterFor(destination: Destination, secrets: SecretStore, network?: Network): Promise<Adapter> {
  if (destination.kind === 'folder') return folderAdapter(destination.folder);
  const secret = await secrets.read(destination.id);
  if (secret === null)
    throw new DeliveryProblem(
      'refused',
      `No password is kept for ${destination.name}. Enter it under Exports, Destinations.`,
    );
  if (destination.kind === 'webdav') return webdavAdapter(destination, secret, await routeTo(network, destination.url));
  if (destination.kind === 's3') return s3Adapter(destination, secret, await routeTo(network, destination.endpoint));
  return postgresqlAdapter(destination, secret);
}
