import { DateField } from '../../../renderer/components/parts/date-field.tsx';
import { Kept, type States } from '../states.tsx';

export const states: States = {
  'A date': {
    show: () => (
      <Kept start="2024-03-31">{(value, keep) => <DateField label="From" value={value} onChange={keep} />}</Kept>
    ),
  },
  'May be blank, and not before a day': {
    show: () => (
      <Kept start="">
        {(value, keep) => <DateField label="To" optional from="2024-04-01" value={value} onChange={keep} />}
      </Kept>
    ),
  },
};
