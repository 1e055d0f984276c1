import { type FormEvent, type ReactNode, useId, useState } from 'react';
import type { Edit } from '../../../shared/api.ts';
import { Modal } from '../../components/parts/dialog.tsx';
import { TextField } from '../../components/parts/fields.tsx';
import { applyEdits } from '../../state/edits.ts';
import { notify } from '../../state/store.ts';

/** Something that is settled with a reason, as one step of undo; the reason is kept in the change log. */
export function SettleForm(props: {
  title: string;
  yes: string;
  /** What is entered, given the reason; none = nothing is chosen yet. */
  edits: (why: string) => Edit[];
  /** Name of the step of undo, and what is said once it is done. */
  label: string;
  done: string;
  onClose: () => void;
  children: ReactNode;
}) {
  const form = useId();
  const [why, setWhy] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const reason = why.trim();
    if (reason === '') return setProblem('Give the reason: it is kept in the change log.');
    const edits = props.edits(reason);
    if (edits.length === 0) return setProblem('Nothing is chosen.');
    const failure = await applyEdits(edits, reason, props.label);
    if (failure) return setProblem(failure.message);
    notify(props.done, 'good');
    props.onClose();
  };
  return (
    <Modal
      open
      title={props.title}
      onClose={props.onClose}
      foot={
        <>
          <button type="button" className="button" onClick={props.onClose}>
            Cancel
          </button>
          <button type="submit" form={form} className="button primary">
            {props.yes}
          </button>
        </>
      }
    >
      <form id={form} className="stack" onSubmit={(event) => void submit(event)}>
        {props.children}
        <TextField label="Why" lines={2} value={why} onChange={setWhy} />
        {problem ? (
          <p className="over" role="alert">
            {problem}
          </p>
        ) : null}
      </form>
    </Modal>
  );
}
