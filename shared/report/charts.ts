import { formatNumber } from '../format/format.ts';
import type { Forecast } from '../model/forecast.ts';
import type { ReportChart } from './document.ts';

const millions = (pence: number) => `£${formatNumber(Math.abs(pence) / 1e8, Math.abs(pence) >= 1e9 ? 1 : 2)}m`;
const signed = (pence: number) => `${pence < 0 ? '−' : '+'}${millions(pence)}`;
/** Bars of the chart of variances: more could not be read at a glance; the table has every line. */
const mostBars = 12;

/** The bridge from budget to forecast as a waterfall. Steps of nothing are left to the table, but for what is unexplained. */
export function bridgeChart(forecast: Forecast): ReportChart {
  const { currentBudget, outturn } = forecast.total;
  const steps = forecast.bridge.filter((step) => step.amount !== 0 || step.key === 'unexplained');
  const [widest] = [...steps].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount));
  const sign = (pence: number) => (pence < 0 ? `−${millions(pence)}` : millions(pence));
  const step = widest && widest.amount !== 0 ? `; the widest step is “${widest.label}” (${signed(widest.amount)})` : '';
  return {
    kind: 'chart',
    name: 'From budget to forecast',
    caption: `From a budget of ${sign(currentBudget)} to a forecast of ${sign(outturn)}${step}`,
    shape: 'waterfall',
    unit: '£m',
    labels: ['Current budget', ...steps.map((one) => one.label), 'Forecast'],
    series: [{ label: 'Amount', values: [currentBudget, ...steps.map((one) => one.amount), outturn] }],
  };
}

/** Variance by line, widest first; nothing when every line is at its budget. */
export function varianceChart(forecast: Forecast): ReportChart[] {
  const lines = forecast.lines
    .filter((line) => line.variance !== 0)
    .sort((a, b) => Math.abs(b.variance) - Math.abs(a.variance));
  const [widest] = lines;
  if (!widest) return [];
  const shown = lines.slice(0, mostBars);
  const side = widest.variance > 0 ? 'over' : 'under';
  return [
    {
      kind: 'chart',
      name: 'Variance by line',
      caption: `${widest.name} is furthest from its budget: ${millions(widest.variance)} ${side}${lines.length > shown.length ? `; the ${shown.length} widest variances` : ''}`,
      shape: 'bars',
      unit: '£m',
      labels: shown.map((line) => `${line.name}${line.estimatedPeriods?.length ? ' (part estimated)' : ''}`),
      series: [{ label: 'Variance', values: shown.map((line) => line.variance) }],
    },
  ];
}
