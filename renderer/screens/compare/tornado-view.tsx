import { useMemo } from 'react';
import { formatMoney, sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { TornadoCard } from '../../components/charts/tornado-card.tsx';
import { unitLabel } from '../../components/parts/money.ts';
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
  const named = (label: string) => label.split(':')[0] ?? label;
  return (
    <div className="charts short tornado">
      <TornadoCard
        finding={
          first
            ? `${named(first.label)} matters most: ${sayMoney(first.swing)} from one end to the other`
            : 'No assumption moves the forecast'
        }
        caption={`Change of the net variance of ${sayMoney(result.total.netVariance)}, one assumption at a time, ${unitLabel[unit]}${running ? '; being brought up to date' : ''}`}
        bars={bars}
        axis={(pence) => formatMoney(pence, unit)}
        unit={unit}
      />
    </div>
  );
}
