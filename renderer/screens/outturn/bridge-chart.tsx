import { useMemo } from 'react';
import { bridgeSentence, ownSteps } from '../../../shared/headline/bridge.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { WaterfallCard, type WaterfallStep } from '../../components/charts/waterfall-card.tsx';
import { useStore } from '../../state/store.ts';

const shortLabels: Record<string, string> = {
  'placements-level': 'Placements now',
  'placements-volume': 'Children',
  'placements-price': 'Price',
  'other-lines': 'Other lines',
  'savings-slippage': 'Slippage',
  pressures: 'Pressures',
  'one-offs': 'One-offs',
};

/** The steps of the forecast's own bridge, between the budget and the outturn. */
export function bridgeSteps(result: Forecast): WaterfallStep[] {
  return [
    { key: 'budget', label: 'Budget', amount: result.total.currentBudget, whole: true },
    ...ownSteps(result).map((step) => ({ ...step, short: shortLabels[step.key] ?? step.label })),
    { key: 'outturn', label: 'Forecast', amount: result.total.outturn, whole: true },
  ];
}

/** From the budget to the forecast, step by step. */
export function BridgeChart(props: { result: Forecast; base: Forecast }) {
  const unit = useStore((state) => state.unit);
  const steps = useMemo(() => bridgeSteps(props.result), [props.result]);
  return (
    <WaterfallCard
      finding={bridgeSentence(props.result, unit).text}
      caption="From the budget to the forecast; the steps add up exactly"
      steps={steps}
      unit={unit}
    />
  );
}
