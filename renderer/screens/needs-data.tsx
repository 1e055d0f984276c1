import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { StateView } from '../components/parts/state-view.tsx';
import { loadSample } from '../state/commands.ts';
import { useStore } from '../state/store.ts';

/** Shows a forecast screen only when there is a forecast; else says what is missing and how to get it. */
export function NeedsData(props: { children: ReactNode }) {
  const snapshot = useStore((state) => state.snapshot);
  const result = useStore((state) => state.result);
  const failure = useStore((state) => state.calculationFailure);
  const year = useStore((state) => state.open?.scenario.year);
  if (result) return <>{props.children}</>;
  if (!snapshot || snapshot.budgetLines.length === 0) {
    return (
      <StateView
        title="No data yet"
        actions={
          <>
            <button type="button" className="button primary" onClick={() => void loadSample()}>
              Explore the sample council
            </button>
            <Link className="button" href="/data">
              Import extracts
            </Link>
          </>
        }
      >
        A forecast needs budget lines and actuals. Import your extracts, or look at a sample council first.
      </StateView>
    );
  }
  return (
    <StateView
      title={`No forecast for ${year ?? 'this year'}`}
      actions={
        <Link className="button primary" href="/data">
          Look at the data
        </Link>
      }
    >
      {failure?.message ?? 'The forecast could not be made from the data held.'}
    </StateView>
  );
}
