import { StateView } from '../../../renderer/components/parts/state-view.tsx';
import type { States } from '../states.tsx';

export const states: States = {
  Busy: { show: () => <StateView busy title="Opening the local copy…" /> },
  'Failed, with what to do': {
    show: () => (
      <StateView
        title="The local copy could not be opened"
        actions={
          <button type="button" className="button primary">
            Try again
          </button>
        }
      >
        It is open in another program. Close it there.
      </StateView>
    ),
  },
};
