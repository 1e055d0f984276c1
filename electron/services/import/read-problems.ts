import type { CellProblem } from '../../../shared/cells/cell.ts';
import { mayNamePerson } from './personal.ts';
import type { Placed } from './place-columns.ts';
import type { Problem } from './problem.ts';

const sensitiveTexts: Record<string, string> = {
  required: 'is empty but must be filled in.',
  date: 'is not a date. Write it as DD/MM/YYYY.',
  T06: 'lies outside the years that are believed. Check the year.',
  'short-year': 'has a year of two digits. Show the column as DD/MM/YYYY and save again.',
  'month-first':
    'is written month first, or may be, as other dates of the table are. Export the column as DD/MM/YYYY or YYYY-MM-DD.',
  'half-swapped':
    'may have day and month changed about by a spreadsheet. Export the column as DD/MM/YYYY or YYYY-MM-DD.',
  formula: 'holds an error or a formula whose result was not saved. Correct it and save again.',
  shortened: 'is a long number cut short by a spreadsheet. Format the column as Text or Number, and export again.',
  'too-long': 'is too long for an identifier.',
};

export type Reader = Placed & { sensitive: boolean; ofChildren: boolean };

/** The problem of a refused cell; what may name a person or is an identifier is not repeated. */
export function problemOf(row: number, reader: Reader, found: CellProblem, text: string): Problem {
  const named = reader.ofChildren && mayNamePerson(text);
  const hidden = reader.sensitive || found.code === 'personal' || named;
  const unnamed = found.message.replace(/^".*"/s, 'what it says (not repeated, for it may name a person)');
  const message = reader.sensitive ? (sensitiveTexts[found.code] ?? 'was refused.') : named ? unnamed : found.message;
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

/** A row with most of what it needs left blank is a total or a note under the table: one problem says so, not ten. */
export function requiredOnly(problems: Problem[], from: number, row: number, columns: number): void {
  const blank = problems.slice(from).filter((problem) => problem.code === 'required');
  if (blank.length < 3 || blank.length * 2 < columns) return;
  const names = blank.map((problem) => problem.column).join(', ');
  problems.splice(from, problems.length - from, {
    row,
    column: blank[0]?.column ?? null,
    code: 'required',
    message: `Row ${row}: ${names} are empty but must be filled in. A total or a note under the table can stay out; otherwise fill them in.`,
    before: null,
    after: null,
    rejects: true,
  });
}

const plain = (row: number, column: string, code: string, message: string): Problem => ({
  row,
  column,
  code,
  message,
  before: null,
  after: null,
  rejects: false,
});

/** What is told of cells that were taken, and of a period that names another year. */
export const told = {
  rounded: (row: number, header: string, text: string, pence: number): Problem => {
    const after = (pence / 100).toFixed(2);
    return {
      ...plain(
        row,
        header,
        'rounded',
        `Row ${row}, ${header}: "${text.trim()}" has fractions of a penny and is held as £${after}.`,
      ),
      before: text.slice(0, 200),
      after,
    };
  },
  dashes: (row: number, header: string, count: number): Problem =>
    plain(
      row,
      header,
      'dash',
      `${header}: ${count === 1 ? 'a cell is' : `${count} cells are`} a dash, read as £0.00, as the accounting format writes zero.`,
    ),
  openEnds: (row: number, header: string, count: number): Problem =>
    plain(
      row,
      header,
      'open-end',
      `${header}: ${count === 1 ? 'a date' : `${count} dates`} such as 31/12/9999 ${count === 1 ? 'is' : 'are'} read as no end.`,
    ),
  order: (row: number, header: string, note: string): Problem =>
    plain(row, header, 'month-first', `${header}: ${note}`),
  otherYear: (row: number, header: string, text: string, year: string, own: string): Problem => ({
    ...plain(
      row,
      header,
      'period-year',
      `Row ${row}, ${header}: "${text.trim()}" lies in ${year}, and the row says ${own}. Correct one of the two.`,
    ),
    before: text.slice(0, 200),
    rejects: true,
  }),
};
