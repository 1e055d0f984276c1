import { cellMarks } from '../../../../../shared/cells/blank.ts';
import { limits } from '../../source-table.ts';
import { tooManyCells } from '../csv.ts';
import { numberText } from '../number-format.ts';
import { blankRow, type Merge, spread, widest } from '../sheet-shape.ts';
import { unescaped } from './shared-texts.ts';
import { UnreadableXml, walkXml } from './xml-stream.ts';

/** What a sheet needs of its workbook, and a count that all its sheets share. */
export type BookContext = {
  file: string;
  texts: readonly string[];
  formats: readonly string[];
  from1904: boolean;
  cells: { count: number };
};

/** Rows of a sheet that any program can hold. */
const lastRow = 1_048_576;

/** "AB12" → its column from nought; -1 where the reference names none. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const letter = reference.charCodeAt(at) & 0xdf;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
    if (column > widest) throw new UnreadableXml('A column past the last');
  }
  return column - 1;
}

function mergeOf(reference: string): Merge | null {
  const [, fromColumn = '', fromRow, toColumn = '', toRow] =
    /^\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(reference) ?? [];
  if (!fromRow) return null;
  return {
    from: { row: Number(fromRow) - 1, column: columnOf(fromColumn) },
    to: { row: Number(toRow) - 1, column: columnOf(toColumn) },
  };
}

/** A cell's text as its format shows its kind: dates as `YYYY-MM-DD`, per cents with their sign, results of formulas. */
function cellText(type: string, value: string, style: string, { texts, formats, from1904 }: BookContext): string {
  switch (type) {
    case 's': {
      const text = texts[Number(value)];
      // A number that names no text would be a blank cell where the file has one.
      if (text === undefined && value.trim() !== '') throw new UnreadableXml('A text that is not there');
      return text ?? '';
    }
    case 'inlineStr':
    case 'str':
      return unescaped(value);
    case 'e':
      return /^#[A-Z0-9/_]+[!?]?$/i.test(value.trim()) ? value.trim() : cellMarks.failed;
    case 'b':
      return value.trim() === '' ? '' : /^(1|true)$/i.test(value.trim()) ? '1' : '0';
    case 'd':
      return value.trim().replace(/^(\d{4}-\d{2}-\d{2})T00:00(:00(\.0+)?)?$/, '$1');
    default: {
      const text = value.trim();
      if (text === '') return '';
      const number = Number(text);
      return Number.isFinite(number) ? numberText(number, formats[Number(style)] ?? '', from1904) : cellMarks.failed;
    }
  }
}

/** Rows of one sheet as text, walked piece by piece; every row a person sees has its place. */
export function sheetRows(bytes: Uint8Array, book: BookContext): string[][] {
  const rows: string[][] = [];
  const merges: Merge[] = [];
  let row: string[] = [];
  let [rowAt, column] = [-1, -1];
  let cell: { type: string; style: string; formula: boolean; valued: boolean; value: string } | null = null;
  let [taking, phonetic] = [false, false];
  const closeRow = () => {
    while (row.length > 0 && row.at(-1) === '') row.pop();
    while (rows.length < rowAt) rows.push(blankRow);
    rows[rowAt] = row.length === 0 ? blankRow : row;
  };
  const closeCell = () => {
    if (!cell) return;
    const { type, style, formula, valued, value } = cell;
    const text = formula && !valued ? cellMarks.uncalculated : cellText(type, value, style, book);
    cell = null;
    if (text === '') return;
    book.cells.count += column - row.length + 1;
    if (book.cells.count > limits.cells) throw tooManyCells(book.file);
    while (row.length < column) row.push('');
    row[column] = text;
  };
  walkXml(bytes, {
    open(name, attributes) {
      if (name === 'row') {
        rowAt = attributes.r === undefined ? rowAt + 1 : Number(attributes.r) - 1;
        if (!Number.isInteger(rowAt) || rowAt < 0 || rowAt >= lastRow) throw new UnreadableXml('A row past the last');
        row = rows[rowAt] ?? [];
        if (row === blankRow) row = [];
        column = -1;
        book.cells.count += 1;
      } else if (name === 'c' && rowAt >= 0) {
        column = attributes.r === undefined ? column + 1 : columnOf(attributes.r);
        if (column < 0 || column >= widest) throw new UnreadableXml('A column past the last');
        cell = { type: attributes.t ?? 'n', style: attributes.s ?? '0', formula: false, valued: false, value: '' };
      } else if (cell && name === 'f') cell.formula = true;
      else if (name === 'rPh') phonetic = true;
      else if (cell && (name === 'v' || (name === 't' && !phonetic))) {
        taking = true;
        cell.valued = true;
      } else if (name === 'mergeCell') {
        const merge = merges.length < 100_000 ? mergeOf(attributes.ref ?? '') : null;
        if (merge) merges.push(merge);
      }
    },
    text(more) {
      if (taking && cell) cell.value += more;
    },
    close(name) {
      if (name === 'v' || name === 't') taking = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c') closeCell();
      else if (name === 'row') closeRow();
    },
  });
  while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop();
  for (const merge of merges) spread(rows, merge);
  return rows;
}
