import type { Edit } from '../shared/api.ts';
import { registers } from '../shared/model/registers.ts';

/** `entry` → `entries`, `saving` → `savings`. */
export function plural(word: string): string {
  return word.endsWith('y') && !/[aeiou]y$/.test(word) ? `${word.slice(0, -1)}ies` : `${word}s`;
}

const verbs = { update: 'Change', insert: 'Add', delete: 'Delete' } as const;

/** What a set of edits does, for the undo menu: "Change 3 savings", "Change 5 rows in 2 registers". */
export function editLabel(edits: readonly Edit[]): string {
  const names = [...new Set(edits.map((edit) => edit.register))];
  const operations = [...new Set(edits.map((edit) => edit.op))];
  const rows = new Set(edits.map((edit, index) => `${edit.register} ${edit.op === 'insert' ? `+${index}` : edit.id}`))
    .size;
  const verb = operations.length === 1 && operations[0] ? verbs[operations[0]] : 'Change';
  const [only] = names;
  if (names.length === 1 && only) {
    const { singular } = registers[only];
    return `${verb} ${rows === 1 ? `1 ${singular}` : `${rows} ${plural(singular)}`}`;
  }
  return `${verb} ${rows} rows in ${names.length} registers`;
}
