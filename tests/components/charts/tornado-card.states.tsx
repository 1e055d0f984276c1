import { TornadoCard } from '../../../renderer/components/charts/tornado-card.tsx';
import { formatMoney } from '../../../shared/format/format.ts';
import { tornado } from '../../../shared/scenario/tornado.ts';
import type { States } from '../states.tsx';

const million = 1_000_000_00;
const bars = tornado(
  [
    {
      key: 'price',
      label: 'Price inflation: 0 to 8 %',
      low: 0,
      high: 8,
      measure: (value) => (value < 5 ? 3 * million : 9 * million),
    },
    {
      key: 'entrants',
      label: 'Children entering care',
      low: -10,
      high: 10,
      measure: (value) => (value < 5 ? 4 * million : 7 * million),
    },
    {
      key: 'savings',
      label: 'Amber savings delivered',
      low: 25,
      high: 75,
      measure: (value) => (value < 50 ? 6 * million : 5 * million),
    },
  ],
  5.5 * million,
);

export const states: States = {
  'Three assumptions': {
    show: () => (
      <TornadoCard
        finding="Prices move the gap most"
        caption="Gap of 2026/27 at the low and the high of each assumption"
        bars={bars}
        axis={(pence) => `£${formatMoney(pence, 'millions', 1)}m`}
        unit="millions"
      />
    ),
  },
};
