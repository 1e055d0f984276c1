import { RefreshCw } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImportPreview } from '../../../shared/api.ts';
import { formatNumber } from '../../../shared/format/format.ts';
import type { Source, SourceStatus } from '../../../shared/model/source.ts';
import type { RefreshAnswer } from '../../../shared/refresh/decide-cell.ts';
import { ListCard } from '../../components/parts/list-card.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { PlaceActions, PlaceChip } from '../../components/places/place-row.tsx';
import { ask } from '../../state/ask.ts';
import { during, load } from '../../state/commands.ts';
import { notify, useStore } from '../../state/store.ts';
import { lookAtSync, momentText, useSync } from '../../state/sync.ts';
import { PreviewPanel } from './import-preview.tsx';
import { RefreshQuestions } from './refresh-questions.tsx';
import { SourceForm, sourceKinds } from './source-form.tsx';
import { ruleLabels } from './source-rules.tsx';

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
      <ListCard
        label="Sources"
        title="Sources"
        description="new data come in by a preview, like any import, and can be undone"
        tools={
          <button type="button" className="button small" onClick={() => setForm('new')}>
            Add a source…
          </button>
        }
        columns={['Name', 'Kind', 'Where both changed', 'Taken in', 'State', '']}
        instead={
          sources === null ? (
            <StateView busy title="Reading the list…" />
          ) : sources.length === 0 ? (
            <StateView title="No source yet">
              A folder where extracts are put, a WebDAV folder, or queries of a database that can only read.
            </StateView>
          ) : undefined
        }
      >
        {sources?.map((one) => (
          <SourceRow key={one.source.id} one={one} onRead={read} onChange={setForm} />
        ))}
      </ListCard>
      {form === null ? null : <SourceForm source={form === 'new' ? null : form} onClose={() => setForm(null)} />}
    </>
  );
}

function SourceRow(props: {
  one: SourceStatus;
  onRead: (source: Source) => Promise<void>;
  onChange: (source: Source) => void;
}) {
  const { source, lastRefreshed, changedAt, reading } = props.one;
  const place = { ...props.one, ...source };
  const show = (sources: SourceStatus[] | null) => sources && useSync.setState({ sources });
  const rules = source.rules.length > 0 ? `, ${source.rules.length} by column` : '';
  const chip = reading ? (
    <span className="chip info" role="status">
      being read
    </span>
  ) : changedAt ? (
    <span className="chip info">new extracts {momentText(changedAt)}</span>
  ) : undefined;
  return (
    <tr>
      <th scope="row">{source.name}</th>
      <td>{sourceKinds[source.kind]}</td>
      <td>
        {ruleLabels[source.otherwise]}
        {rules}
      </td>
      <td>{lastRefreshed ? momentText(lastRefreshed) : 'never'}</td>
      <td>
        <PlaceChip place={place}>{chip}</PlaceChip>
      </td>
      <PlaceActions
        place={place}
        removing="Data already imported from it stay. Its settings and its password are deleted."
        onChange={() => props.onChange(source)}
        onRemove={() => void ask('sourceRemove', { id: source.id }).then(show)}
      >
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
            disabled={!place.hostAllowed || !place.secretKept || !source.enabled}
            onClick={() => void props.onRead(source)}
          >
            <RefreshCw size={13} aria-hidden="true" /> Refresh…
          </button>
        )}
      </PlaceActions>
    </tr>
  );
}
