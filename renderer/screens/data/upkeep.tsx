import { formatNumber } from '../../../shared/format/format.ts';
import { ask } from '../../state/ask.ts';
import { during, load } from '../../state/commands.ts';
import { saveRecoveryFile } from '../../state/key-recovery.ts';
import { keepNow } from '../../state/scenario.ts';
import { notify, set, useStore } from '../../state/store.ts';

const megabytes = (bytes: number) => `${formatNumber(bytes / 1024 ** 2, 1)} MB`;

const saved = (done: { saved: string | null } | null) => {
  if (done?.saved) notify(`Saved: ${done.saved}`, 'good');
};

const exportAll = () =>
  during('Writing every register…', async () => {
    await keepNow();
    saved(await ask('exportAll', {}));
  });

const compact = () =>
  during('Compacting the local copy…', async () => {
    const done = await ask('workspaceCompact', {});
    if (!done) return;
    const won = done.before - done.after;
    notify(
      won > 0
        ? `The local copy is ${megabytes(done.after)}, ${megabytes(won)} less than before.`
        : `The local copy is ${megabytes(done.after)} and cannot be smaller.`,
      'good',
    );
  });

const diagnostics = () => during('Collecting diagnostics…', async () => saved(await ask('diagnosticsSave', {})));

const changeKey = () =>
  set({
    question: {
      title: 'Change the pseudonym key?',
      text: 'Every child in the local copy gets a new pseudonym; a child stays one child, and later imports get the same new one. Scenario files and exports already made keep the old pseudonyms. A backup is made first.',
      yes: 'Change the key',
      run: () =>
        void during('Changing the key…', async () => {
          await keepNow();
          const done = await ask('childKeyRotate', {});
          if (!done) return;
          await load();
          notify(`The key is changed: ${formatNumber(done.children)} children have new pseudonyms.`, 'good');
        }),
    },
  });

const jobs = [
  {
    title: 'Take everything out',
    description:
      'Every register as CSV in one zip, which imports back to the same data: for another tool, or for keeping.',
    label: 'Export all registers…',
    run: exportAll,
  },
  {
    title: 'Compact the local copy',
    description: 'Gives back the room that deleted rows and undone imports still take on the disk. Nothing is lost.',
    label: 'Compact',
    run: compact,
  },
  {
    title: 'Diagnostics',
    description:
      'One file for whoever helps you: versions, counts of rows, open checks and what was slow. It says nothing about any child or colleague.',
    label: 'Save diagnostics…',
    run: diagnostics,
  },
  {
    title: 'Recovery file of the keys',
    description:
      'Your data are encrypted with keys that this computer protects. With the recovery file and its code they open on another computer (outturn key restore). Make one, and again after each change of key; let IT keep it.',
    label: 'Save recovery file…',
    run: saveRecoveryFile,
  },
  {
    title: 'Pseudonym key',
    description:
      'Children are held under pseudonyms made with a key on this computer. Change it when it may have been seen.',
    label: 'Change the key…',
    run: changeKey,
  },
] as const;

/** Care of the local copy: take it out, make it small, tell about it, change the key behind its pseudonyms. */
export function Upkeep() {
  const busy = useStore((state) => state.busy !== null);
  return (
    <>
      {jobs.map((job) => (
        <section key={job.title} className="card export-card" aria-label={job.title}>
          <div>
            <h2>{job.title}</h2>
            <p className="quiet">{job.description}</p>
          </div>
          <button type="button" className="button push" disabled={busy} onClick={() => void job.run()}>
            {job.label}
          </button>
        </section>
      ))}
    </>
  );
}
