import { canonicalJson } from '../scenario-file/canonical-json.ts';

/** The columns of a row that travels; no id, which each computer gives for itself. */
export type TeamCells = Record<string, string | number | null>;

/**
 * One row before and after, named by its register and its key: an insert has no `before`, a delete no `after`, an update just
 * the fields that differ, the same in both.
 */
export type TeamChange = { register: string; key: string; before: TeamCells | null; after: TeamCells | null };

/** Rows by `rowName`: all that a shared copy holds, or a computer of it. */
export type TeamState = ReadonlyMap<string, TeamCells>;

/** A row's key as text: the values of its key columns, in their order. */
export const keyText = (columns: readonly string[], cells: TeamCells): string =>
  canonicalJson(columns.map((column) => cells[column] ?? null));

/** What a row is called in a state. */
export const rowName = (register: string, key: string): string => `${register} ${key}`;

/** Register and key of a row's name. */
export function namedRow(name: string): { register: string; key: string } {
  const at = name.indexOf(' ');
  return { register: name.slice(0, at), key: name.slice(at + 1) };
}

const same = (a: string | number | null | undefined, b: string | number | null | undefined) =>
  (a ?? null) === (b ?? null);

/** The fields of two states of a row that differ, sorted. */
export function differingFields(before: TeamCells, after: TeamCells): string[] {
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].filter((field) => !same(before[field], after[field])).sort();
}

/** The change from one state of a row to another; null where there is none. */
export function changeBetween(
  register: string,
  key: string,
  before: TeamCells | null,
  after: TeamCells | null,
): TeamChange | null {
  if (before === null && after === null) return null;
  if (before === null || after === null) return { register, key, before, after };
  const fields = differingFields(before, after);
  if (fields.length === 0) return null;
  const only = (cells: TeamCells) => Object.fromEntries(fields.map((field) => [field, cells[field] ?? null]));
  return { register, key, before: only(before), after: only(after) };
}

/** All that differs between two states, by register and key. */
export function differences(before: TeamState, after: TeamState): TeamChange[] {
  const found: TeamChange[] = [];
  for (const name of [...new Set([...before.keys(), ...after.keys()])].sort()) {
    const { register, key } = namedRow(name);
    const change = changeBetween(register, key, before.get(name) ?? null, after.get(name) ?? null);
    if (change) found.push(change);
  }
  return found;
}

/**
 * Applies changes to a state in place, each held against what it says was there. Gives the first that does not follow, and
 * leaves it and all after it out; null when all do.
 */
export function applyChanges(state: Map<string, TeamCells>, changes: readonly TeamChange[]): TeamChange | null {
  for (const change of changes) {
    const name = rowName(change.register, change.key);
    const now = state.get(name);
    const { before, after } = change;
    if (before === null) {
      if (now !== undefined || after === null) return change;
      state.set(name, { ...after });
      continue;
    }
    if (now === undefined || Object.keys(before).some((field) => !same(now[field], before[field]))) return change;
    if (after === null) {
      // A deletion says the whole row: one that has gained a field since is another row.
      if (differingFields(before, now).length > 0) return change;
      state.delete(name);
    } else state.set(name, { ...now, ...after });
  }
  return null;
}
