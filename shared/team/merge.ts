import { changeBetween, differingFields, rowName, type TeamCells, type TeamChange, type TeamState } from './change.ts';

/** What both sides changed in different ways, to be asked: a field with three values, or a whole row (`field` null). */
export type TeamConflict = {
  register: string;
  key: string;
  field: string | null;
  /** Why it is asked; of a field that both changed there is nothing more to say. */
  reason: string | null;
  base: TeamCells | null;
  mine: TeamCells | null;
  theirs: TeamCells | null;
};

/** A conflict as it is kept until somebody chooses; `who` and `why` are the others', `ownWhy` why the row was changed here. */
export type OpenConflict = TeamConflict & {
  id: number;
  who: string;
  why: string | null;
  ownWhy: string | null;
  at: string;
};

export type Merge = {
  /** What to change here so that what the others did is in it. */
  take: TeamChange[];
  /** Here the row or field stays as it is until somebody chooses. */
  conflicts: TeamConflict[];
};

export type MergeRules = {
  /** Why a change of the others cannot be taken here by itself (a frozen period); null when it can. */
  refuse?: (change: TeamChange) => string | null;
};

/** Fields by which a scenario says how far its sign-off is. */
const scenarioRegister = 'scenarios';
const isApproved = (cells: TeamCells | null | undefined) => cells?.status === 'approved';

/**
 * Merges what the others did (`base` to `theirs`) into what is here (`base` to `mine`), row by row and field by field. What
 * only one side changed is taken; what both changed alike is no question; all else is asked, and nothing of either side is
 * lost. An approved scenario takes no merge: where both sides changed it, it is asked as a whole.
 */
export function mergeStates(base: TeamState, mine: TeamState, theirs: TeamState, rules: MergeRules = {}): Merge {
  const merge: Merge = { take: [], conflicts: [] };
  const names = new Set<string>();
  for (const state of [base, theirs]) for (const name of state.keys()) names.add(name);
  for (const name of [...names].sort()) {
    const [was, there] = [base.get(name) ?? null, theirs.get(name) ?? null];
    if (was === there) continue;
    const at = name.indexOf(' ');
    const [register, key] = [name.slice(0, at), name.slice(at + 1)];
    const change = changeBetween(register, key, was, there);
    if (change) mergeRow(merge, change, was, mine.get(name) ?? null, there, rules);
  }
  return merge;
}

function mergeRow(
  merge: Merge,
  change: TeamChange,
  base: TeamCells | null,
  mine: TeamCells | null,
  theirs: TeamCells | null,
  { refuse }: MergeRules,
): void {
  const { register, key } = change;
  const ask = (field: string | null, reason: string | null) =>
    merge.conflicts.push({
      ...{ register, key, field, reason },
      ...(field === null
        ? { base, mine, theirs }
        : { base: base && only(base, field), mine: mine && only(mine, field), theirs: theirs && only(theirs, field) }),
    });
  if (changeBetween(register, key, mine, theirs) === null) return;
  const untouched = changeBetween(register, key, base, mine) === null;
  const refused = refuse?.(change) ?? null;
  if (refused !== null) return void ask(null, refused);
  if (untouched) return void merge.take.push(change);
  if (register === scenarioRegister && [base, mine, theirs].some(isApproved)) {
    return void ask(null, 'An approved scenario takes no merge.');
  }
  if (mine === null || theirs === null) {
    return void ask(null, mine === null ? 'Deleted here, changed by others.' : 'Changed here, deleted by others.');
  }
  const taken: TeamCells = {};
  for (const field of differingFields(mine, theirs)) {
    const was = base?.[field] ?? null;
    const [here, there] = [mine[field] ?? null, theirs[field] ?? null];
    if (there === was && base !== null) continue;
    if (here === was && base !== null) taken[field] = there;
    else ask(field, null);
  }
  if (Object.keys(taken).length === 0) return;
  const before = Object.fromEntries(Object.keys(taken).map((field) => [field, mine[field] ?? null]));
  merge.take.push({ register, key, before, after: taken });
}

const only = (cells: TeamCells, field: string): TeamCells => ({ [field]: cells[field] ?? null });

/** What a row of one register names in another. */
export type Reference = { register: string; columns: readonly string[]; target: string };

/**
 * Takes out of a merge what would leave a row naming one that is not there, and asks it instead: the others deleted what is
 * named here, or added what names something deleted here.
 */
export function askDangling(merge: Merge, mine: TeamState, references: readonly Reference[]): Merge {
  const result: Merge = { take: [...merge.take], conflicts: [...merge.conflicts] };
  for (;;) {
    const state = after(mine, result.take);
    const dangling = firstDangling(state, references, result.take);
    if (!dangling) return result;
    result.take.splice(dangling.at, 1);
    const { register, key } = dangling.change;
    const row = mine.get(rowName(register, key)) ?? null;
    result.conflicts.push({
      ...{ register, key, field: null, reason: dangling.reason },
      ...{ base: row, mine: row, theirs: dangling.change.after && { ...row, ...dangling.change.after } },
    });
  }
}

function after(mine: TeamState, take: readonly TeamChange[]): Map<string, TeamCells> {
  const state = new Map(mine);
  for (const { register, key, after: cells } of take) {
    const name = rowName(register, key);
    if (cells === null) state.delete(name);
    else state.set(name, { ...state.get(name), ...cells });
  }
  return state;
}

function firstDangling(
  state: ReadonlyMap<string, TeamCells>,
  references: readonly Reference[],
  take: readonly TeamChange[],
): { at: number; change: TeamChange; reason: string } | null {
  const touched = new Map(take.map((change, at) => [rowName(change.register, change.key), at]));
  if (touched.size === 0) return null;
  for (const { register, columns, target } of references) {
    const targets = take.some((change) => change.register === target && change.after === null);
    const own = take.some((change) => change.register === register && change.after !== null);
    if (!targets && !own) continue;
    for (const [name, cells] of state) {
      if (!name.startsWith(`${register} `)) continue;
      const named = columns.map((column) => cells[column] ?? null);
      if (named.some((value) => value === null)) continue;
      const wanted = rowName(target, JSON.stringify(named));
      if (state.has(wanted)) continue;
      const deleted = touched.get(wanted);
      const added = touched.get(name);
      const at = deleted ?? added;
      if (at === undefined) continue;
      const reason =
        deleted === undefined
          ? `It names ${named.join(' · ')}, which is not here.`
          : 'Others deleted it; a row here still names it.';
      return { at, change: take[at] as TeamChange, reason };
    }
  }
  return null;
}
