import type { DateOrder } from '../../../shared/cells/date-column.ts';
import { splitUnit, type Unit } from '../../../shared/cells/unit.ts';
import { normalHeader } from '../../../shared/import-mapping/header.ts';
import type { TableMapping } from '../../../shared/import-mapping/mapping.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { childRegisters, isPersonalHeader } from './personal.ts';

/** Where a column of the file goes; `index` is -1 for one that the file has not and a person said. */
export type Placed = {
  index: number;
  header: string;
  column: string;
  unit: Unit;
  /** Amounts whose sign is the other way about in the file. */
  reversed?: true;
  /** Read from a column that another is read from too. */
  also?: true;
  /** Said for every row, where the file has no such column. */
  constant?: string;
  /** Said for a blank cell. */
  blank?: string;
  /** What a text of the file stands for: lower case, trimmed → text. */
  values?: ReadonlyMap<string, string>;
};
export type Detected = {
  register: RegisterName;
  /** Index of the header row. */
  headerRow: number;
  placed: Placed[];
  /** Headers that are not used and that a person may say the meaning of. */
  unused: string[];
  /** Headers that are not used, each with why. */
  ignored: string[];
  /** Which comes first in dates of figures, where a person said it. */
  dates?: DateOrder;
  /** Set where a person said that no row of the table is a total. */
  keepTotals?: boolean;
  /** What of the mapping it was read by; null where the headers alone said it. */
  mapped?: TableMapping | null;
  /** Set where nobody said how it is read and its headers are not ours: what it was recognised by, and what was assumed. */
  recognition?: Recognition;
};
/** How sure a reading is, 0…1, what speaks for it, and what stands in it that no cell of the file says. */
export type Recognition = { confidence: number; why: string[]; assumed: string[] };

const namesOf = new Map(
  registerNames.map((name) => {
    const known = new Map<string, string>();
    for (const [key, column] of Object.entries(registers[name].columns as Columns)) {
      known.set(key.toLowerCase(), key);
      known.set(
        key.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`),
        key,
      );
      for (const alias of column.aliases) known.set(normalHeader(alias), key);
    }
    for (const [key, column] of Object.entries(registers[name].columns as Columns))
      known.set(normalHeader(column.header), key);
    return [name, known] as const;
  }),
);

/** Columns an extract may leave out though a row needs them: the order of rows is the order of the file. */
const supplied = new Set(['position']);

export function missingColumns(register: RegisterName, placed: readonly Placed[]): string[] {
  return missingKeys(register, placed).map((key) => (registers[register].columns as Columns)[key]?.header ?? key);
}

/** The needed columns that are not placed, by their keys. */
export function missingKeys(register: RegisterName, placed: readonly Placed[]): string[] {
  const have = new Set(placed.map((one) => one.column));
  return Object.entries(registers[register].columns as Columns)
    .filter(([key, column]) => !column.optional && column.absent === undefined && !have.has(key) && !supplied.has(key))
    .map(([key]) => key);
}

const columnsOf = (register: RegisterName): Columns => registers[register].columns;

/** Where each header of a row goes in a register: by what a person said of it, else by the names its column is known by. */
export function place(row: readonly string[], register: RegisterName, mapping: ReadonlyMap<string, string>) {
  const placed: Placed[] = [];
  const ignored: string[] = [];
  const unused: string[] = [];
  const { label } = registers[register];
  for (const [index, header] of row.entries()) {
    const normal = normalHeader(header);
    if (normal === '') continue;
    const known = namesOf.get(register)?.get(normal);
    const mapped = mapping.get(normal);
    // "Health element": money that health pays is no record of anybody's health.
    const paid = mapped !== undefined && columnsOf(register)[mapped]?.kind === 'money';
    const personal = !known && !paid && childRegisters.includes(register) && isPersonalHeader(normal);
    const column = personal ? undefined : (mapped ?? known);
    if (column && Object.hasOwn(registers[register].columns, column)) {
      placed.push({ index, header: header.trim(), column, unit: splitUnit(header).unit });
    } else if (personal) ignored.push(`${header.trim()}: personal data, never kept`);
    else {
      unused.push(header.trim());
      ignored.push(`${header.trim()}: ${mapped === '' ? 'left out as asked' : `not a column of ${label}`}`);
    }
  }
  // A header that only stands in for a column gives way to the column's own, and takes its place where there is none.
  const taken = new Set(placed.map((one) => one.column));
  for (const [key, { standIns }] of Object.entries(registers[register].columns as Columns)) {
    const header = taken.has(key) ? undefined : unused.find((name) => standIns?.includes(normalHeader(name)));
    const index = header === undefined ? -1 : row.findIndex((cell) => cell.trim() === header);
    if (header === undefined || mapping.get(normalHeader(header)) === '') continue;
    placed.push({ index, header, column: key, unit: null });
    unused.splice(unused.indexOf(header), 1);
    ignored.splice(
      ignored.findIndex((why) => why.startsWith(`${header}: `)),
      1,
    );
  }
  return { placed, ignored, unused };
}
