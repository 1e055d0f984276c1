import { formatMonth } from '../../../shared/format/format.ts';
import { sum } from '../../../shared/model/money.ts';
import { suppressTable } from '../../../shared/report/suppress-table.ts';
import {
  at,
  type Cell,
  columnName,
  fixed,
  formula,
  header,
  money,
  moneyFormula,
  numeric,
  type SheetSpec,
  text,
} from './cells.ts';
import { type EntrantResponse, type ResponseMeasure, responseMeasures } from './entrant-response.ts';
import type { Inputs } from './inputs.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

export const groupNamesOf = ({ snapshot }: WorkbookInput): Map<string, string> =>
  new Map(snapshot.placementGroups.map((row) => [row.code, row.name]));

/** Where other sheets find the child-days of a group in a month of the projection; null where nothing moves them. */
export type DemandPlaces = { childDays(step: number, group: string): string | null };

/** Months by the side of the table, and after the chart what children answer to entrants. */
const [totals, workings] = [12, 27];
const measureColumns: Record<ResponseMeasure, string> = {
  stock: 'Children',
  entrants: 'Entrants',
  leavers: 'Leavers',
  childDays: 'Child-days',
};

/**
 * Children and cost by group and month from the data date on, beyond the year too. Fractions are expected values. Where
 * entrants are inputs, children, entrants, leavers and child-days follow them: each is its exported value and, for every
 * group, the change at +100 % that stands to the right.
 */
export function demandSheet(
  input: WorkbookInput,
  response: EntrantResponse | null,
  inputs: Inputs,
): { sheet: SheetSpec; places: DemandPlaces } {
  const { forecast } = input;
  const { months } = forecast.placements;
  const names = groupNamesOf(input);
  const followed = response !== null && response.groups.length > 0;
  const rows: (Cell | null)[][] = [
    ...heading(
      'Demand',
      input,
      `Method: ${forecast.method}. Children are expected values; stock is on the last day. ${followed ? 'Children follow the entrants of the Assumptions sheet. Rates of leaving and moves are changed in Outturn, whose response to them is no straight line; cost here is as exported, and Placement cost follows.' : 'As exported: entrants, leavers and moves are changed in Outturn, whose response to them is no straight line.'}`,
    ),
    header(
      'Month',
      'Group',
      'Children',
      'Entrants',
      'Leavers',
      'Child-days',
      'Committed, as exported',
      'Projected, as exported',
      'Contributions, as exported',
      'Net, as exported',
    ),
  ];
  const width = response?.groups.length ?? 0;
  const cellsOf = new Map<string, string>();
  months.forEach(({ month, groups }, step) => {
    for (const group of groups) {
      const r = rows.length + 1;
      const answers = responseMeasures.map((measure) => response?.of(step, group.group, measure) ?? []);
      const measured = responseMeasures.map((measure, index) => {
        const value = group[measure];
        if (!answers[index]?.some((change) => change !== 0)) return numeric(value, 'decimal');
        const first = workings + index * width;
        const terms = `${fixed(first, headerRow - 1)}:${fixed(first + width - 1, headerRow - 1)}`;
        return formula(
          `${decimal(value)}+SUMPRODUCT(${terms},${at(first, r)}:${at(first + width - 1, r)})`,
          value,
          'decimal',
        );
      });
      if (measured[3]?.formula !== undefined) cellsOf.set(`${step} ${group.group}`, `Demand!${fixed(6, r)}`);
      const row: (Cell | null)[] = [
        text(formatMonth(month)),
        text(names.get(group.group) ?? group.group),
        ...measured,
        money(group.committed),
        money(group.projected),
        money(group.contributions),
        moneyFormula(`SUM(G${r}:I${r})`, group.committed + group.projected + group.contributions),
      ];
      answers.forEach((answer, index) => {
        answer.forEach((change, place) => {
          if (change !== 0) put(row, workings + index * width + place, numeric(change, 'decimal'));
        });
      });
      rows.push(row);
    }
  });
  const last = rows.length;
  addTotals(rows, input, last, null);
  if (followed) addWorkings(rows, response, inputs, names);
  return {
    places: { childDays: (step, group) => cellsOf.get(`${step} ${group}`) ?? null },
    sheet: demandSpec(rows, months.length, last, 10, [12, 28, ...Array(8).fill(13), 3, 12, 13]),
  };
}

