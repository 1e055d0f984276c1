import type { Snapshot } from './snapshot.ts';

type Cell = string | number | null;
/** A column's values: one after the other, or each different value once and the place of each row's among them. */
type Packed = Cell[] | { each: Cell[]; at: number[] };
type Table = { keys: string[]; count: number; columns: Packed[] };

/**
 * A snapshot as text for the way from application to window: register by register, column by column. A quarter of the
 * size of its rows as JSON, and one string to carry in place of tens of thousands of objects.
 */
export function packSnapshot(snapshot: Snapshot): string {
  const tables: string[] = [];
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(snapshot)) {
    const table = Array.isArray(value) ? tableText(value) : null;
    if (table) tables.push(`${JSON.stringify(name)}:${table}`);
    else rest[name] = value;
  }
  const names = JSON.stringify(Object.keys(snapshot));
  return `{"names":${names},"tables":{${tables.join(',')}},"rest":${JSON.stringify(rest)}}`;
}

/** The snapshot that was packed: the same rows in the same order, their columns too. */
export function unpackSnapshot(text: string): Snapshot {
  const { names, tables, rest } = JSON.parse(text) as {
    names: string[];
    tables: Record<string, Table>;
    rest: Record<string, unknown>;
  };
  const snapshot: Record<string, unknown> = {};
  for (const name of names) {
    const table = tables[name];
    snapshot[name] = table ? rowsOf(table) : rest[name];
  }
  return snapshot as unknown as Snapshot;
}

/** Rows that all have the same columns, of plain values, as the text of a table; null for anything else. */
function tableText(rows: readonly unknown[]): string | null {
  const [first] = rows;
  if (typeof first !== 'object' || first === null) return null;
  const keys = Object.keys(first);
  for (const row of rows as Record<string, unknown>[]) {
    let count = 0;
    for (const name in row)
      if (name === keys[count]) count += 1;
      else return null;
    if (count !== keys.length) return null;
  }
  // One column after the other: a large register never stands here twice.
  const columns: string[] = [];
  for (const key of keys) {
    const packed = columnOf(rows as Record<string, unknown>[], key);
    if (!packed) return null;
    columns.push(JSON.stringify(packed));
  }
  return `{"keys":${JSON.stringify(keys)},"count":${rows.length},"columns":[${columns.join(',')}]}`;
}

/** A column packed; null when a value of it is not plain. */
function columnOf(rows: readonly Record<string, unknown>[], key: string): Packed | null {
  const [each, at, known] = [[] as Cell[], [] as number[], new Map<Cell, number>()];
  // Values of which most are different are told one after the other.
  for (let row = 0; row < rows.length && each.length <= rows.length / 2; row += 1) {
    const value = rows[row]?.[key] as Cell;
    let index = known.get(value);
    if (index === undefined) {
      if (!isPlain(value)) return null;
      index = each.push(value) - 1;
      known.set(value, index);
    }
    at.push(index);
  }
  if (at.length === rows.length && each.length <= rows.length / 2) return { each, at };
  const values = rows.map((row) => row[key]);
  return values.every(isPlain) ? values : null;
}

const isPlain = (value: unknown): value is Cell =>
  value === null || typeof value === 'string' || typeof value === 'number';

function rowsOf({ keys, count, columns }: Table): Record<string, Cell>[] {
  const rows: Record<string, Cell>[] = [];
  for (let row = 0; row < count; row += 1) rows.push({});
  for (const [place, name] of keys.entries()) {
    const column = columns[place] as Packed;
    if (Array.isArray(column))
      for (let row = 0; row < count; row += 1) (rows[row] as Record<string, Cell>)[name] = column[row] as Cell;
    else {
      const { each, at } = column;
      for (let row = 0; row < count; row += 1)
        (rows[row] as Record<string, Cell>)[name] = each[at[row] as number] as Cell;
    }
  }
  return rows;
}
