import { groupState } from './change-log.ts';
import type { Store } from './store.ts';
import { type Cells, type Entity, tables } from './tables.ts';

/** A row that was edited here since it came from a source. */
export type EditedRow = {
  id: number;
  /** What sources last said, cell by cell; a cell no source ever spoke for is missing. */
  imported: Cells;
  /** The row as the log last knew it; null when it was deleted here. */
  stored: Cells | null;
};

type Logged = { entity: string; row_id: number; before: string | null; after: string | null; import: number | null };

const logged = `
  select c.entity as entity, c.row_id as row_id, c."before" as "before", c."after" as "after", i.id as "import"
  from "changes" c join "change_groups" g on g.id = c.group_id left join "imports" i on i.group_id = g.id
  where g.undone = ${groupState.stands} and c.entity in (?, 'sourceValues')
    and (c."before" is not null or c."after" is not null) order by c.id`;

/**
 * The rows of a register that were edited or deleted here, with what sources last said of them, told by the change
 * log: what an import wrote is what a source said; undone changes count for nothing. Rows only ever written by imports
 * are not listed. A row deleted by an import is nobody's edit.
 */
export function editedRows(store: Store, register: Entity): Map<number, EditedRow> {
  const rows = store.prepare(logged).all(register) as Logged[];
  const touched = new Set(
    rows.filter((row) => row.import === null && row.entity === register).map((row) => row.row_id),
  );
  const edited = new Map<number, EditedRow>();
  if (touched.size === 0) return edited;
  const of = (id: number) => {
    const known = edited.get(id) ?? { id, imported: {}, stored: null };
    edited.set(id, known);
    return known;
  };
  for (const { entity, row_id, before: earlier, after: later, import: fromImport } of rows) {
    if (entity === 'sourceValues') {
      const note = later === null ? null : (JSON.parse(later) as Cells);
      if (note?.register === register && touched.has(Number(note.sourceRowId)))
        of(Number(note.sourceRowId)).imported[String(note.columnKey)] = JSON.parse(String(note.value)) as Cells[string];
      continue;
    }
    if (!touched.has(row_id)) continue;
    const row = of(row_id);
    const before = earlier === null ? null : (JSON.parse(earlier) as Cells);
    const after = later === null ? null : (JSON.parse(later) as Cells);
    row.stored = after;
    if (fromImport === null) continue;
    for (const column of tables[register].columns) {
      if (after && (before === null || before[column] !== after[column])) row.imported[column] = after[column] ?? null;
    }
    if (after === null) edited.delete(row_id);
  }
  return edited;
}
