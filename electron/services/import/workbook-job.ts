import { Readable } from 'node:stream';
import { dateOfDay } from '../../../shared/model/calendar.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { MemoryWorkbookReader } from './memory-workbook-reader.ts';
import { tooManyCells } from './read-csv.ts';
import { cellMarks, limits, type SourceTable } from './source-table.ts';
import { guardedEntries, inflateEntry } from './zip-directory.ts';

/** Input of the job `read-workbook` of a worker thread. The bytes have passed `guardedEntries`. */
export type WorkbookOrder = { file: string; bytes: Uint8Array };

/** A cell's text as its format shows its kind: dates as `YYYY-MM-DD`, per cents with their sign, results of formulas. */
function textOf(value: unknown, format: string, from1904: boolean): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value === 'number') return numberText(value, kindOf(format), from1904);
  if (typeof value !== 'object') return String(value);
  const cell = value as {
    result?: unknown;
    richText?: { text: string }[];
    text?: unknown;
    error?: string;
  };
  if (cell.richText) return cell.richText.map((run) => run.text).join('');
  if (cell.error !== undefined) return cell.error;
  if (cell.text !== undefined) return textOf(cell.text, format, from1904);
  return cell.result === undefined ? cellMarks.uncalculated : textOf(cell.result, format, from1904);
}

function numberText(value: number, kind: 'per cent' | 'date' | 'number', from1904: boolean): string {
  // The reader gives the error of a formula as a number that is none.
  if (Number.isNaN(value)) return cellMarks.failed;
  // 0.07 × 100 is 7.000000000000001: fifteen figures are all that a spreadsheet holds.
  if (kind === 'per cent') return `${Number((value * 100).toPrecision(15))}%`;
  // The reader makes dates of plain cells only, not of formulas. Excel's two calendars begin 1,462 days apart.
  if (kind === 'date' && value >= 0 && value < 2_958_466) {
    return dateOfDay(Math.floor(value) - (from1904 ? 24_107 : 25_569));
  }
  return String(value);
}

const kinds = new Map<string, 'per cent' | 'date' | 'number'>();

/** What the format of a cell says its number is. */
function kindOf(format: string): 'per cent' | 'date' | 'number' {
  let kind = kinds.get(format);
  if (kind === undefined) {
    const plain = (format.split(';')[0] ?? '').replace(/\[[^\]]*\]|"[^"]*"|\\.|[_*]./g, '');
    kind = plain.includes('%') ? 'per cent' : /[ymd]/i.test(plain) && !/general/i.test(plain) ? 'date' : 'number';
    kinds.set(format, kind);
  }
  return kind;
}

/**
 * Reads every visible sheet of a workbook as text cells; a hidden one comes without its rows. Throws `too-many-cells` or
 * `not-a-table`. Runs in a worker thread.
 */
export async function readWorkbook(order: WorkbookOrder): Promise<SourceTable[]> {
  try {
    return await sheetsOf(order);
  } catch (error) {
    // The reader's own errors may quote cells, so their text is not passed on.
    if (error instanceof OutturnError) throw error;
    throw damagedWorkbook(order.file);
  }
}

/** The error for a workbook that cannot be read through. */
export function damagedWorkbook(file: string): OutturnError {
  const message = `${file} could not be read as a workbook. Open it in Excel, save it again and import that.`;
  return new OutturnError('not-a-table', message, { file });
}

/** Whether a workbook counts its days from 1904; the reader knows only one of the two ways to say so. */
function countsFrom1904(file: string, bytes: Uint8Array): boolean {
  const entry = guardedEntries(file, bytes).find(({ name }) => name === 'xl/workbook.xml');
  const text = entry ? inflateEntry(file, bytes, entry).toString('utf8') : '';
  return /<(?:\w+:)?workbookPr\b[^>]*\bdate1904="(?:1|true)"/.test(text);
}

/**
 * The text of a sheet as it passes to the reader, which keeps only the last part of a text written in parts (`<r>` runs
 * inside a cell, CDATA). Excel never writes cells that way; rather than lose words, such a sheet is refused.
 */
async function* wholeTexts(file: string, chunks: AsyncIterable<Uint8Array | string>) {
  let before = '';
  for await (const chunk of chunks) {
    const text = before + (typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('latin1'));
    if (/<(?:\w+:)?r(?:Pr)?[\s>]|<!\[CDATA\[/.test(text)) {
      const message = `${file} holds cells whose text is written in several parts, and some would be lost. Open it in Excel, save it again and import that.`;
      throw new OutturnError('not-a-table', message, { file });
    }
    before = text.slice(-20);
    yield chunk;
  }
}

/** One row for all blank ones: a stray cell far down a sheet makes a million of them. */
const blankRow: string[] = [];

function formatOf(row: { getCell(column: number): { numFmt?: unknown } }, column: number): string {
  const format = row.getCell(column).numFmt as string | { formatCode?: string } | undefined;
  return (typeof format === 'string' ? format : format?.formatCode) ?? '';
}

async function sheetsOf({ file, bytes }: WorkbookOrder): Promise<SourceTable[]> {
  const reader = new MemoryWorkbookReader(Readable.from([Buffer.from(bytes)]) as never, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  const from1904 = countsFrom1904(file, bytes);
  const tables: SourceTable[] = [];
  let cells = 0;
  for await (const sheet of reader) {
    const read = reader as unknown as { properties?: { model?: { date1904?: boolean } } };
    if (from1904 && read.properties?.model) read.properties.model.date1904 = true;
    const passing = sheet as unknown as { iterator: AsyncIterable<Uint8Array | string> };
    passing.iterator = wholeTexts(file, passing.iterator);
    const rows: string[][] = [];
    for await (const row of sheet) {
      if (row.number > limits.cells) throw tooManyCells(file);
      while (rows.length < row.number - 1) rows.push(blankRow);
      const values = row.values as unknown[];
      const texts: string[] = [];
      for (let index = 1; index < values.length; index += 1) {
        const value = values[index];
        const formatted = typeof value === 'number' || (typeof value === 'object' && value !== null);
        texts.push(textOf(value, formatted ? formatOf(row, index) : '', from1904));
      }
      cells += texts.length + 1;
      if (cells > limits.cells) throw tooManyCells(file);
      rows.push(texts);
    }
    const state = (sheet as { state?: string }).state;
    const name = String((sheet as { name?: string }).name ?? `Sheet ${tables.length + 1}`);
    if (state === undefined || state === 'visible') tables.push({ file, sheet: name, rows });
    else if (rows.length > 0) tables.push({ file, sheet: name, rows: [], hidden: true });
  }
  return tables;
}
