import { formatNumber } from '../../../shared/format/format.ts';
import type { VarianceRange } from '../../../shared/report/interval.ts';
import { type Cell, header, money, text } from './cells.ts';
import type { WorkbookInput } from './workbook-input.ts';

/**
 * The variance and the outturn with their ranges, below the outturn table: each row a figure and the range of the same
 * items, labelled, as exported. Nothing where no range was drawn.
 */
export function rangeRows({ forecast, interval }: WorkbookInput): (Cell | null)[][] {
  if (!interval) return [];
  const budget = forecast.total.outturn - forecast.total.variance;
  const row = (label: string, { figure, p10, p50, p90 }: VarianceRange, added = 0): Cell[] => [
    text(label),
    text(null),
    text(null),
    ...[figure, p10, p50, p90].map((pence) => money(pence + added)),
  ];
  const own = { ...interval.forecast, figure: forecast.total.variance };
  const weighted = 'Risk-weighted: with pressures not counted';
  return [
    [],
    header('The likely range', '', '', 'Figure', 'Low (P10)', 'Middle (P50)', 'High (P90)'),
    row('Variance: the forecast', own),
    row(`Variance. ${weighted}`, interval.riskWeighted),
    row('Outturn: the forecast', own, budget),
    row(`Outturn. ${weighted}`, interval.riskWeighted, budget),
    [
      text(
        `Each range is of the same items as the figure in its row: four times in five it ends between low and high. ${formatNumber(interval.paths)} paths, seed ${interval.seed}. As exported: it does not follow changes made in this workbook.`,
        'note',
      ),
    ],
    ...(interval.notCounted.worst === 0
      ? []
      : [
          row('Pressures not counted, still to come: expected', same(interval.notCounted.expected)).slice(0, 4),
          row('Pressures not counted, still to come: at worst', same(interval.notCounted.worst)).slice(0, 4),
        ]),
  ];
}

const same = (figure: number): VarianceRange => ({ figure, p10: figure, p50: figure, p90: figure });
