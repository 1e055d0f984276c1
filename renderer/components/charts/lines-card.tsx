import { axes, tooltip } from './axes.ts';
import type { Draw } from './chart-canvas.tsx';
import { ChartCard } from './chart-card.tsx';
import { seriesText } from './series-text.ts';

export type LineSeries = {
  label: string;
  values: readonly (number | null)[];
  /** A token: `--accent`. */
  colour: string;
  dashed?: boolean;
  /** Filled down to the series below: a stack. */
  stacked?: boolean;
};

/** Lines, or areas stacked on each other, over a common axis; dashes and shapes tell series apart as well as colour. */
export function LinesCard(props: {
  finding: string;
  caption: string;
  labels: readonly string[];
  series: readonly LineSeries[];
  format: (value: number) => string;
  axis?: (value: number) => string;
  head: string;
  /** Only each so-manieth label is written under the axis. */
  everyLabel?: number;
}) {
  const { series, labels, format } = props;
  const stacked = series.some((entry) => entry.stacked);
  const shapes = ['circle', 'rect', 'triangle', 'rectRot', 'star', 'cross'];
  const text = seriesText(props);
  const draw: Draw = (tokens) => {
    const style = getComputedStyle(document.documentElement);
    return {
      type: 'line',
      data: {
        labels: [...labels],
        datasets: series.map((entry, index) => {
          const colour = style.getPropertyValue(entry.colour).trim();
          const dots = entry.values.map((_, at) =>
            labels.length <= 12 || at % Math.ceil(labels.length / 8) === index % 3 ? 3 : 0,
          );
          return {
            data: [...entry.values],
            borderColor: colour,
            backgroundColor: entry.stacked ? `color-mix(in srgb, ${colour} 26%, ${tokens.card})` : colour,
            pointBackgroundColor: colour,
            pointStyle: shapes[index % shapes.length],
            pointRadius: entry.dashed ? 0 : dots,
            pointHoverRadius: 5,
            borderWidth: 2,
            borderDash: entry.dashed ? [5, 4] : [],
            tension: 0.1,
            fill: entry.stacked ? (index === 0 ? 'origin' : '-1') : false,
          } as never;
        }),
      },
      options: {
        layout: { padding: { top: 6, right: 8 } },
        interaction: { mode: 'index', intersect: false },
        scales: axes(tokens, {
          value: props.axis ?? format,
          stacked,
          ...(props.everyLabel ? { everyLabel: props.everyLabel } : {}),
        }) as never,
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
      legend={series.map((entry) => ({
        label: entry.label,
        mark: entry.dashed ? 'dash' : entry.stacked ? 'bar' : 'line',
        colour: entry.colour,
      }))}
      table={text.table}
    />
  );
}
