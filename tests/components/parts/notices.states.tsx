import { Notices } from '../../../renderer/components/parts/notices.tsx';
import { notify } from '../../../renderer/state/store.ts';
import type { States } from '../states.tsx';

export const states: States = {
  None: { show: () => <Notices /> },
  'Good, plain and bad, one with something to do': {
    before: () => {
      notify('Saved: Base.outturn', 'good');
      notify('Another scenario is being opened: change it once it is here.');
      notify('An approved scenario is not changed.', 'bad', {
        label: 'Reopen…',
        run: () => notify('Reopened.', 'good'),
      });
    },
    show: () => <Notices />,
  },
};
