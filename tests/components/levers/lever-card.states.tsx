import { LeverCard } from '../../../renderer/components/levers/lever-card.tsx';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { openSample, sample, sampleForecasts } from '../sample-scenario.ts';
import type { States } from '../states.tsx';

const price = { ...newLever('price-uplift', 'a', '2024-01-01'), name: 'Residential price', value: 4 };
const late = { ...newLever('saving-delay', 'c', '2024-01-01'), name: 'Savings start later', value: 3 };

const card = (lever: typeof price, fresh: boolean, effect?: number) => () => (
  <aside className="levers" aria-label="Levers" style={{ width: 340 }}>
    <ol className="lever-list">
      <LeverCard
        lever={lever}
        index={0}
        count={1}
        snapshot={sample}
        year="2023/24"
        base={sampleForecasts().base}
        effect={effect}
        fresh={fresh}
      />
    </ol>
  </aside>
);

export const states: States = {
  'Closed, with its effect': { before: openSample, show: card(price, false, 91_000_000) },
  'Just added, open': { before: openSample, show: card(price, true) },
  'Nothing chosen to act on': { before: openSample, show: card(late, true, 0) },
  Off: { before: openSample, show: card({ ...price, on: false }, false) },
};
