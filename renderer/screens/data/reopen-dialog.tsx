import { type FormEvent, useId, useState } from 'react';
import type { Contradiction } from '../../../shared/checks/contradictions.ts';
import { reopen } from '../../../shared/checks/settle.ts';
import { Modal } from '../../components/parts/dialog.tsx';
import { TextField } from '../../components/parts/fields.tsx';
import { applyEdits } from '../../state/edits.ts';
import { notify, useStore } from '../../state/store.ts';

/** Opens a settled contradiction again, for a reason that the change log keeps. */
export function ReopenDialog({ contradiction, onClose }: { contradiction: Contradiction; onClose: () => void }) {
  const snapshot = useStore((state) => state.snapshot);
  const form = useId();
  const [why, setWhy] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const { title, settlement } = contradiction;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!snapshot || why.trim() === '') return setProblem('Give the reason: it is kept in the change log.');
    const failure = await applyEdits(reopen(snapshot, contradiction), why.trim(), `Reopen “${title}”`);
    if (failure) return setProblem(failure.message);
    notify(`Open again: ${title}.`, 'good');
    onClose();
  };
  return (
    <Modal
      open
      title={`Reopen: ${title}`}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={form} className="button primary">
            Reopen
          </button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={(event) => void submit(event)}>
        <p>
          {settlement?.input
            ? `${settlement.input} goes back to what it held before, unless it has been changed since.`
            : 'No source is accepted any longer, and the check is raised again.'}{' '}
          The settlement stays in the change log.
        </p>
        <TextField label="Why it is opened again" lines={2} value={why} onChange={setWhy} />
        {problem ? (
          <p className="over" role="alert">
            {problem}
          </p>
        ) : null}
      </form>
    </Modal>
  );
}
