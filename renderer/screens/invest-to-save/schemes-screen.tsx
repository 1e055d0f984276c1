import { useState } from 'react';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { countText } from '../../components/parts/money.ts';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useStore } from '../../state/store.ts';
import { NeedsData } from '../needs-data.tsx';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { RealisedView } from './realised-view.tsx';
import { SchemeCharts } from './scheme-charts.tsx';
import { SchemeYears } from './scheme-years.tsx';
import { SchemesTable } from './schemes-table.tsx';

const hidden = ['note', 'condition', 'savingReference', 'costBiasPercent', 'theme'];

/** Is it paying back? */
export default function SchemesScreen() {
  const schemes = useStore((state) => state.result?.investToSave) ?? [];
  const result = useStore((state) => state.result);
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [view, show] = useView('/invest-to-save');
  const [which, setWhich] = useState<'target' | 'stretch' | 'realised'>('target');
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = schemes.filter((row) => row.case === which);
  const scheme = shown.find((row) => row.reference === chosen) ?? shown[0];
  return (
    <>
      <ScreenHead
        title="Invest to save"
        description={countText(new Set(schemes.map((row) => row.reference)).size, 'scheme')}
      >
        {view === 'payback' ? (
          <Segments
            name="Case"
            value={which}
            onChange={setWhich}
            choices={[
              { value: 'target', label: 'Target' },
              { value: 'stretch', label: 'Stretch' },
              { value: 'realised', label: 'Realised' },
            ]}
          />
        ) : null}
        <Segments name="View" value={view} choices={viewLists['/invest-to-save']} onChange={show} />
        {view === 'payback' || view === 'realised' ? <UnitChoice /> : null}
      </ScreenHead>
      {view === 'realised' ? (
        snapshot && scenario && result ? (
          <RealisedView snapshot={snapshot} scenario={scenario} result={result} />
        ) : (
          <NeedsData />
        )
      ) : view !== 'payback' ? (
        <RegisterGrid key={view} register={view} hidden={hidden} />
      ) : scheme ? (
        <>
          <SchemesTable schemes={shown} chosen={scheme.reference} onChoose={setChosen} />
          <SchemeCharts scheme={scheme} all={schemes.filter((row) => row.reference === scheme.reference)} />
          <SchemeYears
            scheme={scheme}
            all={schemes.filter((row) => row.reference === scheme.reference)}
            row={snapshot?.schemes.find((row) => row.reference === scheme.reference)}
          />
        </>
      ) : (
        <StateView
          title={schemes.length === 0 ? 'No schemes yet' : `No ${which} benefits are held`}
          actions={
            <button
              type="button"
              className="button primary"
              onClick={() => show(schemes.length === 0 ? 'schemes' : 'benefits')}
            >
              {schemes.length === 0 ? 'Add a scheme' : 'Add benefits'}
            </button>
          }
        >
          A scheme has tranches of cost and, year by year, the benefits it should bring: target, stretch and what was
          realised.
        </StateView>
      )}
    </>
  );
}
