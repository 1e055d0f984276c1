import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { databaseKey, type Keyring } from '../../../db/database-key.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Protect, readSecretFile, writeSecretFile } from './secret-file.ts';

/**
 * The keys that encrypt a profile: the local copy, its backups, working copies and the outbox. One file holds them, a line
 * of 64 hexadecimal digits for each, oldest first: protected by the system's own store where the shell hands one in,
 * readable by its owner only where there is none (a server, the command line).
 */
export type DatabaseKeys = {
  /** The keys; made when there are none yet. Throws `key-missing` when they are there and cannot be opened here. */
  keyring(): Promise<Keyring>;
  /** The keys where there are any: a look at a file makes none. */
  existing(): Promise<Keyring | null>;
  /** Replaces the keys by those of a recovery file, in order, oldest first; those in the file already stay. */
  restore(secrets: readonly Uint8Array[]): Promise<void>;
};

const databaseKeyFile = 'database-key';

/** The folder a local copy really stands in: that of the file a link leads to. */
export function folderOfCopy(path: string): string {
  const plain = resolve(path);
  try {
    return dirname(realpathSync(plain));
  } catch {
    return dirname(plain);
  }
}

/**
 * The folder whose keys open a file: that of a local copy is its own, that of a backup or of unsaved work the profile
 * around it.
 */
export function keyFolderOf(path: string): string {
  const own = folderOfCopy(path);
  const inside = /^(.*?)[\\/](?:backups|working|exports|temporary)(?:[\\/]|$)/.exec(own)?.[1];
  return inside !== undefined && !existsSync(join(own, databaseKeyFile)) ? inside : own;
}

/** The keys kept in `<folder>/database-key`; read once. */
export function fileDatabaseKeys(folder: string, protection: Protect): DatabaseKeys {
  const path = join(folder, databaseKeyFile);
  let known: Keyring | null = null;
  const write = (secrets: readonly Uint8Array[]) => {
    const text = secrets.map((secret) => Buffer.from(secret).toString('hex')).join('\n');
    writeSecretFile(path, text, protection);
    known = secrets.map(databaseKey);
    return known;
  };
  const read = (): Keyring | null => {
    const found = readSecretFile(path, protection);
    if (found.kind === 'missing') return null;
    if (found.kind === 'closed') throw closed();
    const lines = found.text.split('\n');
    if (!lines.every((line) => /^[0-9a-f]{64}$/.test(line))) throw damaged();
    const secrets = lines.map((line) => Buffer.from(line, 'hex'));
    if (found.bare) return write(secrets);
    return secrets.map(databaseKey);
  };
  return {
    async keyring() {
      known ??= read() ?? write([randomBytes(32)]);
      return known;
    },
    async existing() {
      known ??= read();
      return known;
    },
    async restore(secrets) {
      const existing = readOr(read, []);
      const ids = new Set(secrets.map((secret) => databaseKey(secret).id));
      write([...existing.filter((key) => !ids.has(key.id)).map((key) => key.secret), ...secrets]);
    },
  };
}

function readOr(read: () => Keyring | null, otherwise: Keyring): Keyring {
  try {
    return read() ?? otherwise;
  } catch (error) {
    if (error instanceof OutturnError && error.code === 'key-missing') return otherwise;
    throw error;
  }
}

const closed = () =>
  new OutturnError(
    'key-missing',
    'The data are encrypted, and their key is protected by this computer’s own key store, which cannot open it here. Open them in the Outturn window, signed in as the person who made them, or bring the key back from its recovery file.',
  );

const damaged = () =>
  new OutturnError(
    'key-missing',
    'The file that holds the key of your data is damaged. Bring the key back from its recovery file; the data themselves are untouched.',
  );
