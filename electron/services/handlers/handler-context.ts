import { basename } from 'node:path';
import type { InputOf, OutputOf, ServiceMethodName } from '../../../shared/api.ts';
import type { Network } from '../network/network.ts';
import type { PolicyFound } from '../policy/policy.ts';
import type { Protection } from '../sync/file-secrets.ts';
import type { DesktopPort, FilePurpose } from './desktop-port.ts';

/** Where things are. Nothing else in the services knows a folder. */
export type HandlerPaths = {
  /** The user's own folder: the local copy, working copies, backups, the pseudonym key. */
  profile: string;
  /** The extracts of the sample council that ship with the application. */
  sampleCouncil: string;
  /** Fonts a report embeds: `inter-regular.woff` and `inter-bold.woff`. */
  fonts: string;
  /** The bundle that worker threads run. */
  worker: string;
};

export type HandlerContext = {
  paths: HandlerPaths;
  clock: () => Date;
  desktop: DesktopPort;
  /** The system's own protection of secrets, asked at each use; null where there is none, and a file that only this user may read is used. */
  protection: () => Protection | null;
  /** Version of the application, as package.json says. */
  version: string;
  /** The proxies and certificate authorities of this computer; Node's own where left out. */
  network?: Network;
  /** What the council's IT lays down for this computer; nothing where left out. */
  policy?: PolicyFound;
};

/**
 * The folder a form of a place names: the one behind a fresh token of a dialog, or else the one it has. Null when there
 * is neither.
 */
export const folderChosen = (
  { desktop }: HandlerContext,
  token: string | null,
  purpose: FilePurpose,
  had: string | null,
): string | null => (token === null ? had : desktop.pathOfToken(token, purpose));

/** Asks for a folder; the page gets a token and a name to show. */
export async function chooseFolder(
  { desktop }: HandlerContext,
  purpose: FilePurpose,
): Promise<{ token: string; name: string } | null> {
  const chosen = await desktop.showFolder(purpose);
  return chosen === null ? null : { token: chosen.token, name: basename(chosen.path) };
}

/** One function for every method of shared/api.ts that is not the shell's own. */
export type Handlers = {
  [M in ServiceMethodName]: (input: InputOf<M>) => Promise<OutputOf<M>>;
};
