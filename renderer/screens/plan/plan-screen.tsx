import { useMemo, useState } from 'react';
import { treeRows } from '../../../shared/plan/line-tree.ts';
import { movementLabels } from '../../../shared/plan/plan-labels.ts';
import { movementKinds, planLength } from '../../../shared/plan/plan-types.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { NotesList } from '../../components/parts/notes-list.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { PlanCharts } from './plan-charts.tsx';
import { PlanClosing } from './plan-closing.tsx';
import { PlanCompare } from './plan-compare.tsx';
import { PlanDrill } from './plan-drill.tsx';
import type { PlanOpened } from './plan-drill-content.ts';
import { PlanLines } from './plan-lines.tsx';
import { PlanReserves } from './plan-reserves.tsx';
import { PlanSure } from './plan-sure.tsx';
import { PlanTiles } from './plan-tiles.tsx';
import { isRegister, planViews } from './plan-views.ts';
import { PlanYears, rowTitles } from './plan-years.tsx';
import { useBasePlan, usePlan } from './use-plan.ts';

const lengths = Array.from({ length: planLength.most - planLength.fewest + 1 }, (_, at) => planLength.fewest + at);

/** What will the next years cost, and what pays for them? */
export default function PlanScreen() {
  const unit = useStore((state) => state.unit);
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [view, show] = useView('/plan');
  const { plan, refused, years, setYears } = usePlan();
  const base = useBasePlan(view === 'sure', years);
  const [opened, setOpened] = useState<PlanOpened | null>(null);
  const [moved, setMoved] = useState('');
  const { group, groups, within } = useMemo(() => planViews(view), [view]);
  const register = isRegister(view) ? view : null;
  const movement = plan?.years.find((each) => each.year === moved) ?? plan?.years[1];
  const behind = opened && plan?.years.find((each) => each.year === opened.year);
  const openRow = (row: string, year: string) => {
    const kind = movementKinds.find((each) => each === row);
    setMoved(year);
    setOpened({ year, row, lines: null, title: kind ? movementLabels[kind] : (rowTitles[row] ?? 'Cost of the year') });
  };
  const openLine = (key: string, year: string) => {
    if (!plan || !snapshot) return;
    const names = plan.years.flatMap((each) => each.lines.map(({ code, name }) => ({ code, name })));
    const row = treeRows(snapshot.lineGroups, snapshot.lineGroupMembers, names).find((each) => each.key === key);
    setOpened({ year, row: 'line', lines: row ? row.lines : null, title: row?.name ?? 'Every line' });
  };
  return (
    <>
      <ScreenHead
        title="Plan"
        description={plan ? `${plan.firstYear} to ${plan.years.at(-1)?.year}` : 'The years after this one'}
      >
        <Segments name="View" value={group} choices={groups} onChange={show} />
        {register ? null : (
          <>
            <select
              className="input period-choice"
              aria-label="Years of the plan"
              value={years}
              onChange={(event) => setYears(Number(event.target.value))}
            >
              {lengths.map((length) => (
                <option key={length} value={length}>
                  {length} years
                </option>
              ))}
            </select>
            <UnitChoice />
          </>
        )}
      </ScreenHead>
      {within.length > 0 ? (
        <div className="row wrap">
          <Segments name="Rows behind it" value={view} choices={within} onChange={show} />
        </div>
      ) : null}
      {register ? (
        <RegisterGrid key={register} register={register} />
      ) : refused !== null || !plan || !snapshot || !scenario || !movement ? (
        <StateView title="There is no plan yet">
          {refused ?? 'A plan needs budget lines and actuals of a year.'}
        </StateView>
      ) : (
        <>
          {view === 'years' ? <PlanTiles plan={plan} unit={unit} /> : null}
          {view === 'years' ? <PlanCharts plan={plan} year={movement} unit={unit} onYear={setMoved} /> : null}
          {view === 'years' ? <PlanYears plan={plan} unit={unit} onOpen={openRow} /> : null}
          {view === 'lines' ? <PlanLines plan={plan} snapshot={snapshot} unit={unit} onOpen={openLine} /> : null}
          {view === 'sure' ? (
            <PlanSure plan={plan} base={base} snapshot={snapshot} scenario={scenario} unit={unit} />
          ) : null}
          {view === 'compare' ? <PlanCompare plan={plan} snapshot={snapshot} scenario={scenario} unit={unit} /> : null}
          {view === 'closing' ? <PlanClosing plan={plan} snapshot={snapshot} unit={unit} /> : null}
          {view === 'balances' ? <PlanReserves plan={plan} unit={unit} /> : null}
          {behind && opened ? <PlanDrill year={behind} opened={opened} onClose={() => setOpened(null)} /> : null}
          {view === 'years' || view === 'lines' ? <Notes plan={plan} /> : null}
        </>
      )}
    </>
  );
}

function Notes({ plan }: { plan: NonNullable<ReturnType<typeof usePlan>['plan']> }) {
  const notes = [...new Set(plan.years.flatMap((each) => each.notes))];
  return <NotesList label="Notes on the plan" notes={notes} />;
}
