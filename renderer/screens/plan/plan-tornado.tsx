import { useMemo } from 'react';
import { formatMoney, type MoneyUnit, sayMoney } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import type { PlanYear } from '../../../shared/plan/plan-types.ts';
import { TornadoCard } from '../../components/charts/tornado-card.tsx';
import { unitLabel } from '../../components/parts/money.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { useBackground } from '../../state/background.ts';

type Props = { year: PlanYear; years: number; snapshot: Snapshot; scenario: Scenario; unit: MoneyUnit };

/** One assumption at a time, low and high: what matters most to the gap of a year. Worked out for every year at once. */
export function PlanTornado({ year, years, snapshot, scenario, unit }: Props) {
  const input = useMemo(
    () => ({ scenario: { ...scenario, name: '-', notes: '', signOff: [], paths: 0 }, years }),
    [scenario, years],
  );
  const { value, running, failure, stop } = useBackground('planSensitivity', snapshot, input);
  if (failure) return <StateView title="The sensitivity could not be worked out">{failure.message}</StateView>;
  if (!value)
    return (
      <StateView
        busy={running}
        title={running ? 'Changing one assumption at a time…' : 'Stopped'}
        actions={
          running ? (
            <button type="button" className="button" onClick={stop}>
              Stop
            </button>
          ) : undefined
        }
      />
    );
  const own = value.find((each) => each.year === year.year);
  const bars = own?.bars ?? [];
  const first = bars[0];
  return (
    <div className="charts short tornado">
      <TornadoCard
        finding={
          first
            ? `${first.label.split(' ±')[0]} matter most in ${year.year}: ${sayMoney(first.swing)} from one end to the other`
            : 'No assumption moves the gap'
        }
        caption={`Change of the gap of ${sayMoney(own?.central ?? year.gap)}, one assumption at a time, ${unitLabel[unit]}${running ? '; being brought up to date' : ''}`}
        bars={bars}
        axis={(pence) => formatMoney(pence, unit)}
        unit={unit}
      />
    </div>
  );
}
