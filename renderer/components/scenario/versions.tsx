import { type FormEvent, useState } from 'react';
import type { VersionComparison, VersionRecord } from '../../../shared/api.ts';
import { formatDate, sayMoney } from '../../../shared/format/format.ts';
import { ask } from '../../state/ask.ts';
import { load } from '../../state/commands.ts';
import { keepNow, showScenario } from '../../state/scenario.ts';
import { notify } from '../../state/store.ts';
import { StateView } from '../parts/state-view.tsx';
import { useAsked } from './use-asked.ts';

const when = (stamp: string) => `${formatDate(stamp.slice(0, 10))} ${stamp.slice(11, 16)}`;

/** Named states of the scenario: keep one, see what has changed since, go back. */
export function Versions() {
  const { value: versions, asking, put, again } = useAsked(() => ask('versions', {}));
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [compared, setCompared] = useState<{ id: string; result: VersionComparison } | null>(null);
  const keep = async (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    await keepNow();
    const made = await ask('versionName', { name: name.trim(), note: note.trim() });
    if (!made) return;
    put(made);
    notify(`Kept as “${name.trim()}”. It is in the file from the next save on.`, 'good');
    setName('');
    setNote('');
  };
  const compare = async (version: VersionRecord) => {
    if (compared?.id === version.id) {
      setCompared(null);
      return;
    }
    await keepNow();
    const result = await ask('versionCompare', { before: version.id, after: null });
    if (result) setCompared({ id: version.id, result });
  };
  const restore = async (version: VersionRecord) => {
    await keepNow();
    const open = await ask('versionRestore', { id: version.id });
    if (!open) return;
    showScenario(open);
    await load();
    notify(`Back at “${version.name}”. What was open is kept as a version of its own.`, 'good');
    await again();
  };
  const remove = async (version: VersionRecord) => {
    const left = await ask('versionRemove', { id: version.id });
    if (left) put(left);
  };
  return (
    <>
      <form className="stack" onSubmit={(event) => void keep(event)}>
        <label className="field">
          <span>Keep the scenario as it is now, as</span>
          <input
            className="input"
            maxLength={200}
            placeholder="P9 as sent to the board"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        </label>
        <label className="field">
          <span>Note</span>
          <input className="input" maxLength={2000} value={note} onChange={(event) => setNote(event.target.value)} />
        </label>
        <button type="submit" className="button primary" disabled={name.trim() === ''}>
          Keep this version
        </button>
      </form>
      {asking && !versions ? <StateView busy title="Reading the versions…" /> : null}
      {versions?.length === 0 ? (
        <StateView title="No version has a name yet">
          Name one before a board, or before you try something else: you can come back to it and see what changed.
        </StateView>
      ) : null}
      <ul className="record-list" aria-label="Versions">
        {(versions ?? []).map((version) => (
          <li key={version.id}>
            <div className="row spread">
              <span>
                <span className="strong">{version.name}</span>
                {version.automatic ? <span className="chip">made by Outturn</span> : null}
              </span>
              <span className="quiet small">{when(version.madeAt)}</span>
            </div>
            <p className="quiet small">
              {version.levers} {version.levers === 1 ? 'lever' : 'levers'}
              {version.outturnPence === null ? '' : ` · outturn ${sayMoney(version.outturnPence)}`}
              {version.sameData ? '' : ` · the data have changed since (then to ${formatDate(version.dataDate)})`}
              {version.note ? ` · ${version.note}` : ''}
            </p>
            <div className="row wrap">
              <button
                type="button"
                className="button small"
                aria-expanded={compared?.id === version.id}
                onClick={() => void compare(version)}
              >
                What changed since
              </button>
              <button type="button" className="button small" onClick={() => void restore(version)}>
                Go back to it
              </button>
              <button type="button" className="button small plain" onClick={() => void remove(version)}>
                Remove
              </button>
            </div>
            {compared?.id === version.id ? <Comparison result={compared.result} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Comparison({ result }: { result: VersionComparison }) {
  const steps = (result.bridge ?? []).filter((step) => step.amount !== 0);
  const data = result.otherData === null ? null : <p className="small">{result.otherData}</p>;
  if (result.differences.length === 0) return data ?? <p className="small">Nothing differs.</p>;
  return (
    <div className="stack small">
      {data}
      <table className="drill-table">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Then</th>
            <th scope="col">Now</th>
          </tr>
        </thead>
        <tbody>
          {result.differences.slice(0, 40).map((difference) => (
            <tr key={difference.what}>
              <th scope="row">{difference.what}</th>
              <td>{difference.before ?? '–'}</td>
              <td>{difference.after ?? '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {steps.length > 0 ? (
        <p>
          On today’s data the outturn moves by {sayMoney(steps.reduce((sum, step) => sum + step.amount, 0))}:{' '}
          {steps.map((step) => `${step.label} ${sayMoney(step.amount)}`).join('; ')}.
        </p>
      ) : null}
    </div>
  );
}
