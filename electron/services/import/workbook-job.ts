import { Readable } from 'node:stream';
import { WorkbookReader } from '@cj-tech-master/excelts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { tooManyCells } from './read-csv.ts';
import { limits, type SourceTable } from './source-table.ts';

/** Input of the job `read-workbook` of a worker thread. The bytes have passed `guardedEntries`. */
export type WorkbookOrder = { file: string; bytes: Uint8Array };

/** A cell's text: dates as `YYYY-MM-DD`, results of formulas, text that begins with `=` as it stands. */
function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString().slice(0, 10);
  if (typeof value !== 'object') return String(value);
  const cell = value as { result?: unknown; richText?: { text: string }[]; text?: unknown; error?: string };
  if (cell.richText) return cell.richText.map((run) => run.text).join('');
  if (cell.error !== undefined) return cell.error;
  if (cell.text !== undefined) return textOf(cell.text);
  return textOf(cell.result);
}

/** Reads every visible sheet of a workbook as text cells. Throws `too-many-cells` or `not-a-table`. Runs in a worker thread. */
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

/** One row for all blank ones: a stray cell far down a sheet makes a million of them. */
const blankRow: string[] = [];

async function sheetsOf({ file, bytes }: WorkbookOrder): Promise<SourceTable[]> {
  const reader = new WorkbookReader(Readable.from([Buffer.from(bytes)]) as never, {
    worksheets: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
  });
  const tables: SourceTable[] = [];
  let cells = 0;
  for await (const sheet of reader) {
    const rows: string[][] = [];
    for await (const row of sheet) {
      if (row.number > limits.cells) throw tooManyCells(file);
      while (rows.length < row.number - 1) rows.push(blankRow);
      const values = row.values as unknown[];
      const texts: string[] = [];
      for (let index = 1; index < values.length; index += 1) texts.push(textOf(values[index]));
      cells += texts.length + 1;
      if (cells > limits.cells) throw tooManyCells(file);
      rows.push(texts);
    }
    const state = (sheet as { state?: string }).state;
    if (state === undefined || state === 'visible') {
      tables.push({ file, sheet: String((sheet as { name?: string }).name ?? `Sheet ${tables.length + 1}`), rows });
    }
  }
  return tables;
}
