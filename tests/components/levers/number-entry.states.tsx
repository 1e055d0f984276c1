import { NumberEntry } from '../../../renderer/components/levers/number-entry.tsx';
import { Kept, type States } from '../states.tsx';

export const states: States = {
  'Per cent between −50 and 50': {
    show: () => (
      <Kept start={4}>
        {(value, keep) => (
          <NumberEntry
            label="Residential price, %"
            value={value}
            minimum={-50}
            maximum={50}
            text={`+${value} %`}
            onChange={keep}
          />
        )}
      </Kept>
    ),
  },
};
