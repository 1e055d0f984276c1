import { NotesList } from '../../../renderer/components/parts/notes-list.tsx';
import type { States } from '../states.tsx';

export const states: States = {
  'Two notes': {
    show: () => (
      <NotesList
        label="Notes on places"
        notes={['Two requests have no group: they count in no gap.', 'No paper prints the cost of the new home.']}
      />
    ),
  },
  'Nothing to say': { show: () => <NotesList label="Notes on places" notes={[]} /> },
};
