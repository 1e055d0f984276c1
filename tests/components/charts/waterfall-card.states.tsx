import { WaterfallCard } from '../../../renderer/components/charts/waterfall-card.tsx';
import { sampleForecasts } from '../sample-scenario.ts';
import type { States } from '../states.tsx';

function Bridge() {
  const { total, bridge } = sampleForecasts().result;
  return (
    <WaterfallCard
      finding="From the budget to the outturn"
      caption="Bridge, 2023/24"
      unit="thousands"
      steps={[
        { key: 'budget', label: 'Current budget', amount: total.currentBudget, whole: true },
        ...bridge.map((step) => ({ key: step.label, label: step.label, amount: step.amount })),
        { key: 'outturn', label: 'Outturn', amount: total.outturn, whole: true },
      ]}
    />
  );
}

export const states: States = { 'From the budget to the outturn': { show: () => <Bridge /> } };
