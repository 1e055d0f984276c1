import { OutturnError } from '../shared/model/problem.ts';
import { refuseIssued } from './issued-periods.ts';
import { headOfLog } from './log-chain.ts';
import { digestOfChange, linkOf, newSalt } from './log-digest.ts';
import type { Store } from './store.ts';
import { type Cells, type Entity, type StoredRow, tableOf, tables } from './tables.ts';

/** One row before and after: `before` null is an insert, `after` null a delete. */
export type RowChange = { entity: Entity; id: number; before: Cells | null; after: Cells | null };

/** State of an undo group: it stands, it is undone and may be redone, or it was undone and something else was done since. */
export const groupState = { stands: 0, undone: 1, superseded: 2 } as const;

/** Opens an undo group: everything recorded under its number is undone and redone together. Gives the number. */
export function openGroup(store: Store, label: string, why: string | null): number {
  const at = store.now();
  const supersede = store.query.updateTable('change_groups').set({ undone: groupState.superseded, updated_at: at });
  store.run(supersede.where('undone', '=', groupState.undone));
  return store.run(
    store.query
      .insertInto('change_groups')
      .values({ at, who: store.who, words: label.slice(0, 500), why, created_at: at, updated_at: at }),
  ).id;
}

const insertChange =
  'insert into "changes" (group_id, entity, row_id, "before", "after", created_at, updated_at, "salt", "digest", "chain") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)';

/** Writes one change of a row to the log. Throws `period-issued` for a row of a period that is frozen. */
export function record(store: Store, group: number, at: string, change: RowChange): void {
  refuseIssued(store, change.entity, change.before, change.after);
  const before = change.before && JSON.stringify(change.before);
  const after = change.after && JSON.stringify(change.after);
  const salt = newSalt();
  const digest = digestOfChange(salt, before, after);
  const said = { group_id: group, entity: change.entity, row_id: change.id, created_at: at, digest };
  const chain = linkOf(headOfLog(store), said);
  store.prepare(insertChange).run(group, change.entity, change.id, before, after, at, at, salt, digest, chain);
}

/** A row of a logged table, or null. */
export function rowOf(store: Store, entity: Entity, id: number): StoredRow | null {
  return (store.statement(entity, 'one').get(id) as StoredRow | undefined) ?? null;
}

/** The columns of a row without its id, in the table's order. */
export function cellsOf(entity: Entity, row: Cells): Cells {
  const cells: Cells = {};
  for (const column of tables[entity].columns) cells[column] = row[column] ?? null;
  return cells;
}

/** Bound values of a row in the table's column order. */
export function boundOf(entity: Entity, cells: Cells): (string | number | null)[] {
  return tables[entity].columns.map((column) => cells[column] ?? null);
}

/** Inserts a row, logs it and gives its id. A known id is kept (redo). */
export function insertRow(store: Store, group: number, at: string, entity: Entity, cells: Cells): number {
  const { lastInsertRowid } = store.statement(entity, 'insert').run(...boundOf(entity, cells), at, at);
  const id = Number(lastInsertRowid);
  record(store, group, at, { entity, id, before: null, after: cells });
  return id;
}

/** Replaces a row's columns and logs it. */
export function updateRow(
  store: Store,
  group: number,
  at: string,
  entity: Entity,
  id: number,
  before: Cells,
  after: Cells,
): void {
  writeDifference(store, at, entity, id, before, after);
  record(store, group, at, { entity, id, before, after });
}

/** Writes only the columns that differ: the indexes of the others, keys above all, are left alone. */
function writeDifference(store: Store, at: string, entity: Entity, id: number, before: Cells, after: Cells): void {
  const differing = tables[entity].columns.filter((column) => (before[column] ?? null) !== (after[column] ?? null));
  store.updateOf(entity, differing).run(...differing.map((column) => after[column] ?? null), at, id);
}

/** Deletes a row and logs it. */
export function deleteRow(store: Store, group: number, at: string, entity: Entity, id: number, before: Cells): void {
  store.statement(entity, 'remove').run(id);
  record(store, group, at, { entity, id, before, after: null });
}

/**
 * Puts a row into a given state without logging. `expected` is what it must hold now; throws `row-changed` otherwise,
 * so that undo never overwrites what it does not know, and `period-issued` for a frozen period.
 */
export function restoreRow(
  store: Store,
  entity: string,
  id: number,
  expected: Cells | null,
  wanted: Cells | null,
): void {
  const table = tableOf(entity);
  refuseIssued(store, table.entity, expected, wanted);
  const now = rowOf(store, table.entity, id);
  const same = table.columns.every((column) => (now?.[column] ?? null) === (expected?.[column] ?? null));
  if ((now === null) !== (expected === null) || !same) {
    throw new OutturnError(
      'row-changed',
      `A ${table.singular} in ${table.label} has been changed since, so this cannot be undone or redone. Undo the later change first.`,
      { register: entity, id },
    );
  }
  const at = store.now();
  if (wanted === null) store.statement(table.entity, 'remove').run(id);
  else if (now === null)
    store.statement(table.entity, 'insertWithId').run(id, ...boundOf(table.entity, wanted), at, at);
  else writeDifference(store, at, table.entity, id, now, wanted);
}
