import { isStock, type StockTold } from '../demand/published-demand.ts';
import { isSmall } from '../finance/suppression.ts';
import { formatMonth, formatNumber } from '../format/format.ts';
import type { Forecast } from '../model/forecast.ts';
import type { ReportBlock, ReportChart, ReportTable } from './document.ts';
import { suppressTable } from './suppress-table.ts';

/** What demand is shown from. */
type DemandInput = {
  forecast: Forecast;
  interval: { stockLow: number; stockHigh: number; months?: { low: number; high: number }[] } | null;
  groupNames: Readonly<Record<string, string>>;
  /** What may be told of the stock of the data date, in a public paper. */
  stock?: StockTold | null;
};
type Month = Forecast['placements']['months'][number];
const wholeGroups = ({ groups }: Month) =>
  Object.fromEntries(groups.map(({ group, stock }): [string, number] => [group, Math.round(stock)]));
const childrenOf = (month: Month) => month.groups.reduce((sum, group) => sum + group.stock, 0);

/** Demand as a chart, its interval in words, and a table; public papers suppress counts under 5 in all three. */
export function demandBlocks(input: DemandInput, isPublic: boolean): ReportBlock[] {
  const { months } = input.forecast.placements;
  const last = months.at(-1);
  if (!last)
    return [
      { kind: 'paragraph', text: 'No placements or monthly counts are held, so there is no projection of demand.' },
    ];
  const shown = (count: number) => (isPublic && isSmall(count) ? null : count);
  const countText = (count: number) => (shown(count) === null ? 'fewer than 5' : formatNumber(count));
  const ofStock = (month: Month) =>
    input.stock != null && isStock(input.stock.figures, wholeGroups(month)) && input.stock.published.total === null;
  const total = (month: Month) => (isPublic && ofStock(month) ? null : shown(childrenOf(month)));
  const expected = total(last);
  const chart: ReportChart = {
    kind: 'chart',
    name: 'Demand for placements',
    caption: `${expected === null ? (isSmall(childrenOf(last)) ? 'Fewer than 5' : 'A number (withheld) of') : formatNumber(expected)} children are expected in ${formatMonth(last.month)}`,
    shape: 'lines',
    unit: 'children',
    labels: months.map((month) => formatMonth(month.month)),
    series: [
      { label: 'Children, central projection', values: months.map(total) },
      ...rangeSeries(input.interval, months.length, shown),
    ],
  };
  const range = input.interval
    ? `The 80 % interval in the last month is ${countText(input.interval.stockLow)} to ${countText(input.interval.stockHigh)} children. Intervals of groups are not added.`
    : 'No interval was simulated for this report; the projection is central only.';
  return [
    chart,
    { kind: 'paragraph', text: range },
    demandTable(input.forecast, input.groupNames, isPublic, input.stock ?? null),
  ];
}

/** Lower and upper end of the 80 % interval, where it was simulated. */
function rangeSeries(
  interval: DemandInput['interval'],
  count: number,
  shown: (count: number) => number | null,
): ReportChart['series'] {
  const months = interval?.months;
  if (!months) return [];
  const of = (pick: (month: { low: number; high: number }) => number) =>
    Array.from({ length: count }, (_, index) => {
      const month = months[index];
      // An end that is small is left out with its other end: the band is drawn where both are told.
      return month && shown(month.low) !== null && shown(month.high) !== null ? pick(month) : null;
    });
  return [
    { label: 'Low (P10)', values: of((month) => month.low) },
    { label: 'High (P90)', values: of((month) => month.high) },
  ];
}

/** Children by group at the data date's month and then each quarter; public papers suppress counts under 5. */
export function demandTable(
  forecast: Forecast,
  groupNames: Readonly<Record<string, string>>,
  isPublic: boolean,
  stock: StockTold | null = null,
): ReportTable {
  const { months } = forecast.placements;
  const chosen = months.filter((_, index) => index === 0 || (index + 1) % 3 === 0).slice(0, 9);
  const groups = [...new Set(chosen.flatMap((month) => month.groups.map((group) => group.group)))];
  const counts = groups.map((group) =>
    chosen.map((month) => Math.round(month.groups.find((one) => one.group === group)?.stock ?? 0)),
  );
  const totals = chosen.map((month) => Math.round(childrenOf(month)));
  const written = (row: readonly number[]) => row.map((count) => formatNumber(count));
  const shown = isPublic
    ? suppressTable(counts, totals, { codes: groups, stock })
    : { rows: counts.map(written), totals: written(totals) };
  const casts = totals.every((total, column) => total === counts.reduce((sum, row) => sum + (row[column] ?? 0), 0));
  return {
    kind: 'table',
    caption: 'Children by placement group at month end, central projection',
    columns: [
      { label: 'Group', numeric: false },
      ...chosen.map((month) => ({ label: formatMonth(month.month), numeric: true })),
    ],
    rows: [
      ...groups.map((group, index) => ({
        cells: [groupNames[group] ?? group, ...(shown.rows[index] ?? [])],
        total: false,
      })),
      { cells: ['Total', ...shown.totals], total: true },
    ],
    note:
      [
        isPublic ? 'c = suppressed: a count under 5, or one that would disclose it.' : '',
        casts ? '' : 'Totals are the rounded true totals; rounded parts may differ from them by a few.',
      ]
        .filter(Boolean)
        .join(' ') || null,
  };
}
