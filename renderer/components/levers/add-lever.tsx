import { useState } from 'react';
import { leverSections } from '../../../shared/levers/definition.ts';
import { leverDefinitions } from '../../../shared/levers/definitions.ts';
import { leverMatches, matches } from '../../../shared/levers/lever-search.ts';
import { type Lever, type LeverKind, leverKinds } from '../../../shared/model/lever.ts';
import { leverTemplates } from '../../../shared/scenario/lever-templates.ts';
import { addLever } from '../../state/scenario.ts';
import { set, setPanel, useStore } from '../../state/store.ts';
import { Modal } from '../parts/dialog.tsx';
import { focusNext } from '../parts/return-focus.ts';

const sections = leverSections.map((title) => ({
  title,
  kinds: leverKinds.filter((kind) => leverDefinitions[kind].section === title),
}));

/** Choose a kind of lever; typing narrows the list. */
export function AddLever(props: { onAdded: (id: string) => void }) {
  const open = useStore((state) => state.overlay === 'add-lever');
  const [query, setQuery] = useState('');
  const close = () => {
    set({ overlay: null });
    setQuery('');
  };
  const snapshot = useStore((state) => state.snapshot);
  const year = useStore((state) => state.open?.scenario.year);
  const templates = (open && snapshot && year ? leverTemplates(snapshot, year) : []).filter(({ label, about }) =>
    matches(`${label} ${about}`, query),
  );
  const found = sections
    .map((section) => ({
      ...section,
      kinds: section.kinds.filter((kind) => leverMatches(kind, query)),
    }))
    .filter((section) => section.kinds.length > 0);
  const add = (kind: LeverKind, start: Partial<Lever> = {}) => {
    close();
    // It must be seen where it stands, also from a panel that was folded.
    setPanel(true);
    props.onAdded(addLever(kind, start));
    // Its number is typed next.
    focusNext('.lever-list > .lever:last-child .value-entry', true);
  };
  return (
    <Modal open={open} title="Add a lever" onClose={close} description="Choose what to assume differently">
      <input
        className="input"
        aria-label="Find a lever"
        placeholder="Find: demand, inflation, slippage, step down…"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          const first = found[0]?.kinds[0];
          if (event.key !== 'Enter') return;
          if (first) add(first);
          else if (templates[0]) add(templates[0].kind, templates[0].start);
        }}
      />
      {found.map((section) => (
        <section key={section.title} className="lever-kinds">
          <h3>{section.title}</h3>
          {section.kinds.map((kind) => (
            <button key={kind} type="button" className="lever-kind" onClick={() => add(kind)}>
              <span>
                {leverDefinitions[kind].label} <span className="faint">{leverDefinitions[kind].unit}</span>
              </span>
              <small>{leverDefinitions[kind].help}</small>
            </button>
          ))}
        </section>
      ))}
      {templates.length > 0 ? (
        <section className="lever-kinds">
          <h3>Ready-made</h3>
          {templates.map(({ key, label, about, kind, start }) => (
            <button key={key} type="button" className="lever-kind" onClick={() => add(kind, start)}>
              <span>{label}</span>
              <small>{about}</small>
            </button>
          ))}
        </section>
      ) : null}
      {found.length === 0 && templates.length === 0 ? <p className="state">No lever matches “{query}”.</p> : null}
    </Modal>
  );
}
