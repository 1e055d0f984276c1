import { useEffect, useState } from 'react';
import type { AskedText } from '../../../shared/api.ts';
import { Modal } from '../../components/parts/dialog.tsx';
import { ListCard, RowActions } from '../../components/parts/list-card.tsx';
import { ask } from '../../state/ask.ts';
import { useStore } from '../../state/store.ts';

const answers = { nobody: 'names nobody', needed: 'stays here, withheld from papers' };

/** Text that may tell who somebody is, and what was answered: while one is open nothing is published. */
export function TextQuestions() {
  const snapshot = useStore((state) => state.snapshot);
  const [asked, setAsked] = useState<AskedText[]>([]);
  const [open, setOpen] = useState<AskedText | null>(null);
  useEffect(() => {
    if (snapshot) void ask('textQuestions', {}).then((found) => found && setAsked(found));
  }, [snapshot]);
  if (asked.length === 0) return null;
  const waiting = asked.filter(({ answer }) => answer === null).length;
  return (
    <>
      <ListCard
        label="Text that may name somebody"
        title="Text that may name somebody"
        description={
          waiting === 0
            ? 'all answered'
            : `${waiting} ${waiting === 1 ? 'is' : 'are'} to be changed or answered before anything is published`
        }
        columns={['Where', 'Text', 'May hold', 'Answer', '']}
      >
        {[...asked]
          .sort((a, b) => Number(a.answer !== null) - Number(b.answer !== null))
          .map((one) => (
            <tr key={one.id}>
              <th scope="row">
                {one.label}
                {one.rows.length > 1 ? <span className="quiet small"> {one.rows.length} rows</span> : null}
              </th>
              <td>
                <Marked {...one} />
              </td>
              <td>{one.kinds.join(', ')}</td>
              <td>
                <span className={`chip ${one.answer === null ? 'warn' : 'good'}`}>
                  {one.answer === null ? 'open' : answers[one.answer]}
                </span>
              </td>
              <RowActions>
                <button type="button" className="button small" onClick={() => setOpen(one)}>
                  {one.answer === null ? 'Answer…' : 'Answer again…'}
                </button>
              </RowActions>
            </tr>
          ))}
      </ListCard>
      {open ? (
        <AnswerDialog
          asked={open}
          onClose={() => setOpen(null)}
          onAnswered={(found) => {
            setAsked(found);
            setOpen(null);
          }}
        />
      ) : null}
    </>
  );
}

/** A text with what may name somebody marked in it. */
function Marked({ text, found }: Pick<AskedText, 'text' | 'found'>) {
  const parts = found.flatMap(({ from, to }, index) => [
    text.slice(index === 0 ? 0 : found[index - 1]?.to, from),
    <mark key={from}>{text.slice(from, to)}</mark>,
  ]);
  return (
    <>
      {parts}
      {text.slice(found.at(-1)?.to ?? 0)}
    </>
  );
}

type DialogProps = { asked: AskedText; onClose: () => void; onAnswered: (asked: AskedText[]) => void };

function AnswerDialog({ asked, onClose, onAnswered }: DialogProps) {
  const [answer, setAnswer] = useState<'nobody' | 'needed'>('nobody');
  const [role, setRole] = useState('');
  const [reason, setReason] = useState('');
  const keep = async () => {
    const found = await ask('textAnswer', { id: asked.id, answer, role: role.trim(), reason: reason.trim() });
    if (found) onAnswered(found);
  };
  return (
    <Modal
      open
      title="Does this text tell who somebody is?"
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button
            type="button"
            className="button primary"
            disabled={role.trim() === '' || reason.trim() === ''}
            onClick={() => void keep()}
          >
            Keep the answer
          </button>
        </>
      }
    >
      <div className="stack">
        <p>
          <Marked {...asked} />
        </p>
        <p className="quiet small">
          {asked.label}. If it does and need not, close this and change the text. Your answer is kept without the text.
        </p>
        <fieldset className="stack plain">
          <legend className="hidden-visually">Answer</legend>
          <label className="row">
            <input type="radio" name="answer" checked={answer === 'nobody'} onChange={() => setAnswer('nobody')} />
            <span>It names nobody: a place, a firm, a role</span>
          </label>
          <label className="row">
            <input type="radio" name="answer" checked={answer === 'needed'} onChange={() => setAnswer('needed')} />
            <span>It is needed here; withhold it from everything that is published</span>
          </label>
        </fieldset>
        <label className="field">
          <span>Your role (never a name)</span>
          <input className="input" maxLength={200} value={role} onChange={(event) => setRole(event.target.value)} />
        </label>
        <label className="field">
          <span>Reason</span>
          <input
            className="input"
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </div>
    </Modal>
  );
}
