import { accessSync, constants, copyFileSync, existsSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import type { Keyring } from '../../../db/database-key.ts';
import { readSnapshot } from '../../../db/snapshot.ts';
import { openStore, type Store } from '../../../db/store.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { accountName } from '../documents/account.ts';
import { scenarioForData } from '../documents/open-document.ts';
import { notAFile, readFailure } from '../files/file-failure.ts';
import { fileSystem } from '../files/file-system.ts';
import { withPrivateFolder } from '../files/private-folder.ts';
import { fileDatabaseKeys, keyFolderOf } from '../keys/database-keys.ts';
import { readScenarioFile } from '../scenario-files/scenario-file.ts';
import type { Environment } from './environment.ts';

/** Works on a local copy and leaves it as one file. Unless `make`, a copy that is not there is an error. */
export async function withWorkspace<T>(
  path: string,
  environment: Environment,
  make: boolean,
  work: (store: Store) => Promise<T> | T,
): Promise<T> {
  const given = resolve(path);
  // The copy itself, where a link leads to it: its keys and backups stand beside it and not beside the link.
  const file = existsSync(given) ? realpathSync(given) : given;
  if (!make && !existsSync(file)) {
    throw new OutturnError(
      'file-missing',
      `There is no local copy “${basename(file)}” in ${dirname(file)}. Make one with: outturn import <files> --workspace ${path}`,
    );
  }
  const kind = (await fileSystem.stat(file))?.kind ?? 'file';
  if (kind !== 'file') throw readFailure(notAFile(kind), basename(file));
  if (existsSync(file) && !isWritable(dirname(file))) {
    return withPrivateFolder(temporaryPlace(file), (folder) => workOnCopy(file, folder, environment, work));
  }
  return workOn(file, await keysOf(file, environment), environment, work);
}

/** The keys of a local copy: beside it, or in the folder the environment names. Made when there are none. */
export const keysOf = (path: string, { keys }: Environment): Promise<Keyring> =>
  fileDatabaseKeys(keys ?? keyFolderOf(path), () => null).keyring();

/** The same for a file that is only looked at: none are made. */
export const existingKeysOf = (path: string, { keys }: Environment): Promise<Keyring | null> =>
  fileDatabaseKeys(keys ?? keyFolderOf(path), () => null).existing();

async function workOn<T>(
  file: string,
  keys: Keyring,
  { clock, account = accountName }: Environment,
  work: (store: Store) => Promise<T> | T,
): Promise<T> {
  const backupFolder = join(dirname(file), 'backups');
  const store = await openStore(file, { clock, backupFolder, keys, who: account() });
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

/** A copy on a drive that can only be read is read from a copy of its encrypted bytes, which no command may change. */
async function workOnCopy<T>(
  file: string,
  folder: string,
  environment: Environment,
  work: (store: Store) => Promise<T> | T,
): Promise<T> {
  const copy = join(folder, 'workspace.sqlite');
  for (const end of ['', '-wal']) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
  const keys = await keysOf(file, environment);
  return workOn(copy, keys, environment, (store) => {
    store.prepare('pragma query_only = on').all();
    return work(store);
  });
}

/** Where temporary work on a file stands: beside it; for one on a drive that can only be read, in a folder of this user. */
export const temporaryPlace = (path: string): string =>
  isWritable(dirname(path)) ? dirname(path) : join(tmpdir(), `outturn-${userInfo().uid}`);

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

export type BaseOptions = {
  workspace?: string;
  scenario?: string;
  year?: string;
  period?: number;
  paths?: number;
  seed?: number;
  passphraseFile?: string;
};

/** The data and the scenario a command works on: those of a scenario file, of a local copy, or levers of one on the other. */
export async function baseOf(
  options: BaseOptions,
  environment: Environment,
): Promise<{ snapshot: Snapshot; scenario: Scenario }> {
  if (!options.workspace && !options.scenario) {
    throw new OutturnError('invalid-input', 'Say which data: --workspace FILE, or --scenario FILE, or both.');
  }
  const file = options.scenario ? await readScenarioFile(resolve(options.scenario), passphraseOf(options)) : null;
  const snapshot = options.workspace
    ? await withWorkspace(options.workspace, environment, false, readSnapshot)
    : file?.document.snapshot;
  if (!snapshot) throw new OutturnError('no-data', 'There are no data to work on.');
  const begun = file?.document.scenario ?? scenarioForData(snapshot, environment.clock().toISOString().slice(0, 10));
  return { snapshot, scenario: withOptions(begun, options, snapshot) };
}

/** There is no outturn without budget lines: said before an empty table is printed. */
export function requireLines({ snapshot, scenario }: { snapshot: Snapshot; scenario: Scenario }): void {
  if (snapshot.budgetLines.some((line) => line.year === scenario.year)) return;
  const years = [...new Set(snapshot.budgetLines.map((line) => line.year))].sort().join(', ');
  throw new OutturnError(
    'no-data',
    `There are no budget lines for ${scenario.year}${years ? `; there are for ${years}` : ''}. Import budget lines first, or give another --year.`,
  );
}

function withOptions(scenario: Scenario, options: BaseOptions, snapshot: Snapshot): Scenario {
  const year = options.year ?? scenario.year;
  const latest = snapshot.actuals
    .filter((row) => row.year === year)
    .reduce((most, row) => Math.max(most, row.period), 0);
  return {
    ...scenario,
    year,
    period: options.period ?? (year === scenario.year ? scenario.period : latest),
    paths: options.paths ?? scenario.paths,
    seed: options.seed ?? scenario.seed,
  };
}

/**
 * The passphrase in the first line of a file: never on the command line, where other users could read it. Windows writes
 * a mark before the text, or two bytes a letter: the passphrase is what a person would type.
 */
export function passphraseOf({ passphraseFile }: { passphraseFile?: string }): string | null {
  if (passphraseFile === undefined) return null;
  const name = basename(passphraseFile);
  let bytes: Buffer;
  try {
    bytes = readFileSync(resolve(passphraseFile));
  } catch {
    throw new OutturnError('file-missing', `The passphrase file “${name}” cannot be read.`);
  }
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  const [first = ''] = bytes
    .toString(wide ? 'utf16le' : 'utf8')
    .replace(/^\ufeff/, '')
    .split(/\r?\n/);
  if (first === '')
    throw new OutturnError('invalid-input', `The first line of the passphrase file “${name}” is empty.`);
  return first;
}

/** The same where it will protect a file: as long as the window asks for. */
export function newPassphraseOf(options: { passphraseFile?: string }): string | null {
  const passphrase = passphraseOf(options);
  if (passphrase !== null && passphrase.length < 8)
    throw new OutturnError('invalid-input', 'A passphrase has at least 8 characters.');
  return passphrase;
}
