import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { ScreenHead } from '../components/parts/screen-head.tsx';
import { StateView } from '../components/parts/state-view.tsx';
import { loadSample } from '../state/commands.ts';
import { useStore } from '../state/store.ts';

/**
 * Shows a forecast screen only when there is a forecast; else says what is missing and how to get it, under the
 * screen's `title` where the screen is not there to say it. A screen of children alone (`of`) needs no budget lines: an
 * SSDA903 return is enough.
 */
export function NeedsData(props: { of?: 'money' | 'children'; title?: string; children?: ReactNode }) {
  const snapshot = useStore((state) => state.snapshot);
  const result = useStore((state) => state.result);
  const failure = useStore((state) => state.calculationFailure);
  const year = useStore((state) => state.open?.scenario.year);
  const childrenOnly = useStore((state) => state.childrenOnly);
  const ofChildren = props.of === 'children';
  if (result || (ofChildren && childrenOnly)) return <>{props.children}</>;
  const head = props.title ? <ScreenHead title={props.title} /> : null;
  if (!snapshot || (snapshot.budgetLines.length === 0 && !(ofChildren && failure))) {
    return (
      <>
        {head}
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
          {ofChildren
            ? 'A projection needs placements, SSDA903 returns or monthly counts of children. Import them, or look at a sample council first.'
            : 'A forecast needs budget lines and actuals. Import your extracts, or look at a sample council first.'}
        </StateView>
      </>
    );
  }
  return (
    <>
      {head}
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
    </>
  );
}
