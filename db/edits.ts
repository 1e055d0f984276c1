import type { ChangedRow, Edit, EditResult } from '../shared/api.ts';
import { OutturnError } from '../shared/model/problem.ts';
import type { Columns } from '../shared/model/register.ts';
import { type RegisterName, registers, rowSchema } from '../shared/model/registers.ts';
import { rowFits } from '../shared/model/row-fits.ts';
import { boundOf, cellsOf, deleteRow, openGroup, record, rowOf, updateRow } from './change-log.ts';
import { editLabel } from './edit-label.ts';
import { checkReferences, headerOf, rowKeyText } from './references.ts';
import type { Store } from './store.ts';
import { type Cells, type Entity, tables } from './tables.ts';

/**
 * Applies edits in one transaction, as one undo group; none is kept when one is refused. Money values are pence. Rows
 * whose values stay the same are not logged; when nothing at all changes `group` is 0. `label` names the group in the
 * undo menu ("Paste 40 cells into Pressures"); without it they are made from the edits. Throws OutturnError
 * `row-invalid` (names row, column and reason) or `row-missing`.
 */
export function applyEdits(store: Store, edits: readonly Edit[], why: string | null, label?: string): EditResult {
  return store.transaction('apply edits', () => {
    const at = store.now();
    const changed = new Map<string, ChangedRow>();
    const touched = new Set<Entity>();
    const applied: Edit[] = [];
    let group = 0;
    const inGroup = () => {
      group ||= openGroup(store, label ?? editLabel(edits), why);
      return group;
    };
    for (const edit of edits) {
      const result = applyOne(store, edit, at, inGroup);
      if (!result) continue;
      applied.push(edit);
      touched.add(edit.register);
      changed.set(`${edit.register} ${result.id}`, result);
    }
    if (applied.length === 0) return { group: 0, label: '', changed: [] };
    checkReferences(store, touched);
    return { group, label: label ?? editLabel(edits), changed: [...changed.values()] };
  });
}

function applyOne(store: Store, edit: Edit, at: string, group: () => number): ChangedRow | null {
  const { register } = edit;
  if (edit.op === 'insert') {
    const cells = checked(register, 1, { ...blanks(register), ...edit.values }, null);
    const id = unique(register, cells, () =>
      Number(store.statement(register, 'insert').run(...boundOf(register, cells), at, at).lastInsertRowid),
    );
    record(store, group(), at, { entity: register, id, before: null, after: cells });
    return { register, id, row: { id, ...cells } };
  }
  const before = rowOf(store, register, edit.id);
  if (!before) {
    throw new OutturnError(
      'row-missing',
      `A ${registers[register].singular} to ${edit.op === 'update' ? 'change' : 'delete'} is no longer in ${registers[register].label}. Nothing was changed.`,
      { register, id: edit.id },
    );
  }
  const old = cellsOf(register, before);
  if (edit.op === 'delete') {
    deleteRow(store, group(), at, register, edit.id, old);
    return { register, id: edit.id, row: null };
  }
  const cells = checked(register, edit.id, { ...old, ...edit.values }, edit.id);
  if (tables[register].columns.every((column) => cells[column] === old[column])) return null;
  unique(register, cells, () => updateRow(store, group(), at, register, edit.id, old, cells));
  return { register, id: edit.id, row: { id: edit.id, ...cells } };
}

function blanks(register: RegisterName): Cells {
  const cells: Cells = {};
  for (const [name, column] of Object.entries(registers[register].columns as Columns)) {
    if (column.optional) cells[name] = null;
  }
  return cells;
}

/** Validates a whole row against its declaration; gives its columns in the table's order. */
function checked(register: RegisterName, id: number, values: Cells, rowId: number | null): Cells {
  const row = { id, ...values };
  if (rowFits(register)(row)) return cellsOf(register, values);
  const result = rowSchema(register).safeParse(row);
  if (result.success) return cellsOf(register, result.data as Cells);
  const issue = result.error.issues[0];
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys[0] : undefined;
  const column = unknown ?? String(issue?.path[0] ?? '');
  const { singular } = registers[register];
  const reason = unknown
    ? 'there is no such column'
    : (values[column] ?? null) === null
      ? 'it may not be blank'
      : (issue?.message ?? 'it is not valid');
  throw new OutturnError(
    'row-invalid',
    `${headerOf(register, column)} of the ${singular} ${rowKeyText(register, values) || '(new)'} was refused: ${reason}. Nothing was changed.`,
    { register, id: rowId, column, value: values[column] ?? null },
  );
}

/** Runs a write, naming the row when its key is already another row's. */
function unique<T>(register: RegisterName, cells: Cells, write: () => T): T {
  try {
    return write();
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error;
    const { label, singular } = registers[register];
    throw new OutturnError(
      'row-invalid',
      `${label} already holds a ${singular} ${rowKeyText(register, cells)}. Give this one another ${tables[register].key
        .map((column) => headerOf(register, column))
        .join(' or ')}. Nothing was changed.`,
      { register, column: tables[register].key.at(-1) ?? '' },
    );
  }
}
