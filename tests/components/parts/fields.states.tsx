import { ChoiceField, TextField, TickField } from '../../../renderer/components/parts/fields.tsx';
import { Kept, type States } from '../states.tsx';

export const states: States = {
  'Text with help': {
    show: () => (
      <Kept start="">
        {(value, keep) => (
          <TextField label="Reason" value={value} onChange={keep} help="It is kept in the change log." />
        )}
      </Kept>
    ),
  },
  'Several lines': {
    show: () => (
      <Kept start="Agreed by both councils.">
        {(value, keep) => <TextField label="Note" value={value} onChange={keep} lines={3} />}
      </Kept>
    ),
  },
  'A choice of few': {
    show: () => (
      <Kept<'pdf' | 'html'> start="pdf">
        {(value, keep) => (
          <ChoiceField
            label="Format"
            value={value}
            choices={[
              ['pdf', 'PDF'],
              ['html', 'Web page'],
            ]}
            onChange={keep}
          />
        )}
      </Kept>
    ),
  },
  'A tick': {
    show: () => (
      <Kept start={false}>{(on, keep) => <TickField label="For publication" on={on} onChange={keep} />}</Kept>
    ),
  },
};
