import type { MoneyUnit } from '../../../shared/format/format.ts';
import { setUnit, useStore } from '../../state/store.ts';
import { Segments } from './segments.tsx';

const units = [
  { value: 'pounds', label: '£', title: 'Pounds' },
  { value: 'thousands', label: '£’000', title: 'Thousands of pounds' },
  { value: 'millions', label: '£m', title: 'Millions of pounds' },
] as const;

/** £, £'000 or £m, for every screen at once. */
export function UnitChoice() {
  const unit = useStore((state) => state.unit);
  return <Segments<MoneyUnit> name="Unit of money" value={unit} choices={units} onChange={setUnit} />;
}
