import { formatMoney, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import type { TornadoBar } from '../../../shared/scenario/tornado.ts';
import { signedText, tone } from '../parts/money.ts';
import { axes, tooltip } from './axes.ts';
import type { Draw } from './chart-canvas.tsx';
import { ChartCard } from './chart-card.tsx';
import { wrapText } from './wrap-text.ts';

/** Bars to the left and the right of nought, widest first: each assumption at its low and at its high. */
export function TornadoCard(props: {
  finding: string;
  caption: string;
  bars: readonly TornadoBar[];
  axis: (value: number) => string;
  unit: MoneyUnit;
}) {
  const { bars, unit } = props;
  const shown = bars.slice(0, 14);
  // What follows the colon says how it is turned: the table keeps it.
  const named = (label: string) => label.split(':')[0] ?? label;
  const draw: Draw = (tokens) => {
    const both = axes(tokens, { value: props.axis }) as unknown as Record<'x' | 'y', Record<string, unknown>>;
    const look = { grouped: false, maxBarThickness: 20, borderSkipped: false, minBarLength: 1 };
    return {
      type: 'bar',
      data: {
        labels: shown.map((bar) => wrapText(named(bar.label), 34)),
        datasets: [
          { ...look, data: shown.map((bar) => bar.atLow), backgroundColor: tokens.under },
          { ...look, data: shown.map((bar) => bar.atHigh), backgroundColor: tokens.over },
        ] as never,
      },
      options: {
        indexAxis: 'y',
        layout: { padding: { top: 6, right: 8 } },
        scales: { x: both.y, y: { ...both.x, ticks: { ...(both.x.ticks as object), autoSkip: false } } } as never,
        plugins: {
          tooltip: tooltip(tokens, (dataset, index) => {
            const bar = shown[index];
            return bar ? `${dataset === 0 ? 'Low' : 'High'}: ${sayMoney(dataset === 0 ? bar.atLow : bar.atHigh)}` : '';
          }) as never,
        },
      },
    };
  };
  return (
    <ChartCard
      finding={props.finding}
      caption={props.caption}
      draw={draw}
      say={(dataset, index) => {
        const bar = shown[index];
        return bar ? `${dataset === 0 ? 'low' : 'high'} ${sayMoney(dataset === 0 ? bar.atLow : bar.atHigh)}` : '';
      }}
      legend={[
        { label: 'At its low', mark: 'bar', colour: '--under-fill' },
        { label: 'At its high', mark: 'bar', colour: '--over-fill' },
      ]}
      table={{
        head: 'Assumption',
        columns: [
          { key: 'low', label: 'At its low' },
          { key: 'high', label: 'At its high' },
          { key: 'swing', label: 'Swing' },
        ],
        rows: bars.map((bar) => ({
          key: bar.key,
          label: bar.label,
          cells: [
            { text: signedText(bar.atLow, unit), tone: tone(bar.atLow) },
            { text: signedText(bar.atHigh, unit), tone: tone(bar.atHigh) },
            { text: formatMoney(bar.swing, unit) },
          ],
        })),
      }}
    />
  );
}
