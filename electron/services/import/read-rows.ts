import type { Cells } from '../../../db/tables.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import { withholdPersonal } from '../../../shared/personal-text/watch-text.ts';
import type { Detected, Placed } from './detect.ts';
import { type CellParser, type CellProblem, cellParser, type DateWindow, isProblem } from './parse-cell.ts';
import { parseDate } from './parse-date.ts';
import { childRegisters, holdsPostcode, isSensitive, mayNamePerson } from './personal.ts';
import { checkRow } from './row-checks.ts';
import { nameOf, type SourceTable } from './source-table.ts';

/** A problem before it is tied to an import. `rejects` says whether its row stays out. */
export type Problem = {
  row: number;
  column: string | null;
  code: string;
  message: string;
  before: string | null;
  after: string | null;
  rejects: boolean;
};
/** A row as it would be held; `row` is its number in the file, from 1; `key` is filled in when it is compared. */
export type Incoming = { row: number; source: number; key: string; cells: Cells };
export type ReadRows = {
  rows: Incoming[];
  /** Keys of refused rows whose key could be read: they are not gone from the extract. */
  refused: Cells[];
  rejected: number;
  problems: Problem[];
  /** Columns the file speaks for; others keep what the copy holds. */
  present: string[];
  /** Columns with something in them and no header, as letters: not read. */
  unnamed: string[];
};
export type ReadOptions = {
  window: DateWindow;
  pseudonym: (identifier: string) => string;
  birthDate: 'month' | 'day';
};

const sensitiveMessages: Record<string, string> = {
  required: 'is blank, and may not be.',
  date: 'is not a date. Write it as DD/MM/YYYY.',
  T06: 'lies outside the years that are believed. Check the year.',
  'short-year': 'has a year of two digits. Show the column as DD/MM/YYYY and save again.',
  formula: 'holds an error or a formula whose result was not saved. Correct it and save again.',
  shortened: 'is a long number cut short by a spreadsheet. Format the column as Text or Number, and export again.',
  'too-long': 'is too long for an identifier.',
};

/** Reads the rows below the headers. Throws `not-a-table` when a row does not fit the headers: half a file is no file. */
export function readRows(table: SourceTable, detected: Detected, source: number, options: ReadOptions): ReadRows {
  const { register, headerRow } = detected;
  const headers = table.rows[headerRow] ?? [];
  const width = headers.findLastIndex((header) => header.trim() !== '') + 1;
  const problems: Problem[] = [];
  let wasRounded = false;
  const readers = detected.placed.map((placed) => ({
    ...placed,
    sensitive: isSensitive(register, placed.column),
    ofChildren: childRegisters.includes(register),
    parse: readerOf(register, placed, options, () => {
      wasRounded = true;
    }),
  }));
  const declared = Object.keys(registers[register].columns as Columns);
  const present = readers.map((reader) => reader.column);
  const full = register === 'placements' && options.birthDate === 'day' && !present.includes('birthDate');
  if (full) present.push('birthDate');
  const birth = readers.find((reader) => reader.column === 'birthMonth');
  const rows: Incoming[] = [];
  const refused: Cells[] = [];
  const unnamed = new Set<number>();
  let rejected = 0;
  for (let at = headerRow + 1; at < table.rows.length; at += 1) {
    const source_ = table.rows[at] ?? [];
    if (source_.every((cell) => cell.trim() === '')) continue;
    if (table.sheet === null) fits(source_, width, at + 1, table);
    for (let index = 0; index < source_.length; index += 1) {
      if ((index >= width || headers[index]?.trim() === '') && source_[index]?.trim() !== '') unnamed.add(index);
    }
    const row = at + 1;
    const cells: Cells = {};
    for (const column of declared) cells[column] = null;
    const before = problems.length;
    for (const reader of readers) {
      const text = source_[reader.index] ?? '';
      wasRounded = false;
      const value = reader.parse(text);
      if (isProblem(value)) problems.push(problemOf(row, reader, value, text));
      else {
        cells[reader.column] = value;
        if (wasRounded) problems.push(roundedNote(row, reader.header, text, value as number));
      }
    }
    if (full && birth) cells.birthDate = parseDate((source_[birth.index] ?? '').trim());
    if (!present.includes('position') && declared.includes('position')) cells.position = rows.length + 1;
    for (const problem of checkRow(register, cells, row)) problems.push(problem);
    underTable(problems, before, row, readers.length);
    if (problems.length > before && problems.slice(before).some((problem) => problem.rejects)) {
      rejected += 1;
      if (registers[register].key.every((column) => cells[column as string] !== null)) refused.push(cells);
    } else rows.push({ row, source, key: '', cells });
  }
  const letters = [...unnamed].sort((a, b) => a - b).map(columnLetters);
  return { rows, refused, rejected, problems, present, unnamed: letters };
}

