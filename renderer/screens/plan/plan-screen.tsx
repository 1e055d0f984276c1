import { useState } from 'react';
import { treeRows } from '../../../shared/plan/line-tree.ts';
import { movementLabels } from '../../../shared/plan/plan-labels.ts';
import { type MovementKind, movementKinds, planLength } from '../../../shared/plan/plan-types.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { PlanCharts } from './plan-charts.tsx';
import { PlanDrill } from './plan-drill.tsx';
import { PlanLines } from './plan-lines.tsx';
import { PlanReserves } from './plan-reserves.tsx';
import { PlanTiles } from './plan-tiles.tsx';
import { PlanYears } from './plan-years.tsx';
import { usePlan } from './use-plan.ts';

const lengths = Array.from({ length: planLength.most - planLength.fewest + 1 }, (_, at) => planLength.fewest + at);

type Opened = { year: string; kind: MovementKind | null; lines: readonly string[] | null; title: string };

/** What will the next years cost, and what pays for them? */
export default function PlanScreen() {
  const unit = useStore((state) => state.unit);
  const snapshot = useStore((state) => state.snapshot);
  const [view, show] = useView('/plan');
  const { plan, refused, years, setYears } = usePlan();
  const [opened, setOpened] = useState<Opened | null>(null);
  const worked = view === 'years' || view === 'lines' || view === 'balances';
  const year = plan?.years.find((each) => each.year === opened?.year) ?? plan?.years[1];
  const openKind = (row: string, label: string) => {
    const kind = movementKinds.find((each) => each === row) ?? null;
    setOpened({ year: label, kind, lines: null, title: kind ? movementLabels[kind] : 'Every movement' });
  };
  const openLine = (key: string, label: string) => {
    if (!plan || !snapshot) return;
    const names = plan.years.flatMap((each) => each.lines.map(({ code, name }) => ({ code, name })));
    const row = treeRows(snapshot.lineGroups, snapshot.lineGroupMembers, names).find((each) => each.key === key);
    setOpened({ year: label, kind: null, lines: row ? row.lines : null, title: row?.name ?? 'Every line' });
  };
  return (
    <>
      <ScreenHead
        title="Plan"
        description={plan ? `${plan.firstYear} to ${plan.years.at(-1)?.year}` : 'The years after this one'}
      >
        {worked ? (
          <label className="row quiet small">
            Years
            <select className="input" value={years} onChange={(event) => setYears(Number(event.target.value))}>
              {lengths.map((length) => (
                <option key={length} value={length}>
                  {length}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <Segments name="View" value={view} choices={viewLists['/plan']} onChange={show} />
        {worked ? <UnitChoice /> : null}
      </ScreenHead>
      {!worked ? (
        <RegisterGrid key={view} register={view} />
      ) : refused !== null || !plan || !snapshot || !year ? (
        <StateView title="There is no plan yet">
          {refused ?? 'A plan needs budget lines and actuals of a year.'}
        </StateView>
      ) : (
        <>
          <PlanTiles plan={plan} unit={unit} />
          {view === 'years' ? <PlanCharts plan={plan} year={year} unit={unit} /> : null}
          {view === 'years' ? <PlanYears plan={plan} unit={unit} onOpen={openKind} /> : null}
          {view === 'lines' ? <PlanLines plan={plan} snapshot={snapshot} unit={unit} onOpen={openLine} /> : null}
          {view === 'balances' ? <PlanReserves plan={plan} unit={unit} /> : null}
          {opened && view !== 'balances' ? (
            <PlanDrill year={year} kind={opened.kind} lines={opened.lines} title={opened.title} unit={unit} />
          ) : null}
          <section className="card notes" aria-label="Notes on the plan">
            <h2>Notes</h2>
            <ul>
              {[...new Set(plan.years.flatMap((each) => each.notes))].map((note) => (
                <li key={note}>{note}</li>
              ))}
            </ul>
          </section>
        </>
      )}
    </>
  );
}
