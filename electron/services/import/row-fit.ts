import { OutturnError } from '../../../shared/model/problem.ts';
import type { Columns } from '../../../shared/model/register.ts';
import { registers } from '../../../shared/model/registers.ts';
import type { Detected } from './place-columns.ts';
import { lineOf, nameOf, type SourceTable } from './source-table.ts';

/**
 * Throws `not-a-table` where a row of a text file does not fit its headers. A row may be short of cells at its end that
 * may be blank: many exporters leave those out. One that lacks more may have been cut short, and half a file is no file.
 */
export function requireFit(
  cells: readonly string[],
  width: number,
  { register, placed }: Detected,
  at: number,
  table: SourceTable,
): void {
  const extra = cells.findLastIndex((cell) => cell.trim() !== '') >= width;
  if (!extra) {
    if (cells.length >= width) return;
    const columns = registers[register].columns as Columns;
    const lacks = placed.some(
      ({ index, column, blank }) =>
        index >= cells.length &&
        index < width &&
        !columns[column]?.optional &&
        columns[column]?.absent === undefined &&
        blank === undefined,
    );
    if (!lacks) return;
  }
  const file = nameOf(table);
  const row = lineOf(table, at);
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
