import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { recall, remember } from '../../state/memory.ts';
import { notify, set, useStore } from '../../state/store.ts';
import { Modal } from '../parts/dialog.tsx';
import { tourSteps } from './tour-steps.ts';

const key = 'tour';

/** True until the tour has been seen or dismissed on this computer. */
const unseen = () => recall(key) === null;

/** The tour: offered once by a message when there are first figures to show, never in the way; left at any step. */
export function Tour() {
  const open = useStore((state) => state.overlay === 'tour');
  const ready = useStore((state) => state.stage === 'ready' && state.result !== null);
  const free = useStore((state) => state.overlay === null);
  const [location, go] = useLocation();
  const [at, setAt] = useState(0);
  const offer = ready && free && location.startsWith('/outturn');
  useEffect(() => {
    if (!offer || !unseen()) return;
    // Offered once: whatever the officer does with it, it does not come back by itself.
    remember(key, 'offered');
    notify('New here? A tour of five steps shows the way.', 'info', {
      label: 'Take the tour',
      run: () => set({ overlay: 'tour' }),
    });
  }, [offer]);
  useEffect(() => {
    if (open) setAt(0);
  }, [open]);
  const step = tourSteps[at];
  if (!open || !step) return null;
  const close = () => set({ overlay: null });
  const show = (next: number) => {
    setAt(next);
    const path = tourSteps[next]?.path;
    if (path) go(path);
  };
  const last = at === tourSteps.length - 1;
  return (
    <Modal
      open
      kind="dialog"
      title={step.title}
      onClose={close}
      foot={
        <>
          <span className="small quiet tour-count">
            {at + 1} of {tourSteps.length}
          </span>
          <button type="button" className="button" onClick={close}>
            {last ? 'Close' : 'Skip the tour'}
          </button>
          {at > 0 ? (
            <button type="button" className="button" onClick={() => show(at - 1)}>
              Back
            </button>
          ) : null}
          <button type="button" className="button primary" onClick={() => (last ? close() : show(at + 1))}>
            {last ? 'Start' : 'Next'}
          </button>
        </>
      }
    >
      <p>{step.text}</p>
      {step.keys ? (
        <p className="tour-keys">
          {step.keys.map(([keys, does]) => (
            <span key={keys}>
              <kbd>{keys}</kbd> {does}
            </span>
          ))}
        </p>
      ) : null}
    </Modal>
  );
}
