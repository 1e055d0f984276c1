import { ErrorBoundary } from '../../../renderer/components/parts/error-boundary.tsx';
import type { States } from '../states.tsx';

export const failing = { now: false };

function Screen() {
  if (failing.now) throw new Error('a figure is missing');
  return <p>The figures.</p>;
}

export const states: States = {
  'Nothing wrong': {
    before: () => {
      failing.now = false;
    },
    show: () => (
      <ErrorBoundary name="Outturn">
        <Screen />
      </ErrorBoundary>
    ),
  },
};
