import { AddLever } from '../../../renderer/components/levers/add-lever.tsx';
import { LeversPanel } from '../../../renderer/components/levers/levers-panel.tsx';
import { set } from '../../../renderer/state/store.ts';
import { openSample } from '../sample-scenario.ts';
import { Kept, type States } from '../states.tsx';

export const states: States = {
  Open: {
    before: () => {
      openSample();
      set({ overlay: 'add-lever' });
    },
    show: () => <Kept<string | null> start={null}>{(_, keep) => <AddLever onAdded={keep} />}</Kept>,
  },
  'From the panel': {
    before: () => {
      openSample();
      set({ overlay: 'add-lever' });
    },
    show: () => <LeversPanel />,
  },
};
