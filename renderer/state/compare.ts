import type { InputOf } from '../../shared/api.ts';
import { call } from './bridge.ts';
import { get, notify, set } from './store.ts';

/** With the open one, four files side by side. */
export const mostCompared = 3;

/**
 * Opens a file beside the scenario, asking for its passphrase when it has one. `token` null: the officer chooses in a
 * dialog; `own`: the scenario's own file as it is on the disk now. True when there is one more to compare.
 */
export async function openToCompare(input: InputOf<'compareOpen'> = { token: null }): Promise<boolean> {
  const answer = await call('compareOpen', input);
  if (!answer.ok) {
    const { code, message } = answer.error;
    if (code === 'passphrase-needed' || code === 'wrong-passphrase')
      set({
        overlay: 'passphrase',
        locked: {
          problem: code === 'wrong-passphrase' ? message : null,
          again: (passphrase) => openToCompare({ ...input, passphrase }),
        },
      });
    else if (code !== 'cancelled') notify(message, 'bad');
    return false;
  }
  if (get().overlay === 'passphrase') set({ overlay: null, locked: null });
  const opened = answer.value;
  if (!opened) return false;
  set(({ compared }) => ({
    compared: [...compared.filter(({ token }) => token !== opened.token), opened].slice(-mostCompared),
  }));
  return true;
}
