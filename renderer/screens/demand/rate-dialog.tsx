import { type FormEvent, useMemo, useState } from 'react';
import { rateEditKey } from '../../../shared/demand/history/rate-edits.ts';
import { type RateRow, rateTable } from '../../../shared/demand/history/rate-table.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { demandInput } from '../../../shared/scenario/demand-cache.ts';
import { readNumber } from '../../components/levers/number-entry.tsx';
import { Modal } from '../../components/parts/dialog.tsx';
import { changeScenario } from '../../state/scenario.ts';
import { perDayOf, perYear, rateNote, rateText } from './rate-text.ts';

type Props = { row: RateRow; name: string; snapshot: Snapshot; scenario: Scenario; onClose: () => void };

/** Sets one rate in place of the measured one. A reason is asked for; it goes into the scenario's notes. */
export function RateDialog({ row, name, snapshot, scenario, onClose }: Props) {
  const key = rateEditKey({ band: row.band, group: row.group, to: row.to === 'exit' ? null : row.to });
  const measured = useMemo(() => {
    const { [key]: _, ...assumptions } = scenario.assumptions;
    const found = rateTable(demandInput(snapshot, { ...scenario, levers: [], assumptions })).rows.find(
      (other) => other.band === row.band && other.group === row.group && other.to === row.to,
    );
    return found ? perYear(row, found.perDay) : 0;
  }, [key, row, snapshot, scenario]);
  const [typed, setTyped] = useState(rateText(perYear(row, row.perDay)));
  const [reason, setReason] = useState('');
  const value = readNumber(typed);
  const wrong = value === null || value < 0;
  const unit = row.to === 'entrants' ? 'children a year' : 'per 100 child-years';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong || reason.trim() === '') return;
    changeScenario(`set the rate of ${name}`, (before) => ({
      ...before,
      assumptions: { ...before.assumptions, [key]: perDayOf(row, value) },
      notes: [before.notes, rateNote(name, rateText(measured), rateText(value), unit, reason.trim())]
        .filter(Boolean)
        .join('\n')
        .slice(-20_000),
    }));
    onClose();
  };
  const remove = () => {
    changeScenario(`take back the rate of ${name}`, (before) => {
      const { [key]: _, ...assumptions } = before.assumptions;
      return { ...before, assumptions };
    });
    onClose();
  };
  return (
    <Modal
      open
      title={name}
      onClose={onClose}
      foot={
        <>
          {key in scenario.assumptions ? (
            <button type="button" className="button" onClick={remove}>
              Back to the measured rate
            </button>
          ) : null}
          <button type="button" className="button" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" form="rate" className="button primary" disabled={wrong || reason.trim() === ''}>
            Set the rate
          </button>
        </>
      }
    >
      <form id="rate" className="stack" onSubmit={submit}>
        <label className="field">
          <span>Rate, {unit}</span>
          <input
            className={`input number${wrong ? ' invalid' : ''}`}
            inputMode="decimal"
            value={typed}
            aria-invalid={wrong}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <p className="quiet small">
          Measured {rateText(measured)}
          {row.low95 !== null && row.high95 !== null
            ? `, 95 % between ${rateText(perYear(row, row.low95))} and ${rateText(perYear(row, row.high95))}`
            : ''}
          . A rate that is set is taken as known: the intervals no longer draw it.
        </p>
        <label className="field">
          <span>Reason (kept in the scenario’s notes)</span>
          <textarea
            className="input"
            maxLength={500}
            value={reason}
            required
            onChange={(event) => setReason(event.target.value)}
          />
        </label>
      </form>
    </Modal>
  );
}
