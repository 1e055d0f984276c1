import { useState } from 'react';
import type { Forecast } from '../../../shared/model/forecast.ts';
import type { Note } from '../../../shared/model/note.ts';
import { AcceptAdjustment } from './accept-adjustment.tsx';
import { StateNil } from './state-nil.tsx';

/** What can be settled on the spot: months that the ledger lacks are stated nil, a suggested adjustment is accepted. */
const settled: Record<string, string> = {
  'ledger-month-missing': 'State nil…',
  'register-and-ledger': 'Accept…',
};

/** What the figures of the outturn carry, with the way to settle it where a person can. */
export function NotesCard({ result }: { result: Forecast }) {
  const [settling, setSettling] = useState<{ code: string; line: string } | null>(null);
  if (result.notes.length === 0) return null;
  const close = () => setSettling(null);
  return (
    <section className="card notes" aria-label="Notes to these figures">
      <h2>Notes to these figures</h2>
      <ul>
        {result.notes.map((note) => (
          <li key={`${note.about?.reference ?? ''} ${note.text}`} className={note.severity}>
            {note.severity === 'block' ? <strong>To correct before issuing: </strong> : null}
            {note.text}
            {canSettle(note) ? (
              <button
                type="button"
                className="button small"
                aria-label={`${settled[note.code] ?? ''} ${lineName(result, note)}`}
                onClick={() => setSettling({ code: note.code, line: note.about?.reference ?? '' })}
              >
                {settled[note.code]}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {settling?.code === 'ledger-month-missing' ? (
        <StateNil result={result} line={settling.line} onClose={close} />
      ) : null}
      {settling?.code === 'register-and-ledger' ? <AcceptAdjustment line={settling.line} onClose={close} /> : null}
    </section>
  );
}

const canSettle = ({ code, about }: Note) => code in settled && about?.kind === 'line';
const lineName = (result: Forecast, { about }: Note) =>
  result.lines.find((line) => line.code === about?.reference)?.name ?? about?.reference ?? '';
