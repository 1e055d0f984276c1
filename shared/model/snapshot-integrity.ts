import type { Columns } from './register.ts';
import { type RegisterName, registerNames, registers } from './registers.ts';
import type { Snapshot } from './snapshot.ts';

type Cells = Record<string, string | number | null>;
/** The first thing in a snapshot that contradicts the rest of it, in words. */
export type Contradiction = { register: RegisterName; row: number; message: string };

/**
 * What a local copy would refuse in a snapshot, found without one: two rows with the same number or the same key, and
 * rows that name a row which is not there. Null when it holds together.
 */
export function contradictionIn(snapshot: Snapshot): Contradiction | null {
  const keysByRegister = new Map<RegisterName, Set<string>>();
  for (const name of registerNames) {
    const twice = doubledRow(name, rowsOf(snapshot, name), keysByRegister);
    if (twice) return twice;
  }
  for (const name of registerNames) {
    const dangling = danglingRow(name, rowsOf(snapshot, name), keysByRegister);
    if (dangling) return dangling;
  }
  return null;
}

const rowsOf = (snapshot: Snapshot, name: RegisterName) => snapshot[name] as unknown as Cells[];

/** The cells as one text, or null where one is blank: blanks are never the same, and name nothing. */
function textOf(row: Cells, columns: readonly string[]): string | null {
  if (columns.length === 1) return row[columns[0] as string] === null ? null : String(row[columns[0] as string]);
  let text = '';
  for (const column of columns) {
    const cell = row[column] ?? null;
    if (cell === null) return null;
    text += `${cell}\u0000`;
  }
  return text;
}

function doubledRow(
  name: RegisterName,
  rows: readonly Cells[],
  keysByRegister: Map<RegisterName, Set<string>>,
): Contradiction | null {
  const ids = new Set<unknown>();
  const keys = new Set<string>();
  const { key, label, singular } = registers[name];
  for (let row = 0; row < rows.length; row += 1) {
    const cells = rows[row] as Cells;
    const text = textOf(cells, key);
    const before = keys.size;
    if (text !== null) keys.add(text);
    ids.add(cells.id);
    if (ids.size === row + 1 && (text === null || keys.size > before)) continue;
    const keyText = key.map((column) => String(cells[column] ?? '')).join(' · ');
    return { register: name, row, message: `Two rows of ${label} have the same key: the ${singular} ${keyText}.` };
  }
  keysByRegister.set(name, keys);
  return null;
}

function danglingRow(
  name: RegisterName,
  rows: readonly Cells[],
  keysByRegister: ReadonlyMap<RegisterName, ReadonlySet<string>>,
): Contradiction | null {
  const { references, singular, key } = registers[name];
  for (const { columns, register } of references as readonly { columns: readonly string[]; register: RegisterName }[]) {
    const known = keysByRegister.get(register) as ReadonlySet<string>;
    for (let row = 0; row < rows.length; row += 1) {
      const cells = rows[row] as Cells;
      const text = textOf(cells, columns);
      if (text === null || known.has(text)) continue;
      const column = columns.at(-1) ?? '';
      const header = (registers[name].columns as Columns)[column]?.header ?? column;
      const keyText = key.map((part) => String(cells[part] ?? '')).join(' · ');
      const named = columns.map((part) => String(cells[part] ?? '')).join(' · ');
      return {
        register: name,
        row,
        message: `The ${singular} ${keyText} names ${header} ${named}, which is not in ${registers[register].label}.`,
      };
    }
  }
  return null;
}
