import { Split } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { formatMoney } from '../../../shared/format/format.ts';
import { spread } from '../../../shared/plan/spread.ts';
import { notify } from '../../state/store.ts';
import { readAmount } from '../goal/read-amount.ts';
import { Modal } from '../parts/dialog.tsx';
import type { GridActions } from './grid-actions.ts';

type Parts = NonNullable<ReturnType<GridActions['parts']>>;

/** Spreads a figure given for a whole (a service, a year) over the cells of the block: its lines, or its months. */
export function SpreadButton({ actions }: { actions: GridActions }) {
  const [parts, setParts] = useState<Parts | null>(null);
  const open = () => {
    const found = actions.parts();
    if (found) setParts(found);
    else
      notify('Choose two cells or more of one column of money first: the lines of a service, or the months of a year.');
  };
  return (
    <>
      <button
        type="button"
        className="button small"
        title="Spread a figure over the block by its current shares, with cells that are fixed left alone"
        onClick={open}
      >
        <Split size={13} aria-hidden="true" /> Spread…
      </button>
      {parts ? <SpreadDialog parts={parts} actions={actions} onClose={() => setParts(null)} /> : null}
    </>
  );
}

function SpreadDialog(props: { parts: Parts; actions: GridActions; onClose: () => void }) {
  const { parts, actions, onClose } = props;
  const now = parts.parts.reduce((sum, part) => sum + part.pence, 0);
  const [typed, setTyped] = useState(String(now / 100));
  const [fixed, setFixed] = useState<ReadonlySet<number>>(new Set());
  const total = readAmount(typed);
  const made =
    total === null
      ? null
      : spread(
          total,
          parts.parts.map(({ id, pence }) => ({ amount: pence, fixed: fixed.has(id) })),
        );
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!made) return;
    onClose();
    await actions.putParts(made);
  };
  const turn = (id: number) => {
    const next = new Set(fixed);
    if (!next.delete(id)) next.add(id);
    setFixed(next);
  };
  return (
    <Modal
      open
      title={`Spread ${parts.column}`}
      onClose={onClose}
      foot={
        <>
          <button type="button" className="button" onClick={onClose}>
            Close
          </button>
          <button type="submit" form="spread" className="button primary" disabled={made === null}>
            Spread
          </button>
        </>
      }
    >
      <form id="spread" className="stack" onSubmit={(event) => void submit(event)}>
        <label className="field">
          <span>Figure for all of them</span>
          <input
            className={`input number${total === null ? ' invalid' : ''}`}
            aria-invalid={total === null}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <p className="quiet small">
          {total === null
            ? 'Type an amount such as £1.2m, 365k or −250,000.'
            : made === null
              ? 'It cannot be spread: every cell is fixed, or amounts above and below zero have no shares.'
              : `Now £${formatMoney(now, 'pounds', 2)}. Tick the cells that stay as they are; the others share the rest as they stand.`}
        </p>
        <table className="drill-table" aria-label="Cells">
          <tbody>
            {parts.parts.map((part, at) => (
              <tr key={part.id}>
                <th scope="row">
                  <label className="row small">
                    <input type="checkbox" checked={fixed.has(part.id)} onChange={() => turn(part.id)} />
                    {part.label}
                  </label>
                </th>
                <td className="number">{formatMoney(part.pence, 'pounds', 2)}</td>
                <td className="number strong">{made ? formatMoney(made[at] ?? 0, 'pounds', 2) : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </form>
    </Modal>
  );
}
