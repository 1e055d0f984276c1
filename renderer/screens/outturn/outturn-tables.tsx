import { periodsText } from '../../../shared/finance/completeness.ts';
import type { MoneyUnit } from '../../../shared/format/format.ts';
import { formatMonth } from '../../../shared/format/format.ts';
import { addMonths, yearStart } from '../../../shared/model/calendar.ts';
import type { Forecast, OutturnLine } from '../../../shared/model/forecast.ts';
import type { TreeRow } from '../../../shared/plan/line-tree.ts';
import {
  type FigureCell,
  type FigureColumn,
  type FigureRow,
  FigureTable,
} from '../../components/figures/figure-table.tsx';
import { moneyText, signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { indented, rowLine } from './outturn-tree.ts';

type Props = {
  result: Forecast;
  base: Forecast;
  unit: MoneyUnit;
  onOpen: (line: string, figure: string, month?: number) => void;
  /** Lines under their services, with subtotals. */
  tree: readonly TreeRow[];
};
type Field = { key: keyof OutturnLine & string; label: string; title: string };

const yearFields: readonly Field[] = [
  { key: 'originalBudget', label: 'Original', title: 'Original budget' },
  { key: 'agreedChanges', label: 'Changes', title: 'Approved virements, growth and savings' },
  { key: 'currentBudget', label: 'Current', title: 'Current budget: original and changes' },
  { key: 'actualToPeriod', label: 'Actual', title: 'Actual to the period' },
  { key: 'outturn', label: 'Forecast', title: 'Forecast outturn' },
  { key: 'variance', label: 'Variance', title: 'Forecast less current budget' },
  { key: 'agreedInvestment', label: 'Investment', title: 'Agreed additional investment' },
  { key: 'netVariance', label: 'Net variance', title: 'Variance less agreed investment' },
];
const lineFields: readonly Field[] = [
  { key: 'currentBudget', label: 'Budget', title: 'Current budget' },
  { key: 'actualToPeriod', label: 'Actual', title: 'Actual to the period' },
  { key: 'committed', label: 'Committed', title: 'Still to come from what is already in place' },
  {
    key: 'projected',
    label: 'Projected',
    title: 'Still to come from moves and entrants, and from the rest of the budget',
  },
  { key: 'adjustments', label: 'Adjusted', title: 'Accruals, one-offs, savings slippage and counted pressures' },
  { key: 'outturn', label: 'Forecast', title: 'Forecast outturn' },
  { key: 'variance', label: 'Variance', title: 'Forecast less current budget' },
];
const differences = new Set<string>(['variance', 'netVariance', 'agreedChanges']);

function moneyTable(fields: readonly Field[], compared: 'outturn' | 'netVariance', props: Props) {
  const { result, base, unit } = props;
  const largest = Math.max(1, ...result.lines.map((line) => Math.abs(line.variance)));
  const columns: FigureColumn[] = [
    ...fields.map((field) => ({ ...field, divider: field.key === 'outturn' })),
    {
      key: `base ${compared}`,
      label: 'Base',
      title: `${compared === 'outturn' ? 'Forecast' : 'Net variance'} with no levers`,
      quiet: true,
      divider: true,
    },
    { key: 'change', label: 'Change', title: 'Scenario less base' },
  ];
  const cellsOf = (line: OutturnLine, was: OutturnLine | undefined, total: boolean): FigureCell[] => {
    const change = was ? line[compared] - was[compared] : null;
    return [
      ...fields.map((field): FigureCell => {
        const pence = line[field.key] as number;
        const cell: FigureCell = {
          text: differences.has(field.key) ? signedText(pence, unit) : moneyText(pence, unit),
        };
        if ((field.key === 'outturn' || field.key === 'actualToPeriod') && line.estimatedPeriods?.length) {
          return { ...cell, ...estimatedMark(line.estimatedPeriods) };
        }
        if (field.key === 'variance' && !total && pence !== 0) {
          return { ...cell, bar: { share: Math.abs(pence) / largest, tone: pence > 0 ? 'over' : 'under' } };
        }
        return field.key === 'netVariance' ? { ...cell, tone: tone(pence) } : cell;
      }),
      { text: was ? moneyText(was[compared], unit) : '–' },
      { text: change === null ? '–' : signedText(change, unit), tone: tone(change) },
    ];
  };
  const was = new Map(base.lines.map((line) => [line.code, line]));
  const rows: FigureRow[] = [
    ...props.tree.flatMap((row): FigureRow[] => {
      const line = rowLine(row, result.lines);
      if (!line) return [];
      if (row.isGroup) return [{ ...groupRow(row), cells: cellsOf(line, rowLine(row, base.lines), true) }];
      return [
        {
          key: line.code,
          label: indented(row),
          title: `${line.name} (${line.code})`,
          cells: cellsOf(line, was.get(line.code), false),
        },
      ];
    }),
    { key: 'total', label: 'All lines', cells: cellsOf(result.total, base.total, true), kind: 'total' },
  ];
  return (
    <FigureTable
      name={`Outturn ${result.year}, ${unitLabel[unit]}`}
      head="Line"
      columns={columns}
      rows={rows}
      onOpen={props.onOpen}
    />
  );
}

const groupRow = (row: TreeRow) => ({
  key: row.key,
  label: indented(row),
  kind: 'group' as const,
  sealed: true as const,
});

/** Marks a figure in which an estimate stands for months that the ledger lacks; the title says which. */
const estimatedMark = (periods: readonly number[]) => ({
  mark: <sup className="estimated">e</sup>,
  title: `Estimated: the ledger holds no actuals for ${periodsText(periods)}`,
});

/** The table as committee papers print it. */
export const YearTable = (props: Props) => moneyTable(yearFields, 'netVariance', props);
/** What each line's forecast is made of. */
export const LinesTable = (props: Props) => moneyTable(lineFields, 'outturn', props);

/** Month by month: actual up to the period, forecast after it. */
export function MonthsTable({ result, base, unit, onOpen, tree }: Props) {
  const first = yearStart(result.year);
  const columns: FigureColumn[] = [
    ...Array.from({ length: 12 }, (_, index) => ({
      key: `month ${index + 1}`,
      label: formatMonth(addMonths(first, index)).slice(0, 3),
      title: `P${index + 1}, ${formatMonth(addMonths(first, index))}: ${index < result.period ? 'actual' : 'forecast'}`,
      divider: index === result.period,
    })),
    { key: 'outturn', label: 'Year', title: 'Forecast outturn', divider: true },
    { key: 'base outturn', label: 'Base', title: 'Forecast with no levers', quiet: true },
  ];
  const was = new Map(base.lines.map((line) => [line.code, line]));
  const cellsOf = (line: OutturnLine, before: OutturnLine | undefined): FigureCell[] => [
    ...line.months.map((pence, index): FigureCell => {
      const change = pence - (before?.months[index] ?? pence);
      return {
        text: moneyText(pence, unit),
        ...(line.estimatedPeriods?.includes(index + 1) ? estimatedMark([index + 1]) : {}),
        ...(change !== 0
          ? { tone: tone(change), title: `${signedText(change, unit)} on base` }
          : index >= result.period
            ? { tone: 'quiet' as const }
            : {}),
      };
    }),
    { text: moneyText(line.outturn, unit) },
    { text: moneyText(before?.outturn, unit) },
  ];
  const rows: FigureRow[] = [
    ...tree.flatMap((row): FigureRow[] => {
      const line = rowLine(row, result.lines);
      if (!line) return [];
      return row.isGroup
        ? [{ ...groupRow(row), cells: cellsOf(line, rowLine(row, base.lines)) }]
        : [{ key: line.code, label: indented(row), cells: cellsOf(line, was.get(line.code)) }];
    }),
    { key: 'total', label: 'All lines', cells: cellsOf(result.total, base.total), kind: 'total' },
    {
      key: 'budget',
      label: 'Budget by profile',
      kind: 'sub',
      cells: [
        ...result.total.budgetMonths.map((pence) => ({ text: moneyText(pence, unit) })),
        { text: moneyText(result.total.currentBudget, unit) },
        { text: '' },
      ],
    },
  ];
  return (
    <FigureTable
      name={`Outturn ${result.year} by month, ${unitLabel[unit]}`}
      head="Line"
      columns={columns}
      rows={rows}
      onOpen={(line, figure) => {
        const month = /^month (\d+)$/.exec(figure);
        onOpen(
          line === 'budget' ? 'total' : line,
          month ? (line === 'budget' ? 'budgetMonth' : 'month') : figure,
          month ? Number(month[1]) : undefined,
        );
      }}
    />
  );
}
