import { basename } from 'node:path';
import type { InputOf, OutputOf, ServiceMethodName } from '../../../shared/api.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Change } from '../../../shared/scenario/approval.ts';
import { accountName } from '../documents/account.ts';
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
  /** Fonts a report embeds: `inter-regular.otf` and `inter-bold.otf`. */
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
  /** The account somebody works under; that of the system when it is left out. */
  account?: () => string;
  /** Version of the application, as package.json says. */
  version: string;
  /** The proxies and certificate authorities of this computer; Node's own where left out. */
  network?: Network;
  /** What the council's IT lays down for this computer; nothing where left out. */
  policy?: PolicyFound;
};

/** A change of the open scenario made now, under this account. */
export const changeBy = ({ account = accountName, clock }: HandlerContext, by: string): Change => ({
  person: account(),
  at: clock().toISOString().slice(0, 10),
  by,
});

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

/** A text of the page as one line of a question: nothing in it can look like words of ours. */
export const oneLine = (text: string, most = 200): string => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
  const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g, ' ').trim();
  return line.length > most ? `${line.slice(0, most)}…` : line;
};

/**
 * Asks the person at the computer, outside the page: what a page that was taken over says it wants is not what they want.
 * Throws `cancelled` unless they agree.
 */
export async function agreed(
  { desktop }: Pick<HandlerContext, 'desktop'>,
  { message, detail, button }: { message: string; detail: string; button: string },
): Promise<void> {
  const answer = await desktop.ask({
    kind: 'question',
    message: oneLine(message),
    detail,
    buttons: ['Cancel', button],
    cancel: 0,
  });
  if (answer !== 1) throw new OutturnError('cancelled', 'That was not agreed to. Nothing was changed.');
}
