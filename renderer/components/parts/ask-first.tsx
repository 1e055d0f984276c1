import { AlertDialog } from 'radix-ui';
import { useRef } from 'react';
import { set, useStore } from '../../state/store.ts';
import { useReturnFocus } from './return-focus.ts';

/** Asks before something large is done: Enter does it, Escape leaves everything as it is. */
export function AskFirst() {
  const question = useStore((state) => state.question);
  const { remember, giveBack } = useReturnFocus();
  const yes = useRef<HTMLButtonElement>(null);
  const answer = (run?: () => void) => {
    set({ question: null });
    run?.();
  };
  return (
    <AlertDialog.Root open={question !== null} onOpenChange={(open) => (open ? undefined : answer())}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="scrim" />
        <AlertDialog.Content
          className="dialog"
          onCloseAutoFocus={giveBack}
          onOpenAutoFocus={(event) => {
            remember();
            event.preventDefault();
            yes.current?.focus();
          }}
        >
          <header className="dialog-head">
            <AlertDialog.Title asChild>
              <h2>{question?.title}</h2>
            </AlertDialog.Title>
          </header>
          <AlertDialog.Description className="dialog-body">{question?.text}</AlertDialog.Description>
          <footer className="dialog-foot">
            <AlertDialog.Cancel className="button">Leave as it is</AlertDialog.Cancel>
            {question?.others?.map((other) => (
              <button key={other.label} type="button" className="button" onClick={() => answer(other.run)}>
                {other.label}
              </button>
            ))}
            <button ref={yes} type="button" className="button primary" onClick={() => answer(question?.run)}>
              {question?.yes}
            </button>
          </footer>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
