import { formatNumber } from '../format/format.ts';
import type { ReportChart } from './document.ts';

/** A value as the chart shows it: pence as £m, children as they are. */
export const chartValue = (chart: Pick<ReportChart, 'unit'>, value: number): number =>
  chart.unit === '£m' ? value / 1e8 : value;

/** Decimals that tell the smallest part of a chart worth seeing: £m with one, two or three, children with none. */
function places(chart: ReportChart): number {
  if (chart.unit !== '£m') return 0;
  const sizes = chart.series.flatMap((series) =>
    series.values.flatMap((value) => (value === null || value === 0 ? [] : [Math.abs(value) / 1e8])),
  );
  const most = Math.max(0, ...sizes);
  return most >= 20 ? 1 : most >= 1 ? 2 : 3;
}

/** A value of a chart in words: `+12.3`. */
export const chartValueText = (chart: ReportChart, value: number): string =>
  formatNumber(chartValue(chart, value), places(chart));

/** The caption with its unit, once. */
export const chartTitle = (chart: ReportChart): string =>
  (chart.unit === '£m' ? /£[\d,.]+m/ : /children/).test(chart.caption)
    ? chart.caption
    : `${chart.caption} (${chart.unit})`;

/** A chart for those who hear it: its finding and every figure. The same words stand beside a PNG and in a PDF. */
export function chartText(chart: ReportChart): string {
  const said = chart.series.map((series) => {
    const each = chart.labels.map((label, index) => {
      const value = series.values[index] ?? null;
      return `${label} ${value === null ? 'none' : chartValueText(chart, value)}`;
    });
    return `${series.label}: ${each.join('; ')}`;
  });
  return `${chartTitle(chart)}. ${said.join('. ')}.`;
}
