import { formatMonth } from '../../../shared/format/format.ts';
import { sum } from '../../../shared/model/money.ts';
import { suppressTable } from '../../../shared/report/suppress-table.ts';
import {
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
import { type EntrantResponse, responseMeasures } from './entrant-response.ts';
import type { Inputs } from './inputs.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

export const groupNamesOf = ({ snapshot }: WorkbookInput): Map<string, string> =>
  new Map(snapshot.placementGroups.map((row) => [row.code, row.name]));

/** Where other sheets find the child-days of a group in a month of the projection; null where nothing moves them. */
export type DemandPlaces = { childDays(step: number, group: string): string | null };

/** Months by the side of the table, and after the chart what entrants are changed by. */
const [totals, workings] = [12, 27];
/**
 * Children and cost by group and month from the data date on, beyond the year too. Fractions are expected values. Where
 * entrants are inputs, children, entrants, leavers and child-days follow them: each is its exported value and, for every
 * group, its change at +100 % times the factor that stands to the right.
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
      `Method: ${forecast.method}. Expected children, on the last day. ${followed ? 'They follow the entrants of the Assumptions sheet; cost here is as exported, and Placement cost follows.' : 'As exported: entrants, leavers and moves are changed in Outturn.'}`,
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
  const cellsOf = new Map<string, string>();
  months.forEach(({ month, groups }, step) => {
    for (const group of groups) {
      const r = rows.length + 1;
      const measured = responseMeasures.map((measure) =>
        followEntrants(group[measure], response?.of(step, group.group, measure) ?? []),
      );
      if (measured[3]?.formula !== undefined) cellsOf.set(`${step} ${group.group}`, `Demand!${fixed(6, r)}`);
      rows.push([
        text(formatMonth(month)),
        text(names.get(group.group) ?? group.group),
        ...measured,
        money(group.committed),
        money(group.projected),
        money(group.contributions),
        moneyFormula(`SUM(G${r}:I${r})`, group.committed + group.projected + group.contributions),
      ]);
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
  const made = suppressTable(counts, all, { codes, stock: input.stock ?? null });
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

/** A value as exported and its change at +100 % of each group's entrants, times what the Assumptions sheet says of them. */
function followEntrants(value: number, changes: readonly number[]): Cell {
  const terms = changes.flatMap((change, place) =>
    change === 0
      ? []
      : [`${change < 0 ? '-' : '+'}${decimal(Math.abs(change))}*${fixed(workings + place, headerRow - 1)}`],
  );
  return terms.length === 0
    ? numeric(value, 'decimal')
    : formula(`${decimal(value)}${terms.join('')}`, value, 'decimal');
}

/** To the right of the chart the entrants of the Assumptions sheet as a factor: 0.25 is a quarter more. */
function addWorkings(
  rows: (Cell | null)[][],
  { groups }: EntrantResponse,
  inputs: Inputs,
  names: ReadonlyMap<string, string>,
): void {
  const [factors, head] = [rows[headerRow - 2] ?? [], rows[headerRow - 1] ?? []];
  groups.forEach((group, place) => {
    const source = inputs.cell('entrants', group);
    put(head, workings + place, text(`Further entrants: ${names.get(group) ?? group}`, 'header'));
    if (source !== null) put(factors, workings + place, formula(`MAX(-1,${source}/100)`, 0, 'general'));
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
              // Below the header, which is printed on every page with whatever stands over it.
              place: `O${headerRow + 1}:Y${headerRow + 23}`,
            },
          ],
        }
      : {}),
    printColumns: workings - 2,
    widths: [...widths, ...Array(13).fill(9), ...Array(16).fill(15)],
    rows,
    frozen: { rows: headerRow, columns: 2 },
    headerRow,
    names: [],
    colours: [],
  };
}
