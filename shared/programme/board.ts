import { daysBetween } from '../model/calendar.ts';
import type { Pence } from '../model/money.ts';
import type { BoardSnapshot } from '../model/registers.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { Programme, ProjectRow } from './programme.ts';

/** The programme as a board sees it: rows for the register of boards, without ids. Pence. */
export function boardRows(made: Programme, board: string, metOn: string): Omit<BoardSnapshot, 'id'>[] {
  return made.projects.map((project) => ({
    ...{ board, metOn, projectReference: project.reference, stage: project.stage, state: project.state },
    ...{ end: project.end, released: project.money.released, planned: project.money.planned },
    ...{ realised: project.money.realised, forecast: project.money.forecast },
    milestonesDue: project.milestones.filter((row) => row.actual === null).length,
    latestMilestone: lastDue(project),
  }));
}

const lastDue = (project: ProjectRow): string | null =>
  project.milestones
    .map((row) => row.due)
    .sort()
    .at(-1) ?? null;

/** What changed in a project since a board last saw it; `text` are sentences, empty where nothing did. */
export type BoardChange = {
  projectReference: string;
  name: string;
  isNew: boolean;
  released: Pence;
  realised: Pence;
  forecast: Pence;
  slippedDays: number;
  text: string[];
};

/** The last time a board met before a day, or null where it has not. */
export function lastBoard(
  { boardSnapshots }: Pick<Snapshot, 'boardSnapshots'>,
  today: string,
  board: string | null = null,
): { board: string; metOn: string } | null {
  const met = boardSnapshots
    .filter((row) => row.metOn < today && (board === null || row.board === board))
    .sort((a, b) => (a.metOn < b.metOn ? -1 : 1))
    .at(-1);
  return met ? { board: met.board, metOn: met.metOn } : null;
}

/** Projects that differ from what a board last saw, each with what did. Source: docs/model.md §17. */
export function changesSince(
  made: Programme,
  rows: readonly BoardSnapshot[],
  { board, metOn }: { board: string; metOn: string },
): BoardChange[] {
  const before = new Map(
    rows.filter((row) => row.board === board && row.metOn === metOn).map((row) => [row.projectReference, row]),
  );
  return made.projects.flatMap((project): BoardChange[] => {
    const old = before.get(project.reference);
    const { reference, name, money } = project;
    if (!old) {
      const { released, realised, forecast } = money;
      return [
        { projectReference: reference, name, isNew: true, released, realised, forecast, slippedDays: 0, text: ['New'] },
      ];
    }
    const due = lastDue(project);
    const slippedDays = due && old.latestMilestone ? daysBetween(old.latestMilestone, due) : 0;
    const open = project.milestones.filter((row) => row.actual === null).length;
    const text = [
      ...(project.state === old.state ? [] : [`${old.state ?? 'not rated'} → ${project.state ?? 'not rated'}`]),
      ...(project.stage === old.stage ? [] : [`${old.stage} → ${project.stage}`]),
      ...(project.end === old.end ? [] : [`ends ${project.end ?? 'open'}, not ${old.end ?? 'open'}`]),
      ...(open < old.milestonesDue ? [`${old.milestonesDue - open} milestones met`] : []),
      ...(slippedDays === 0
        ? []
        : [`last milestone ${Math.abs(slippedDays)} days ${slippedDays > 0 ? 'later' : 'earlier'}`]),
    ];
    const [released, realised, forecast] = [
      money.released - (old.released ?? 0),
      money.realised - (old.realised ?? 0),
      money.forecast - (old.forecast ?? 0),
    ];
    if (text.length === 0 && released === 0 && realised === 0 && forecast === 0) return [];
    return [{ projectReference: reference, name, isNew: false, released, realised, forecast, slippedDays, text }];
  });
}
