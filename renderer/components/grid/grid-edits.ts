import type { Edit } from '../../../shared/api.ts';
import type { Column } from '../../../shared/model/column.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { type CellValue, contextOf, type Parsed, parseCell } from './cell-text.ts';

export type GridRow = { id: number } & Record<string, CellValue>;
/** Typed text that could not be taken, kept in its cell until it is put right. */
export type Mark = { id: number; column: string; text: string; reason: string };
export type Plan = {
  edits: Edit[];
  marks: Mark[];
  /** Cells that are right now, whose old marks go: `id:column`. */
  cleared: string[];
  /** New rows, with negative ids: those that lack something wait as drafts. */
  drafts: GridRow[];
};

export const markKey = (id: number, column: string) => `${id}:${column}`;
export const columnsOf = (register: RegisterName): Columns => registers[register].columns as Columns;

let draftNumber = 0;
/** A new row not yet in the register. */
export function newDraft(register: RegisterName, values: Record<string, CellValue>): GridRow {
  draftNumber -= 1;
  const row: GridRow = { id: draftNumber };
  for (const [key, column] of Object.entries(columnsOf(register))) {
    row[key] = values[key] ?? null;
    if (row[key] === null && column.kind === 'flag' && !column.optional) row[key] = values[key] ?? 0;
  }
  return row;
}

/** Headers of what a draft still needs before it can be kept. */
export function missingOf(register: RegisterName, row: GridRow): string[] {
  return Object.entries(columnsOf(register))
    .filter(([key, column]: [string, Column]) => !column.optional && (row[key] === null || row[key] === undefined))
    .map(([, column]) => column.header);
}

const valuesOf = (register: RegisterName, row: GridRow) =>
  Object.fromEntries(Object.keys(columnsOf(register)).map((key) => [key, row[key] ?? null]));

/**
 * Reads cells once for each different text of a column: pasted columns repeat the same few codes and dates. Each is read
 * by what its whole column says.
 */
function memory(textsOf: (key: string) => readonly string[]) {
  const known = new Map<string, Map<string, Parsed>>();
  const contexts = new Map<string, ReturnType<typeof contextOf>>();
  return (key: string, column: Column, text: string): Parsed => {
    const texts = known.get(key) ?? new Map<string, Parsed>();
    known.set(key, texts);
    const context = contexts.get(key) ?? contextOf(column, textsOf(key));
    contexts.set(key, context);
    const found = texts.get(text) ?? parseCell(column, text, context);
    texts.set(text, found);
    return found;
  };
}

/**
 * What putting a block of text at a place comes to: updates of rows that are there, new rows past the end, marks for
 * text that cannot be read. Each row becomes one edit; the caller applies them in one call, which is one undo step.
 */
export function planBlock(given: {
  register: RegisterName;
  /** Rows as shown, in order. */
  rows: readonly GridRow[];
  /** Columns as shown, in order; null = a column that cannot be written. */
  columns: readonly (string | null)[];
  row: number;
  column: number;
  block: readonly (readonly string[])[];
  /** Values of new rows beyond what the block gives. */
  defaults: Record<string, CellValue>;
}): Plan {
  const plan: Plan = { edits: [], marks: [], cleared: [], drafts: [] };
  const columns = columnsOf(given.register);
  const read = memory((key) => {
    const across = given.columns.indexOf(key, given.column) - given.column;
    return given.block.map((cells) => cells[across] ?? '');
  });
  given.block.forEach((cells, down) => {
    const existing = given.rows[given.row + down];
    const row = existing ? { ...existing } : newDraft(given.register, given.defaults);
    const changed: Record<string, CellValue> = {};
    let spoiled = false;
    cells.forEach((text, across) => {
      const key = given.columns[given.column + across];
      const column = key ? columns[key] : undefined;
      if (!key || !column) return;
      const parsed = read(key, column, text);
      if (!parsed.ok) {
        spoiled = true;
        plan.marks.push({ id: row.id, column: key, text, reason: parsed.reason });
        return;
      }
      plan.cleared.push(markKey(row.id, key));
      if (row[key] !== parsed.value) {
        row[key] = parsed.value;
        changed[key] = parsed.value;
      }
    });
    if (row.id > 0) {
      if (Object.keys(changed).length > 0)
        plan.edits.push({ op: 'update', register: given.register, id: row.id, values: changed });
      return;
    }
    if (missingOf(given.register, row).length === 0 && !spoiled) {
      plan.edits.push({ op: 'insert', register: given.register, values: valuesOf(given.register, row) });
    }
    plan.drafts.push(row);
  });
  return plan;
}
