import { type FormEvent, useId, useMemo, useState } from 'react';
import type { Contradiction } from '../../../shared/checks/contradictions.ts';
import { type SettleAnswer, settle } from '../../../shared/checks/settle.ts';
import { DateField } from '../../components/parts/date-field.tsx';
import { Modal } from '../../components/parts/dialog.tsx';
import { TextField } from '../../components/parts/fields.tsx';
import { today } from '../../components/scenario/today.ts';
import { asFailure } from '../../state/bridge.ts';
import { applyEdits } from '../../state/edits.ts';
import { recall, remember } from '../../state/memory.ts';
import { notify, useStore } from '../../state/store.ts';
import { settleEffect } from './settle-effect.ts';

const other = 'another value';
const stated = 'left as stated';

/** Settles one contradiction: which source is used, or another value, or the statement left as it is; why, by whom, when. */
export function SettleDialog({ contradiction, onClose }: { contradiction: Contradiction; onClose: () => void }) {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const result = useStore((state) => state.result);
  const { dispute, title } = contradiction;
  const form = useId();
  const [picked, setPicked] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const [reason, setReason] = useState('');
  const [by, setBy] = useState(() => lastName());
  const [on, setOn] = useState(today());
  const [problem, setProblem] = useState<string | null>(null);
  const answer = useMemo(
    () => (picked === null ? null : answerOf(picked, value, dispute?.kind === 'date', { reason, by, on })),
    [picked, value, dispute, reason, by, on],
  );
  const how = JSON.stringify(answer?.how ?? null);
  const blank = picked === other && value.trim() === '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: the reason and the name change no figure
  const effect = useMemo(
    () =>
      answer && !blank && snapshot && scenario && result
        ? settleEffect(snapshot, scenario, result, contradiction, answer)
        : null,
    [how, blank, snapshot, scenario, result, contradiction],
  );
  if (!snapshot || !dispute) return null;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    try {
      if (!answer) throw new Error('Choose what is used.');
      const edits = settle(snapshot, contradiction, answer);
      const failure = await applyEdits(edits, reason.trim(), `Settle “${title}”`);
      if (failure) return setProblem(failure.message);
      remember('settled-by', by.trim());
      notify(`Settled: ${title}. Undo takes it back.`, 'good');
      onClose();
    } catch (error) {
      setProblem(asFailure(error).message);
    }
  };
  return (
    <Modal
      open
      title={`Settle: ${title}`}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form={form} className="button primary" disabled={effect?.refused === true}>
            Settle
          </button>
        </>
      }
    >
      <form id={form} className="stack settle" onSubmit={(event) => void submit(event)}>
        <fieldset className="settle-choices">
          <legend>What is used</legend>
          {dispute.sides.map((side) => (
            <Choice key={side.label} name={form} value={`source ${side.label}`} picked={picked} onPick={setPicked}>
              <span className="strong">{side.words}</span> <span className="quiet">{side.label}</span>
            </Choice>
          ))}
          <Choice name={form} value={other} picked={picked} onPick={setPicked}>
            <span className="strong">Another value</span>
            {picked === other ? (
              <span className="row">
                {dispute.kind === 'date' ? (
                  <DateField label="The date used" bare optional value={value} onChange={setValue} />
                ) : (
                  <>
                    <input
                      className="input settle-value"
                      inputMode="decimal"
                      aria-label={`The value used, ${dispute.unit}`}
                      value={value}
                      onChange={(event) => setValue(event.target.value)}
                    />
                    <span>{dispute.unit}</span>
                  </>
                )}
              </span>
            ) : null}
          </Choice>
          <Choice name={form} value={stated} picked={picked} onPick={setPicked}>
            <span className="strong">Accept as stated by the paper</span>{' '}
            <span className="quiet">the difference is known and explained; nothing is changed</span>
          </Choice>
        </fieldset>
        {effect ? (
          <div className={`settle-effect ${effect.refused ? 'over' : ''}`} role="status">
            {effect.sentences.map((sentence) => (
              <p key={sentence}>{sentence}</p>
            ))}
          </div>
        ) : null}
        <TextField label="Reason" lines={2} value={reason} onChange={setReason} />
        <div className="settle-signed">
          <TextField label="Settled by (name or role)" value={by} onChange={setBy} />
          <DateField label="On" value={on} onChange={setOn} />
        </div>
        {problem ? (
          <p className="over" role="alert">
            {problem}
          </p>
        ) : null}
      </form>
    </Modal>
  );
}

function Choice(props: {
  name: string;
  value: string;
  picked: string | null;
  onPick: (value: string) => void;
  children: React.ReactNode;
}) {
  return (
    <label className="settle-choice">
      <input
        type="radio"
        name={props.name}
        checked={props.picked === props.value}
        onChange={() => props.onPick(props.value)}
      />
      <span>{props.children}</span>
    </label>
  );
}

function answerOf(picked: string, value: string, date: boolean, signed: Omit<SettleAnswer, 'how'>): SettleAnswer {
  if (picked === stated) return { ...signed, how: { choice: stated } };
  if (picked === other) {
    const plain = value
      .trim()
      .replace(/[,\s£%]/g, '')
      .replace('−', '-');
    const number = plain === '' ? Number.NaN : Number(plain);
    return {
      ...signed,
      how: { choice: other, value: date || Number.isNaN(number) ? null : number, day: date ? value : null },
    };
  }
  return { ...signed, how: { choice: 'a source', label: picked.slice('source '.length) } };
}

/** Who settled last, so that a dozen can be settled in a row. */
const lastName = (): string => recall('settled-by') ?? '';
