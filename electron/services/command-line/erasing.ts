import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { childrenBefore } from '../../../db/erase.ts';
import type { Store } from '../../../db/store.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Erasing, ErasureResult } from '../data-protection/erase-everywhere.ts';
import { type ChildKey, loadChildKey } from '../import/child-key.ts';
import type { CommandResult } from './environment.ts';

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
export const recentSchema = z.array(z.object({ path: z.string() }));
