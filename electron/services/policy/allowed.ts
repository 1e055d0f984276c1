import { realpathSync } from 'node:fs';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { Destination } from '../../../shared/model/destination.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Source } from '../../../shared/model/source.ts';
import { hostOf } from '../sync/destination.ts';
import type { PolicyFound } from './policy.ts';

/** True when a path lies in one of the folders a policy allows, links followed as far as the path is there. */
export function allowsFolder({ policy }: PolicyFound, path: string): boolean {
  const { folders } = policy;
  if (folders === null) return true;
  const real = follow(resolve(path));
  return folders.some((folder) => {
    const way = relative(follow(resolve(folder)), real);
    return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && resolve(way) !== way);
  });
}

/** The real place of a path, of which the last parts need not be there yet. */
function follow(path: string): string {
  const folder = dirname(path);
  try {
    return realpathSync.native(path);
  } catch {
    return folder === path ? path : join(follow(folder), basename(path));
  }
}

/** True when a host is one a policy allows; `*.council.gov.uk` stands for every host below. */
export function allowsHost({ policy }: PolicyFound, host: string): boolean {
  const name = host.toLowerCase();
  return (
    policy.destinations?.some((one) => {
      const allowed = one.toLowerCase();
      return allowed.startsWith('*.') ? name.endsWith(allowed.slice(1)) : name === allowed;
    }) ?? true
  );
}

/** Why a policy refuses a place that exports go to or data come from; null when it does not. */
export function refusalOf(found: PolicyFound, place: Destination | Source): string | null {
  if (found.problem !== null) return found.problem;
  const host = hostOf(place);
  if (host !== null && !allowsHost(found, host))
    return `${host} is not among the servers your organisation allows. Ask your IT team: the policy of this computer names them.`;
  if (place.kind === 'folder' && !allowsFolder(found, place.folder)) return folderRefusal(found);
  return null;
}

/** The sentence for a folder a policy does not allow. */
export function folderRefusal({ policy, problem }: PolicyFound): string {
  const folders = policy.folders ?? [];
  if (problem !== null || folders.length === 0)
    return problem ?? 'Your organisation’s policy for this computer allows no folder. Ask your IT team.';
  const names = folders.slice(0, 3).join(', ');
  return `Your organisation allows only these folders here: ${names}${folders.length > 3 ? ' and others' : ''}.`;
}

/** Throws `destination-refused` or `source-refused` when a policy does not allow a place. */
export function requireAllowed(
  found: PolicyFound | undefined,
  place: Destination | Source,
  code: 'destination-refused' | 'source-refused',
): void {
  const why = found ? refusalOf(found, place) : null;
  if (why !== null) throw new OutturnError(code, why);
}
