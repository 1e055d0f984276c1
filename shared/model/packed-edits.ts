import type { ChangedRow, Edit, EditResult } from '../api/edit.ts';
import { type RegisterName, registerNames } from './registers.ts';

type CellValue = string | number | null;

/**
 * Many edits of one register for the way between window and application: a pasted block of 10,000 rows is three long
 * lists in place of 20,000 objects, a fifth of the time to carry and to check. `shape` and `ids` have one entry an edit,
 * in order (an insert's id is 0); `cells` holds their values one after the other, each edit's in its shape's columns.
 */
export type PackedEdits = {
  register: RegisterName;
  shapes: { op: Edit['op']; columns: string[] }[];
  shape: number[];
  ids: number[];
  cells: CellValue[];
};

/** What packed edits came to. `changed` leaves out the rows that are as their edit asked: these have their id in `ids`. */
export type PackedResult = EditResult & {
  /** One entry an edit: the id of a row that is as asked; 0 for one that stayed as it was or is in `changed`. */
  ids: number[];
};

const most = { shapes: 1000, columns: 200, edits: 200_000, name: 60, text: 4000 };

/** The edits packed; null when they are of several registers or too unlike each other for it to be worth the while. */
export function packEdits(edits: readonly Edit[]): PackedEdits | null {
  const [first] = edits;
  if (!first) return null;
  const packed: PackedEdits = { register: first.register, shapes: [], shape: [], ids: [], cells: [] };
  const known = new Map<string, number>();
  for (const edit of edits) {
    if (edit.register !== first.register) return null;
    const values = edit.op === 'delete' ? {} : edit.values;
    const columns = Object.keys(values);
    const name = `${edit.op} ${JSON.stringify(columns)}`;
    let shape = known.get(name);
    if (shape === undefined) {
      if (packed.shapes.length === most.shapes) return null;
      shape = packed.shapes.push({ op: edit.op, columns }) - 1;
      known.set(name, shape);
    }
    packed.shape.push(shape);
    packed.ids.push(edit.op === 'insert' ? 0 : edit.id);
    for (const column of columns) packed.cells.push(values[column] ?? null);
  }
  return packed;
}

const isText = (value: unknown, length: number) => typeof value === 'string' && value.length <= length;
const isCell = (value: unknown) => value === null || isText(value, most.text) || Number.isFinite(value);

/** True for packed edits that unpack to edits as `editSchema` takes them: known register and kinds, whole ids, bounded text. */
export function isPackedEdits(given: unknown): given is PackedEdits {
  if (typeof given !== 'object' || given === null || Object.keys(given).length !== 5) return false;
  const { register, shapes, shape, ids, cells } = given as Record<string, unknown>;
  if (!(registerNames as readonly unknown[]).includes(register)) return false;
  if (![shapes, shape, ids, cells].every(Array.isArray)) return false;
  const [kinds, order, rows] = [shapes, shape, ids] as [unknown[], unknown[], unknown[]];
  if (kinds.length > most.shapes || order.length > most.edits || order.length === 0) return false;
  if (order.length !== rows.length || !kinds.every(isShape)) return false;
  let count = 0;
  for (const [at, kind] of order.entries()) {
    const { op, columns } = (Number.isInteger(kind) ? kinds[kind as number] : undefined) ?? {};
    if (!op || !columns) return false;
    const id = rows[at];
    if (op === 'insert' ? id !== 0 : !Number.isSafeInteger(id) || (id as number) < 1) return false;
    count += columns.length;
  }
  return count === (cells as unknown[]).length && (cells as unknown[]).every(isCell);
}

function isShape(given: unknown): given is PackedEdits['shapes'][number] {
  if (typeof given !== 'object' || given === null || Object.keys(given).length !== 2) return false;
  const { op, columns } = given as Record<string, unknown>;
  if (op !== 'insert' && op !== 'update' && op !== 'delete') return false;
  if (!Array.isArray(columns) || columns.length > (op === 'delete' ? 0 : most.columns)) return false;
  return (
    columns.every((name) => isText(name, most.name) && name !== '__proto__') && new Set(columns).size === columns.length
  );
}

/** The edits as they were before they were packed, in order. */
export function unpackEdits({ register, shapes, shape, ids, cells }: PackedEdits): Edit[] {
  let next = 0;
  return shape.map((kind, at) => {
    const { op, columns } = shapes[kind] as PackedEdits['shapes'][number];
    const id = ids[at] ?? 0;
    if (op === 'delete') return { op, register, id };
    const values: Record<string, CellValue> = {};
    for (const column of columns) {
      values[column] = cells[next] ?? null;
      next += 1;
    }
    return op === 'insert' ? { op, register, values } : { op, register, id, values };
  });
}

/** The result without the rows that are just as their edit asked: the window has those already. */
export function packResult(edits: readonly Edit[], result: EditResult): PackedResult {
  const rows = new Set(edits.flatMap((edit) => (edit.op === 'insert' ? [] : [edit.id])));
  // A row edited twice is told whole.
  if (rows.size < edits.filter((edit) => edit.op !== 'insert').length) {
    return { ...result, ids: edits.map(() => 0) };
  }
  const told: ChangedRow[] = [];
  const ids: number[] = [];
  let next = 0;
  for (const edit of edits) {
    const made = result.changed[next];
    // Rows that stayed the same are not among those that changed; the others come in the order of their edits.
    if (!made || (edit.op !== 'insert' && edit.id !== made.id)) {
      ids.push(0);
      continue;
    }
    next += 1;
    const asked = isAsAsked(edit, made);
    if (!asked) told.push(made);
    ids.push(asked ? made.id : 0);
  }
  return { ...result, changed: told, ids };
}

function isAsAsked(edit: Edit, { row }: ChangedRow): boolean {
  if (edit.op === 'delete') return row === null;
  if (row === null) return false;
  // A new row may have been given blanks that its edit does not name: then the window must be told.
  if (edit.op === 'insert' && Object.keys(row).some((name) => name !== 'id' && !Object.hasOwn(edit.values, name))) {
    return false;
  }
  for (const name in edit.values) if (edit.values[name] !== row[name]) return false;
  return true;
}

/** The rows that changed: of a row as asked for, an update gives the columns it asked for. */
export function changedByPacked(edits: readonly Edit[], result: PackedResult): ChangedRow[] {
  const changed = [...result.changed];
  for (const [at, edit] of edits.entries()) {
    const id = result.ids[at] ?? 0;
    if (id !== 0) changed.push({ register: edit.register, id, row: edit.op === 'delete' ? null : edit.values });
  }
  return changed;
}