/** The same for publication: whole children by group and month and their total, small numbers withheld, values only. */
export function publishedDemandSheet(input: WorkbookInput): SheetSpec {
  const { months } = input.forecast.placements;
  const names = groupNamesOf(input);
  const codes = (months[0]?.groups ?? []).map((group) => group.group);
  const counts = codes.map((_, index) => months.map((month) => month.groups[index]?.stock ?? 0));
  const all = months.map((month) => sum(month.groups.map((group) => group.stock)));
  const made = suppressTable(counts, all);
  const cell = (written: string, count: number) => (written === 'c' ? text('c') : numeric(Math.round(count), 'number'));
  const rows: (Cell | null)[][] = [
    ...heading(
      'Demand',
      input,
      `Method: ${input.forecast.method}. Whole children on the last day of the month. c = suppressed: a count under 5, or one that would disclose it. Totals are rounded apart from their parts.`,
    ),
    header('Month', 'Group', 'Children'),
    ...months.flatMap(({ month }, step) =>
      codes.map((code, index) => [
        text(formatMonth(month)),
        text(names.get(code) ?? code),
        cell(made.rows[index]?.[step] ?? 'c', counts[index]?.[step] ?? 0),
      ]),
    ),
  ];
  const last = rows.length;
  addTotals(
    rows,
    input,
    last,
    all.map((count, step) => cell(made.totals[step] ?? 'c', count)),
  );
  return demandSpec(rows, months.length, last, 3, [12, 28, 13, ...Array(7).fill(3), 3, 12, 13]);
}

const decimal = (value: number) => value.toString().toUpperCase();

function put(row: (Cell | null)[], column: number, cell: Cell): void {
  while (row.length < column - 1) row.push(null);
  row[column - 1] = cell;
}

/** All children of each month beside the table, for the chart: by formula, or as the cells given. */
function addTotals(rows: (Cell | null)[][], input: WorkbookInput, last: number, given: readonly Cell[] | null): void {
  const { months } = input.forecast.placements;
  if (months.length === 0) {
    rows.push([text('No placements in this forecast', 'note')]);
    return;
  }
  const head = rows[headerRow - 1] ?? [];
  header('Month end', 'All children').forEach((cell, index) => {
    put(head, totals + index, cell);
  });
  months.forEach(({ month, groups }, index) => {
    const r = firstRow + index;
    while (rows.length < r) rows.push([]);
    const row = rows[r - 1] ?? [];
    put(row, totals, text(formatMonth(month)));
    put(
      row,
      totals + 1,
      given?.[index] ??
        formula(
          `SUMIF($A$${firstRow}:$A$${last},L${r},$C$${firstRow}:$C$${last})`,
          sum(groups.map((group) => group.stock)),
          'decimal',
        ),
    );
  });
}

/** Above each block the entrants of the Assumptions sheet as a factor; below, the change at +100 %. */
function addWorkings(
  rows: (Cell | null)[][],
  { groups }: EntrantResponse,
  inputs: Inputs,
  names: ReadonlyMap<string, string>,
): void {
  const [factors, head] = [rows[headerRow - 2] ?? [], rows[headerRow - 1] ?? []];
  responseMeasures.forEach((measure, index) => {
    groups.forEach((group, place) => {
      const column = workings + index * groups.length + place;
      const source = inputs.cell('entrants', group);
      const name = names.get(group) ?? group;
      put(head, column, text(`${measureColumns[measure]} at +100 % entrants: ${name}`, 'header'));
      if (source !== null) put(factors, column, formula(`MAX(-1,${source}/100)`, 0, 'general'));
    });
  });
}

function demandSpec(
  rows: (Cell | null)[][],
  months: number,
  last: number,
  columns: number,
  widths: number[],
): SheetSpec {
  const range = (column: number) =>
    `$${columnName(column)}$${firstRow}:$${columnName(column)}$${firstRow + months - 1}`;
  return {
    name: 'Demand',
    ...(months > 0
      ? {
          tables: [{ name: 'demand', first: headerRow, last, columns }],
          charts: [
            {
              kind: 'line' as const,
              title: 'Children at month end, expected',
              labels: range(totals),
              series: [{ name: 'All children', values: range(totals + 1), colour: '1F3A5F' }],
              place: `O${headerRow}:Y${headerRow + 22}`,
            },
          ],
        }
      : {}),
    printColumns: workings - 2,
    widths: [...widths, ...Array(13).fill(9), ...Array(48).fill(13)],
    rows,
    frozen: { rows: headerRow, columns: 2 },
    headerRow,
    names: [],
    colours: [],
  };
}
