import { useState } from 'react';
import { formatDate, sayMoney } from '../../../shared/format/format.ts';
import { ask } from '../../state/ask.ts';
import { load } from '../../state/commands.ts';
import { keepNow, showScenario } from '../../state/scenario.ts';
import { notify } from '../../state/store.ts';
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
    const open = await ask('rebase', { toLatestPeriod: latest });
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
        The scenario stands on data to {formatDate(preview.fromDataDate)}; the local copy runs to{' '}
        {formatDate(preview.toDataDate)}.
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
      <table className="drill-table small">
        <thead>
          <tr>
            <th scope="col">Register</th>
            <th scope="col">Added</th>
            <th scope="col">Changed</th>
            <th scope="col">Gone</th>
          </tr>
        </thead>
        <tbody>
          {preview.registers.map((register) => (
            <tr key={register.register} title={register.rows.map((row) => `${row.change}: ${row.key}`).join('\n')}>
              <th scope="row">{register.label}</th>
              <td>{register.added}</td>
              <td>{register.changed}</td>
              <td>{register.removed}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <label className="row">
        <input type="checkbox" checked={latest} onChange={(event) => setLatest(event.target.checked)} /> Take actuals up
        to P{preview.latestPeriod}, the latest held
      </label>
      <button
        type="button"
        className="button primary"
        disabled={busy || preview.problem !== null}
        onClick={() => void move()}
      >
        {busy ? 'Moving…' : 'Move onto the newer data'}
      </button>
    </>
  );
}
