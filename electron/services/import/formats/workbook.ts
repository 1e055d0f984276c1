import { cellMarks } from '../../../../shared/cells/blank.ts';
import { dateOfDay } from '../../../../shared/model/calendar.ts';
import { OutturnError } from '../../../../shared/model/problem.ts';
import { limits, type SourceTable } from '../source-table.ts';
import { guardedEntries, inflateEntry } from '../zip-directory.ts';
import { readCsv, textBytes, tooManyCells } from './csv.ts';
import type { FileFormat } from './format.ts';
import { numberText } from './number-format.ts';
import { partReader } from './ooxml/book-parts.ts';
import { readOoxml } from './ooxml/read-ooxml.ts';
import { readOpenDocument } from './open-document.ts';
import { blankRow, spread, widest } from './sheet-shape.ts';

/** The error for a workbook that cannot be read through. */
export function damagedWorkbook(file: string): OutturnError {
  const message = `${file} could not be read as a workbook. Open it in Excel, save it again and import that.`;
  return new OutturnError('not-a-table', message, { file });
}

const startOf = (bytes: Uint8Array) =>
  Buffer.from(bytes.subarray(0, 512))
    .toString('latin1')
    .replace(/^(?:ï»¿)?\s*/, '');
const isZip = (bytes: Uint8Array) => bytes[0] === 0x50 && bytes[1] === 0x4b;
/** The container of old Excel workbooks, and of new ones with a password; or the bare stream of the oldest ones. */
const isOldBinary = (bytes: Uint8Array) =>
  (bytes[0] === 0xd0 && bytes[1] === 0xcf) || (bytes[0] === 0x09 && [0, 2, 4, 8].includes(bytes[1] ?? -1));
const isFlat = (bytes: Uint8Array) => /<office:document\b/.test(startOf(bytes));
/** Excel's XML of 2003: its reader fills what a file merges, however much that is. */
const isOldXml = (bytes: Uint8Array) => /^<(\?xml|Workbook)/.test(startOf(bytes)) && !isFlat(bytes) && !isPage(bytes);
const isPage = (bytes: Uint8Array) => /<(!doctype html|html|table|head|body|meta)\b/i.test(startOf(bytes));

const walked = /^(xl\/workbook\.xml|content\.xml)$/i;
/** Unpacked bytes of the kinds that are read whole and not piece by piece: ten times as many of memory. */
const mostOther = 48 * 1024 * 1024;

const tooLarge = (file: string) =>
  new OutturnError(
    'file-too-large',
    `${file} is larger than ${mostOther / 1024 ** 2} MB, the most that is read of its kind. Save it as XLSX or CSV and import that.`,
    { file },
  );

