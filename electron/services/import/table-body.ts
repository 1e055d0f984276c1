import { unitOfCell } from '../../../shared/cells/unit.ts';
import type { Detected } from './place-columns.ts';
import type { SourceTable } from './source-table.ts';

/** The rows below the headers of a table, by what they are; indexes into `rows`. */
export type TableBody = {
  data: number[];
  /** Rows that hold nothing but units of money, below the headers. */
  units: number[];
  /** Headings within the table and notes under it: one cell of text, no figure. */
  notes: number[];
};

const filled = (cells: readonly string[]) => cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]));
const isUnitRow = (cells: readonly string[]) => {
  const texts = cells.filter((cell) => cell.trim() !== '');
  return texts.length > 0 && texts.every((cell) => unitOfCell(cell) !== null);
};

/** What a line under a table begins with; a row cut short begins otherwise. */
const noteStart =
  /^(source|note|notes|n\.?b|\*|†|‡|all (figures|amounts|values)|figures|amounts|prepared|printed|report|run|page|end of|extracted|produced|data|please|the |these |this |©|copyright|official|confidential|key:|\d+ rows?\b)/i;

/**
 * Tells the rows of a table apart. A row of one text cell is a heading or a note where it could not be a row of the
 * table: it begins as notes do, or has the full width of the table and most of what is needed blank.
 */
export function bodyOf(table: SourceTable, { headerRow, placed }: Pick<Detected, 'headerRow' | 'placed'>): TableBody {
  const body: TableBody = { data: [], units: [], notes: [] };
  const width = table.rows[headerRow]?.length ?? 0;
  let blankBefore = false;
  for (let at = headerRow + 1; at < table.rows.length; at += 1) {
    const cells = table.rows[at] ?? [];
    const some = filled(cells);
    if (some.length === 0) {
      blankBefore = true;
      continue;
    }
    if (body.data.length === 0 && isUnitRow(cells)) body.units.push(at);
    else if (placed.length > 2 && isNote(cells, some, width, blankBefore, table.sheet !== null)) body.notes.push(at);
    else body.data.push(at);
    blankBefore = false;
  }
  return body;
}

function isNote(
  cells: readonly string[],
  some: readonly number[],
  width: number,
  blankBefore: boolean,
  whole: boolean,
): boolean {
  if (some.length !== 1) return false;
  const text = (cells[some[0] ?? 0] ?? '').trim();
  if (/^[-(£]?[\d,.]+\)?%?$/.test(text)) return false;
  if (noteStart.test(text)) return true;
  // In a text file a lone cell may be a row cut short, save where its other cells are there and blank.
  const sentence = /\p{L}{2}\s+\S/u.test(text);
  return sentence && (whole || cells.length >= Math.max(3, width) || blankBefore);
}

/** Everything that stands around a table and is no row of it: titles above, notes below; with its place in words. */
export function aroundTable(
  table: SourceTable,
  { headerRow }: Pick<Detected, 'headerRow'>,
  body: TableBody,
): { text: string; row: number }[] {
  const of = (at: number) => ({ text: (table.rows[at] ?? []).filter((cell) => cell.trim() !== '').join(' '), row: at });
  const above = Array.from({ length: headerRow }, (_, at) => of(at));
  return [...above, ...body.notes.map(of), ...(table.around ?? []).map((text) => ({ text, row: -1 }))].filter(
    ({ text }) => text !== '',
  );
}
