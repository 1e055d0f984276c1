import { lineSubtotals } from '../../../shared/plan/line-tree.ts';
import { at, type Cell, formula, header, moneyFormula, text } from './cells.ts';
import { firstRow, type WorkbookInput } from './workbook-input.ts';

/** First and last column of amounts of the outturn table, each with its figure of a line; `null` is worked out elsewhere. */
const columns = [
  ...(['grossBudget', 'incomeBudget', 'originalBudget', 'agreedChanges', 'currentBudget'] as const),
  ...(['actualToPeriod', 'committed', 'projected', 'ahead', 'further', 'outturn', 'variance'] as const),
  ...(['agreedInvestment', 'netVariance'] as const),
] as const;
const firstColumn = 4;

/**
 * Sums by directorate, division and service below the outturn table, each the sum of the cells of its lines; nothing
 * where no groups of lines are entered.
 * @param aheadOf pence that savings and pressures add to a line after the period
 */
export function subtotalRows(input: WorkbookInput, aheadOf: (line: string) => number): (Cell | null)[][] {
  const { forecast, snapshot } = input;
  const subtotals = lineSubtotals(snapshot, forecast.lines);
  if (subtotals.length === 0) return [];
  const rowOf = (code: string) => firstRow + forecast.lines.findIndex((line) => line.code === code);
  return [
    [],
    header('By directorate, division and service', 'Code', 'Level'),
    ...subtotals.map(({ row, level, total }) => {
      const ahead = row.lines.reduce((sum, code) => sum + aheadOf(code), 0);
      const figures = { ...total, ahead, further: total.adjustments - ahead };
      const rows = row.lines.map(rowOf);
      const sumOf = (column: number) => `SUM(${rows.map((r) => at(column, r)).join(',')})`;
      const share = total.currentBudget === 0 ? '' : total.variance / total.currentBudget;
      return [
        text(`${'\u2003'.repeat(row.depth)}${total.name}`),
        text(total.code),
        text(level),
        ...columns.map((key, index) => moneyFormula(sumOf(firstColumn + index), figures[key])),
        formula(`IF(${sumOf(8)}=0,"",${sumOf(15)}/${sumOf(8)})`, share, 'share'),
      ];
    }),
  ];
}
