import { type FormEvent, useState } from 'react';
import { Modal } from '../components/parts/dialog.tsx';
import { openLocked } from '../state/commands.ts';
import { set, useStore } from '../state/store.ts';

/** Asks for the passphrase of a protected scenario file; a wrong one may be tried again. */
export function Passphrase() {
  const open = useStore((state) => state.overlay === 'passphrase');
  const problem = useStore((state) => state.locked?.problem ?? null);
  const busy = useStore((state) => state.busy !== null);
  const [typed, setTyped] = useState('');
  const close = () => {
    setTyped('');
    set({ overlay: null, locked: null });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (typed && !busy && (await openLocked(typed))) setTyped('');
  };
  return (
    <Modal
      open={open}
      title="This file has a passphrase"
      onClose={close}
      foot={
        <>
          <button type="button" className="button" onClick={close}>
            Cancel
          </button>
          <button type="submit" form="passphrase" className="button primary" disabled={typed === '' || busy}>
            {busy ? 'Opening…' : 'Open'}
          </button>
        </>
      }
    >
      <form id="passphrase" className="stack" onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span>Passphrase</span>
          <input
            className={`input${problem ? ' invalid' : ''}`}
            type="password"
            autoComplete="off"
            maxLength={500}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        {problem ? (
          <p className="over" role="alert">
            {problem}
          </p>
        ) : null}
      </form>
    </Modal>
  );
}
