import type { OutturnLine } from '../../../shared/model/forecast.ts';
import { sum } from '../../../shared/model/money.ts';
import { at, type Cell, columnName, formula, header, money, moneyFormula, type SheetSpec, text } from './cells.ts';
import type { Inputs } from './inputs.ts';
import type { PlacementSheet } from './placements-sheets.ts';
import { rangeRows } from './range-rows.ts';
import type { PressuresSheet, SavingsSheet } from './sheet-results.ts';
import { subtotalRows } from './subtotal-rows.ts';
import { amountWidth, firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

/** Columns of the outturn table, 1-based, for the sheets that refer to it. */
export const summaryColumns = {
  funding: 3,
  current: 8,
  savings: 12,
  other: 13,
  outturn: 14,
  variance: 15,
  investment: 16,
  net: 17,
} as const;

/** Last row of the lines and the row of their total. */
export function summaryRows({ forecast }: WorkbookInput): { last: number; total: number } {
  const last = firstRow + forecast.lines.length - 1;
  return { last, total: last + 1 };
}

/** The outturn table of docs/model.md §11: one row a line, variances and totals by formula. */
export function summarySheet(
  input: WorkbookInput,
  savings: SavingsSheet,
  pressures: PressuresSheet,
  placements: PlacementSheet,
  inputs: Inputs,
): SheetSpec {
  const { forecast, snapshot } = input;
  const { last, total } = summaryRows(input);
  const funding = new Map(
    snapshot.budgetLines.filter((row) => row.year === forecast.year).map((row) => [row.code, row.funding]),
  );
  const rows: (Cell | null)[][] = [
    ...heading('Forecast outturn', input),
    header(
      'Line',
      'Code',
      'Funding',
      'Gross budget',
      'Income budget',
      'Original budget',
      'Agreed changes',
      'Current budget',
      'Actual to period',
      'Committed',
      'Projected',
      'Savings and pressures',
      'Other adjustments',
      'Forecast outturn',
      'Variance',
      'Agreed investment',
      'Net variance',
      'Variance %',
    ),
    ...forecast.lines.map((line, index) => {
      const ahead = addedTo(input, line.code);
      const r = firstRow + index;
      const sumIf = (ranges: { lineRange: string; forecastRange: string }) =>
        `SUMIF(${ranges.lineRange},B${r},${ranges.forecastRange})`;
      return lineRow(line, r, funding.get(line.code) ?? 'shared', {
        savings: moneyFormula(`${sumIf(savings)}+${sumIf(pressures)}`, ahead),
        other: further(line.adjustments - ahead, inputs.cell('one-off', line.code)),
        investment: further(line.agreedInvestment, inputs.cell('funding', line.code)),
        ...placed(line, r, placements),
      });
    }),
    totalRow(forecast.total, last, sum(forecast.lines.map((line) => addedTo(input, line.code)))),
  ];
  rows.push(...subtotalRows(input, (code) => addedTo(input, code)), ...rangeRows(input));
  if (forecast.notes.length > 0)
    rows.push([], [text('Notes', 'totalText')], ...forecast.notes.map((note) => [text(note.text, 'note')]));
  const name = (label: string, column: number) => ({ name: label, range: `$${columnName(column)}$${total}` });
  return {
    name: 'Summary',
    widths: [36, 14, 11, ...Array(14).fill(amountWidth(input)), 11],
    rows,
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    names: [
      name('current_budget_total', summaryColumns.current),
      name('outturn_total', summaryColumns.outturn),
      name('variance_total', summaryColumns.variance),
      name('net_variance_total', summaryColumns.net),
      { name: 'outturn_table', range: `$A$${headerRow}:$R$${total}` },
    ],
    tables: [{ name: 'outturn', first: headerRow, last, columns: 18 }],
    colours: [
      { range: `O${firstRow}:O${total}`, kind: 'variance' },
      { range: `Q${firstRow}:Q${total}`, kind: 'variance' },
    ],
  };
}

/** Committed and projected of a line: live where the placement rows make them up, Outturn's figures elsewhere. */
function placed(line: OutturnLine, r: number, { lines, ranges }: PlacementSheet): { committed: Cell; projected: Cell } {
  if (!lines.has(line.code)) return { committed: money(line.committed), projected: money(line.projected) };
  const rounded = (range: string) => `ROUND(SUMIF(${ranges.line},B${r},${range}),2)`;
  return {
    committed: moneyFormula(`${rounded(ranges.committed)}+${rounded(ranges.committedIncome)}`, line.committed),
    projected: moneyFormula(`${rounded(ranges.projected)}+${rounded(ranges.projectedIncome)}`, line.projected),
  };
}

/** What Outturn holds and what the Assumptions sheet adds, whole pence. */
function further(pence: number, cell: string | null): Cell {
  return cell === null ? money(pence) : moneyFormula(`${pence / 100}+ROUND(${cell},2)`, pence);
}

/** Pence that savings and pressures add to a line after the period. */
function addedTo({ forecast }: WorkbookInput, code: string): number {
  const rows = [...forecast.savings.rows, ...forecast.pressures.rows].filter((row) => row.lineCode === code);
  return sum(rows.map((row) => row.inForecast ?? 0));
}

function lineRow(
  line: OutturnLine,
  r: number,
  funding: string,
  live: { savings: Cell; other: Cell; investment: Cell; committed: Cell; projected: Cell },
): Cell[] {
  return [
    text(line.name),
    text(line.code),
    text(funding),
    money(line.grossBudget),
    money(line.incomeBudget),
    moneyFormula(`D${r}+E${r}`, line.originalBudget),
    money(line.agreedChanges),
    moneyFormula(`F${r}+G${r}`, line.currentBudget),
    money(line.actualToPeriod),
    live.committed,
    live.projected,
    live.savings,
    live.other,
    moneyFormula(`SUM(I${r}:M${r})`, line.outturn),
    moneyFormula(`N${r}-H${r}`, line.variance),
    live.investment,
    moneyFormula(`O${r}-P${r}`, line.netVariance),
    formula(`IF(H${r}=0,"",O${r}/H${r})`, line.currentBudget === 0 ? '' : line.variance / line.currentBudget, 'share'),
  ];
}

function totalRow(line: OutturnLine, last: number, ahead: number): Cell[] {
  const total = (column: number, pence: number) =>
    moneyFormula(`SUM(${at(column, firstRow)}:${at(column, last)})`, pence, 'moneyTotal');
  const r = last + 1;
  return [
    text('Total', 'totalText'),
    text(null, 'totalText'),
    text(null, 'totalText'),
    total(4, line.grossBudget),
    total(5, line.incomeBudget),
    total(6, line.originalBudget),
    total(7, line.agreedChanges),
    total(8, line.currentBudget),
    total(9, line.actualToPeriod),
    total(10, line.committed),
    total(11, line.projected),
    total(12, ahead),
    total(13, line.adjustments - ahead),
    total(14, line.outturn),
    total(15, line.variance),
    total(16, line.agreedInvestment),
    total(17, line.netVariance),
    formula(`IF(H${r}=0,"",O${r}/H${r})`, line.currentBudget === 0 ? '' : line.variance / line.currentBudget, 'share'),
  ];
}
