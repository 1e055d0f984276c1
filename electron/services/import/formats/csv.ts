import { CsvError, parse } from 'csv-parse/sync';
import { OutturnError } from '../../../../shared/model/problem.ts';
import { limits, type SourceTable } from '../source-table.ts';
import type { FileFormat } from './format.ts';

/** Longest row, in characters, that is still a row and not a file without line ends. */
const longestRow = 1_000_000;

/** What a file that is not text probably is, by its first bytes. */
function binaryKind(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 8)).toString('latin1');
  if (start.startsWith('PK')) return 'an Excel workbook or a zip file';
  if (start.startsWith('\u00d0\u00cf\u0011\u00e0')) return 'an old Excel workbook (.xls) or one with a password';
  if (start.startsWith('%PDF')) return 'a PDF';
  if (start.startsWith('\u001f\u008b')) return 'a compressed file';
  const head = bytes.subarray(0, 65_536);
  const odd = head.filter((byte) => byte < 9 || (byte > 13 && byte < 32)).length;
  return odd > 0 && (head.includes(0) || odd > head.length / 100) ? 'a program or picture file' : null;
}

/** True for bytes that are text, however they are named. */
export const textBytes = (bytes: Uint8Array): boolean => wideForm(bytes) !== null || binaryKind(bytes) === null;

const wideForm = (bytes: Uint8Array) =>
  bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null;

/** The text of a file: UTF-16 by its mark, UTF-8 with or without one, else Windows-1252. */
function textOf(bytes: Uint8Array): string {
  const wide = wideForm(bytes);
  if (wide) return new TextDecoder(wide).decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Comma, semicolon, tab or upright bar: whichever cuts most of the first 20 lines, and of those alike, cuts a line into most parts.
 * A semicolon within the text of one row does not make it the mark of the table.
 */
function delimiterOf(text: string): string {
  const lines = text.slice(0, 200_000).split(/\r\n|\r|\n/, 20);
  const score = (mark: string) => {
    const parts = lines.map((line) => line.replace(/"[^"]*"/g, '').split(mark).length);
    return parts.filter((count) => count > 1).length * 1_000_000 + Math.max(...parts);
  };
  return [',', ';', '\t', '|'].reduce((best, mark) => (score(mark) > score(best) ? mark : best), ',');
}

/**
 * Reads CSV bytes into rows of text cells. Throws OutturnError: `not-a-table` (binary, an open quote, with the line) or
 * `too-many-cells`. Rows of unequal length are left for `readRows`, which knows where the headers are.
 */
export function readCsv(file: string, bytes: Uint8Array): SourceTable {
  const kind = wideForm(bytes) ? null : binaryKind(bytes);
  if (kind) {
    throw new OutturnError(
      'not-a-table',
      `${file} is named as a text table but looks like ${kind}. Open it in Excel and save it as CSV or XLSX, then import that.`,
      { file },
    );
  }
  const text = textOf(bytes);
  let failure: CsvError;
  try {
    return { file, sheet: null, rows: rowsOf(file, text, false) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    failure = error;
  }
  // A mark within a text that is not in marks stands for itself: only a text that is begun and never ended is cut short.
  if (/OPENING_QUOTE|AFTER_CLOSING_QUOTE/.test(failure.code)) {
    const rows = loosely(file, text);
    if (rows) return { file, sheet: null, rows };
  }
  const line = Number((failure as unknown as { lines?: number }).lines ?? 0);
  const what = /OPENING_QUOTE|AFTER_CLOSING_QUOTE/.test(failure.code)
    ? 'a quotation mark stands inside a text, and where the text ends cannot be told'
    : failure.code.includes('QUOTE')
      ? 'a quotation mark is opened and not closed, so the file may have been cut short'
      : 'a row is too long to be a row of a table';
  throw new OutturnError(
    'not-a-table',
    `${file}, line ${line}: ${what}. Nothing was read. Export the file again, or correct that line.`,
    { file, row: line },
  );
}

function rowsOf(file: string, text: string, loose: boolean): string[][] {
  let cells = 0;
  // Extracts repeat the same few texts thousands of times: each is kept once.
  const known = new Map<string, string>();
  return parse(text, {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: loose,
    max_record_size: longestRow,
    on_record: (record: string[]) => {
      cells += record.length;
      if (cells > limits.cells) throw tooManyCells(file);
      for (let index = 0; index < record.length; index += 1) {
        const cell = record[index] ?? '';
        if (cell.length > 20) continue;
        const same = known.get(cell);
        if (same !== undefined) record[index] = same;
        else if (known.size < 5000) known.set(cell, cell);
      }
      return record;
    },
  }) as string[][];
}

/** The rows where marks within texts stand for themselves; null where a row would swallow the next one. */
function loosely(file: string, text: string): string[][] | null {
  try {
    const rows = rowsOf(file, text, true);
    return rows.some((row) => row.some((cell) => /[\r\n]/.test(cell))) ? null : rows;
  } catch (error) {
    if (error instanceof CsvError) return null;
    throw error;
  }
}

/** The error for a file past the limit of cells. */
export function tooManyCells(file: string): OutturnError {
  return new OutturnError(
    'too-many-cells',
    `${file} holds more than ${limits.cells.toLocaleString('en-GB')} cells, the most that is read at once. Split it by year, or leave out columns that are not needed.`,
    { file },
  );
}

export const csvFormat: FileFormat = {
  label: 'CSV',
  extensions: ['csv', 'tsv', 'txt'],
  worker: false,
  read: (file, bytes) => [readCsv(file, bytes)],
};
