import { Download, FileClock, FilePlus2, FolderOpen, LifeBuoy, MapPinned } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import type { BackupRecord, RecentFile, Recovered } from '../../../shared/api.ts';
import { formatMoment } from '../../../shared/format/format.ts';
import { overUnder, tone } from '../../../shared/headline/sentence.ts';
import { backupReasons } from '../../components/scenario/backups.tsx';
import { ask } from '../../state/ask.ts';
import { call } from '../../state/bridge.ts';
import { bringBack, loadSample, openScenario, openToken } from '../../state/commands.ts';
import { set, useStore } from '../../state/store.ts';

/** Open, make or import; recovered work comes first. */
export function StartScreen() {
  const [, go] = useLocation();
  const [recent, setRecent] = useState<RecentFile[]>([]);
  const [recovered, setRecovered] = useState<Recovered[]>([]);
  const [leaving, setLeaving] = useState<string | null>(null);
  const [copy, setCopy] = useState<BackupRecord | null>(null);
  const nothingStored = useStore((state) => state.status?.empty === true && state.status.base === 'workspace');
  const empty = useStore((state) => !state.snapshot || state.snapshot.budgetLines.length === 0);
  const busy = useStore((state) => state.busy !== null);
  const information = useStore((state) => state.information);
  useEffect(() => {
    void call('recentFiles', {}).then((answer) => answer.ok && setRecent(answer.value));
    void call('recovered', {}).then((answer) => answer.ok && setRecovered(answer.value));
  }, []);
  useEffect(() => {
    if (!nothingStored) return setCopy(null);
    void call('backups', {}).then(
      (answer) => answer.ok && setCopy(answer.value.find(({ kind }) => kind === 'workspace') ?? null),
    );
  }, [nothingStored]);
  /** Asks once more in place before unsaved work is thrown away for good. */
  const discard = async (token: string) => {
    if (leaving !== token) return setLeaving(token);
    setLeaving(null);
    if (await ask('recoveredDiscard', { token })) setRecovered((files) => files.filter((file) => file.token !== token));
  };
  const then = async (work: Promise<boolean>) => {
    if (await work) go('/outturn');
  };
  return (
    <div className="start">
      <header>
        <h1>{empty ? 'Where will the year end?' : 'Welcome back'}</h1>
        <p className="quiet">
          Placements, pressures, savings and invest to save in one forecast. Everything stays on this computer.
        </p>
      </header>
      {recovered.length > 0 ? (
        <section className="card start-card recovered" aria-label="Recovered work">
          <h2>
            <LifeBuoy size={16} aria-hidden="true" /> Recovered work
          </h2>
          <p className="quiet">These scenarios had changes that were not saved when Outturn last stopped.</p>
          <ul className="file-list">
            {recovered.map((file) => (
              <li key={file.token}>
                <button type="button" onClick={() => void then(openToken(file.token))}>
                  <FileClock size={16} aria-hidden="true" />
                  <span className="strong">{file.name}</span>
                  <span className="quiet push">changed {formatMoment(file.changedAt)}</span>
                </button>
                <button
                  type="button"
                  className="button small plain"
                  aria-label={`${leaving === file.token ? 'Confirm: delete' : 'Delete'} ${file.name}`}
                  onBlur={() => setLeaving(null)}
                  onClick={() => void discard(file.token)}
                >
                  {leaving === file.token ? 'Confirm: delete' : 'Delete'}
                </button>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {copy ? (
        <section className="card start-card recovered" aria-label="Local copy">
          <h2>
            <LifeBuoy size={16} aria-hidden="true" /> The local copy holds no data
          </h2>
          <p className="quiet">
            It may have been set aside, moved or deleted. A copy of it is kept; older ones are under Backups.
          </p>
          <ul className="file-list">
            <li>
              <button type="button" disabled={busy} onClick={() => void bringBack(copy, null)}>
                <FileClock size={16} aria-hidden="true" />
                <span className="strong">Bring it back as it was on {formatMoment(copy.madeAt)}</span>
                <span className="quiet push">{backupReasons[copy.reason] ?? copy.reason}</span>
              </button>
            </li>
          </ul>
        </section>
      ) : null}
      {empty ? null : <OpenNow />}
      <div className="start-actions">
        <Action
          icon={<MapPinned size={20} />}
          title="Explore the sample council"
          description="Northamptonshire, from published papers; children and prices synthetic and labelled so"
          primary={empty}
          disabled={busy}
          run={() => void then(loadSample())}
        />
        <Action
          icon={<Download size={20} />}
          title="Import extracts"
          description="Budget, actuals, placements, savings… from CSV or Excel; with a preview first, and undone in one step"
          disabled={busy}
          run={() => go('/data')}
        />
        <Action
          icon={<FilePlus2 size={20} />}
          title="New scenario"
          description="A name, a year and a period on the data held"
          keys="Ctrl N"
          disabled={busy || empty}
          run={() => set({ overlay: 'new-scenario' })}
        />
        <Action
          icon={<FolderOpen size={20} />}
          title="Open a scenario file"
          description="An .outturn file carries its own data"
          keys="Ctrl O"
          disabled={busy}
          run={() => void then(openScenario())}
        />
      </div>
      <section className="card start-card" aria-label="Recent files">
        <h2>Recent</h2>
        {recent.length === 0 ? (
          <p className="quiet">Scenario files you open or save are listed here.</p>
        ) : (
          <ul className="file-list">
            {recent.map((file) => (
              <li key={file.token}>
                <button type="button" disabled={file.missing || busy} onClick={() => void then(openToken(file.token))}>
                  <FileClock size={16} aria-hidden="true" />
                  <span className="strong">{file.name}</span>
                  <span className="faint">{file.folder}</span>
                  <span className="quiet push">
                    {file.missing ? 'not found where it was' : formatMoment(file.openedAt)}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      {information ? (
        <p className="faint small">
          Outturn {information.version} · forecast engine {information.engineVersion} · data in {information.dataFolder}
        </p>
      ) : null}
    </div>
  );
}

/** The scenario at hand, with what it says. */
function OpenNow() {
  const [, go] = useLocation();
  const open = useStore((state) => state.open);
  const result = useStore((state) => state.result);
  const unit = useStore((state) => state.unit);
  if (!open) return null;
  const net = result?.total.netVariance ?? null;
  return (
    <button type="button" className="card open-now" onClick={() => go('/outturn')}>
      <span>
        <span className="strong">{open.fileName ?? open.scenario.name}</span>{' '}
        <span className="quiet">
          {open.scenario.year} P{open.scenario.period} · {open.scenario.levers.length} levers
        </span>
      </span>
      {net !== null ? (
        <span className={`${tone(net)} strong`}>{overUnder(net, unit)} after agreed investment</span>
      ) : null}
      <span className="button primary">Continue</span>
    </button>
  );
}

function Action(props: {
  icon: React.ReactNode;
  title: string;
  description: string;
  keys?: string;
  primary?: boolean;
  disabled: boolean;
  run: () => void;
}) {
  return (
    <button
      type="button"
      className={`card start-action${props.primary ? ' primary' : ''}`}
      disabled={props.disabled}
      onClick={props.run}
    >
      <span className="start-icon" aria-hidden="true">
        {props.icon}
      </span>
      <span className="strong">
        {props.title} {props.keys ? <kbd>{props.keys}</kbd> : null}
      </span>
      <span className="quiet small">{props.description}</span>
    </button>
  );
}
