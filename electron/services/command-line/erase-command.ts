import { join } from 'node:path';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Erasing, eraseEverywhere } from '../data-protection/erase-everywhere.ts';
import { childNamed, pseudonymsIn } from '../data-protection/named-child.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import type { CommandParts } from './command-parts.ts';
import { described, erasingBefore, readChildKey, recentIn } from './erasing.ts';
import { keysOf, passphraseOf, withWorkspace } from './workspace.ts';

type Options = {
  workspace: string;
  child?: string;
  before?: string;
  why: string;
  scenario?: string[];
  passphraseFile?: string;
  childKey?: string;
};

/** `erase`: one child, or every child whose placements all ended before a date, from everything Outturn keeps. */
export function addErase({ program, environment, progress, finish }: CommandParts): void {
  program
    .command('erase')
    .description(
      'erase a child, or all that ended before a date, from a local copy, its log, backups and scenario files',
    )
    .requiredOption('--workspace <file>', 'the local copy')
    .option('--child <identifier>', 'the child’s identifier in the source system, or its pseudonym')
    .option('--before <date>', 'every child whose placements all ended before this date, such as 2015-04-01')
    .requiredOption('--why <text>', 'the reason, kept in the signed record of the erasure')
    .option('--scenario <file...>', 'scenario files to erase from too, beside those used lately')
    .option('--passphrase-file <file>', 'file whose first line is the passphrase of protected scenario files')
    .option('--child-key <file>', 'the key behind the pseudonyms; otherwise “child-key” beside the local copy')
    .option('--json', 'print one JSON document')
    .action(async (options: Options) => {
      const why = options.why.trim();
      if (why === '') throw new OutturnError('invalid-input', 'Give the reason: --why TEXT.');
      const folder = folderOfCopy(options.workspace);
      const erasing = erasingOf(options, why, folder);
      progress('Erasing from backups, scenario files and the local copy …');
      const keys = await keysOf(options.workspace, environment);
      const result = await withWorkspace(options.workspace, environment, false, (store) =>
        eraseEverywhere(store, erasing, [...(options.scenario ?? []), ...recentIn(folder)], passphraseOf(options), {
          profile: folder,
          keys,
          clock: environment.clock,
          version: environment.version,
        }),
      );
      finish(described(erasing, result));
    });
}

function erasingOf({ child, before, childKey }: Options, why: string, folder: string): Erasing {
  if ((child === undefined) === (before === undefined)) {
    throw new OutturnError('invalid-input', 'Say whom to erase: --child IDENTIFIER, or --before DATE.');
  }
  if (child !== undefined) {
    const named = childNamed(child, readChildKey(childKey ?? join(folder, 'child-key')));
    const identifiers = named.identifier === null ? [] : [named.identifier];
    return { scope: 'child', why, identifiers, childrenIn: (store) => pseudonymsIn(store, named), isErased: named.is };
  }
  return erasingBefore(before ?? '', why, `before ${before}`);
}
