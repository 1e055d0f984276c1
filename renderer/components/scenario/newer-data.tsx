import { useState } from 'react';
import type { RebasePreview } from '../../../shared/api.ts';
import { formatDate, formatNumber, sayMoney } from '../../../shared/format/format.ts';
import { ask } from '../../state/ask.ts';
import { load } from '../../state/commands.ts';
import { keepNow, leaveScenario, showScenario } from '../../state/scenario.ts';
import { notify, useStore } from '../../state/store.ts';
import { StateView } from '../parts/state-view.tsx';
import { useAsked } from './use-asked.ts';

/** What would change if the scenario stood on the local copy's data, and the move itself. */
export function NewerData() {
  const {
    value: preview,
    asking,
    again,
  } = useAsked(async () => {
    await keepNow();
    return ask('rebasePreview', {});
  });
  const period = useStore((state) => state.open?.scenario.period);
  const [latest, setLatest] = useState(true);
  const [busy, setBusy] = useState(false);
  if (!preview)
    return asking ? (
      <StateView busy title="Comparing the data…" />
    ) : (
      <StateView title="The data could not be compared" />
    );
  if (!preview.needed)
    return (
      <StateView title="On the latest data">
        The scenario stands on the data of the local copy, to {formatDate(preview.toDataDate)}.
      </StateView>
    );
  const move = async () => {
    setBusy(true);
    const open = await leaveScenario(() => ask('rebase', { toLatestPeriod: latest }));
    setBusy(false);
    if (!open) return;
    showScenario(open);
    await load();
    notify('Moved onto the data of the local copy. The state before stays as a version and as a backup.', 'good');
    await again();
  };
  return (
    <>
      <p>
        {dataText(preview)}
        {preview.outturnBefore !== null && preview.outturnAfter !== null
          ? ` Its outturn would go from ${sayMoney(preview.outturnBefore)} to ${sayMoney(preview.outturnAfter)}.`
          : ''}
      </p>
      {preview.editedHere ? (
        <p className="over">
          Rows were edited in this file’s data. They are not in the local copy; a backup keeps them.
        </p>
      ) : null}
      {preview.problem ? <p className="over">{preview.problem}</p> : null}
      <ul className="record-list" aria-label="What changes">
        {preview.registers.map((register) => (
          <li key={register.register}>
            <Register register={register} open={preview.registers.length === 1} />
          </li>
        ))}
      </ul>
      {preview.latestPeriod > 0 && preview.latestPeriod !== period ? (
        <label className="row">
          <input type="checkbox" checked={latest} onChange={(event) => setLatest(event.target.checked)} /> Go on to P
          {preview.latestPeriod}, the latest with actuals; the scenario stands at P{period}
        </label>
      ) : null}
      <button
        type="button"
        className="button primary"
        disabled={busy || preview.problem !== null}
        onClick={() => void move()}
      >
        {busy ? 'Moving…' : 'Move onto the local copy’s data'}
      </button>
    </>
  );
}

/** Which data are the later ones: a colleague’s file may be ahead of the copy held here. */
function dataText({ fromDataDate, toDataDate }: RebasePreview): string {
  const [from, to] = [formatDate(fromDataDate), formatDate(toDataDate)];
  if (fromDataDate === toDataDate) return `The scenario’s data and the local copy both run to ${to}, and differ.`;
  const older = toDataDate < fromDataDate ? ' only, so these are older data' : '';
  return `The scenario stands on data to ${from}; the local copy runs to ${to}${older}.`;
}

/** What moving does to one register: how many rows, and the first of them by name. */
function Register({ register, open }: { register: RebasePreview['registers'][number]; open: boolean }) {
  const { label, added, changed, removed, rows } = register;
  const counts = [
    [added, 'added'],
    [changed, 'changed'],
    [removed, 'gone'],
  ] as const;
  const text = counts.filter(([count]) => count > 0).map(([count, what]) => `${formatNumber(count)} ${what}`);
  const more = added + changed + removed - rows.length;
  return (
    <details open={open}>
      <summary>
        <span className="strong">{label}</span> <span className="quiet small">{text.join(', ')}</span>
      </summary>
      <ul className="changed-rows small">
        {rows.map((row) => (
          <li key={`${row.change} ${row.key}`}>
            {row.key} <span className="quiet">{row.change === 'removed' ? 'gone' : row.change}</span>
            {row.columns.length > 0 ? `: ${row.columns.join(', ')}` : ''}
          </li>
        ))}
        {more > 0 ? <li className="quiet">and {formatNumber(more)} more</li> : null}
      </ul>
    </details>
  );
}
