import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { childrenBefore } from '../../../db/erase.ts';
import type { Store } from '../../../db/store.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { type Erasing, type ErasureResult, eraseEverywhere } from '../data-protection/erase-everywhere.ts';
import { childNamed, pseudonymsIn } from '../data-protection/named-child.ts';
import { type ChildKey, loadChildKey } from '../import/child-key.ts';
import { folderOfCopy } from '../keys/database-keys.ts';
import type { CommandParts } from './command-parts.ts';
import type { CommandResult } from './environment.ts';
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

/** Erases every child whose placements all ended before a date. The children of the local copy are those of its copies. */
export function erasingBefore(date: string, why: string, scope: string): Erasing {
  if (
    !/^\d{4}-\d\d-\d\d$/.test(date) ||
    Number.isNaN(Date.parse(date)) ||
    new Date(date).toISOString().slice(0, 10) !== date
  ) {
    throw new OutturnError('invalid-input', `“${date}” is not a date such as 2015-04-01.`);
  }
  const children = new Set<string>();
  return {
    scope,
    why,
    identifiers: [],
    childrenIn(store: Store) {
      const found = childrenBefore(store, date);
      for (const child of found) children.add(child);
      return found;
    },
    isErased: (key) => children.has(key),
  };
}

/** The key of the pseudonyms where it can be read here; none is made for an erasure. */
export function readChildKey(path: string): ChildKey | null {
  if (!existsSync(path)) return null;
  try {
    return loadChildKey(path);
  } catch {
    return null;
  }
}

const recentSchema = z.array(z.object({ path: z.string() }));

/** Scenario files used lately that are still there. */
export function recentIn(folder: string): string[] {
  try {
    const list = recentSchema.parse(JSON.parse(readFileSync(join(folder, 'recent-files.json'), 'utf8')));
    return list.map(({ path }) => path).filter((path) => existsSync(path));
  } catch {
    return [];
  }
}

/** What an erasure did, in words. */
export function described({ scope }: Pick<Erasing, 'scope'>, result: ErasureResult): CommandResult {
  const { record, counts, files, left } = result;
  const nothing = record === null && files.length === 0;
  const whom = scope === 'child' ? 'the child' : `those ${scope}`;
  return {
    json: { command: 'erase', erased: !nothing, record, counts, files, left },
    text: [
      nothing
        ? `Nothing of ${whom} was found in the local copy or in what is kept beside it.`
        : `Everything held of ${whom} was erased${record ? ` on ${formatDate(record.at.slice(0, 10))}, by ${record.who}` : ''}: ${record?.why ?? ''}`,
      ...Object.entries(counts).map(([what, rows]) => `  ${what}: ${rows}`),
      ...files.map(({ file, kind, rows }) => `  ${kind} ${file}${rows > 0 ? `: ${rows}` : ''}`),
      ...left.map(({ file, why }) => `NOT REACHED  ${file}: ${why}`),
      ...(record ? [`Signed record ${record.id}: ${record.signature}`] : []),
      'Counts, kept forecasts and issued periods stay. Files saved, sent or printed elsewhere are not reached from here.',
    ].join('\n'),
    problems: left.length > 0,
  };
}
