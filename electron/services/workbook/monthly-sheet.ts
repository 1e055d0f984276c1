import { formatMonth } from '../../../shared/format/format.ts';
import { sum } from '../../../shared/model/money.ts';
import { at, type Cell, header, money, moneyFormula, type SheetSpec, text } from './cells.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

const periods = Array.from({ length: 12 }, (_, index) => index);

/** The year by month: forecast of every line, then the parts of the total. Months are as exported. */
export function monthlySheet(input: WorkbookInput): SheetSpec {
  const { forecast } = input;
  const lastLine = firstRow + forecast.lines.length - 1;
  const monthNames = forecast.months.map(({ month }) => formatMonth(month));
  const yearOf = (r: number, pence: number, style: Cell['style'] = 'money') =>
    moneyFormula(`SUM(${at(2, r)}:${at(13, r)})`, pence, style);
  const totalMonths = periods.map((index) => sum(forecast.lines.map((line) => line.months[index] ?? 0)));
  const rows: (Cell | null)[][] = [
    ...heading('Monthly', input, `Actual to period ${forecast.period}, forecast after; months are as exported.`),
    header('Line', ...monthNames, 'Year'),
    ...forecast.lines.map((line, index) => [
      text(line.name),
      ...line.months.map((pence) => money(pence)),
      yearOf(firstRow + index, line.outturn),
    ]),
    [
      text('Total', 'totalText'),
      ...periods.map((index) =>
        moneyFormula(
          `SUM(${at(2 + index, firstRow)}:${at(2 + index, lastLine)})`,
          totalMonths[index] ?? 0,
          'moneyTotal',
        ),
      ),
      yearOf(lastLine + 1, forecast.total.outturn, 'moneyTotal'),
    ],
    [],
    header('Part', ...monthNames, 'Year'),
  ];
  const parts = [
    ['Current budget', 'budget'],
    ['Actual', 'actual'],
    ['Committed', 'committed'],
    ['Projected', 'projected'],
    ['Adjustments', 'adjustments'],
  ] as const;
  for (const [label, key] of parts) {
    const r = rows.length + 1;
    const amounts = forecast.months.map((month) => month[key]);
    rows.push([text(label), ...amounts.map((pence) => money(pence)), yearOf(r, sum(amounts))]);
  }
  const r = rows.length + 1;
  rows.push([
    text('Variance', 'totalText'),
    ...periods.map((index) => {
      const month = forecast.months[index];
      const variance = month ? month.actual + month.committed + month.projected + month.adjustments - month.budget : 0;
      return moneyFormula(
        `SUM(${at(2 + index, r - 4)}:${at(2 + index, r - 1)})-${at(2 + index, r - 5)}`,
        variance,
        'moneyTotal',
      );
    }),
    yearOf(
      r,
      sum(
        forecast.months.map(
          (month) => month.actual + month.committed + month.projected + month.adjustments - month.budget,
        ),
      ),
      'moneyTotal',
    ),
  ]);
  return {
    name: 'Monthly',
    widths: [36, ...Array(13).fill(14)],
    rows,
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    names: [],
    charts: [
      {
        kind: 'line',
        title: 'Forecast and budget by month',
        labels: `$B$${headerRow}:$M$${headerRow}`,
        series: [
          { name: 'Forecast', values: `$B$${lastLine + 1}:$M$${lastLine + 1}`, colour: '1F3A5F' },
          { name: 'Current budget', values: `$B$${lastLine + 4}:$M$${lastLine + 4}`, colour: 'B7791F' },
        ],
        place: `A${r + 2}:J${r + 22}`,
      },
    ],
    colours: [{ range: `B${r}:N${r}`, kind: 'variance' }],
  };
}
