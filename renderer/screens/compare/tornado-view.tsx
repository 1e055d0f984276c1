import { useMemo } from 'react';
import { formatMoney, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { axes, tooltip } from '../../components/charts/axes.ts';
import type { Draw } from '../../components/charts/chart-canvas.tsx';
import { ChartCard } from '../../components/charts/chart-card.tsx';
import { wrapText } from '../../components/charts/wrap-text.ts';
import { signedText, tone, unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { useBackground } from '../../state/background.ts';
import { useStore } from '../../state/store.ts';

type Props = { snapshot: Snapshot; scenario: Scenario; result: Forecast };

/** One assumption at a time, low and high, widest first: what matters most to the net variance. */
export function TornadoView({ snapshot, scenario, result }: Props) {
  const unit = useStore((state) => state.unit);
  const input = useMemo(() => ({ scenario: { ...scenario, name: '-', notes: '', signOff: [], paths: 0 } }), [scenario]);
  const { value, running, failure, stop } = useBackground('tornado', snapshot, input);
  if (failure) return <StateView title="The tornado could not be made">{failure.message}</StateView>;
  if (!value)
    return running ? (
      <StateView
        busy
        title="Changing one assumption at a time…"
        actions={
          <button type="button" className="button" onClick={stop}>
            Stop
          </button>
        }
      />
    ) : (
      <StateView title="Tornado stopped">Leave this tab and come back to run it again.</StateView>
    );
  const bars = value.bars.filter((bar) => bar.swing > 0);
  const first = bars[0];
  const shown = bars.slice(0, 14);
  // What follows the colon says how it is turned: the table keeps it.
  const named = (label: string) => label.split(':')[0] ?? label;
  const draw: Draw = (tokens) => {
    const both = axes(tokens, { value: (pence) => formatMoney(pence, unit) }) as unknown as Record<
      'x' | 'y',
      Record<string, unknown>
    >;
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
    <div className="charts short tornado">
      <ChartCard
        finding={
          first
            ? `${named(first.label)} matters most: ${sayMoney(first.swing)} from one end to the other`
            : 'No assumption moves the forecast'
        }
        caption={`Change of the net variance of ${sayMoney(result.total.netVariance)}, one assumption at a time, ${unitLabel[unit]}${running ? '; being brought up to date' : ''}`}
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
    </div>
  );
}
