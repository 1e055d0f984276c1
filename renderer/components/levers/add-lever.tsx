import { useState } from 'react';
import { type LeverKind, leverKindInformation, leverKinds } from '../../../shared/model/lever.ts';
import { addLever } from '../../state/scenario.ts';
import { set, useStore } from '../../state/store.ts';
import { Modal } from '../parts/dialog.tsx';
import { focusNext } from '../parts/return-focus.ts';

const sections: { title: string; kinds: readonly LeverKind[] }[] = [
  {
    title: 'Children',
    kinds: ['entrants-percent', 'entrants-number', 'exits-percent', 'exits-number', 'moves', 'duration-weeks'],
  },
  { title: 'Places', kinds: ['carers', 'recruitment', 'block-beds', 'utilisation', 'capacity-delay'] },
  { title: 'Price', kinds: ['price-uplift', 'price-reduction', 'contribution'] },
  {
    title: 'Savings and pressures',
    kinds: ['saving-delay', 'saving-delivery', 'saving-ramp', 'pressure-probability', 'pressure-impact'],
  },
  { title: 'Money', kinds: ['funding', 'share', 'one-off', 'line-volume', 'line-price'] },
];

/** Choose a kind of lever; typing narrows the list. */
export function AddLever(props: { onAdded: (id: string) => void }) {
  const open = useStore((state) => state.overlay === 'add-lever');
  const [query, setQuery] = useState('');
  const close = () => {
    set({ overlay: null });
    setQuery('');
  };
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = (kind: LeverKind, section: string) => {
    const information = leverKindInformation[kind];
    const text = `${information.label} ${information.help} ${information.unit} ${section}`.toLowerCase();
    return parts.every((part) => text.includes(part));
  };
  const found = sections
    .map((section) => ({
      ...section,
      kinds: section.kinds.filter((kind) => leverKinds.includes(kind) && matches(kind, section.title)),
    }))
    .filter((section) => section.kinds.length > 0);
  const add = (kind: LeverKind) => {
    close();
    props.onAdded(addLever(kind));
    // Its number is typed next.
    focusNext('.lever-list > .lever:last-child .value-entry');
  };
  return (
    <Modal open={open} title="Add a lever" onClose={close} description="Choose what to assume differently">
      <input
        className="input"
        aria-label="Find a lever"
        placeholder="Find: price, entrants, delay…"
        value={query}
        onChange={(event) => setQuery(event.target.value)}
        onKeyDown={(event) => {
          const first = found[0]?.kinds[0];
          if (event.key === 'Enter' && first) add(first);
        }}
      />
      {found.map((section) => (
        <section key={section.title} className="lever-kinds">
          <h3>{section.title}</h3>
          {section.kinds.map((kind) => (
            <button key={kind} type="button" className="lever-kind" onClick={() => add(kind)}>
              <span>
                {leverKindInformation[kind].label} <span className="faint">{leverKindInformation[kind].unit}</span>
              </span>
              <small>{leverKindInformation[kind].help}</small>
            </button>
          ))}
        </section>
      ))}
      {found.length === 0 ? <p className="state">No lever matches “{query}”.</p> : null}
    </Modal>
  );
}
