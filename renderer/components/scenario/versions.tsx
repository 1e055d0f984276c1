import { type FormEvent, useState } from 'react';
import type { VersionComparison, VersionRecord } from '../../../shared/api.ts';
import { formatDate, formatMoment, sayMoney } from '../../../shared/format/format.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import type { Results } from '../../../shared/scenario-file/document.ts';
import { ask } from '../../state/ask.ts';
import { load } from '../../state/commands.ts';
import { keepNow, leaveScenario, showScenario } from '../../state/scenario.ts';
import { notify, set } from '../../state/store.ts';
import { StateView } from '../parts/state-view.tsx';
import { useAsked } from './use-asked.ts';
import { Comparison, Look } from './version-details.tsx';

/** Named states of the scenario: keep one, see what has changed since, go back. */
export function Versions() {
  const { value: versions, asking, put, again } = useAsked(() => ask('versions', {}));
  const [name, setName] = useState('');
  const [note, setNote] = useState('');
  const [compared, setCompared] = useState<{ id: string; after: string | null; result: VersionComparison } | null>(
    null,
  );
  const [looked, setLooked] = useState<{ id: string; scenario: Scenario; results: Results | null } | null>(null);
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
  /** What has changed from a version to another, or (null) to the scenario as it is now. */
  const compare = async (version: VersionRecord, after: string | null) => {
    setLooked(null);
    await keepNow();
    const result = await ask('versionCompare', { before: version.id, after });
    if (result) setCompared({ id: version.id, after, result });
  };
  const look = async (version: VersionRecord) => {
    setCompared(null);
    if (looked?.id === version.id) return setLooked(null);
    const opened = await ask('versionOpen', { id: version.id });
    if (opened) setLooked({ id: version.id, scenario: opened.scenario, results: opened.results });
  };
  const restore = async (version: VersionRecord) => {
    const open = await leaveScenario(() => ask('versionRestore', { id: version.id }));
    if (!open) return;
    showScenario(open);
    await load();
    notify(`Back at “${version.name}”. What was open is kept as a version of its own.`, 'good');
    await again();
  };
  const askRemove = (version: VersionRecord) =>
    set({
      question: {
        title: `Remove the version “${version.name}”?`,
        text: 'It is gone from the file with the next save, and undo does not bring it back. The scenario stays as it is.',
        yes: 'Remove it',
        run: () => void remove(version),
      },
    });
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
              <span className="quiet small">{formatMoment(version.madeAt)}</span>
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
                aria-expanded={looked?.id === version.id}
                onClick={() => void look(version)}
              >
                Look
              </button>
              <button
                type="button"
                className="button small"
                aria-expanded={compared?.id === version.id}
                onClick={() => void (compared?.id === version.id ? setCompared(null) : compare(version, null))}
              >
                What changed since
              </button>
              <button type="button" className="button small" onClick={() => void restore(version)}>
                Go back to it
              </button>
              <button type="button" className="button small plain" onClick={() => askRemove(version)}>
                Remove
              </button>
            </div>
            {looked?.id === version.id ? <Look {...looked} /> : null}
            {compared?.id === version.id ? (
              <>
                <label className="row small">
                  <span>Compared with</span>
                  <select
                    className="input"
                    value={compared.after ?? ''}
                    onChange={(event) => void compare(version, event.target.value || null)}
                  >
                    <option value="">the scenario as it is now</option>
                    {versions
                      ?.filter((other) => other.id !== version.id)
                      .map((other) => (
                        <option key={other.id} value={other.id}>
                          {other.name}
                        </option>
                      ))}
                  </select>
                </label>
                <Comparison result={compared.result} />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </>
  );
}
