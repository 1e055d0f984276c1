import { type ReactNode, useState } from 'react';
import { useStore } from '../../renderer/state/store.ts';
import type { Bridge } from '../../shared/api.ts';

/** A component as it stands in one situation. `before` puts the store in place; it is empty otherwise. */
export type State = { show: () => ReactNode; before?: () => void };
/** The states of a component by their names: what the tests look at, and what the playground shows. */
export type States = Readonly<Record<string, State>>;

/** Keeps the value of a component whose owner would keep it, and says it for the tests. */
export function Kept<T>(props: { start: T; children: (value: T, keep: (value: T) => void) => ReactNode }) {
  const [value, keep] = useState(props.start);
  return (
    <>
      {props.children(value, keep)}
      <output className="hidden-visually" aria-label="Kept">
        {JSON.stringify(value)}
      </output>
    </>
  );
}

/** No application stands behind a component alone: whatever it asks is refused in words, as a closed window would be. */
const alone = new Proxy({} as Bridge, {
  get: (_, method) => async (input: unknown) => {
    asked.push({ method: String(method), input });
    return {
      ok: false,
      error: { code: 'internal', message: `No application stands behind this page (${String(method)}).` },
    };
  },
});

/** What the components have asked of the application since the state was put in place. */
export const asked: { method: string; input: unknown }[] = [];

/** An empty store and a bridge to nobody, then what the state needs. */
export function prepare(before?: () => void): void {
  window.outturn = alone;
  asked.length = 0;
  useStore.setState(useStore.getInitialState(), true);
  before?.();
}
