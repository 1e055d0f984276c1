import { formatNumber } from '../../shared/format/format.ts';
import { ask } from './ask.ts';
import { during } from './commands.ts';
import { keepNow } from './scenario.ts';
import { get, notify, set } from './store.ts';

/** Asks what a copy for others is to hold, without rows of children unless the officer says otherwise, and saves it. */
export function askToShare(): void {
  const { snapshot } = get();
  if (!snapshot || snapshot.placements.length === 0) return void share(false);
  set({
    question: {
      title: 'Save a copy to share',
      text: `The data hold ${formatNumber(snapshot.placements.length)} placements of single children. Without them the copy carries counts, rates and prices by age band and placement group: it opens with the same outturn, range and children, and no figure in it can be followed to a child. The open scenario and its file stay as they are.`,
      yes: 'Without rows of children…',
      run: () => void share(false),
      others: [{ label: 'With rows of children…', run: () => void share(true) }],
    },
  });
}

const share = (rows: boolean) =>
  during('Writing the copy…', async () => {
    await keepNow();
    const done = await ask('scenarioShare', { rows });
    if (done) notify(`Copy written ${rows ? 'with' : 'without'} rows of children: ${done.saved}`, 'good');
  });