/** A, B … Z, AA, AB … as a spreadsheet names its columns. */
const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

function readerOf(register: string, placed: Placed, options: ReadOptions, rounded: () => void): CellParser {
  const column = (registers[register as keyof typeof registers].columns as Columns)[placed.column];
  if (!column) throw new RangeError(`No column ${placed.column} in ${register}`);
  const window = placed.column.startsWith('birth') ? { ...options.window, first: '1980-01-01' } : options.window;
  const parse = cellParser(column, placed.unit, window, rounded);
  if (placed.column === 'childKey') {
    return (text) => {
      const value = parse(text);
      return typeof value === 'string' ? options.pseudonym(value) : value;
    };
  }
  if (childRegisters.includes(register) && (column.kind === 'text' || column.kind === 'note')) {
    return (text) =>
      holdsPostcode(text) ? { code: 'personal', message: 'holds a postcode, which is never kept.' } : parse(text);
  }
  return parse;
}

function fits(cells: readonly string[], width: number, row: number, table: SourceTable): void {
  const extra = cells.findLastIndex((cell) => cell.trim() !== '') >= width;
  if (cells.length >= width && !extra) return;
  const file = nameOf(table);
  throw new OutturnError(
    'not-a-table',
    `${file}, row ${row}: ${cells.length} cells where the headers name ${width}. ${
      extra
        ? 'A comma inside a text needs quotation marks around the text.'
        : 'The file may have been cut short, or a line may have been added that is not part of the table.'
    } Nothing was read. Export the file again, or correct that row.`,
    { file, row },
  );
}

/** A row with most of what it needs left blank is a total or a note under the table: one problem says so, not ten. */
function underTable(problems: Problem[], from: number, row: number, columns: number): void {
  const blank = problems.slice(from).filter((problem) => problem.code === 'required');
  if (blank.length < 3 || blank.length * 2 < columns) return;
  const names = blank.map((problem) => problem.column).join(', ');
  problems.splice(from, problems.length - from, {
    row,
    column: blank[0]?.column ?? null,
    code: 'required',
    message: `Row ${row}: ${names} are blank, and may not be. A total or a note under the table can stay out; otherwise fill them in.`,
    before: null,
    after: null,
    rejects: true,
  });
}

type Reader = Placed & { sensitive: boolean; ofChildren: boolean };

function problemOf(row: number, reader: Reader, found: CellProblem, text: string): Problem {
  const named = reader.ofChildren && mayNamePerson(text);
  const hidden = reader.sensitive || found.code === 'personal' || named;
  const said = found.message.replace(/^".*"/s, 'what it says (not repeated, for it may name a person)');
  const message = reader.sensitive ? (sensitiveMessages[found.code] ?? 'was refused.') : named ? said : found.message;
  return {
    row,
    column: reader.header,
    code: found.code,
    message: `Row ${row}, ${reader.header}: ${message}`,
    before: hidden ? null : text.slice(0, 200),
    after: null,
    rejects: true,
  };
}

function roundedNote(row: number, header: string, text: string, pence: number): Problem {
  const after = (pence / 100).toFixed(2);
  return {
    row,
    column: header,
    code: 'rounded',
    message: `Row ${row}, ${header}: "${text.trim()}" has fractions of a penny and is held as £${after}.`,
    before: text.slice(0, 200),
    after,
    rejects: false,
  };
}

/** A refused row as it may be kept: the columns that were read, with identifiers and birth dates withheld. */
export function originalOf(table: SourceTable, detected: Detected, row: number): Record<string, string> {
  const cells = table.rows[row - 1] ?? [];
  const kept: Record<string, string> = {};
  for (const { index, header, column } of detected.placed) {
    const text = cells[index] ?? '';
    const hidden =
      isSensitive(detected.register, column) || (childRegisters.includes(detected.register) && mayNamePerson(text));
    kept[header] = hidden && text.trim() !== '' ? '(withheld)' : withholdPersonal(text).slice(0, 500);
  }
  return kept;
}
