import { useMemo, useState } from 'react';
import { formatDate } from '../../../shared/format/format.ts';
import { addDays } from '../../../shared/model/calendar.ts';
import { demandOf } from '../../../shared/scenario/demand-cache.ts';
import { sufficiency } from '../../../shared/sufficiency/sufficiency.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { NotesList } from '../../components/parts/notes-list.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { FosteringPart } from './fostering-part.tsx';
import { GapPart } from './gap-part.tsx';
import { RequestsPart } from './requests-part.tsx';
import { SupplyPart } from './supply-part.tsx';

const ahead = [6, 12, 24, 36] as const;

/** Are there enough places, of the right kind, at the right time? */
export default function SufficiencyScreen() {
  const snapshot = useStore((state) => state.snapshot);
  const scenario = useStore((state) => state.open?.scenario);
  const [view, show] = useView('/sufficiency');
  const [months, setMonths] = useState<number>(12);
  const made = useMemo(() => {
    if (!snapshot || !scenario || snapshot.placements.length === 0) return null;
    const projection = demandOf(snapshot, scenario);
    const month = projection.months[Math.min(months, projection.months.length) - 1];
    return month ? { ...sufficiency(snapshot, projection, addDays(month.end, -1), scenario.levers), projection } : null;
  }, [snapshot, scenario, months]);
  const worked = view === 'gap' || view === 'requests' || view === 'supply' || view === 'fostering';
  return (
    <>
      <ScreenHead
        title="Sufficiency"
        description={made ? `places and children by ${formatDate(made.on)}` : 'places and children'}
      >
        {worked ? (
          <label className="row quiet small">
            Months ahead
            <select className="input" value={months} onChange={(event) => setMonths(Number(event.target.value))}>
              {ahead.map((count) => (
                <option key={count} value={count}>
                  {count}
                </option>
              ))}
            </select>
          </label>
        ) : null}
        <Segments name="View" value={view} choices={viewLists['/sufficiency']} onChange={show} />
      </ScreenHead>
      {!worked ? (
        <RegisterGrid key={view} register={view} />
      ) : !made || !snapshot ? (
        <StateView title="No children to place">
          The gap needs placements. Import them in Data and checks; requests, places and the programme stand in the
          views beside this one.
        </StateView>
      ) : (
        <>
          {view === 'gap' ? <GapPart made={made} snapshot={snapshot} /> : null}
          {view === 'requests' ? <RequestsPart made={made} /> : null}
          {view === 'supply' ? <SupplyPart made={made} snapshot={snapshot} /> : null}
          {view === 'fostering' ? <FosteringPart made={made} /> : null}
          <NotesList label="Notes on places" notes={made.notes} />
        </>
      )}
    </>
  );
}
