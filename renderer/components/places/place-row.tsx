import type { ReactNode } from 'react';
import { set } from '../../state/store.ts';
import { allowHost } from '../../state/sync.ts';
import { RowActions } from '../parts/list-card.tsx';

type Place = { name: string; enabled: boolean; host: string | null; hostAllowed: boolean; secretKept: boolean };

/** Whether a place can be spoken to; `children` say how it is when nothing stands in the way. */
export function PlaceChip({ place, children }: { place: Place; children?: ReactNode }) {
  if (!place.enabled) return <span className="chip">switched off</span>;
  if (!place.hostAllowed) return <span className="chip warn">host not allowed</span>;
  if (!place.secretKept) return <span className="chip warn">no password kept</span>;
  return children ?? <span className="chip good">ready</span>;
}

/** What can be done with a place: its host allowed, what `children` add, changed, or removed once asked. */
export function PlaceActions(props: {
  place: Place;
  /** What removing it means, in a sentence. */
  removing: string;
  children?: ReactNode;
  onChange: () => void;
  onRemove: () => void;
}) {
  const { host, hostAllowed, name } = props.place;
  const remove = () =>
    set({ question: { title: `Remove ${name}?`, text: props.removing, yes: 'Remove', run: props.onRemove } });
  return (
    <RowActions>
      {host === null || hostAllowed ? null : (
        <button type="button" className="button small" onClick={() => void allowHost(host)}>
          Allow {host}
        </button>
      )}
      {props.children}
      <span className="nowrap">
        <button type="button" className="button small plain" onClick={props.onChange}>
          Change…
        </button>
        <button type="button" className="button small plain" onClick={remove}>
          Remove…
        </button>
      </span>
    </RowActions>
  );
}
