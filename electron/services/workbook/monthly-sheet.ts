import { periodsText } from '../../../shared/finance/completeness.ts';
import { formatMonth } from '../../../shared/format/format.ts';
import type { Forecast, OutturnLine } from '../../../shared/model/forecast.ts';
import { sum } from '../../../shared/model/money.ts';
import { at, type Cell, columnName, header, money, moneyFormula, type SheetSpec, text } from './cells.ts';
import type { Inputs } from './inputs.ts';
import type { PlacementRows } from './placement-rows.ts';
import type { PlacementSheet } from './placements-sheets.ts';
import type { PressuresSheet, SavingsSheet } from './sheet-results.ts';
import { summaryColumns, summaryRows } from './summary-sheet.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

const periods = Array.from({ length: 12 }, (_, index) => index + 1);

/** What moves months: where each sheet keeps it, and what it is as exported. */
export type MonthSources = {
  savings: SavingsSheet;
  pressures: PressuresSheet;
  placements: PlacementSheet;
  rows: PlacementRows['rows'];
  starters: PlacementRows['starters'];
  inputs: Inputs;
};

/**
 * The year by month: forecast of every line, then the parts of the total. A month ahead is what Outturn exported, moved
 * by what placements, savings, pressures and one-offs of the workbook now add to it, to the penny; March takes what
 * rounding leaves, so that months always add to Summary.
 */
export function monthlySheet(input: WorkbookInput, sources: MonthSources): SheetSpec {
  const { forecast } = input;
  const lastLine = firstRow + forecast.lines.length - 1;
  const monthNames = forecast.months.map(({ month }) => formatMonth(month));
  const yearOf = (r: number, pence: number, style: Cell['style'] = 'money') =>
    moneyFormula(`SUM(${at(2, r)}:${at(13, r)})`, pence, style);
  const totalMonths = periods.map((period) => sum(forecast.lines.map((line) => line.months[period - 1] ?? 0)));
  const rows: (Cell | null)[][] = [
    ...heading('Monthly', input, `Actual to period ${forecast.period}, forecast after.${estimatesText(forecast)}`),
    header('Line', ...monthNames, 'Year'),
    ...forecast.lines.map((line, index) => {
      const r = firstRow + index;
      return [
        text(line.name),
        ...periods.map((period) => lineMonth(forecast, line, period, r, sources)),
        yearOf(r, line.outturn),
      ];
    }),
    [
      text('Total', 'totalText'),
      ...periods.map((period) =>
        moneyFormula(
          `SUM(${at(1 + period, firstRow)}:${at(1 + period, lastLine)})`,
          totalMonths[period - 1] ?? 0,
          'moneyTotal',
        ),
      ),
      yearOf(lastLine + 1, forecast.total.outturn, 'moneyTotal'),
    ],
    [],
    header('Part', ...monthNames, 'Year'),
  ];
  const partsHeader = rows.length;
  rows.push(...partRows(input, sources, partsHeader + 1, lastLine + 1, yearOf));
  const r = rows.length;
  const estimated = forecast.months.map((month) => month.estimated ?? 0);
  if (estimated.some((pence) => pence !== 0))
    rows.push([
      text('Of which estimated'),
      ...estimated.map((pence) => money(pence, 'moneyEstimated')),
      yearOf(r + 1, sum(estimated)),
    ]);
  return {
    name: 'Monthly',
    widths: [36, ...Array(13).fill(14)],
    rows,
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    names: [{ name: 'months_total', range: `$B$${lastLine + 1}:$M$${lastLine + 1}` }],
    tables: [{ name: 'months', first: headerRow, last: lastLine, columns: 14 }],
    charts: [
      {
        kind: 'line',
        title: 'Forecast and budget by month',
        labels: `$B$${headerRow}:$M$${headerRow}`,
        series: [
          { name: 'Forecast', values: `$B$${lastLine + 1}:$M$${lastLine + 1}`, colour: '1F3A5F' },
          { name: 'Current budget', values: `$B$${partsHeader + 1}:$M$${partsHeader + 1}`, colour: 'B7791F' },
        ],
        place: `A${r + 2}:F${r + 22}`,
      },
      {
        kind: 'stacked',
        title: 'What each month is made of',
        labels: `$B$${headerRow}:$M$${headerRow}`,
        series: [
          { name: 'Actual', values: `$B$${partsHeader + 2}:$M$${partsHeader + 2}`, colour: '1F3A5F' },
          { name: 'Committed', values: `$B$${partsHeader + 3}:$M$${partsHeader + 3}`, colour: '5B84B1' },
          { name: 'Projected', values: `$B$${partsHeader + 4}:$M$${partsHeader + 4}`, colour: 'B7C9DD' },
          { name: 'Adjustments', values: `$B$${partsHeader + 5}:$M$${partsHeader + 5}`, colour: 'B7791F' },
        ],
        place: `G${r + 2}:N${r + 22}`,
      },
    ],
    colours: [{ range: `B${r}:N${r}`, kind: 'variance' }],
  };
}

/** Which months are estimates because the ledger lacks them, for the heading; they are slanted. */
function estimatesText({ lines }: Forecast): string {
  const own = lines.filter((line) => (line.estimatedPeriods?.length ?? 0) > 0);
  if (own.length === 0) return '';
  return ` Slanted: estimated, the ledger holds no actuals (${own.map((line) => `${line.name} ${periodsText(line.estimatedPeriods ?? [])}`).join('; ')}).`;
}

