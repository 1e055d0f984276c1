import { Segments } from '../../../renderer/components/parts/segments.tsx';
import { Kept, type States } from '../states.tsx';

const choices = [
  { value: 'pounds', label: '£', title: 'Pounds' },
  { value: 'thousands', label: '£’000', title: 'Thousands of pounds' },
  { value: 'millions', label: '£m', title: 'Millions of pounds' },
] as const;

export const states: States = {
  'One of three chosen': {
    show: () => (
      <Kept<(typeof choices)[number]['value']> start="thousands">
        {(value, keep) => <Segments name="Unit of money" value={value} choices={choices} onChange={keep} />}
      </Kept>
    ),
  },
};
