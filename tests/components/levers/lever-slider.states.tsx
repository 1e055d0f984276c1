import { LeverSlider } from '../../../renderer/components/levers/lever-slider.tsx';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { Kept, type States } from '../states.tsx';

const price = { ...newLever('price-uplift', 'a', '2024-01-01'), name: 'Residential price', value: 4 };

export const states: States = {
  On: {
    show: () => (
      <Kept start={price.value}>
        {(value, keep) => <LeverSlider lever={{ ...price, value }} base={0} onChange={keep} />}
      </Kept>
    ),
  },
  Off: {
    show: () => (
      <Kept start={price.value}>
        {(value, keep) => <LeverSlider lever={{ ...price, value, on: false }} base={0} onChange={keep} />}
      </Kept>
    ),
  },
};
