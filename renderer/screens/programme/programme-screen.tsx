import { useState } from 'react';
import { formatDate } from '../../../shared/format/format.ts';
import { boardRows } from '../../../shared/programme/board.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';
import { countText } from '../../components/parts/money.ts';
import { NotesList } from '../../components/parts/notes-list.tsx';
import { ScreenHead } from '../../components/parts/screen-head.tsx';
import { Segments } from '../../components/parts/segments.tsx';
import { StateView } from '../../components/parts/state-view.tsx';
import { UnitChoice } from '../../components/parts/unit-choice.tsx';
import { today as now } from '../../components/scenario/today.ts';
import { applyEdits } from '../../state/edits.ts';
import { notify, useStore } from '../../state/store.ts';
import { useView } from '../use-view.ts';
import { viewLists } from '../views.ts';
import { BenefitsView } from './benefits-view.tsx';
import { BoardView } from './board-view.tsx';
import { CasesView } from './cases-view.tsx';
import { DriversView } from './drivers-view.tsx';
import { ProgrammeLists } from './programme-lists.tsx';
import { ProgrammeTiles } from './programme-tiles.tsx';
import { ProjectPage } from './project-page.tsx';
import { TimelineView } from './timeline-view.tsx';
import { useProgramme } from './use-programme.ts';

const boardName = 'Transformation & Efficiencies Board';

/** Is the programme on track, and what does it bring? */
export default function ProgrammeScreen() {
  const unit = useStore((state) => state.unit);
  const snapshot = useStore((state) => state.snapshot);
  const scenarioYear = useStore((state) => state.open?.scenario.year);
  const [view, show] = useView('/programme');
  const [asked, setAsked] = useState<string | null>(null);
  const [project, setProject] = useState<string | null>(null);
  const [today] = useState(() => now());
  const year = asked ?? scenarioYear ?? '2024/25';
  const { made, board, changes } = useProgramme(year, today);
  const years = [...new Set([...(made?.years ?? []), year])].sort();
  const chosen = made?.projects.find((row) => row.reference === project) ?? null;
  const keep = async () => {
    if (!made) return;
    const edits = boardRows(made, boardName, today).map((values) => ({
      op: 'insert' as const,
      register: 'boardSnapshots' as const,
      values,
    }));
    const failure = await applyEdits(edits, null, `Keep the programme as of ${formatDate(today)}`);
    if (failure) notify(failure.message, 'bad');
    else notify('Kept: the next board is told what has changed since.', 'good');
  };
  return (
    <>
      <ScreenHead
        title="Programme"
        description={made ? countText(made.projects.length, 'project') : 'Projects, cases and benefits'}
      >
        {view === 'lists' ? null : (
          <label className="row quiet small">
            Year
            <select className="input" value={year} onChange={(event) => setAsked(event.target.value)}>
              {years.map((each) => (
                <option key={each} value={each}>
                  {each}
                </option>
              ))}
            </select>
          </label>
        )}
        <Segments name="View" value={view} choices={viewLists['/programme']} onChange={show} />
        {view === 'lists' ? null : <UnitChoice />}
      </ScreenHead>
      {view === 'lists' ? (
        <ProgrammeLists />
      ) : view === 'commentaries' ? (
        <RegisterGrid register="commentaries" />
      ) : !made || !snapshot ? (
        <StateView title="There are no projects yet">
          Import a register of projects in Data and checks, or add projects under Lists.
        </StateView>
      ) : (
        <>
          <ProgrammeTiles made={made} unit={unit} />
          {view === 'board' ? (
            <BoardView made={made} board={board} changes={changes} unit={unit} onOpen={setProject} onKeep={keep} />
          ) : null}
          {view === 'board' && chosen ? (
            <ProjectPage project={chosen} snapshot={snapshot} year={year} unit={unit} />
          ) : null}
          {view === 'timeline' ? <TimelineView made={made} today={today} /> : null}
          {view === 'benefits' ? <BenefitsView made={made} snapshot={snapshot} unit={unit} /> : null}
          {view === 'drivers' ? <DriversView snapshot={snapshot} /> : null}
          {view === 'cases' ? <CasesView made={made} unit={unit} /> : null}
          <NotesList label="Notes on the programme" notes={[...made.overlaps, ...made.notes]} />
        </>
      )}
    </>
  );
}
