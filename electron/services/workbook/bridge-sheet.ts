import { sum } from '../../../shared/model/money.ts';
import { lineParts, lineRowsFirst, stepAmount } from './bridge-steps.ts';
import { type Cell, columnName, header, money, moneyFormula, type SheetSpec, text } from './cells.ts';
import type { MonthSources } from './monthly-sheet.ts';
import { summaryColumns } from './summary-sheet.ts';
import { firstRow, headerRow, heading, type WorkbookInput } from './workbook-input.ts';

/** From current budget to forecast outturn, and from the base to the scenario line by line. */
export function bridgeSheet(input: WorkbookInput, sources: MonthSources): SheetSpec {
  const { forecast, base } = input;
  const rows: (Cell | null)[][] = [
    ...heading(
      'Bridge',
      input,
      'Budget to forecast, then base to scenario. What nothing explains is shown, never spread.',
    ),
    header('Step', 'Amount', 'Reaches', 'Hidden', 'Level', 'Up', 'Down'),
    [
      text('Current budget'),
      moneyFormula('current_budget_total', forecast.total.currentBudget),
      moneyFormula(`B${firstRow}`, forecast.total.currentBudget),
      ...level(firstRow, forecast.total.currentBudget),
    ],
  ];
  let reached = forecast.total.currentBudget;
  const lastStep = firstRow + forecast.bridge.length;
  const place = {
    first: lineRowsFirst(input),
    row: (key: string) => {
      const index = forecast.bridge.findIndex((step) => step.key === key);
      return index < 0 ? null : firstRow + 1 + index;
    },
  };
  const unexplained = forecast.bridge.findIndex((step) => step.key === 'unexplained');
  forecast.bridge.forEach((step, index) => {
    const r = firstRow + 1 + index;
    reached += step.amount;
    const others = [
      ...(index > 0 ? [`SUM(B${firstRow + 1}:B${r - 1})`] : []),
      ...(r < lastStep ? [`SUM(B${r + 1}:B${lastStep})`] : []),
    ].join('-');
    const amount =
      index === unexplained
        ? moneyFormula(`variance_total${others ? `-${others}` : ''}`, step.amount)
        : stepAmount(input, sources, step, place);
    rows.push([
      text(step.label),
      amount,
      moneyFormula(`C${r - 1}+B${r}`, reached),
      moneyFormula(`MIN(C${r - 1},C${r})`, Math.min(reached, reached - step.amount)),
      null,
      moneyFormula(`MAX(B${r},0)`, Math.max(step.amount, 0)),
      moneyFormula(`MAX(-B${r},0)`, Math.max(-step.amount, 0)),
    ]);
  });
  rows.push(
    [
      text('Forecast outturn', 'totalText'),
      moneyFormula('outturn_total', forecast.total.outturn, 'moneyTotal'),
      moneyFormula(`C${lastStep}`, reached, 'moneyTotal'),
      ...level(lastStep + 1, reached),
    ],
    [],
  );
  rows.push([
    ...header('Line', 'Base outturn', 'Scenario outturn', 'Difference'),
    null,
    ...header('Slippage', 'Pressures', 'Accruals and one-offs', 'Rest of the variance', 'Step'),
  ]);
  const first = rows.length + 1;
  const outturn = columnName(summaryColumns.outturn);
  forecast.lines.forEach((line, index) => {
    const r = first + index;
    const before = base.lines.find((each) => each.code === line.code)?.outturn ?? 0;
    rows.push([
      text(line.name),
      money(before),
      moneyFormula(`Summary!${outturn}${firstRow + index}`, line.outturn),
      moneyFormula(`C${r}-B${r}`, line.outturn - before),
      null,
      ...lineParts(input, sources, index, r),
    ]);
  });
  const total = (name: string, pence: number) =>
    moneyFormula(`SUM(${name}${first}:${name}${first + forecast.lines.length - 1})`, pence, 'moneyTotal');
  const before = sum(forecast.lines.map((line) => base.lines.find((each) => each.code === line.code)?.outturn ?? 0));
  rows.push([
    text('Total', 'totalText'),
    total('B', before),
    total('C', forecast.total.outturn),
    total('D', forecast.total.outturn - before),
  ]);
  return {
    name: 'Bridge',
    widths: [50, 16, 16, 16, 14, 14, 14, 14, 16, 20],
    rows,
    frozen: { rows: headerRow, columns: 1 },
    headerRow,
    names: [],
    charts: [
      {
        kind: 'waterfall',
        title: 'Current budget to forecast outturn',
        labels: `$A$${firstRow}:$A$${lastStep + 1}`,
        series: [
          { name: 'Hidden', values: `$D$${firstRow}:$D$${lastStep + 1}`, colour: 'FFFFFF' },
          { name: 'Level', values: `$E$${firstRow}:$E$${lastStep + 1}`, colour: '1F3A5F' },
          { name: 'Up', values: `$F$${firstRow}:$F$${lastStep + 1}`, colour: 'B42318' },
          { name: 'Down', values: `$G$${firstRow}:$G$${lastStep + 1}`, colour: '067647' },
        ],
        place: `L${headerRow}:X${lastStep + 12}`,
      },
    ],
    colours: [{ range: `D${first}:D${first + forecast.lines.length}`, kind: 'variance' }],
  };
}

/** The bar of a start or an end, for the waterfall: nothing hidden, the whole amount as its level. */
const level = (r: number, pence: number): (Cell | null)[] => [null, moneyFormula(`C${r}`, pence)];
