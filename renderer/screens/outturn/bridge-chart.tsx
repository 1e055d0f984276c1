import { useMemo } from 'react';
import { sayMoney } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { WaterfallCard, type WaterfallStep } from '../../components/charts/waterfall-card.tsx';
import { useStore } from '../../state/store.ts';

const shortLabels: Record<string, string> = {
  'placements-level': 'Level now',
  'placements-volume': 'Children',
  'placements-price': 'Price',
  'other-lines': 'Other lines',
  'savings-slippage': 'Slippage',
  pressures: 'Pressures',
  'one-offs': 'One-offs',
};

/** What the forecast's own steps are called in a sentence. */
const saidLabels: Record<string, string> = {
  'placements-level': 'The level of placements',
  'placements-volume': 'More children',
  'placements-price': 'Price',
};

/** The steps of the forecast's own bridge, between the budget and the outturn. */
export function bridgeSteps(result: Forecast): WaterfallStep[] {
  const own = result.bridge.filter(
    (step) => step.key !== 'budget' && step.key !== 'outturn' && step.key !== 'forecast',
  );
  return [
    { key: 'budget', label: 'Budget', amount: result.total.currentBudget, whole: true },
    ...own.map((step) => ({ ...step, short: shortLabels[step.key] ?? step.label })),
    { key: 'outturn', label: 'Forecast', amount: result.total.outturn, whole: true },
  ];
}

/** The largest step that pushes the way the variance went, in a sentence. */
export function bridgeFinding(result: Forecast): string {
  const variance = result.total.variance;
  if (variance === 0) return 'The forecast meets the budget';
  const steps = bridgeSteps(result).filter((step) => !step.whole && Math.sign(step.amount) === Math.sign(variance));
  const largest = steps.sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))[0];
  const word = variance > 0 ? 'overspend' : 'underspend';
  if (!largest) return `${sayMoney(Math.abs(variance))} ${word}`;
  const said = saidLabels[largest.key] ?? largest.label;
  const share = Math.round((100 * largest.amount) / variance);
  const lead = share >= 50 ? `${said} explains most of the ${word}` : `${said} is the largest part of the ${word}`;
  return `${lead}: ${sayMoney(Math.abs(largest.amount))} of ${sayMoney(Math.abs(variance))}`;
}

export function BridgeChart(props: { result: Forecast; base: Forecast }) {
  const unit = useStore((state) => state.unit);
  const steps = useMemo(() => bridgeSteps(props.result), [props.result]);
  return (
    <WaterfallCard
      finding={bridgeFinding(props.result)}
      caption="Budget to forecast; each step sums exactly"
      steps={steps}
      unit={unit}
    />
  );
}
