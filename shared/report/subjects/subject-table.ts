import { formatDate, formatMoney, formatNumber } from '../../format/format.ts';
import type { ReportTable } from '../document.ts';

/** What a column holds: text, a count, a number to one place, pence in £’000, pence in £, per cent, a civil date. */
export type SubjectColumn = {
  label: string;
  as: 'text' | 'count' | 'decimal' | 'thousands' | 'pounds' | 'percent' | 'date';
};
/** A table of a subject as figures: packs print it, the workbook holds its numbers. Money in pence. */
export type SubjectTable = {
  caption: string;
  columns: SubjectColumn[];
  rows: { cells: (string | number | null)[]; total?: boolean }[];
  note?: string;
};
/** A subject of packs and of the workbook: its tables, and what must be said beside them. */
export type Subject = { tables: SubjectTable[]; said: string[] };

/** The table as a pack prints it; what is not known is blank. */
export function printedTable({ caption, columns, rows, note }: SubjectTable): ReportTable {
  return {
    kind: 'table',
    caption,
    columns: columns.map(({ label, as }) => ({ label, numeric: as !== 'text' && as !== 'date' })),
    rows: rows.map(({ cells, total = false }) => ({
      cells: columns.map(({ as }, at) => printedCell(cells[at] ?? null, as)),
      total,
    })),
    note: note ?? null,
  };
}

function printedCell(value: string | number | null, as: SubjectColumn['as']): string {
  if (value === null) return '';
  if (typeof value === 'string') return as === 'date' ? formatDate(value) : value;
  if (as === 'thousands') return formatMoney(value, 'thousands');
  if (as === 'pounds') return formatMoney(value, 'pounds');
  return formatNumber(value, as === 'decimal' || as === 'percent' ? 1 : 0);
}

/** Columns from labels and what they hold. */
export const columnsOf = (...columns: [label: string, as: SubjectColumn['as']][]): SubjectColumn[] =>
  columns.map(([label, as]) => ({ label, as }));
