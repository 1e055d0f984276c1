import { at, type Cell, header, numeric, type SheetSpec, text } from './cells.ts';
import type { Inputs } from './inputs.ts';
import { rowMark } from './record-marks.ts';
import { headerRow, heading, type WorkbookInput } from './workbook-input.ts';

export const recordSheetName = 'Exported';
export const recordFormat = 'outturn-workbook 1';
/** A cell holds 32,767 characters at most. */
const chunk = 8000;

/**
 * What Outturn wrote, so that a changed workbook can be read back: the scenario, every input with its value as exported,
 * and a mark of every row of every sheet. Changes of inputs are read; any other change is refused by its row.
 */
export function recordSheet(input: WorkbookInput, sheets: readonly SheetSpec[], inputs: Inputs): SheetSpec {
  const { forecast, scenario } = input;
  const rows: (Cell | null)[][] = [
    ...heading('Exported', input, 'What Outturn wrote, to tell what was changed since. Leave this sheet as it is.'),
    header('Kind', 'Sheet', 'Place', 'What', 'Key', 'Value'),
    line('format', '', '', '', '', text(recordFormat)),
    line('data', '', '', 'council', '', text(forecast.council)),
    line('data', '', '', 'dataDate', '', text(`to ${forecast.dataDate}`)),
  ];
  const json = JSON.stringify(scenario);
  for (let start = 0; start < json.length; start += chunk)
    rows.push(line('scenario', '', String(start / chunk), '', '', text(json.slice(start, start + chunk))));
  for (const one of inputs.all)
    rows.push(line('input', 'Assumptions', at(one.column, one.row), one.kind, one.key, numeric(one.value, 'general')));
  const own = new Set(inputs.all.map((one) => at(one.column, one.row)));
  for (const sheet of sheets)
    sheet.rows.forEach((row, index) => {
      if (row.length === 0) return;
      const cells = row.map((cell, column) =>
        cell === null || (sheet.name === 'Assumptions' && own.has(at(column + 1, index + 1)))
          ? null
          : { value: cell.value, formula: cell.formula ?? null },
      );
      rows.push(line('row', sheet.name, `${index + 1}:${row.length}`, '', '', text(`#${rowMark(cells)}`)));
    });
  return {
    name: recordSheetName,
    widths: [12, 18, 12, 24, 30, 60],
    rows,
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    // Marks for a program fill many pages and say nothing on paper.
    printRows: headerRow,
    names: [],
    colours: [],
  };
}

const line = (kind: string, sheet: string, place: string, what: string, key: string, value: Cell): Cell[] => [
  ...[kind, sheet, place, what, key].map((word) => text(word === '' ? null : word)),
  value,
];
