import type { SubjectColumn } from '../../../shared/report/subjects/subject-table.ts';
import { type SubjectKey, subjectNames, subjectsOf } from '../../../shared/report/subjects/subjects.ts';
import { childrenOf } from '../../../shared/scenario/forecast.ts';
import { dateCell } from './assumptions-sheet.ts';
import { type Cell, header, money, numeric, type SheetSpec, text } from './cells.ts';
import { headerRow, heading, type WorkbookInput } from './workbook-input.ts';

/**
 * Places, leavers, activity, the programme and performance, a sheet each, as packs have them (docs/model.md §17, §18, §20 to
 * §22): figures as exported. A subject of which nothing is entered has no sheet.
 */
export function subjectSheets(input: WorkbookInput): SheetSpec[] {
  const { snapshot, scenario, forecast, now } = input;
  const today = now.toISOString().slice(0, 10);
  const subjects = subjectsOf(snapshot, scenario, forecast, childrenOf(snapshot, scenario), today);
  return (Object.keys(subjectNames) as SubjectKey[]).flatMap((key): SheetSpec[] => {
    const { tables, said } = subjects[key];
    if (tables.length === 0) return [];
    const rows: (Cell | null)[][] = [
      ...heading(
        subjectNames[key],
        input,
        'As exported: figures of this sheet do not follow changes made in the workbook.',
      ),
    ];
    for (const table of tables) {
      rows.push(
        [text(table.caption, 'title')],
        header(...table.columns.map(({ label }) => label)),
        ...table.rows.map(({ cells, total }) =>
          table.columns.map(({ as }, at) => cellOf(cells[at] ?? null, as, total ?? false)),
        ),
        ...(table.note ? [[text(table.note, 'note')]] : []),
        [],
      );
    }
    rows.push(...said.map((note) => [text(note, 'note')]));
    const columns = Math.max(...tables.map((table) => table.columns.length));
    return [
      {
        name: subjectNames[key],
        widths: [44, ...Array(columns - 1).fill(17)],
        rows,
        frozen: { rows: headerRow - 1, columns: 1 },
        headerRow,
        parts: true,
        names: [],
        colours: [],
      },
    ];
  });
}

function cellOf(value: string | number | null, as: SubjectColumn['as'], total: boolean): Cell {
  if (value === null) return text(null, total ? 'totalText' : 'text');
  if (typeof value === 'string') return as === 'date' ? dateCell(value) : text(value, total ? 'totalText' : 'text');
  if (as === 'thousands') return money(Math.round(value), total ? 'moneyTotal' : 'money');
  if (as === 'pounds') return money(Math.round(value), 'exact');
  return numeric(value, as === 'count' ? 'number' : 'decimal');
}
