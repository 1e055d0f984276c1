import { useMemo, useState } from 'react';
import { sizeText } from '../../../shared/headline/sentence.ts';
import type { BridgeStep } from '../../../shared/model/forecast.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { bridgeByPriceVolumeMix } from '../../../shared/scenario/compare.ts';
import { WaterfallCard, type WaterfallStep } from '../../components/charts/waterfall-card.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { useBackground } from '../../state/background.ts';
import { madeFrom } from '../../state/engine.ts';
import { useStore } from '../../state/store.ts';
import type { Column } from './compare-figures.ts';

type By = 'sequential' | 'shapley' | 'pvm';
const captions: Record<By, string> = {
  sequential: 'levers in their order, each after the ones before it',
  shapley: 'each lever’s mean over every order',
  pvm: 'by price, volume and mix',
};

/** The waterfall from one scenario to another, by lever or by price, volume and mix; steps sum to the penny. */
export function BridgeView(props: { from: Column; to: Column; snapshot: Snapshot; same: boolean }) {
  const unit = useStore((state) => state.unit);
  const [wanted, setWanted] = useState<By>('sequential');
  const { from, to, same } = props;
  // Levers explain a difference only on the same data; else price, volume and mix do.
  const by: By = same ? wanted : 'pvm';
  const input = useMemo(
    () => (by === 'pvm' ? null : { from: bare(from.scenario), to: bare(to.scenario), method: by }),
    [by, from.scenario, to.scenario],
  );
  const levers = useBackground('bridge', props.snapshot, input);
  const pvm = useMemo(
    () =>
      by === 'pvm'
        ? bridgeByPriceVolumeMix(from.made, to.made, madeFrom(from.made)?.snapshot ?? props.snapshot, props.snapshot)
        : null,
    [by, from.made, to.made, props.snapshot],
  );
  const difference = to.made.total.outturn - from.made.total.outturn;
  // While another way or other levers are worked out, the last bridge belongs to other figures: it is shown only when
  // it was made in this way and still sums.
  const steps: readonly BridgeStep[] | null = pvm ?? (levers.answered?.method === by ? levers.value : null);
  const sums = steps?.reduce((sum, step) => sum + step.amount, 0) === difference;
  const choices = (
    <div className="row wrap">
      <Segments<By>
        name="Explain by"
        value={by}
        onChange={setWanted}
        choices={
          same
            ? [
                { value: 'sequential', label: 'Levers in order', title: captions.sequential },
                { value: 'shapley', label: 'Levers, fair share', title: `Shapley: ${captions.shapley}` },
                { value: 'pvm', label: 'Price, volume, mix' },
              ]
            : [{ value: 'pvm', label: 'Price, volume, mix' }]
        }
      />
      {same ? null : (
        <span className="small quiet">Their data differ, so levers alone do not explain the difference.</span>
      )}
      {levers.running ? (
        <span className="row small quiet" role="status">
          <span className="spinner small" aria-hidden="true" /> working out…
          <button type="button" className="button small" onClick={levers.stop}>
            Stop
          </button>
        </span>
      ) : null}
    </div>
  );
  if (by !== 'pvm' && levers.failure)
    return (
      <>
        {choices}
        <StateView title="The difference could not be explained by lever">{levers.failure.message}</StateView>
      </>
    );
  if (!steps || !sums)
    return (
      <>
        {choices}
        <StateView busy={levers.running} title={levers.running ? 'Explaining the difference…' : 'Not worked out'} />
      </>
    );
  const largest = [...steps].sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0];
  const said = largest?.label.split(':')[0];
  const finding =
    difference === 0 && !steps.some((step) => step.amount)
      ? 'Both have the same outturn'
      : `${sizeText(difference, unit)} ${difference < 0 ? 'lower' : 'higher'} than ${from.name}${largest?.amount ? `; the largest step is ${said}: ${sizeText(largest.amount, unit)} ${largest.amount < 0 ? 'less' : 'more'}` : ''}`;
  const waterfall: WaterfallStep[] = [
    { key: 'from', label: from.name, short: from.name.slice(0, 12), amount: from.made.total.outturn, whole: true },
    ...steps.map((step) => ({
      key: step.key,
      label: step.label,
      short: step.label.split(':')[0] ?? step.label,
      amount: step.amount,
    })),
    { key: 'to', label: to.name, short: 'This', amount: to.made.total.outturn, whole: true },
  ];
  return (
    <>
      {choices}
      <div className="charts short tall">
        <WaterfallCard
          finding={finding}
          caption={`${from.name} to ${to.name}, ${captions[by]}; the steps add up to the penny`}
          steps={waterfall}
          unit={unit}
        />
      </div>
    </>
  );
}

/** A scenario without what no bridge depends on, so that a renamed lever asks nothing again. */
const bare = (scenario: Column['scenario']) => ({ ...scenario, notes: '', signOff: [] });
