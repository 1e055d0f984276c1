import { LeverRange } from '../../../renderer/components/levers/lever-range.tsx';
import { newLever } from '../../../shared/levers/new-lever.ts';
import type { States } from '../states.tsx';

const price = { ...newLever('price-uplift', 'a', '2024-01-01'), name: 'Residential price', value: 4 };

export const states: States = {
  Certain: { show: () => <LeverRange lever={price} onChange={() => {}} /> },
  'Low and high': { show: () => <LeverRange lever={{ ...price, low: 2, high: 7 }} onChange={() => {}} /> },
  'The low above the value': { show: () => <LeverRange lever={{ ...price, low: 6, high: 7 }} onChange={() => {}} /> },
};
