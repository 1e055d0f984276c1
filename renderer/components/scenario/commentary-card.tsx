import { useState } from 'react';
import { formatDate, formatNumber, formatPeriod } from '../../../shared/format/format.ts';
import type { Commentary } from '../../../shared/model/registers.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';
import { commentaryFor, type Figures, figuresText } from '../../../shared/programme/commentary.ts';
import { applyEdits } from '../../state/edits.ts';
import { notify, useStore } from '../../state/store.ts';
import { TextField } from '../parts/fields.tsx';
import { today } from './today.ts';

/**
 * What an officer says of a subject at the period of the scenario, with the figures it speaks of kept beside it. The last
 * period's stands in grey until it is confirmed; one whose figures have moved says so.
 */
export function CommentaryCard(props: {
  snapshot: Snapshot;
  about: Pick<Commentary, 'subject' | 'subjectReference' | 'year'>;
  /** Figures it speaks of, pence or the measure's own unit. */
  figures: Figures;
  /** False where the figures are no pence but in the measure's own unit. */
  money?: boolean;
}) {
  const { snapshot, about, figures, money = true } = props;
  const shownAs = (value: number) => formatNumber(money ? value / 100 : value, money ? 0 : 1);
  const period = useStore((state) => Math.max(1, state.open?.scenario.period ?? 1));
  const subject = { ...about, period };
  const shown = commentaryFor(snapshot.commentaries, subject, figures);
  const own = snapshot.commentaries.find(
    (row) =>
      row.subject === about.subject &&
      row.subjectReference === about.subjectReference &&
      row.year === about.year &&
      row.period === period,
  );
  const [typed, setTyped] = useState<string | null>(null);
  const [role, setRole] = useState(shown?.byRole ?? 'Programme office');
  const text = typed ?? shown?.text ?? '';
  const keep = async () => {
    const values = {
      ...subject,
      ...{ commentary: text.trim(), figures: figuresText(figures), byRole: role.trim(), writtenOn: today() },
      public: own?.public ?? 0,
    };
    const failure = await applyEdits(
      own
        ? [{ op: 'update' as const, register: 'commentaries' as const, id: own.id, values }]
        : [{ op: 'insert' as const, register: 'commentaries' as const, values }],
      null,
      `Commentary on ${about.subjectReference}`,
    );
    if (failure) notify(failure.message, 'bad');
    else setTyped(null);
  };
  return (
    <section className="card notes" aria-label={`Commentary on ${about.subjectReference}`}>
      <h2>Commentary {formatPeriod(about.year, period)}</h2>
      {shown?.carriedForward && typed === null ? (
        <p className="quiet">
          Of {formatPeriod(shown.from.year, shown.from.period)}, to be confirmed: {shown.byRole},{' '}
          {formatDate(shown.writtenOn)}.
        </p>
      ) : null}
      {shown?.stale ? (
        <p className="over">
          Its figures have moved since:{' '}
          {shown.moved.map((row) => `${row.name} ${shownAs(row.was)} → ${shownAs(row.now)}`).join('; ')}.
        </p>
      ) : null}
      <TextField label="What is said" value={text} onChange={setTyped} lines={4} />
      <TextField label="By whom" value={role} onChange={setRole} />
      <div className="row">
        <button
          type="button"
          className="button"
          disabled={
            text.trim() === '' || role.trim() === '' || (typed === null && !shown?.carriedForward && !shown?.stale)
          }
          onClick={() => void keep()}
        >
          {shown?.carriedForward && typed === null ? 'Confirm' : 'Keep'}
        </button>
      </div>
    </section>
  );
}
