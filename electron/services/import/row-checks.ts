import type { Cells } from '../../../db/tables.ts';
import { formatDate } from '../../../shared/format/format.ts';
import { yearEnd, yearStart } from '../../../shared/model/calendar.ts';
import type { RegisterName } from '../../../shared/model/registers.ts';
import type { Problem } from './problem.ts';

const found = (row: number, column: string, code: string, message: string, rejects: boolean): Problem => ({
  row,
  column,
  code,
  message: `Row ${row}, ${column}: ${message}`,
  before: null,
  after: null,
  rejects,
});

/** What the cells of one row must say of each other. Cells that were refused are null and say nothing. */
export function checkRow(register: RegisterName, cells: Cells, row: number): Problem[] {
  if (register === 'placements') {
    const { start, end, birthMonth } = cells;
    if (start && end && end < start) {
      return [
        found(
          row,
          'End',
          'dates',
          `ends on ${formatDate(String(end))}, before it starts on ${formatDate(String(start))}. Correct one of the dates.`,
          true,
        ),
      ];
    }
    if (start && birthMonth && String(birthMonth).slice(0, 7) > String(start).slice(0, 7)) {
      return [found(row, 'Start', 'dates', 'starts before the child was born. Correct one of the dates.', true)];
    }
  }
  if (register === 'budgetChanges' && typeof cells.year === 'string' && typeof cells.effective === 'string') {
    if (cells.effective < yearStart(cells.year) || cells.effective >= yearEnd(cells.year)) {
      const message = `${formatDate(cells.effective)} lies outside the year ${cells.year} it changes. Check the date.`;
      return [found(row, 'Effective', 'T06', message, false)];
    }
  }
  return [];
}
