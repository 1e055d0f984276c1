import { useState } from 'react';
import { useLocation } from 'wouter';
import { findTerms, type GlossaryKind, type GlossaryTerm, glossary } from '../../shared/format/glossary.ts';
import { termAsked } from '../components/help/open-glossary.ts';
import { Modal } from '../components/parts/dialog.tsx';
import { screens } from '../screens/screen-list.ts';
import { set, useStore } from '../state/store.ts';

const kinds: Record<GlossaryKind, string> = {
  finance: 'Finance',
  demand: 'Children, places and assurance',
  return: 'The SSDA903 return',
};
/** Shift+F1: what the terms mean; those of the screen first, and every one by a few letters. */
export function GlossarySheet() {
  const open = useStore((state) => state.overlay === 'glossary');
  return open ? <Sheet /> : null;
}

function Sheet() {
  const [location] = useLocation();
  const [query, setQuery] = useState(termAsked);
  const close = () => set({ overlay: null });
  const here = screens.find((screen) => location.startsWith(screen.path));
  const own = query === '' && here ? glossary.filter((entry) => entry.screens.includes(here.path.slice(1))) : [];
  const found = findTerms(query).filter((entry) => !own.includes(entry));
  return (
    <Modal open title="What the terms mean" kind="sheet" onClose={close}>
      <input
        className="input"
        type="search"
        aria-label="Find a term"
        placeholder="Find a term, such as slippage or REC"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      <div className="stack glossary">
        {own.length > 0 ? <List title={`On ${here?.name}`} terms={own} /> : null}
        {(Object.keys(kinds) as GlossaryKind[]).map((kind) => (
          <List key={kind} title={kinds[kind]} terms={found.filter((entry) => entry.kind === kind)} />
        ))}
        {own.length + found.length === 0 ? (
          <p className="quiet" role="status">
            Nothing matches “{query}”. Try part of a word.
          </p>
        ) : null}
      </div>
    </Modal>
  );
}

function List({ title, terms }: { title: string; terms: readonly GlossaryTerm[] }) {
  if (terms.length === 0) return null;
  return (
    <section className="shortcut-list">
      <h3>{title}</h3>
      <dl>
        {terms.map((entry) => (
          <div key={entry.term}>
            <dt className="strong">{entry.term}</dt>
            <dd>{entry.means}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
