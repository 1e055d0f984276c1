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
  const tables: Record<string, Table> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(snapshot)) {
    const table = Array.isArray(value) ? tableOf(value) : null;
    if (table) tables[name] = table;
    else rest[name] = value;
  }
  return JSON.stringify({ names: Object.keys(snapshot), tables, rest });
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

/** Rows that all have the same columns, of plain values; null for anything else. */
function tableOf(rows: readonly unknown[]): Table | null {
  const [first] = rows;
  if (typeof first !== 'object' || first === null) return null;
  const keys = Object.keys(first);
  const columns = keys.map(() => ({ each: [] as Cell[], at: [] as number[], known: new Map<Cell, number>() }));
  for (const row of rows as Record<string, unknown>[]) {
    let count = 0;
    for (const name in row)
      if (name === keys[count]) count += 1;
      else return null;
    if (count !== keys.length) return null;
    for (const [place, name] of keys.entries()) {
      const value = row[name];
      if (value !== null && typeof value !== 'string' && typeof value !== 'number') return null;
      const column = columns[place] as (typeof columns)[number];
      let index = column.known.get(value);
      if (index === undefined) {
        index = column.each.push(value) - 1;
        column.known.set(value, index);
      }
      column.at.push(index);
    }
  }
  const packed = columns.map(({ each, at }) =>
    each.length > rows.length / 2 ? at.map((index) => each[index] as Cell) : { each, at },
  );
  return { keys, count: rows.length, columns: packed };
}

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
