import { useState } from 'react';
import { type RegisterName, registers } from '../../../shared/model/registers.ts';
import { RegisterGrid } from '../../components/grid/register-grid.tsx';

const lists = [
  'projects',
  'projectRatings',
  'milestones',
  'projectLinks',
  'businessCases',
  'caseSteps',
  'caseConditions',
  'benefitMeasures',
  'benefitQuarters',
  'turnArounds',
  'boardSnapshots',
  'activityChanges',
  'activityRelations',
  'packTexts',
] as const satisfies readonly RegisterName[];

/** The registers of the programme as rows to edit. */
export function ProgrammeLists() {
  const [list, setList] = useState<(typeof lists)[number]>('projects');
  return (
    <>
      <label className="row quiet small">
        Register
        <select
          className="input"
          value={list}
          onChange={(event) => setList(lists.find((each) => each === event.target.value) ?? 'projects')}
        >
          {lists.map((each) => (
            <option key={each} value={each}>
              {registers[each].label}
            </option>
          ))}
        </select>
      </label>
      <RegisterGrid key={list} register={list} />
    </>
  );
}
