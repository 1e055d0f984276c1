import { existsSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { formatDate } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { readFailure } from '../files/file-failure.ts';
import { fileSystem } from '../files/file-system.ts';
import { ownerOnly, replaceFile } from '../files/replace-file.ts';
import { loadChildKey, writeChildKey } from '../import/child-key.ts';
import { fileDatabaseKeys, keyFolderOf } from '../keys/database-keys.ts';
import { readRecoveryFile, recoveryFile } from '../keys/recovery.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult } from './environment.ts';
import { newPassphraseOf, passphraseOf } from './workspace.ts';

type Options = { workspace: string; out?: string; from?: string; passphraseFile: string };

/** `key export|restore`: the keys of a local copy in a file under a passphrase, and back on another computer. */
export function addKey({ program, environment, finish }: CommandParts): void {
  program
    .command('key')
    .description(
      'the keys of a local copy: export them to a recovery file under a passphrase, or restore them from one',
    )
    .argument('<action>', 'export or restore')
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--out <file>', 'export: the recovery file to write')
    .option('--from <file>', 'restore: the recovery file')
    .requiredOption(
      '--passphrase-file <file>',
      'file whose first line is the passphrase, or the code, of the recovery file',
    )
    .option('--json', 'print one JSON document')
    .action(async (action: string, options: Options) => {
      const folder = environment.keys ?? keyFolderOf(options.workspace);
      if (action === 'export') finish(await exportKeys(folder, options, environment.clock()));
      else if (action === 'restore') finish(await restoreKeys(folder, options));
      else throw new OutturnError('invalid-input', `There is no action “${action}”: say export or restore.`);
    });
}

async function exportKeys(folder: string, options: Options, now: Date): Promise<CommandResult> {
  const passphrase = newPassphraseOf(options);
  if (options.out === undefined) throw new OutturnError('invalid-input', 'Say where to write it: --out FILE.');
  const path = resolve(options.out);
  if (existsSync(path))
    throw new OutturnError('file-exists', `“${basename(path)}” is there already. Nothing was written.`);
  const keys = await fileDatabaseKeys(folder, () => null).existing();
  if (keys === null) throw new OutturnError('key-missing', 'There are no keys beside that local copy to export.');
  const childPath = join(folder, 'child-key');
  const childKeys = existsSync(childPath) ? loadChildKey(childPath) : null;
  await replaceFile(path, await recoveryFile(keys, childKeys, passphrase ?? '', now), null, fileSystem, ownerOnly);
  return {
    json: {
      command: 'key',
      action: 'export',
      file: path,
      databaseKeys: keys.length,
      childKeys: childKeys?.length ?? 0,
    },
    text: `The keys are in ${path}, under the passphrase. Keep the two apart from each other and from this computer: who has both opens the data.`,
    problems: false,
  };
}

async function restoreKeys(folder: string, options: Options): Promise<CommandResult> {
  if (options.from === undefined) throw new OutturnError('invalid-input', 'Give the recovery file: --from FILE.');
  const path = resolve(options.from);
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw readFailure(error, basename(path));
  }
  const { created, databaseKeys, childKeys } = await readRecoveryFile(bytes, passphraseOf(options) ?? '');
  const childPath = join(folder, 'child-key');
  // Where the key is of another past, both cannot be right: that is found before anything is written.
  if (childKeys !== null) refuseOtherChildKey(childPath, childKeys);
  await fileDatabaseKeys(folder, () => null).restore(databaseKeys);
  if (childKeys !== null) writeChildKey(childPath, longer(childPath, childKeys), () => null);
  return {
    json: {
      command: 'key',
      action: 'restore',
      folder,
      created,
      databaseKeys: databaseKeys.length,
      childKeys: childKeys?.length ?? 0,
    },
    text: `The keys of ${formatDate(created.slice(0, 10))} are restored in ${folder}. The next start of the window puts them under this computer’s own protection.`,
    problems: false,
  };
}

/** The key behind the pseudonyms that is there; null when there is none, or none that this computer can open. */
function childKeysAt(path: string): readonly Uint8Array[] | null {
  if (!existsSync(path) || readFileSync(path, 'utf8').startsWith('protected:')) return null;
  return loadChildKey(path);
}

const longer = (path: string, given: readonly Uint8Array[]) => {
  const there = childKeysAt(path) ?? [];
  return there.length > given.length ? there : given;
};

function refuseOtherChildKey(path: string, given: readonly Uint8Array[]): void {
  const there = childKeysAt(path) ?? [];
  const common = Math.min(there.length, given.length);
  if (there.slice(0, common).every((key, at) => Buffer.from(key).equals(Buffer.from(given[at] ?? [])))) return;
  throw new OutturnError(
    'invalid-input',
    'There is another pseudonym key beside that local copy: with the one of the recovery file the same child would look like two. Nothing was changed. Restore into a folder of its own, or move “child-key” away first.',
  );
}
