import { AskFirst } from '../../../renderer/components/parts/ask-first.tsx';
import { Notices } from '../../../renderer/components/parts/notices.tsx';
import { notify, set } from '../../../renderer/state/store.ts';
import type { States } from '../states.tsx';

export const states: States = {
  'A question with three answers': {
    before: () =>
      set({
        question: {
          title: 'Close without saving?',
          text: 'The scenario has changes that are in no file. They are kept and offered at the next start.',
          yes: 'Close',
          run: () => notify('Closed.'),
          others: [{ label: 'Save first', run: () => notify('Saved.') }],
        },
      }),
    show: () => (
      <>
        <AskFirst />
        <Notices />
      </>
    ),
  },
};
