import type { ChangedRow, ChangeRecord, EditResult } from '../shared/api.ts';
import { OutturnError } from '../shared/model/problem.ts';
import { type RegisterName, registers } from '../shared/model/registers.ts';
import { groupState, restoreRow } from './change-log.ts';
import { checkReferences } from './references.ts';
import type { Store } from './store.ts';
import { type Cells, type Entity, tableOf } from './tables.ts';

type Group = { id: number; words: string };
type Logged = { entity: string; row_id: number; before: string | null; after: string | null };

/** The group that undo would take back: the newest that stands and was made here. What came from others is theirs. */
function lastStanding(store: Store): Group | null {
  const query = store.query
    .selectFrom('change_groups')
    .select(['id', 'words'])
    .where('undone', '=', groupState.stands)
    .where('id', 'not in', store.query.selectFrom('team_groups').select('group_id'));
  return store.rows(query.orderBy('id', 'desc').limit(1))[0] ?? null;
}

/** The group that redo would bring back: the oldest undone one, unless something else was done since. */
function firstUndone(store: Store): Group | null {
  const query = store.query.selectFrom('change_groups').select(['id', 'words']).where('undone', '=', groupState.undone);
  return store.rows(query.orderBy('id', 'asc').limit(1))[0] ?? null;
}

/** The labels of what undo and redo would do, for the menu; null when there is nothing. */
export function undoLabel(store: Store): { undo: string | null; redo: string | null } {
  return { undo: lastStanding(store)?.words ?? null, redo: firstUndone(store)?.words ?? null };
}

/** Takes back the newest group that stands. Throws `nothing-to-undo`, or `row-changed` when a row is not as it left it. */
export function undo(store: Store): EditResult {
  const group = lastStanding(store);
  if (!group) throw new OutturnError('nothing-to-undo', 'There is nothing to undo.');
  return undoGroup(store, group.id);
}

/** Brings back the oldest undone group. Throws `nothing-to-redo`, or `row-changed`. */
export function redo(store: Store): EditResult {
  const group = firstUndone(store);
  if (!group) throw new OutturnError('nothing-to-redo', 'There is nothing to redo.');
  return turn(store, group, 'redo');
}

/** The import that undo would take back, with the rows it would touch; null when the newest step is none. */
export function importToUndo(
  store: Store,
): { files: string[]; at: string; added: number; changed: number; removed: number } | null {
  const group = lastStanding(store);
  const query = store.query
    .selectFrom('imports')
    .select(['files', 'at'])
    .where('group_id', '=', group?.id ?? 0);
  const found = store.rows(query)[0];
  if (!group || !found) return null;
  const counts = store
    .prepare(
      `select count(*) filter (where "before" is null) as added,
        count(*) filter (where "before" is not null and "after" is not null) as changed,
        count(*) filter (where "after" is null) as removed
      from "changes" where group_id = ? and entity <> 'settings'`,
    )
    .get(group.id) as { added: number; changed: number; removed: number };
  return { files: JSON.parse(found.files) as string[], at: found.at, ...counts };
}

/** Takes back one group whatever came after it, so long as its rows are as it left them. Throws `row-changed`. */
export function undoGroup(store: Store, id: number): EditResult {
  const query = store.query.selectFrom('change_groups').select(['id', 'words']).where('id', '=', id);
  const group = store.rows(query.where('undone', '=', groupState.stands))[0];
  const ofOthers = store.query.selectFrom('team_groups').select('group_id').where('group_id', '=', id);
  if (store.rows(ofOthers).length > 0) {
    throw new OutturnError(
      'nothing-to-undo',
      'That came from the shared copy: change it back instead, so that all see it.',
    );
  }
  if (!group) throw new OutturnError('nothing-to-undo', 'That change has already been undone.');
  return turn(store, group, 'undo');
}

function turn(store: Store, group: Group, direction: 'undo' | 'redo'): EditResult {
  const back = direction === 'undo';
  return store.transaction(direction, () => {
    const query = store.query
      .selectFrom('changes')
      .select(['entity', 'row_id', 'before', 'after'])
      .where('group_id', '=', group.id);
    const logged = store.rows<Logged>(query.orderBy('id', back ? 'desc' : 'asc'));
    const changed = new Map<string, ChangedRow>();
    let beyond = false;
    const touched = new Set<Entity>();
    for (const { entity, row_id: id, before, after } of logged) {
      // What was erased is not brought back.
      if (before === null && after === null) continue;
      const [from, to] = (back ? [after, before] : [before, after]).map((text) =>
        text === null || text === undefined ? null : (JSON.parse(text) as Cells),
      );
      restoreRow(store, entity, id, from ?? null, to ?? null);
      touched.add(tableOf(entity).entity);
      if (!Object.hasOwn(registers, entity)) {
        beyond = true;
        continue;
      }
      const register = entity as RegisterName;
      changed.set(`${entity} ${id}`, { register, id, row: to ? { id, ...to } : null });
    }
    checkReferences(store, touched);
    const flag = store.query
      .updateTable('change_groups')
      .set({ undone: back ? groupState.undone : groupState.stands, updated_at: store.now() });
    store.run(flag.where('id', '=', group.id));
    return { group: group.id, label: group.words, changed: [...changed.values()], ...(beyond ? { beyond } : {}) };
  });
}

/** The change log, newest first: at most `limit` rows older than change `before` (null: from the newest). */
export function listChanges(store: Store, before: number | null, limit: number): ChangeRecord[] {
  const query = store.query
    .selectFrom('changes')
    .innerJoin('change_groups', 'change_groups.id', 'changes.group_id')
    .select([
      'changes.id as id',
      'changes.group_id as group',
      'change_groups.at as when',
      'change_groups.who as who',
      'changes.entity as register',
      'changes.row_id as rowId',
      'change_groups.words as label',
      'changes.before as before',
      'changes.after as after',
      'change_groups.why as why',
      'change_groups.undone as undone',
    ])
    .where('changes.id', '<', before ?? Number.MAX_SAFE_INTEGER);
  const rows = store.rows(query.orderBy('changes.id', 'desc').limit(limit));
  return rows.map((row) => ({ ...row, undone: row.undone !== groupState.stands }));
}
