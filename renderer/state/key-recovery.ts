import { ask } from './ask.ts';
import { during } from './commands.ts';
import { recall, remember } from './memory.ts';
import { notify } from './store.ts';

const offered = 'key-recovery-offered';

/** Saves the keys of the profile in a recovery file; the application shows its code outside the page. */
export const saveRecoveryFile = () =>
  during('Gathering the keys…', async () => {
    const done = await ask('keyRecoverySave', {});
    if (done?.saved) notify(`Saved: ${done.saved}`, 'good');
  });

/** After the first own import there is something to lose: the recovery file is offered, once. */
export function offerRecoveryFile(): void {
  if (recall(offered) !== null) return;
  remember(offered, 'yes');
  notify('Your data are encrypted with keys of this computer. A recovery file opens them on another one.', 'info', {
    label: 'Save recovery file…',
    run: () => void saveRecoveryFile(),
  });
}
