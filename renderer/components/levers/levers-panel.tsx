import { Plus, Target } from 'lucide-react';
import { useState } from 'react';
import { formatNumber } from '../../../shared/format/format.ts';
import type { Forecast } from '../../../shared/model/forecast.ts';
import { positionOf } from '../../state/engine.ts';
import { set, setPanel, useStore } from '../../state/store.ts';
import { effectText, tone } from '../parts/money.ts';
import { AddLever } from './add-lever.tsx';
import { LeverCard } from './lever-card.tsx';

/** What the levers change in the number of children a year on, where no money is held. */
function childrenText({ base, result }: { base: Forecast; result: Forecast }): string {
  const inCare = ({ placements: { months } }: Forecast) =>
    (months[Math.min(11, months.length - 1)]?.groups ?? []).reduce((sum, { stock }) => sum + stock, 0);
  const change = inCare(result) - inCare(base);
  return Math.abs(change) < 0.05
    ? 'no effect'
    : `${change > 0 ? '+' : '−'}${formatNumber(Math.abs(change), 1)} children`;
}

/** The assumptions beside the figures: every lever with its effect, and what all of them come to. */
export function LeversPanel() {
  const open = useStore((state) => state.open);
  const snapshot = useStore((state) => state.snapshot);
  const base = useStore((state) => state.base);
  const result = useStore((state) => state.result);
  const childrenOnly = useStore((state) => state.childrenOnly);
  const effects = useStore((state) => state.effects);
  const [fresh, setFresh] = useState<string | null>(null);
  if (!open || !snapshot) return null;
  const levers = open.scenario.levers;
  if (levers.length === 0) return <Folded onAdded={setFresh} />;
  const all = base && result ? positionOf(result) - positionOf(base) : 0;
  return (
    <aside className="levers" aria-label="Levers">
      <header className="row spread">
        <h2>Levers</h2>
        <div className="row">
          <button
            type="button"
            className="button small"
            disabled={result === null}
            onClick={() => set({ overlay: 'goal-seek' })}
            title="What one lever must be to meet a target (G)"
          >
            <Target size={13} aria-hidden="true" /> Solve
          </button>
          <button
            type="button"
            className="button small"
            onClick={() => set({ overlay: 'add-lever' })}
            title="Add a lever (Ctrl+L)"
          >
            <Plus size={13} aria-hidden="true" /> Add
          </button>
        </div>
      </header>
      <ol className="lever-list">
        {levers.map((lever, index) => (
          <LeverCard
            key={lever.id}
            lever={lever}
            index={index}
            count={levers.length}
            snapshot={snapshot}
            year={open.scenario.year}
            base={base}
            effect={effects[lever.id]}
            fresh={lever.id === fresh}
          />
        ))}
      </ol>
      <footer className="lever-sum">
        <div className="row spread strong">
          <span>All levers</span>
          <span className={tone(all)} aria-live="polite">
            {childrenOnly ? childrenText(childrenOnly) : effectText(all)}
          </span>
        </div>
        <span className="small quiet">
          {childrenOnly
            ? 'In care after a year, against the base. Import a budget to see what levers do to money.'
            : 'On the net variance. Each lever acts on what those above it left, so the parts sum to the whole.'}
        </span>
        <button type="button" className="button small plain hide-panel" onClick={() => setPanel(false)}>
          Hide <kbd>F8</kbd>
        </button>
      </footer>
      <AddLever onAdded={setFresh} />
    </aside>
  );
}

/** A panel without levers takes a strip: the figures are the base, and the room is theirs. */
function Folded({ onAdded }: { onAdded: (id: string) => void }) {
  return (
    <aside className="levers folded" aria-label="Levers">
      <button
        type="button"
        className="button primary icon"
        aria-label="Add a lever"
        title="Add a lever (Ctrl+L): every figure shows what it would change"
        onClick={() => set({ overlay: 'add-lever' })}
      >
        <Plus size={16} />
      </button>
      <span className="quiet small folded-text">No levers yet</span>
      <AddLever onAdded={onAdded} />
    </aside>
  );
}
