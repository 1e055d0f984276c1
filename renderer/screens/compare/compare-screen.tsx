import { FolderOpen } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { OpenedScenario } from '../../../shared/api.ts';
import { formatPeriod, sayMoney } from '../../../shared/format/format.ts';
import type { BridgeStep } from '../../../shared/model/forecast.ts';
import { bridgeByPriceVolumeMix } from '../../../shared/scenario/compare.ts';
import { bridgeByLever } from '../../../shared/scenario/compare-scenarios.ts';
import { WaterfallCard, type WaterfallStep } from '../../components/charts/waterfall-card.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { ask } from '../../state/ask.ts';
import { asFailure } from '../../state/bridge.ts';
import { runForecast } from '../../state/engine.ts';
import { useStore } from '../../state/store.ts';
import { SideBySide } from './side-by-side.tsx';

type By = 'lever' | 'pvm';

/** What changed and why? The open scenario against its base, or against another file. */
export default function CompareScreen() {
  const unit = useStore((state) => state.unit);
  const result = useStore((state) => state.result);
  const base = useStore((state) => state.base);
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [other, setOther] = useState<OpenedScenario | null>(null);
  const [by, setBy] = useState<By>('lever');
  const second = useMemo(() => {
    if (!other) return null;
    try {
      return { made: runForecast(other.snapshot, other.scenario).forecast, failure: null };
    } catch (error) {
      return { made: null, failure: asFailure(error) };
    }
  }, [other]);
  const from = other ? (second?.made ?? null) : base;
  const steps = useMemo((): { steps: BridgeStep[]; by: By; failure: string | null } => {
    if (!result || !from || !snapshot || !scenario) return { steps: [], by, failure: null };
    // Levers explain a difference only on the same data; two files with their own data are told apart by price, volume and mix.
    const sameData = !other;
    if (by === 'pvm' || !sameData) return { steps: bridgeByPriceVolumeMix(from, result), by: 'pvm', failure: null };
    try {
      return {
        steps: bridgeByLever(snapshot, { ...scenario, levers: [], assumptions: {} }, scenario, 'sequential'),
        by: 'lever',
        failure: null,
      };
    } catch (error) {
      return { steps: [], by, failure: asFailure(error).message };
    }
  }, [result, from, snapshot, scenario, other, by]);
  if (!result || !scenario) return null;
  const open = async () => {
    const opened = await ask('compareOpen', { token: null });
    if (opened) setOther(opened);
  };
  const name = other ? other.name : 'Base';
  const difference = from ? result.total.outturn - from.total.outturn : 0;
  const waterfall: WaterfallStep[] = from
    ? [
        { key: 'from', label: name, short: other ? 'Other' : 'Base', amount: from.total.outturn, whole: true },
        ...steps.steps.map((step) => ({
          key: step.key,
          label: step.label,
          short: step.label.split(':')[0] ?? step.label,
          amount: step.amount,
        })),
        { key: 'to', label: scenario.name, short: 'This', amount: result.total.outturn, whole: true },
      ]
    : [];
  const largest = [...steps.steps].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0];
  const finding =
    difference === 0 && !steps.steps.some((step) => step.amount)
      ? 'Both land in the same place'
      : `${sayMoney(Math.abs(difference))} ${difference < 0 ? 'lower' : 'higher'} than ${name}${largest?.amount ? `; ${largest.label.split(':')[0]} does most: ${sayMoney(largest.amount)}` : ''}`;
  return (
    <>
      <ScreenHead title="Compare" words={`${scenario.name} against ${name}`}>
        <button type="button" className="button" onClick={() => void open()}>
          <FolderOpen size={14} aria-hidden="true" /> Open a second scenario…
        </button>
        {other ? (
          <button type="button" className="button" onClick={() => setOther(null)}>
            Back to base
          </button>
        ) : (
          <Segments<By>
            name="Explain by"
            value={by}
            onChange={setBy}
            choices={[
              { value: 'lever', label: 'By lever' },
              { value: 'pvm', label: 'Price, volume, mix' },
            ]}
          />
        )}
        <UnitChoice />
      </ScreenHead>
      {other ? (
        <div className="banner info">
          {other.name}: {formatPeriod(other.scenario.year, other.scenario.period)}, {other.scenario.levers.length}{' '}
          levers, on its own data to {other.snapshot.dataDate}.
        </div>
      ) : null}
      {second?.failure ? (
        <StateView title="The second scenario could not be forecast">{second.failure.message}</StateView>
      ) : null}
      {steps.failure ? (
        <StateView title="The difference could not be explained by lever">{steps.failure}</StateView>
      ) : null}
      {from ? (
        <>
          <div className="charts short tall">
            <WaterfallCard
              finding={finding}
              caption={`${name} to ${scenario.name}, ${steps.by === 'lever' ? 'levers in their order' : 'by price, volume and mix'}; sums to the penny`}
              steps={waterfall}
              unit={unit}
            />
          </div>
          <SideBySide a={from} b={result} nameA={name} nameB="This scenario" />
        </>
      ) : null}
    </>
  );
}
