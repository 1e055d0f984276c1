import { axes, tooltip } from './axes.ts';
import type { Draw } from './chart-canvas.tsx';
import { ChartCard } from './chart-card.tsx';
import { seriesText } from './series-text.ts';
import { wrapText } from './wrap-text.ts';

export type BarSeries = { label: string; values: readonly number[]; colour: string };

/** Pixels a chart needs so that no name of a bar runs into the next. */
const roomFor = (labels: readonly string[]) =>
  36 + labels.length * (2 + 14 * Math.max(1, ...labels.map((label) => wrapText(label, 30).length)));

/** Bars, stacked when there are several series; horizontal when the names are long. Values stand in the table twin. */
export function BarsCard(props: {
  finding: string;
  caption: string;
  labels: readonly string[];
  series: readonly BarSeries[];
  format: (value: number) => string;
  head: string;
  horizontal?: boolean;
}) {
  const { labels, series, format, horizontal } = props;
  const text = seriesText(props);
  const draw: Draw = (tokens) => {
    const style = getComputedStyle(document.documentElement);
    const both = axes(tokens, { value: format, stacked: true }) as unknown as Record<
      'x' | 'y',
      Record<string, unknown>
    >;
    return {
      type: 'bar',
      data: {
        // A long name stands in two lines beside its bar; the table twin has it whole.
        labels: horizontal ? labels.map((label) => wrapText(label, 30)) : [...labels],
        datasets: series.map((entry) => ({
          data: [...entry.values],
          backgroundColor: style.getPropertyValue(entry.colour).trim(),
          borderColor: tokens.card,
          borderWidth: 1,
          maxBarThickness: horizontal ? 22 : 56,
        })),
      },
      options: {
        indexAxis: horizontal ? 'y' : 'x',
        layout: { padding: { top: 6, right: 8 } },
        scales: (horizontal
          ? { x: both.y, y: { ...both.x, ticks: { ...(both.x.ticks as object), autoSkip: false } } }
          : both) as never,
        plugins: {
          tooltip: tooltip(tokens, text.tip) as never,
        },
      },
    };
  };
  return (
    <ChartCard
      finding={props.finding}
      caption={props.caption}
      draw={draw}
      say={text.say}
      {...(horizontal ? { least: roomFor(labels) } : {})}
      legend={
        series.length > 1
          ? series.map((entry) => ({ label: entry.label, mark: 'bar' as const, colour: entry.colour }))
          : []
      }
      table={text.table}
    />
  );
}
