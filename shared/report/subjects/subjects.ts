import type { DemandProjection } from '../../demand/projection.ts';
import { leavers } from '../../leavers/leavers.ts';
import { addDays, addMonths } from '../../model/calendar.ts';
import type { Forecast } from '../../model/forecast.ts';
import type { Scenario } from '../../model/scenario.ts';
import type { Snapshot } from '../../model/snapshot.ts';
import { sufficiency } from '../../sufficiency/sufficiency.ts';
import { activitySubject } from './activity-subject.ts';
import { type CommentaryLine, commentaryLines } from './commentary-subject.ts';
import { performanceSubject } from './performance-subject.ts';
import { programmeSubject } from './programme-subject.ts';
import type { Subject } from './subject-table.ts';
import { leaversSubject, sufficiencySubject } from './sufficiency-subject.ts';

/** Subjects beside the outturn, in the order of packs and of the sheets of the workbook. */
export const subjectNames = {
  sufficiency: 'Enough places',
  leavers: 'Care leavers',
  activity: 'Activity and price',
  programme: 'Programme',
  performance: 'Contract performance',
} as const;
export type SubjectKey = keyof typeof subjectNames;
export type Subjects = Record<SubjectKey, Subject> & {
  /** What officers say of the figures; of it, what a public paper may have. */
  commentary: CommentaryLine[];
  publicCommentary: CommentaryLine[];
};

/**
 * Every subject of a scenario on its data, a year after the data date where it looks ahead. A subject of which nothing is
 * entered has no tables.
 */
export function subjectsOf(
  snapshot: Snapshot,
  scenario: Scenario,
  made: Forecast,
  projection: DemandProjection,
  today: string,
): Subjects {
  const names = Object.fromEntries(snapshot.placementGroups.map((group) => [group.code, group.name]));
  const on = addDays(addMonths(addDays(snapshot.dataDate, 1), 12), -1);
  const places =
    snapshot.placementRequests.length + snapshot.capacityProgramme.length + snapshot.supplierContracts.length > 0;
  return {
    sufficiency: places
      ? sufficiencySubject(sufficiency(snapshot, projection, on, scenario.levers), names)
      : { tables: [], said: [] },
    leavers: leaversSubject(leavers(snapshot, scenario, 3, projection)),
    activity: activitySubject(snapshot, scenario),
    programme: programmeSubject(snapshot, made.year, today),
    performance: performanceSubject(snapshot, today),
    commentary: commentaryLines(snapshot, made, false),
    publicCommentary: commentaryLines(snapshot, made, true),
  };
}
