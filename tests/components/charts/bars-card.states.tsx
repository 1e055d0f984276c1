import { BarsCard } from '../../../renderer/components/charts/bars-card.tsx';
import { formatMoney } from '../../../shared/format/format.ts';
import { sampleForecasts } from '../sample-scenario.ts';
import type { States } from '../states.tsx';

const format = (pence: number) => `£${formatMoney(pence, 'millions', 2)}m`;
const lines = () => sampleForecasts().result.lines.slice(0, 6);

export const states: States = {
  'Standing bars': {
    show: () => (
      <BarsCard
        finding="Placements are most of the outturn"
        caption="Outturn by line, 2023/24"
        head="Line"
        labels={lines().map((line) => line.name)}
        series={[{ label: 'Outturn', values: lines().map((line) => line.outturn), colour: '--accent' }]}
        format={format}
      />
    ),
  },
  'Lying bars, two stacked': {
    show: () => (
      <BarsCard
        horizontal
        finding="What is spent and what is still to come"
        caption="Actual and projected by line, 2023/24"
        head="Line"
        labels={lines().map((line) => line.name)}
        series={[
          { label: 'Actual', values: lines().map((line) => line.actualToPeriod), colour: '--accent' },
          { label: 'Projected', values: lines().map((line) => line.projected), colour: '--base' },
        ]}
        format={format}
      />
    ),
  },
};
