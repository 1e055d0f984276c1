import type { Cells } from '../../../db/tables.ts';
import type { CellContext, CellNote, CellParser } from '../../../shared/cells/cell.ts';
import { cellParser, isProblem } from '../../../shared/cells/cell.ts';
import { dateUnder } from '../../../shared/cells/date-column.ts';
import { yearOfPeriod } from '../../../shared/cells/period.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import { withholdPersonal } from '../../../shared/personal-text/watch-text.ts';
import { columnContexts } from './column-context.ts';
import type { Incoming, ReadOptions, ReadRows } from './incoming.ts';
import { childRegisters, holdsPostcode, isSensitive, mayNamePerson } from './personal.ts';
import type { Detected, Placed } from './place-columns.ts';
import type { Problem } from './problem.ts';
import { problemOf, requiredOnly, told } from './read-problems.ts';
import { checkRow } from './row-checks.ts';
import { requireFit } from './row-fit.ts';
import { lineOf, rowOfLine, type SourceTable } from './source-table.ts';
import { bodyOf } from './table-body.ts';
import { findTotals, type Totals } from './totals.ts';
import { withStatedUnits } from './unit-context.ts';

/** Reads the rows below the headers. Throws `not-a-table` when a row does not fit the headers: half a file is no file. */
export function readRows(table: SourceTable, found: Detected, source: number, options: ReadOptions): ReadRows {
  const { register, headerRow } = found;
  const headers = table.rows[headerRow] ?? [];
  const width = headers.findLastIndex((header) => header.trim() !== '') + 1;
  const body = bodyOf(table, found);
  const units = withStatedUnits(table, found, body);
  const detected: Detected = { ...found, placed: units.placed };
  const totals: Totals = detected.keepTotals
    ? { leftOut: new Map(), setAside: new Map(), questions: [] }
    : findTotals(table, detected, body.data);
  const problems: Problem[] = [...units.notes];
  const notes = new Map<Placed, Map<CellNote, number>>();
  let noted: CellNote | null = null;
  const contexts = columnContexts(table, detected, body.data, detected.dates ?? null);
  const readers = detected.placed.map((placed) => ({
    ...placed,
    sensitive: isSensitive(register, placed.column),
    ofChildren: childRegisters.includes(register),
    parse: readerOf(register, placed, options, {
      unit: placed.unit,
      window: options.window,
      ...contexts.get(placed),
      note: (note) => {
        noted = note;
        const counts = notes.get(placed) ?? new Map<CellNote, number>();
        notes.set(placed, counts.set(note, (counts.get(note) ?? 0) + 1));
      },
    }),
  }));
  const columns = registers[register].columns as Columns;
  const declared = Object.keys(columns);
  const present = readers.map((reader) => reader.column);
  const absent = declared.filter((key) => columns[key]?.absent !== undefined && !present.includes(key));
  const full = register === 'placements' && options.birthDate === 'day' && !present.includes('birthDate');
  if (full) present.push('birthDate');
  const birth = readers.find((reader) => reader.column === 'birthMonth');
  const birthRules = contexts.get(detected.placed.find((placed) => placed.column === 'birthMonth') as Placed)?.dates;
  const period = readers.find((reader) => reader.column === 'period');
  const rows: Incoming[] = [];
  const refused: Cells[] = [];
  const unnamed = new Set<number>();
  const sums = new Map(
    readers
      .filter(({ column }) => columns[column]?.kind === 'money')
      .map(({ column }) => [column, { pence: 0, unread: 0 }]),
  );
  let rejected = 0;
  for (const at of body.data) {
    const source_ = table.rows[at] ?? [];
    const row = lineOf(table, at);
    const total = totals.leftOut.get(at) ?? totals.setAside.get(at);
    if (total) {
      problems.push(total);
      if (total.rejects) rejected += 1;
      continue;
    }
    if (table.sheet === null) requireFit(source_, width, detected, at, table);
    for (let index = 0; index < source_.length; index += 1) {
      if ((index >= width || headers[index]?.trim() === '') && source_[index]?.trim() !== '') unnamed.add(index);
    }
    const cells: Cells = {};
    for (const column of declared) cells[column] = null;
    for (const column of absent) cells[column] = columns[column]?.absent ?? null;
    const before = problems.length;
    for (const reader of readers) {
      const text = textOf(reader, source_);
      noted = null;
      const value = reader.parse(text);
      const sum = sums.get(reader.column);
      if (sum && typeof value === 'number') sum.pence += value;
      if (isProblem(value)) {
        problems.push(problemOf(row, reader, value, text));
        if (sum) sum.unread += 1;
      } else {
        cells[reader.column] = value;
        if (noted === 'rounded') problems.push(told.rounded(row, reader.header, text, value as number));
      }
    }
    if (full && birth)
      cells.birthDate = dateUnder(birthRules ?? { order: 'day-first' }, (source_[birth.index] ?? '').trim());
    if (!present.includes('position') && declared.includes('position')) cells.position = rows.length + 1;
    const wrongYear = period && otherYear(textOf(period, source_), cells);
    if (period && wrongYear)
      problems.push(told.otherYear(row, period.header, textOf(period, source_), wrongYear, String(cells.year)));
    for (const problem of checkRow(register, cells, row)) problems.push(problem);
    requiredOnly(problems, before, row, readers.length);
    if (problems.length > before && problems.slice(before).some((problem) => problem.rejects)) {
      rejected += 1;
      if (registers[register].key.every((column) => cells[column as string] !== null)) refused.push(cells);
    } else rows.push({ row, source, key: '', cells, at });
  }
  for (const { line, code, message, rejects, pence, cells } of table.asides ?? []) {
    problems.push({ row: line, column: null, code, message, before: null, after: null, rejects });
    if (!rejects) continue;
    rejected += 1;
    for (const reader of readers) {
      const sum = sums.get(reader.column);
      if (!sum) continue;
      // What was set aside before its columns were known is counted by them; a row of periods by its own sum.
      const value = cells ? reader.parse(textOf(reader, cells)) : reader.column === 'expenditurePence' ? pence : null;
      if (isProblem(value)) sum.unread += 1;
      else sum.pence += Number(value ?? 0);
    }
  }
  problems.push(...totals.questions, ...columnNotes(table, detected, notes, contexts));
  return {
    rows,
    refused,
    rejected,
    problems,
    present,
    unnamed: [...unnamed].sort((a, b) => a - b).map(columnLetters),
    placed: detected.placed,
    sums,
    leftOut: {
      totals: [
        ...[...totals.leftOut.keys()].map((at) => lineOf(table, at)),
        ...(table.asides ?? []).filter((aside) => !aside.rejects).map((aside) => aside.line),
      ],
      notes: body.notes.map((at) => lineOf(table, at)),
    },
  };
}

