import { randomBytes } from 'node:crypto';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { FilePurpose } from '../context/desktop-port.ts';

export type Documents = {
  /** A new token for a file a person chose: 32 hexadecimal digits that tell nothing about it. */
  grant(window: number, path: string, purpose: FilePurpose): string;
  /** The file behind a token. A token for writing is spent by this. Throws `forbidden`. */
  resolve(window: number, token: string, purpose: FilePurpose): string;
  /** Forgets every token of a window that has gone. */
  release(window: number): void;
};

type Grant = { window: number; path: string; purpose: FilePurpose };

/** More tokens than a long day of work hands out; beyond it the oldest are forgotten. */
const most = 2000;

/** Keeps which file each token stands for. The page holds tokens only, so it can never name a file by itself. */
export function createDocuments(random: () => string = () => randomBytes(16).toString('hex')): Documents {
  const grants = new Map<string, Grant>();
  return {
    grant(window, path, purpose) {
      // The same file for the same purpose keeps its token, so that a list of recent files does not use them up.
      if (!isWriting(purpose)) {
        for (const [token, known] of grants) {
          if (known.window === window && known.path === path && known.purpose === purpose) return token;
        }
      }
      const token = random();
      grants.set(token, { window, path, purpose });
      const oldest = grants.size > most ? grants.keys().next().value : undefined;
      if (oldest !== undefined) grants.delete(oldest);
      return token;
    },
    resolve(window, token, purpose) {
      const grant = grants.get(token);
      if (!grant || grant.window !== window || grant.purpose !== purpose) {
        throw new OutturnError('forbidden', 'That file was not chosen in this window. Choose it again.');
      }
      if (isWriting(purpose)) grants.delete(token);
      return grant.path;
    },
    release(window) {
      for (const [token, grant] of grants) if (grant.window === window) grants.delete(token);
    },
  };
}

function isWriting(purpose: FilePurpose): boolean {
  return purpose.endsWith('-save');
}
