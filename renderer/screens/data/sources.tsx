import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImportPreview } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import type { Source, SourceStatus } from '../../../shared/model/source.ts';
import type { RefreshAnswer } from '../../../shared/refresh/decide-cell.ts';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';
import { during, load } from '../../state/commands.ts';
import { notify, useStore } from '../../state/store.ts';
import { lookAtSync, momentWords, showStatus, useSync } from '../../state/sync.ts';
import { PreviewPanel } from './import-preview.tsx';
import { RefreshQuestions } from './refresh-questions.tsx';
import { SourceForm, sourceKinds } from './source-form.tsx';
import { ruleWords } from './source-rules.tsx';

const hostOf = (source: Source): string =>
  source.kind === 'folder' ? '' : source.kind === 'webdav' ? new URL(source.url).hostname : source.host;

/** Places new data come from: each is looked at first, and taken in like an import. */
export function Sources() {
  const sources = useSync((state) => state.sources);
  const [form, setForm] = useState<Source | 'new' | null>(null);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [answers, setAnswers] = useState<Record<string, RefreshAnswer>>({});
  const busy = useStore((state) => state.busy !== null);
  useEffect(() => void lookAtSync(), []);
  const read = async (source: Source) => {
    // Shown beside its name; every other screen goes on.
    const reading = ask('refreshPreview', { id: source.id });
    await lookAtSync();
    const found = await reading;
    await lookAtSync();
    if (!found) return;
    setAnswers({});
    setPreview(found);
  };
  const commit = () =>
    during('Taking in…', async () => {
      if (!preview) return;
      const done = await ask('importCommit', { token: preview.token, answers });
      if (!done) return;
      setPreview(null);
      await load();
      await lookAtSync();
      notify(`Refreshed: ${formatNumber(done.added)} added, ${formatNumber(done.changed)} changed.`, 'good');
    });
  if (preview)
    return (
      <PreviewPanel
        preview={preview}
        onChange={setPreview}
        onCommit={() => void commit()}
        onCancel={() => setPreview(null)}
        busy={busy}
        settled={Object.keys(answers).length}
      >
        {preview.questions && preview.questions.length > 0 ? (
          <RefreshQuestions questions={preview.questions} answers={answers} onAnswer={setAnswers} />
        ) : null}
      </PreviewPanel>
    );
  return (
    <>
      <section className="card table-card" aria-label="Sources">
        <div className="row card-title">
          <h2>Sources</h2>
          <span className="quiet">new data come in by a preview, like any import, and can be undone</span>
          <button type="button" className="button small push" onClick={() => setForm('new')}>
            Add a source…
          </button>
        </div>
        {sources === null ? (
          <StateView busy title="Reading the list…" />
        ) : sources.length === 0 ? (
          <StateView title="No source yet">
            A folder where extracts are put, a WebDAV folder, or queries of a database that can only read.
          </StateView>
        ) : (
          <div className="scroll-x">
            <table className="figures plain-table">
              <thead>
                <tr>
                  <th scope="col">Name</th>
                  <th scope="col">Kind</th>
                  <th scope="col">Where both changed</th>
                  <th scope="col">Taken in</th>
                  <th scope="col">State</th>
                  <th scope="col">
                    <span className="hidden-visually">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody>
                {sources.map((one) => (
                  <SourceRow key={one.source.id} one={one} onRead={read} onChange={setForm} />
                ))}
              </tbody>
            </table>
          </div>
        )}
      </section>
      {form === null ? null : <SourceForm source={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </>
  );
}

function SourceRow(props: {
  one: SourceStatus;
  onRead: (source: Source) => Promise<void>;
  onChange: (source: Source) => void;
}) {
  const { source, hostAllowed, secretKept, lastRefreshed, changedAt, reading } = props.one;
  const status = useSync((state) => state.status);
  const show = (sources: SourceStatus[] | null) => sources && useSync.setState({ sources });
  const allow = async () => {
    if (!status) return;
    const allowedHosts = [...status.allowedHosts, hostOf(source)];
    showStatus(await ask('syncOptions', { allowedHosts, background: status.background }));
    await lookAtSync();
  };
  const rules = source.rules.length > 0 ? `, ${source.rules.length} by column` : '';
  return (
    <tr>
      <th scope="row">{source.name}</th>
      <td>{sourceKinds[source.kind]}</td>
      <td>
        {ruleWords[source.otherwise]}
        {rules}
      </td>
      <td>{lastRefreshed ? momentWords(lastRefreshed) : 'never'}</td>
      <td>
        {reading ? (
          <span className="chip info" role="status">
            being read
          </span>
        ) : !source.enabled ? (
          <span className="chip">switched off</span>
        ) : !hostAllowed ? (
          <span className="chip warn">host not allowed</span>
        ) : !secretKept ? (
          <span className="chip warn">no password kept</span>
        ) : changedAt ? (
          <span className="chip info">new extracts {momentWords(changedAt)}</span>
        ) : (
          <span className="chip good">ready</span>
        )}
      </td>
      <td>
        {hostAllowed ? null : (
          <button type="button" className="button small" onClick={() => void allow()}>
            Allow {hostOf(source)}
          </button>
        )}
        {reading ? (
          <button
            type="button"
            className="button small"
            onClick={() => void ask('refreshCancel', { id: source.id }).then(show)}
          >
            Stop
          </button>
        ) : (
          <button
            type="button"
            className="button small"
            disabled={!hostAllowed || !secretKept || !source.enabled}
            onClick={() => void props.onRead(source)}
          >
            <RefreshCw size={13} aria-hidden="true" /> Refresh…
          </button>
        )}
        <button type="button" className="button small plain" onClick={() => props.onChange(source)}>
          Change…
        </button>
        <button
          type="button"
          className="button small plain"
          onClick={() => void ask('sourceRemove', { id: source.id }).then(show)}
        >
          Remove
        </button>
      </td>
    </tr>
  );
}
