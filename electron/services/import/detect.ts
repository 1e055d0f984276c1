import { monthNumber } from '../../../shared/cells/date.ts';
import type { DateOrder } from '../../../shared/cells/date-column.ts';
import { splitUnit, type Unit } from '../../../shared/cells/unit.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { type RegisterName, registerNames, registers } from '../../../shared/model/registers.ts';
import { childRegisters, isPersonalHeader } from './personal.ts';
import { lineOf, nameOf, type SourceTable } from './source-table.ts';

/** Where a column of the file goes; `index` is -1 for one that the file has not and a person said. */
export type Placed = {
  index: number;
  header: string;
  column: string;
  unit: Unit;
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
};
/** What a person has said, or the copy remembers, about a file: normalised header → column ('' = leave out). */
export type Hints = { register: RegisterName | null; mapping: (register: RegisterName) => ReadonlyMap<string, string> };

const rowsSearched = 20;

/** A header for comparing: lower case, single spaces, no unit. */
export function normalHeader(header: string): string {
  return splitUnit(header)
    .name.toLowerCase()
    .replace(/[\s_\u00a0]+/g, ' ')
    .replace(/[:*?]+$/, '')
    .trim();
}

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

function missingColumns(register: RegisterName, placed: readonly Placed[]): string[] {
  const have = new Set(placed.map((one) => one.column));
  return Object.entries(registers[register].columns as Columns)
    .filter(([key, column]) => !column.optional && column.absent === undefined && !have.has(key) && !supplied.has(key))
    .map(([, column]) => column.header);
}

function place(row: readonly string[], register: RegisterName, mapping: ReadonlyMap<string, string>) {
  const placed: Placed[] = [];
  const ignored: string[] = [];
  const unused: string[] = [];
  const { label } = registers[register];
  for (const [index, header] of row.entries()) {
    const normal = normalHeader(header);
    if (normal === '') continue;
    const known = namesOf.get(register)?.get(normal);
    const mapped = mapping.get(normal);
    const personal = !known && childRegisters.includes(register) && isPersonalHeader(normal);
    const column = personal ? undefined : (mapped ?? known);
    if (column && Object.hasOwn(registers[register].columns, column)) {
      placed.push({ index, header: header.trim(), column, unit: splitUnit(header).unit });
    } else if (personal) ignored.push(`${header.trim()}: personal data, never kept`);
    else {
      unused.push(header.trim());
      ignored.push(`${header.trim()}: ${mapped === '' ? 'left out as asked' : `not a column of ${label}`}`);
    }
  }
  return { placed, ignored, unused };
}

/** The headers of a table that could not be read as the register a person named, to be matched by hand: header → column, '' unknown. */
export function headersToMatch(
  table: SourceTable,
  register: RegisterName,
  mapping: ReadonlyMap<string, string>,
): Record<string, string> {
  const row = table.rows.slice(0, rowsSearched).find((cells) => cells.filter((cell) => cell.trim() !== '').length > 1);
  const { placed } = place(row ?? [], register, mapping);
  return Object.fromEntries(
    (row ?? []).flatMap((header, index) => {
      const name = header.trim();
      if (name === '' || (childRegisters.includes(register) && isPersonalHeader(normalHeader(name)))) return [];
      return [[name, placed.find((one) => one.index === index)?.column ?? '']];
    }),
  );
}

/** How a header names a period, '' where it names none: P1, Month 1, Apr-23, 2023-04-01. */
function periodStyle(header: string): string {
  const numbered = /^(p|m|period|month)\s*(\d{1,2})$/i.exec(header);
  if (numbered) return Number(numbered[2]) >= 1 && Number(numbered[2]) <= 12 ? (numbered[1] ?? '').toLowerCase() : '';
  if (/^\d{4}-\d{2}-01$/.test(header)) return 'date';
  const [, month = ''] = /^([a-z]{3,9})(?:[ '’-]*\d{2,4})?$/i.exec(header) ?? [];
  return monthNumber(month) > 0 ? 'month' : '';
}

/** Says so where a table has a column for every period, which no register has. */
function acrossMessage(table: SourceTable): string {
  for (const row of table.rows.slice(0, rowsSearched)) {
    const styles = Object.groupBy(new Set(row.map((cell) => cell.trim())), periodStyle);
    const across = Object.entries(styles).find(([style, headers = []]) => style !== '' && headers.length >= 3)?.[1];
    if (across)
      return `Its periods stand side by side (${across.slice(0, 3).join(', ')} …), where Outturn takes a row for each line and period: turn the columns into rows (Excel: Data, From Table, Transform, Unpivot Columns) and import that. `;
  }
  return '';
}

/**
 * Finds which register a table belongs to and where its headers are, wherever that row is in the first 20. Order and
 * case of columns do not matter. Throws `unknown-kind`, or `missing-columns` naming them, or `not-a-table` when two
 * columns claim the same place.
 */
export function detect(table: SourceTable, hints: Hints): Detected {
  let best: { score: number; found: Detected; missing: string[] } | null = null;
  for (const register of hints.register ? [hints.register] : registerNames) {
    const mapping = hints.mapping(register);
    for (let headerRow = 0; headerRow < Math.min(rowsSearched, table.rows.length); headerRow += 1) {
      const { placed, ignored, unused } = place(table.rows[headerRow] ?? [], register, mapping);
      if (placed.length === 0) continue;
      const have = new Set(placed.map((one) => one.column));
      const keysMissing = registers[register].key.filter((column) => !have.has(column)).length;
      const missing = missingColumns(register, placed);
      const score = have.size - missing.length - keysMissing - ignored.length / 4;
      if (!best || score > best.score)
        best = { score, found: { register, headerRow, placed, unused, ignored }, missing };
    }
  }
  const file = nameOf(table);
  const across = best && best.missing.length === 0 ? '' : acrossMessage(table);
  if (!best || (!hints.register && (best.found.placed.length < 2 || best.missing.length > best.found.placed.length))) {
    throw new OutturnError(
      'unknown-kind',
      `${file}: no row of the first ${rowsSearched} holds the headers of a known table. ${across}Choose what the file holds and match its columns, or start from a template.`,
      { file },
    );
  }
  const { found, missing } = best;
  const row = lineOf(table, found.headerRow);
  if (missing.length > 0) {
    throw new OutturnError(
      'missing-columns',
      `${file}, row ${row}: read as ${registers[found.register].label}, but ${missing.length === 1 ? 'a needed column is' : 'needed columns are'} not there: ${missing.join(', ')}. Add ${missing.length === 1 ? 'it' : 'them'}, or say which of the file's columns holds ${missing.length === 1 ? 'it' : 'each'}.${across && ` ${across.trimEnd()}`}`,
      { file, row, register: found.register, columns: missing.join(', ') },
    );
  }
  for (const [at, one] of found.placed.entries()) {
    const other = found.placed.findIndex((placed) => placed.column === one.column);
    if (other !== at) {
      throw new OutturnError(
        'not-a-table',
        `${file}, row ${row}: the columns "${found.placed[other]?.header}" and "${one.header}" both hold ${(registers[found.register].columns as Columns)[one.column]?.header}. Remove or leave out one of them.`,
        { file, row, column: one.header },
      );
    }
  }
  return found;
}
