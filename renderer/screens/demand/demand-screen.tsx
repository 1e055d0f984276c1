import { useMemo, useState } from 'react';
import { formatDate } from '../../../shared/format/format.ts';
import { totalsOf } from '../../../shared/model/child-totals.ts';
import type { Scenario } from '../../../shared/model/scenario.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { changeScenario } from '../../state/scenario.ts';
import { useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { type ViewOf, viewLists } from '../views.ts';
import { CapacityView } from './capacity-view.tsx';
import { KeptView } from './kept-view.tsx';
import { LeaversView } from './leavers-view.tsx';
import { methodNames } from './method-names.ts';
import { MethodsView } from './methods-view.tsx';
import { ProjectionView } from './projection-view.tsx';
import { PublishedView } from './published-view.tsx';
import { RatesView } from './rates-view.tsx';
import { ReconciliationView } from './reconciliation-view.tsx';
import { TableView } from './table-view.tsx';

type View = ViewOf<'/demand'>;
/** Views that small numbers could be worked out of. */
const withheldViews: readonly View[] = [
  'table',
  'publishedForecasts',
  'rates',
  'reconciliation',
  'capacity',
  'leavers',
  'series',
];
const methods: readonly Scenario['method'][] = ['chain', 'duration', 'linear', 'holt', 'holt-damped', 'naive'];

/** How many children, where? */
export default function DemandScreen() {
  const result = useStore((state) => state.result ?? state.childrenOnly?.result);
  const base = useStore((state) => state.base ?? state.childrenOnly?.base);
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [view, show] = useView('/demand');
  const [publish, setPublish] = useState(false);
  const names = useMemo(
    () => new Map((snapshot?.placementGroups ?? []).map((group) => [group.code, group.name])),
    [snapshot],
  );
  if (!result || !base || !snapshot || !scenario) return null;
  const empty = result.placements.months.length === 0;
  const needsPlacements = snapshot.placements.length === 0;
  return (
    <>
      <ScreenHead title="Demand" description={`children from ${formatDate(snapshot.dataDate)}`}>
        <label className="row small">
          <span className="quiet">Method</span>
          <select
            className="input register-choice"
            value={scenario.method}
            onChange={(event) => {
              const method = event.target.value as Scenario['method'];
              changeScenario(`use the projection “${methodNames[method]}”`, (before) => ({ ...before, method }));
            }}
          >
            {methods.map((method) => (
              <option key={method} value={method}>
                {methodNames[method]}
              </option>
            ))}
          </select>
        </label>
        <label className="row small" title="Small numbers are withheld, and flows and rates are left out">
          <input type="checkbox" checked={publish} onChange={(event) => setPublish(event.target.checked)} />
          <span className="quiet">For publication</span>
        </label>
        <Segments name="View" value={view} choices={viewLists['/demand']} onChange={show} />
      </ScreenHead>
      {view === 'series' && !publish ? (
        <RegisterGrid register="demandSeries" />
      ) : view === 'publishedForecasts' && !publish ? (
        <RegisterGrid register="publishedForecasts" />
      ) : empty ? (
        <StateView title="No children to project">
          The forecast needs placements or monthly counts. Import them in Data and checks.
        </StateView>
      ) : publish && withheldViews.includes(view) ? (
        <StateView title="Not for publication">
          Rates and flows of a month are small numbers, and give others away. Untick “For publication” to see them; the
          Projection, Methods and Kept views can be published.
        </StateView>
      ) : view === 'projection' && publish ? (
        <PublishedView result={result} snapshot={snapshot} scenario={scenario} names={names} />
      ) : view === 'projection' ? (
        <ProjectionView result={result} base={base} snapshot={snapshot} names={names} />
      ) : view === 'methods' ? (
        <MethodsView snapshot={snapshot} scenario={scenario} names={names} publish={publish} />
      ) : view === 'kept' ? (
        <KeptView snapshot={snapshot} method={result.method} names={names} publish={publish} />
      ) : view === 'capacity' ? (
        <CapacityView snapshot={snapshot} scenario={scenario} names={names} />
      ) : view === 'leavers' ? (
        <LeaversView snapshot={snapshot} scenario={scenario} />
      ) : totalsOf(snapshot) ? (
        <StateView title="These data hold no rows of children">
          The file was saved without them, to share. Tables, rates and flows count single placements: open the file that
          has the rows to see them. The projection stands on counts and is the same.
        </StateView>
      ) : needsPlacements ? (
        <StateView title="Only monthly counts are held">
          Rates and reconciliation count single placements. Import placements or SSDA903 returns in Data and checks.
        </StateView>
      ) : view === 'table' ? (
        <TableView snapshot={snapshot} />
      ) : view === 'rates' ? (
        <RatesView snapshot={snapshot} scenario={scenario} names={names} />
      ) : (
        <ReconciliationView snapshot={snapshot} names={names} />
      )}
    </>
  );
}