/** Looks at the bytes before any reader of workbooks does. Throws `archive-refused`, `not-a-table`, `file-too-large`. */
function guard(file: string, bytes: Uint8Array): void {
  if (isZip(bytes) || (/\.(xlsx|xlsm|xlsb|ods)$/i.test(file) && !isOldBinary(bytes) && !isPage(bytes))) {
    const entries = guardedEntries(file, bytes);
    const named = (pattern: RegExp) => entries.some(({ name }) => pattern.test(name.replace(/^\//, '')));
    const other = entries.reduce((sum, { size }) => sum + size, 0) > mostOther && !named(walked);
    if (other) throw tooLarge(file);
    if (named(walked) || named(/^xl\/workbook\.bin$/i)) return;
    throw new OutturnError(
      'not-a-table',
      `${file} is a zip file but not an Excel workbook. Save the table as XLSX or CSV.`,
      { file },
    );
  }
  if (bytes.byteLength > mostOther && isOldBinary(bytes)) throw tooLarge(file);
  if (isOldXml(bytes)) {
    throw new OutturnError(
      'not-a-table',
      `${file} is an XML spreadsheet of Excel 2003, which is not read here. Open it in Excel, save it as XLSX and import that.`,
      { file },
    );
  }
  if (isPage(bytes)) {
    throw new OutturnError(
      'not-a-table',
      `${file} is a web page by the name of a workbook, as some systems export them. Open it in Excel, save it as XLSX and import that.`,
      { file },
    );
  }
}

type Cell = { t: string; v?: unknown; z?: unknown; f?: unknown };
const errors: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

/** A cell's text as its format shows its kind: dates as `YYYY-MM-DD`, per cents with their sign, results of formulas. */
function textOf(cell: Cell | null | undefined, from1904: boolean): string {
  if (!cell) return '';
  const { t, v } = cell;
  // The reader gives a formula whose result was not saved as a stub of its own.
  if (t === 'z' || v === undefined || v === null) return cell.f !== undefined ? cellMarks.uncalculated : '';
  if (t === 'e') return errors[Number(v)] ?? cellMarks.failed;
  if (typeof v === 'boolean') return v ? '1' : '0';
  if (typeof v === 'number')
    return Number.isFinite(v) ? numberText(v, String(cell.z ?? ''), from1904) : cellMarks.failed;
  if (v instanceof Date) return Number.isNaN(v.getTime()) ? '' : dateOfDay(Math.floor(v.getTime() / 86_400_000));
  return String(v);
}

type Sheet = {
  '!data'?: (Cell | null)[][];
  '!merges'?: { s: { r: number; c: number }; e: { r: number; c: number } }[];
};

function rowsOf(file: string, sheet: Sheet, from1904: boolean, count: (cells: number) => void): string[][] {
  const rows: string[][] = [];
  sheet['!data']?.forEach((cells, at) => {
    if (!cells) return;
    if (at >= limits.cells) throw tooManyCells(file);
    // A reference such as XFDZZZ1 makes a row of hundreds of millions of cells.
    if (cells.length > widest) throw tooManyCells(file);
    const texts: string[] = [];
    for (let index = 0; index < cells.length; index += 1) texts.push(textOf(cells[index], from1904));
    while (texts.length > 0 && texts.at(-1) === '') texts.pop();
    count(texts.length + 1);
    while (rows.length < at) rows.push(blankRow);
    rows[at] = texts;
  });
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  for (const { s, e } of sheet['!merges'] ?? [])
    spread(rows, { from: { row: s.r, column: s.c }, to: { row: e.r, column: e.c } });
  return rows;
}

async function read(file: string, bytes: Uint8Array): Promise<SourceTable[]> {
  if (!isZip(bytes) && !isOldBinary(bytes) && !isFlat(bytes)) {
    // Some systems name a text table .xls.
    if (textBytes(bytes)) return [readCsv(file, bytes)];
    throw damagedWorkbook(file);
  }
  try {
    const tables = await tablesOf(file, bytes);
    if (tables.length === 0) throw damagedWorkbook(file);
    return tables;
  } catch (error) {
    if (error instanceof OutturnError) throw error;
    // The reader's own errors may quote cells, so their text is not passed on.
    if (isOldBinary(bytes) || /password|encrypt/i.test(error instanceof Error ? error.message : '')) {
      throw new OutturnError(
        'not-a-table',
        `${file} has a password, or is damaged. Open it in Excel, take the password off (File, Info, Protect Workbook), save it as XLSX and import that.`,
        { file },
      );
    }
    throw damagedWorkbook(file);
  }
}

async function tablesOf(file: string, bytes: Uint8Array): Promise<SourceTable[]> {
  if (isFlat(bytes)) return readOpenDocument(file, bytes);
  if (!isZip(bytes)) return sheetsOf(file, bytes);
  const part = partReader(file, bytes);
  if (part('xl/workbook.xml')) return readOoxml(file, bytes);
  const content = part('content.xml');
  return content ? readOpenDocument(file, content) : sheetsOf(file, bytes);
}

/**
 * The reader passes over a record that it does not know, and says so on the console only: a cell may have been in it, so
 * the file is refused as damaged.
 */
function attentively<T>(file: string, read: () => T): T {
  const { error } = console;
  let passedOver = false;
  console.error = () => {
    passedOver = true;
  };
  try {
    const value = read();
    if (passedOver) throw damagedWorkbook(file);
    return value;
  } finally {
    console.error = error;
  }
}

async function sheetsOf(file: string, bytes: Uint8Array): Promise<SourceTable[]> {
  // Every part is unpacked once to exactly the size it states, before a reader that trusts it does.
  if (isZip(bytes)) for (const entry of guardedEntries(file, bytes)) inflateEntry(file, bytes, entry);
  const xlsx = await import('@e965/xlsx');
  const book = attentively(file, () =>
    xlsx.read(bytes, {
      type: 'array',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: true,
      sheetStubs: true,
      bookVBA: false,
      bookFiles: false,
    }),
  );
  const from1904 = Boolean(book.Workbook?.WBProps?.date1904);
  let cells = 0;
  const tables: SourceTable[] = [];
  for (const [index, name] of book.SheetNames.entries()) {
    const sheet = book.Sheets[name] as Sheet | undefined;
    // A chart or a macro sheet holds no table.
    if (!sheet?.['!data']) continue;
    const rows = rowsOf(file, sheet, from1904, (count) => {
      cells += count;
      if (cells > limits.cells) throw tooManyCells(file);
    });
    delete book.Sheets[name];
    const hidden = Boolean(book.Workbook?.Sheets?.[index]?.Hidden);
    if (!hidden) tables.push({ file, sheet: name, rows });
    else if (rows.length > 0) tables.push({ file, sheet: name, rows: [], hidden: true });
  }
  return tables;
}

/**
 * Excel workbooks of every age (macros are never run) and OpenDocument spreadsheets, in a bounded worker behind our own
 * guard on the container: XLSX and ODS part by part and piece by piece, .xls and .xlsb by SheetJS, which reads a file whole.
 */
export const workbookFormat: FileFormat = {
  label: 'Excel and OpenDocument workbooks',
  extensions: ['xlsx', 'xlsm', 'xlsb', 'xls', 'xltx', 'xlt', 'ods', 'fods'],
  worker: true,
  guard,
  read,
};
