import { CircleHelp, PanelRight, Redo2, Search, Undo2 } from 'lucide-react';
import { dataTo } from '../../shared/format/format.ts';
import { openGlossary } from '../components/help/open-glossary.ts';
import { openScenarioSheet, set, setPanel, useStore } from '../state/store.ts';
import { redo, redoLabel, undo, undoLabel } from '../state/undo.ts';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** The scenario's name with an unsaved mark, the way to everything, and the date the data runs to. */
export function TitleBar(props: { panelHere: boolean }) {
  const open = useStore((state) => state.open);
  const snapshot = useStore((state) => state.snapshot);
  const panel = useStore((state) => state.panel);
  const back = useStore(undoLabel);
  const forth = useStore(redoLabel);
  const name = open?.fileName ?? open?.scenario.name ?? 'Outturn';
  return (
    <header className="title-bar">
      <svg className="mark" viewBox="0 0 20 20" aria-hidden="true">
        <rect width="20" height="20" rx="5" fill="var(--accent)" />
        <path
          d="M4 13.5 8 9l3 3 5-6.5"
          fill="none"
          stroke="var(--accent-ink)"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className="scenario-name">
        <button
          type="button"
          className="scenario-open"
          title="Versions, sign-off, newer data, backups and passphrase of this scenario"
          onClick={() => openScenarioSheet()}
        >
          {name}
        </button>
        {open && open.scenario.status !== 'draft' ? (
          <span className={`chip ${open.scenario.status === 'approved' ? 'good' : 'info'}`}>
            {open.scenario.status}
          </span>
        ) : null}
        {open?.unsaved ? (
          <span className="chip warn" title="Changes not yet saved to a file; the working copy holds them">
            <span aria-hidden="true">●</span> unsaved
          </span>
        ) : null}
      </span>
      <span className="quiet base-text">
        {snapshot?.council}
        {snapshot?.synthetic ? ' · part synthetic' : ''}
      </span>
      <button type="button" className="search-button" onClick={() => set({ overlay: 'palette' })}>
        <Search size={14} aria-hidden="true" />
        <span>Find a screen, line, term or action…</span>
        <kbd>Ctrl K</kbd>
      </button>
      <div className="row">
        <button
          type="button"
          className="button plain icon"
          disabled={!back}
          title={back ? `Undo: ${back} (Ctrl+Z)` : 'Nothing to undo'}
          aria-label={back ? `Undo ${back}` : 'Undo'}
          onClick={() => void undo()}
        >
          <Undo2 size={16} />
        </button>
        <button
          type="button"
          className="button plain icon"
          disabled={!forth}
          title={forth ? `Redo: ${forth} (Ctrl+Y)` : 'Nothing to redo'}
          aria-label={forth ? `Redo ${forth}` : 'Redo'}
          onClick={() => void redo()}
        >
          <Redo2 size={16} />
        </button>
        <button
          type="button"
          className="button plain icon"
          title="What the terms mean (Shift+F1)"
          aria-label="What the terms mean"
          onClick={() => openGlossary()}
        >
          <CircleHelp size={16} />
        </button>
        {props.panelHere ? (
          <button
            type="button"
            className="button plain icon"
            aria-pressed={panel}
            title={`${panel ? 'Hide' : 'Show'} the levers (F8)`}
            aria-label="Levers panel"
            onClick={() => setPanel(!panel)}
          >
            <PanelRight size={16} />
          </button>
        ) : null}
      </div>
      <span className="quiet">
        {snapshot && (snapshot.budgetLines.length > 0 || snapshot.placements.length > 0)
          ? capital(dataTo(snapshot.dataDate))
          : 'No data yet'}
      </span>
    </header>
  );
}