/** A month of a line: a value while actual, else its exported amount moved by what the workbook's inputs change. */
function lineMonth(forecast: Forecast, line: OutturnLine, period: number, r: number, sources: MonthSources): Cell {
  const { savings, pressures, placements, rows, starters, inputs } = sources;
  const pence = line.months[period - 1] ?? 0;
  if (period === 12) {
    const year = `Summary!${columnName(summaryColumns.outturn)}${r}`;
    return moneyFormula(`${year}-SUM(${at(2, r)}:${at(12, r)})`, pence);
  }
  if (line.estimatedPeriods?.includes(period)) return money(pence, 'moneyEstimated');
  if (period <= forecast.period) return money(pence);
  const code = `Summary!$B${r}`;
  const parts: string[] = [];
  let total = 0;
  if (placements.lines.has(line.code)) {
    const { ranges } = placements;
    parts.push(`+SUMIFS(${ranges.net},${ranges.line},${code},${ranges.period},${period})`);
    total += sum(
      rows.filter((row) => row.line === line.code && row.period === period).map((row) => net(row, starters)),
    );
  }
  const own = forecast.savings.rows.filter((row) => row.lineCode === line.code && row.class === 'saving');
  if (own.length > 0) {
    const month = savings.monthRange(period);
    parts.push(`-SUMIFS(${month},${savings.lineRange},${code},${savings.classRange},"saving")`);
    total -= sum(own.map((row) => row.months[period - 1] ?? 0));
  }
  const counted = forecast.pressures.rows.filter((row) => row.lineCode === line.code);
  if (counted.length > 0) {
    parts.push(`+SUMIFS(${pressures.monthRange},${pressures.lineRange},${code},${pressures.startRange},"<=${period}")`);
    total += sum(counted.map((row) => pressures.monthOf(row.reference, period)));
  }
  const oneOff = inputs.cell('one-off', line.code);
  if (period === forecast.period + 1 && oneOff !== null) parts.push(`+ROUND(${oneOff},2)`);
  if (parts.length === 0) return money(pence);
  return moneyFormula(`ROUND(${decimal((pence - total) / 100)}${parts.join('')},2)`, pence);
}

/** A number as a formula writes it. */
const decimal = (value: number) => value.toString().toUpperCase();

const net = (row: PlacementRows['rows'][number], starters: PlacementRows['starters']) =>
  row.committed +
  (row.starterDays * (starters.get(row.group ?? '') ?? 0)) / 7 +
  row.otherProjected +
  row.committedIncome +
  row.projectedIncome;

/** Budget, the four parts of the total and the variance, by month; what Summary holds decides each year. */
function partRows(
  input: WorkbookInput,
  sources: MonthSources,
  first: number,
  totalRow: number,
  yearOf: (r: number, pence: number, style?: Cell['style']) => Cell,
): Cell[][] {
  const { forecast } = input;
  const { total } = summaryRows(input);
  const of = (key: 'budget' | 'actual' | 'committed' | 'projected' | 'adjustments') =>
    forecast.months.map((month) => month[key]);
  const plain = (label: string, r: number, amounts: number[]): Cell[] => [
    text(label),
    ...amounts.map((pence) => money(pence)),
    yearOf(r, sum(amounts)),
  ];
  const live = (label: string, key: 'committed' | 'projected', r: number, column: string): Cell[] => [
    text(label),
    ...of(key).map((pence, index) => partMonth(input, sources, key, index + 1, r, `Summary!${column}${total}`, pence)),
    yearOf(r, sum(of(key))),
  ];
  const [budget, actual] = [first, first + 1];
  const adjustments = first + 4;
  const variance = first + 5;
  const monthVariance = forecast.months.map(
    (month) => month.actual + month.committed + month.projected + month.adjustments - month.budget,
  );
  return [
    plain('Current budget', budget, of('budget')),
    plain('Actual', actual, of('actual')),
    live('Committed', 'committed', first + 2, 'J'),
    live('Projected', 'projected', first + 3, 'K'),
    [
      text('Adjustments'),
      ...of('adjustments').map((pence, index) => {
        const column = columnName(2 + index);
        return moneyFormula(`${column}${totalRow}-SUM(${column}${actual}:${column}${first + 3})`, pence);
      }),
      yearOf(adjustments, sum(of('adjustments'))),
    ],
    [
      text('Variance', 'totalText'),
      ...monthVariance.map((pence, index) => {
        const column = columnName(2 + index);
        return moneyFormula(`SUM(${column}${actual}:${column}${adjustments})-${column}${budget}`, pence, 'moneyTotal');
      }),
      yearOf(variance, sum(monthVariance), 'moneyTotal'),
    ],
  ];
}

function partMonth(
  { forecast }: WorkbookInput,
  { placements, rows, starters }: MonthSources,
  key: 'committed' | 'projected',
  period: number,
  r: number,
  year: string,
  pence: number,
): Cell {
  if (period === 12) return moneyFormula(`${year}-SUM(${at(2, r)}:${at(12, r)})`, pence);
  if (period <= forecast.period || placements.lines.size === 0) return money(pence);
  const { ranges } = placements;
  const [cost, income] =
    key === 'committed' ? [ranges.committed, ranges.committedIncome] : [ranges.projected, ranges.projectedIncome];
  const total = sum(
    rows
      .filter((row) => row.period === period)
      .map((row) =>
        key === 'committed'
          ? row.committed + row.committedIncome
          : net(row, starters) - row.committed - row.committedIncome,
      ),
  );
  const ofMonth = (range: string) => `SUMIFS(${range},${ranges.period},${period})`;
  return moneyFormula(`ROUND(${decimal((pence - total) / 100)}+${ofMonth(cost)}+${ofMonth(income)},2)`, pence);
}
