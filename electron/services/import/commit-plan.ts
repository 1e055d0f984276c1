import { deleteRow, insertRow, openGroup, updateRow } from '../../../db/change-log.ts';
import { checkReferences } from '../../../db/references.ts';
import { type WrittenRow, writeOrigins } from '../../../db/row-origins.ts';
import { type SettingKey, writeSettings } from '../../../db/settings.ts';
import type { Store } from '../../../db/store.ts';
import { type Cells, type Entity, type StoredRow, tables } from '../../../db/tables.ts';
import type { ImportResult } from '../../../shared/api.ts';
import { fingerprint } from '../../../shared/import-mapping/header.ts';
import { withoutStated } from '../../../shared/import-mapping/stated.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { EpisodePlan, Plan } from './import-plan.ts';
import { keepPostings } from './kept-postings.ts';
import { reconciledFiles, writeReconciliations } from './kept-reconciliation.ts';
import type { SourceNote } from './local-edits.ts';
import { problemsWithOriginals } from './problem-list.ts';
import type { Understood } from './understood.ts';

/** What happens to rows that a full extract no longer holds. */
export type CommitOptions = { gone?: 'keep' | 'remove' };

/**
 * Writes a plan in one transaction, as one undo group, with the problems beside it. The same data twice writes nothing
 * and gives `importId` null. Throws `row-invalid` when a row to remove is still named by another.
 */
