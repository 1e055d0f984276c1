import { OutturnError } from '../../../shared/model/problem.ts';
import type { Source } from '../../../shared/model/source.ts';
import { type Network, routeTo } from '../network/network.ts';
import { requireAllowed } from '../policy/allowed.ts';
import type { PolicyFound } from '../policy/policy.ts';
import { hostOf, type SecretStore } from '../sync/destination.ts';
import { type SourceFiles, sourceLimits } from './extracts.ts';
import { readFolder } from './folder-source.ts';
import { readQueries } from './postgresql-source.ts';
import { readWebdav } from './webdav-source.ts';

/** Where the secret of a source is kept: beside those of destinations, under a name of its own. */
export const secretNameOf = (id: string): string => `source-${id}`;

export type ReadParts = {
  secrets: SecretStore;
  allowedHosts: readonly string[];
  signal: AbortSignal;
  network?: Network | undefined;
  policy?: PolicyFound | undefined;
};

/** Reads all a source holds; nothing is changed there or here. Throws `source-refused` or `source-unreachable`. */
export async function readSource(source: Source, parts: ReadParts): Promise<SourceFiles> {
  const signal = AbortSignal.any([parts.signal, AbortSignal.timeout(sourceLimits.milliseconds)]);
  const found = await filesOf(source, { ...parts, signal });
  if (found.files.length > 0) return found;
  throw new OutturnError('source-unreachable', `There are no extracts in ${source.name} (CSV, XLSX or ZIP).`);
}

async function filesOf(source: Source, parts: ReadParts): Promise<SourceFiles> {
  requireAllowed(parts.policy, source, 'source-refused');
  if (source.kind === 'folder') return { files: await readFolder(source.folder, parts.signal), registerOf: {} };
  const host = hostOf(source) ?? '';
  if (!parts.allowedHosts.includes(host)) {
    throw new OutturnError(
      'source-refused',
      `${host} is not on the list of hosts you allow. Add it under Exports, Destinations.`,
    );
  }
  const secret = await parts.secrets.read(secretNameOf(source.id));
  if (secret === null)
    throw new OutturnError('source-refused', `No password is kept for ${source.name}. Enter it under Data, Sources.`);
  if (source.kind === 'webdav') {
    const route = await routeTo(parts.network, source.url);
    return { files: await readWebdav(source, secret, parts.signal, route), registerOf: {} };
  }
  return readQueries(source, secret, parts.signal);
}
