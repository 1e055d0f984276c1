import { FolderInput, Undo2 } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ImportPreview, ImportProblem, ImportRecord } from '../../../shared/api.ts';
import { formatMoment, formatNumber } from '../../../shared/format/format.ts';
import { sampleCouncil } from '../../../shared/model/sample.ts';
import { ReadingProgress } from '../../components/import/reading-progress.tsx';
import { ImportWizard } from '../../components/import/wizard.tsx';
import { Modal } from '../../components/parts/dialog.tsx';
import { ListCard, RowActions } from '../../components/parts/list-card.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { ask } from '../../state/ask.ts';
import { during, load, loadSample } from '../../state/commands.ts';
import { offerRecoveryFile } from '../../state/key-recovery.ts';
import { get, notify, set, useStore } from '../../state/store.ts';
import { CleaningReport } from './cleaning-report.tsx';
import { ProblemList } from './problem-list.tsx';

/** Choose files, look at what they would do, commit; and every import so far, undone whole. */
export function Imports() {
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [records, setRecords] = useState<ImportRecord[] | null>(null);
  const [problems, setProblems] = useState<{ record: ImportRecord; list: ImportProblem[] } | null>(null);
  const busy = useStore((state) => state.busy !== null);
  const empty = useStore((state) => !state.snapshot || state.snapshot.budgetLines.length === 0);
  const dropped = useStore((state) => state.dropped);
  useEffect(() => {
    if (!dropped) return;
    setPreview(dropped);
    set({ dropped: null });
  }, [dropped]);
  const refresh = async () => setRecords((await ask('imports', {})) ?? []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the screen opens
  useEffect(() => void refresh(), []);
  const choose = () => during('Reading the files…', async () => setPreview((await ask('importChoose', {})) ?? null));
  const commit = () =>
    during('Importing…', async () => {
      if (!preview) return;
      const done = await ask('importCommit', { token: preview.token });
      if (!done) return;
      setPreview(null);
      await load();
      await refresh();
      notify(
        `Imported: ${formatNumber(done.added)} added, ${formatNumber(done.changed)} changed, ${formatNumber(done.rejected)} not imported.`,
        'good',
      );
      if (get().snapshot?.council !== sampleCouncil) offerRecoveryFile();
    });
  /** The sample’s rows are nobody’s own: own rows that would be mixed with them are taken in only on a second word. */
  const askCommit = () => {
    if (get().snapshot?.council !== sampleCouncil) return void commit();
    set({
      question: {
        title: 'This copy holds the sample council',
        text: 'Your rows would be mixed with the sample’s, and every figure would be part sample. To work on your own data, cancel, undo the sample’s import under “Imports so far”, and choose your files again.',
        yes: 'Import into the sample all the same',
        run: () => void commit(),
      },
    });
  };
  const askUndo = (record: ImportRecord) =>
    set({
      question: {
        title: 'Undo the whole import?',
        text: `${record.files.join(', ')}: ${formatNumber(record.added)} added and ${formatNumber(record.changed)} changed rows go back to what they were before it. Redo (Ctrl+Y) brings them back.`,
        yes: 'Undo the import',
        run: () => void undo(record),
      },
    });
  const undo = (record: ImportRecord) =>
    during('Undoing the import…', async () => {
      const done = await ask('importUndo', { importId: record.id });
      if (!done) return;
      await load();
      await refresh();
      notify(`Undone: ${record.files.join(', ')}.`, 'good');
    });
  const show = async (record: ImportRecord) => {
    const list = await ask('importProblems', { importId: record.id });
    if (list) setProblems({ record, list });
  };
  if (preview)
    return (
      <ImportWizard
        key={preview.token}
        preview={preview}
        onPreview={setPreview}
        onCommit={askCommit}
        onCancel={() => setPreview(null)}
        busy={busy}
      >
        <CleaningReport files={preview.files} />
      </ImportWizard>
    );
  return (
    <>
      <section className="card export-card" aria-label="Import files">
        <FolderInput size={28} aria-hidden="true" className="start-icon" />
        <div>
          <h2>Import extracts</h2>
          <p className="quiet">
            All at once: CSV or Excel with the columns of your own systems, or an SSDA903 return. You see what each file
            is and what would change before anything does.
          </p>
        </div>
        <button type="button" className="button primary push" disabled={busy} onClick={() => void choose()}>
          Choose files…
        </button>
        {empty ? (
          <button type="button" className="button" disabled={busy} onClick={() => void loadSample().then(refresh)}>
            Load the sample council
          </button>
        ) : null}
      </section>
      {busy ? <ReadingProgress /> : null}
      <ListCard
        label="Imports so far"
        columns={['Files', 'When', 'Added', 'Changed', 'Not imported', '']}
        instead={
          records === null ? (
            <StateView busy title="Reading the list…" />
          ) : records.length === 0 ? (
            <StateView title="Nothing imported yet">
              Each import is listed here with its counts, and can be undone in one step.
            </StateView>
          ) : undefined
        }
      >
        {records?.map((record) => (
          <tr key={record.id}>
            <th scope="row" title={record.files.join(', ')}>
              {record.files.slice(0, 3).join(', ')}
              {record.files.length > 3 ? ` and ${record.files.length - 3} more` : ''}{' '}
              {record.undone ? <span className="chip">undone</span> : null}
            </th>
            <td>{formatMoment(record.when)}</td>
            <td>{formatNumber(record.added)}</td>
            <td>{formatNumber(record.changed)}</td>
            <td>{formatNumber(record.rejected)}</td>
            <RowActions>
              {record.rejected > 0 ? (
                <button type="button" className="button small plain" onClick={() => void show(record)}>
                  Reasons
                </button>
              ) : null}
              {record.undone ? null : (
                <button type="button" className="button small plain" disabled={busy} onClick={() => askUndo(record)}>
                  <Undo2 size={13} aria-hidden="true" /> Undo
                </button>
              )}
            </RowActions>
          </tr>
        ))}
      </ListCard>
      <Modal
        open={problems !== null}
        title={`Not imported: ${problems?.record.files.join(', ') ?? ''}`}
        kind="sheet"
        onClose={() => setProblems(null)}
        foot={
          <button
            type="button"
            className="button"
            onClick={() =>
              problems &&
              void ask('importProblemsSave', { importId: problems.record.id }).then(
                (done) => done?.saved && notify(`Saved: ${done.saved}`, 'good'),
              )
            }
          >
            Save as CSV…
          </button>
        }
      >
        <ProblemList problems={problems?.list ?? []} />
      </Modal>
    </>
  );
}