/** A, B … Z, AA, AB … as a spreadsheet names its columns. */
const columnLetters = (index: number): string =>
  (index >= 26 ? columnLetters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26));

/** What a column has in a row: its cell, a constant said for all rows, what stands for a blank, or for that value. */
export function textOf({ index, constant, blank, values }: Placed, cells: readonly string[]): string {
  const own = index < 0 ? (constant ?? '') : (cells[index] ?? '');
  const text = values?.get(own.trim().toLowerCase()) ?? own;
  return blank !== undefined && text.trim() === '' ? blank : text;
}

/** The year a period names (`Apr-23`), where it is not the row's own. */
function otherYear(text: string, cells: Cells): string | null {
  const year = yearOfPeriod(text.trim());
  return year === null || cells.year === null || cells.period === null || year === cells.year ? null : year;
}

function readerOf(register: string, placed: Placed, options: ReadOptions, context: CellContext): CellParser {
  const column = (registers[register as keyof typeof registers].columns as Columns)[placed.column];
  if (!column) throw new RangeError(`No column ${placed.column} in ${register}`);
  const window = placed.column.startsWith('birth') ? { ...options.window, first: '1980-01-01' } : options.window;
  const own = cellParser(column, { ...context, window });
  const parse: CellParser = placed.reversed
    ? (text) => {
        const value = own(text);
        return typeof value === 'number' && value !== 0 ? -value : value;
      }
    : own;
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

/** What is said once for a column: dashes read as nought, ends read as open, dates of which a few were refused. */
function columnNotes(
  table: SourceTable,
  { headerRow, placed }: Detected,
  notes: ReadonlyMap<Placed, ReadonlyMap<CellNote, number>>,
  contexts: ReturnType<typeof columnContexts>,
): Problem[] {
  const row = lineOf(table, headerRow);
  return placed.flatMap((one) => {
    const counts = notes.get(one);
    const order = contexts.get(one)?.dates?.note;
    return [
      ...(counts?.get('dash') ? [told.dashes(row, one.header, counts.get('dash') ?? 0)] : []),
      ...(counts?.get('open-end') ? [told.openEnds(row, one.header, counts.get('open-end') ?? 0)] : []),
      ...(order ? [told.order(row, one.header, order)] : []),
    ];
  });
}

/** A refused row as it may be kept: the columns that were read, its child under the pseudonym, birth dates withheld. */
export function originalOf(
  table: SourceTable,
  detected: Detected,
  row: number,
  pseudonym: (identifier: string) => string,
): Record<string, string> {
  const cells = rowOfLine(table, row) ?? [];
  const kept: Record<string, string> = {};
  for (const { index, header, column } of detected.placed) {
    const text = cells[index] ?? '';
    if (column === 'childKey' && text.trim() !== '') {
      kept[header] = pseudonym(text);
      continue;
    }
    const hidden =
      isSensitive(detected.register, column) || (childRegisters.includes(detected.register) && mayNamePerson(text));
    kept[header] = hidden && text.trim() !== '' ? '(withheld)' : withholdPersonal(text).slice(0, 500);
  }
  return kept;
}
