import { type FormEvent, useState } from 'react';
import type { BackupRecord } from '../../../shared/api.ts';
import { formatMoment, formatNumber } from '../../../shared/format/format.ts';
import { ask } from '../../state/ask.ts';
import { bringBack } from '../../state/commands.ts';
import { set } from '../../state/store.ts';
import { StateView } from '../parts/state-view.tsx';
import { useAsked } from './use-asked.ts';

/** Why a copy was made. */
export const backupReasons: Record<string, string> = {
  saved: 'as saved before',
  replaced: 'replaced by another save',
  daily: 'first start of the day',
  'before-migration': 'before an update of Outturn',
  'before-rebase': 'before newer data',
  'before-restore': 'before another copy was brought back',
  'before-new-key': 'before a change of the pseudonym key',
};

/** Earlier states of scenario files and of the local copy; each can be brought back, nothing is lost by it. */
export function Backups() {
  const { value: backups, asking, again } = useAsked(() => ask('backups', {}));
  const [locked, setLocked] = useState<BackupRecord | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const restore = async (backup: BackupRecord, given: string | null) => {
    if (!(await bringBack(backup, given))) {
      setLocked(backup);
      return;
    }
    setLocked(null);
    setPassphrase('');
    await again();
  };
  /** A scenario opens beside its file; the local copy is what every screen stands on. */
  const askOrRestore = (backup: BackupRecord) => {
    if (backup.kind === 'scenario') return void restore(backup, null);
    set({
      question: {
        title: `Bring the local copy of ${formatMoment(backup.madeAt)} back?`,
        text: 'Every register is as it was then: what was imported or edited since is no longer in it. The copy in use is kept as a backup first, and can be brought back the same way.',
        yes: 'Bring it back',
        run: () => void restore(backup, null),
      },
    });
  };
  const unlock = (event: FormEvent) => {
    event.preventDefault();
    if (locked && passphrase) void restore(locked, passphrase);
  };
  if (!backups)
    return asking ? (
      <StateView busy title="Looking for backups…" />
    ) : (
      <StateView title="The backups could not be read" />
    );
  if (backups.length === 0)
    return (
      <StateView title="No backup yet">
        Each save keeps the state before; the local copy is kept once a day and before anything large.
      </StateView>
    );
  return (
    <ul className="record-list" aria-label="Backups">
      {backups.map((backup) => (
        <li key={backup.token}>
          <div className="row spread">
            <span>
              <span className="strong">{backup.name}</span>{' '}
              {backup.kind === 'scenario' ? <span className="chip">scenario</span> : null}
            </span>
            <span className="quiet small">{formatMoment(backup.madeAt)}</span>
          </div>
          <div className="row spread">
            <span className="quiet small">
              {backupReasons[backup.reason] ?? backup.reason} · {formatNumber(backup.bytes / 1024 ** 2, 1)} MB
              {backup.current ? '' : ' · of another scenario'}
            </span>
            <button type="button" className="button small" onClick={() => askOrRestore(backup)}>
              Bring back
            </button>
          </div>
          {locked?.token === backup.token ? (
            <form className="row" onSubmit={unlock}>
              <input
                className="input"
                type="password"
                autoComplete="off"
                aria-label="Passphrase of this backup"
                placeholder="Its passphrase"
                maxLength={500}
                value={passphrase}
                onChange={(event) => setPassphrase(event.target.value)}
              />
              <button type="submit" className="button small primary" disabled={passphrase === ''}>
                Open
              </button>
            </form>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
