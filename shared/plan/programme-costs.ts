import { daysBetween, type YearLabel, yearEnd, yearStart } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import { roundHalfAway } from '../model/money.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { type DatedProject, datedProjects, projectCost } from '../sufficiency/programme.ts';
import { movement } from './line-year.ts';
import type { PlanMovement } from './plan-types.ts';

/**
 * Running cost and financing of the capacity programme on a line in year `at` of the plan, as the change from the year
 * before: each project by the days it stands in the year and by its chance (docs/model.md §20). Capital less grant is
 * repaid by annuity. What falls in the first year is not in its forecast, and `programmeNotes` says so.
 */
export function programmeOf(
  snapshot: Pick<Snapshot, 'capacityProgramme'>,
  levers: readonly Lever[],
  line: string,
  years: readonly YearLabel[],
  at: number,
): PlanMovement[] {
  const own = snapshot.capacityProgramme.filter((row) => row.lineCode === line && row.kind === 'opening');
  return datedProjects(own, levers)
    .map((project) => {
      const of = (year: YearLabel) => roundHalfAway(projectCost(project.row).total * partOf(project, year));
      const before = at > 1 ? of(years[at - 1] ?? '') : 0;
      const { name, reference } = project.row;
      return movement('capacity', `${name}: running cost and financing`, of(years[at] ?? '') - before, { reference });
    })
    .filter((item) => item.amount !== 0);
}

/** Part of a year a project stands, times its chance: 0 to 1. */
function partOf({ from, to, probability }: DatedProject, year: YearLabel): number {
  if (from === null || year === '') return 0;
  const [start, end] = [yearStart(year), yearEnd(year)];
  const first = from > start ? from : start;
  const last = to !== null && to < end ? to : end;
  return first >= last ? 0 : (daysBetween(first, last) / daysBetween(start, end)) * probability;
}

/** What of the programme the plan leaves out, in words. */
export function programmeNotes(
  { capacityProgramme }: Pick<Snapshot, 'capacityProgramme'>,
  levers: readonly Lever[],
  first: YearLabel,
): string[] {
  return datedProjects(capacityProgramme, levers).flatMap((project) => {
    const { row } = project;
    const { revenue, financing, total } = projectCost(row);
    if (row.kind !== 'opening') return [];
    if (revenue === null && financing === null)
      return [`${row.name}: no running cost and no financing is said, so it costs the plan nothing`];
    if (row.lineCode === null) return [`${row.name}: no budget line is said, so its cost is not in the plan`];
    if (project.from === null) return [`${row.name}: no opening date is said, so its cost is not in the plan`];
    return total !== 0 && partOf(project, first) > 0
      ? [`${row.name}: what it costs in ${first} is not in that year’s forecast; the plan has it from the year after`]
      : [];
  });
}
