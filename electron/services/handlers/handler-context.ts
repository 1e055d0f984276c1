import type { InputOf, OutputOf, ServiceMethodName } from '../../../shared/api.ts';
import type { Protection } from '../sync/file-secrets.ts';
import type { DesktopPort } from './desktop-port.ts';

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
};

/** One function for every method of shared/api.ts that is not the shell's own. */
export type Handlers = {
  [M in ServiceMethodName]: (input: InputOf<M>) => Promise<OutputOf<M>>;
};