export function commitPlan(
  store: Store,
  plan: Plan,
  understood: Understood,
  settings: Partial<Record<SettingKey, string>>,
  options: CommitOptions,
  pseudonym: (identifier: string) => string,
  notes: readonly SourceNote[] = [],
): ImportResult {
  return store.transaction('commit import', () => {
    const at = store.now();
    const files = understood.files.map((file) => file.name);
    const label = files.length === 1 ? `Import ${files[0]}` : `Import ${files.length} files`;
    let group = 0;
    const inGroup = () => {
      group ||= openGroup(store, label, null);
      return group;
    };
    const touched = new Set<Entity>();
    const counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
    const fileOf = new Map(understood.files.map((file) => [file.index, file.name]));
    const written: WrittenRow[] = [];
    for (const { register, add, change, unchanged, gone, remove } of plan.registers) {
      for (const row of add) {
        const id = insertRow(store, inGroup(), at, register, row.cells);
        written.push({ register, id, file: fileOf.get(row.source) ?? '', line: row.row });
      }
      for (const { id, before, after, source, row } of change) {
        updateRow(store, inGroup(), at, register, id, before, after);
        written.push({ register, id, file: fileOf.get(source) ?? '', line: row });
      }
      counts.added += add.length;
      counts.changed += change.length;
      counts.unchanged += unchanged.length;
      if (add.length + change.length > 0) touched.add(register);
      const leaving = options.gone === 'remove' ? [...remove, ...gone] : remove;
      for (const { id, ...cells } of leaving) deleteRow(store, inGroup(), at, register, id, cells as Cells);
      counts.removed += leaving.length;
      if (leaving.length > 0) touched.add(register);
    }
    writeEpisodes(store, at, inGroup, plan.episodes);
    writeNotes(store, at, inGroup, notes);
    checkReferences(store, touched);
    const childRows = plan.registers.some((one) => one.register === 'placements' && one.add.length > 0);
    const { child_key: mark, ...others } = settings;
    counts.changed += writeSettings(store, inGroup, others);
    if (childRows && mark) writeSettings(store, inGroup, { child_key: mark });
    const problems = problemsWithOriginals(plan, understood, pseudonym);
    // Two files may have one name: rows are told apart by the file they came from.
    const rejected = new Set(plan.problems.filter((one) => one.rejects).map((one) => `${one.source} ${one.row}`)).size;
    const importId =
      group || problems.length > 0 ? writeImport(store, at, group, files, { ...counts, rejected }) : null;
    if (importId !== null) {
      writeOrigins(store, importId, written);
      keepPostings(store, importId, at, plan, fileOf);
      writeReconciliations(store, importId, at, reconciledFiles(store, plan, understood));
      const insert = store.prepare(
        'insert into "import_problems" (import_id, "file", "row", column_header, code, message, "before", "after", original, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      );
      for (const one of problems) {
        const original = one.original && JSON.stringify(one.original);
        insert.run(
          importId,
          one.file,
          one.row,
          one.column,
          one.code,
          one.message,
          one.before,
          one.after,
          original,
          at,
          at,
        );
      }
    }
    rememberMappings(store, at, understood);
    return { importId, ...counts, rejected };
  });
}

/** Episodes carry the number of the import that brought them: the one about to be written. */
function writeEpisodes(store: Store, at: string, group: () => number, { add, change, remove }: EpisodePlan): void {
  if (add.length + change.length + remove.length === 0) return;
  const last = store.prepare("select seq from sqlite_sequence where name = 'imports'").get() as
    | { seq: number }
    | undefined;
  const importId = (last?.seq ?? 0) + 1;
  for (const { id, ...cells } of remove) deleteRow(store, group(), at, 'episodes', id, cells as Cells);
  for (const { id, before, after } of change) {
    updateRow(store, group(), at, 'episodes', id, before, { ...after, importId });
  }
  for (const cells of add) insertRow(store, group(), at, 'episodes', { ...cells, importId });
}

/** Remembers what the source said of cells that stay as edited here; undone with the import. */
function writeNotes(store: Store, at: string, group: () => number, notes: readonly SourceNote[]): void {
  if (notes.length === 0) return;
  const nameOf = (row: Cells) => `${row.register}:${row.sourceRowId}:${row.columnKey}`;
  const storedValues = new Map(
    (store.statement('sourceValues', 'all').all() as StoredRow[]).map((row) => [nameOf(row), row]),
  );
  for (const note of notes) {
    const known = storedValues.get(nameOf(note));
    if (!known) insertRow(store, group(), at, 'sourceValues', { ...note });
    else if (known.value !== note.value) {
      const { id, ...before } = known;
      updateRow(store, group(), at, 'sourceValues', id, before, { ...note });
    }
  }
}

function writeImport(
  store: Store,
  at: string,
  group: number,
  files: string[],
  { added, changed, unchanged, removed, rejected }: Omit<ImportResult, 'importId'>,
): number {
  // The log of imports counts what is no longer there among what changed.
  const counts = { added, changed: changed + removed, unchanged, rejected };
  const row = { group_id: group || null, at, files: JSON.stringify(files), ...counts, created_at: at, updated_at: at };
  return store.run(store.query.insertInto('imports').values(row)).id;
}

/** Keeps what a person said a header or a whole table means, for the next extract of the same kind. */
function rememberMappings(store: Store, at: string, understood: Understood): void {
  const prints = new Map<string, RegisterName[]>();
  for (const { headers, register } of understood.tables)
    prints.set(fingerprint(headers ?? []), [...(prints.get(fingerprint(headers ?? [])) ?? []), register]);
  for (const [print, into] of prints) {
    // What the table was read into before and is no longer.
    const query = store.query.deleteFrom('table_mappings').where('fingerprint', '=', print);
    store.run(query.where('register', 'not in', into));
  }
  for (const table of understood.tables) {
    // Another file of these headers is meant too: next month's has another name.
    const { file: _file, sheet: _sheet, ...mapping } = withoutStated(table);
    const said = { register: table.register, mapping: JSON.stringify(mapping), updated_at: at };
    const row = { ...said, fingerprint: fingerprint(table.headers ?? []), created_at: at };
    const query = store.query.insertInto('table_mappings').values(row);
    store.run(query.onConflict((conflict) => conflict.columns(['fingerprint', 'register']).doUpdateSet(said)));
  }
  for (const { register, header, column } of understood.mappings) {
    if (column !== '' && !tables[register].columns.includes(column)) continue;
    const row = { register, header, column_key: column, created_at: at, updated_at: at };
    const query = store.query.insertInto('import_mappings').values(row);
    store.run(
      query.onConflict((conflict) =>
        conflict.columns(['register', 'header']).doUpdateSet({ column_key: column, updated_at: at }),
      ),
    );
  }
}
