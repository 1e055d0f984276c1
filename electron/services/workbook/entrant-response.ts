import { projectDemand } from '../../../shared/demand/project.ts';
import { type DemandProjection, goneIn } from '../../../shared/demand/projection.ts';
import { newLever } from '../../../shared/levers/new-lever.ts';
import { OutturnError } from '../../../shared/model/problem.ts';
import { demandInput, demandOf } from '../../../shared/scenario/demand-cache.ts';
import { inputStart } from './inputs.ts';
import type { WorkbookInput } from './workbook-input.ts';

export const responseMeasures = ['stock', 'entrants', 'leavers', 'childDays'] as const;
type ResponseMeasure = (typeof responseMeasures)[number];

/** How children answer to entrants of each group: change at +100 %, of any group in any month. */
export type EntrantResponse = {
  /** Groups whose entrants may be changed. */
  groups: string[];
  /** Entrants a month as exported, of each of them. */
  monthly: number[];
  /** Change of a group in a month for each of `groups`, in their order. */
  of(month: number, group: string, measure: ResponseMeasure): number[];
};

/** Per cent tried on the groups at once, to see that changes add up. */
const trial = [-100, 40, -25, 200, 10];
const tolerance = 1e-6;

/**
 * Expected children are a sum over those who enter: twice the entrants bring twice the children (docs/model.md §4). So
 * one projection a group at +100 % tells every other change exactly. It is tried on all groups at once; null where
 * caps, places that run out or a method of its own bend the line, since then the workbook could not follow to the
 * penny.
 */
export function entrantResponse(input: WorkbookInput): EntrantResponse | null {
  const { snapshot, scenario } = input;
  const base = demandOf(snapshot, scenario);
  const from = inputStart(scenario, snapshot.dataDate);
  const under = (changes: readonly { group: string; value: number }[]) =>
    // Not kept: nobody asks for these projections again.
    valuesOf(
      projectDemand(
        demandInput(snapshot, {
          ...scenario,
          levers: [
            ...scenario.levers,
            ...changes.map(({ group, value }, index) => ({
              ...newLever('entrants-percent', `response-${index}`, from),
              groups: [group],
              value,
            })),
          ],
        }),
      ),
    );
  const before = valuesOf(base);
  const found = base.groups.flatMap((group) => {
    const moved = orNull(() => under([{ group, value: 100 }]));
    if (!moved) return [];
    const change = moved.map((value, index) => value - (before[index] ?? 0));
    return change.some((value) => Math.abs(value) > tolerance) ? [{ group, change }] : [];
  });
  if (found.length === 0) return null;
  const changes = found.map(({ group }, index) => ({ group, value: trial[index % trial.length] ?? 0 }));
  const together = under(changes);
  const predicted = before.map((value, at) =>
    found.reduce((sum, { change }, index) => sum + ((change[at] ?? 0) * (changes[index]?.value ?? 0)) / 100, value),
  );
  if (together.some((value, at) => !(Math.abs(value - (predicted[at] ?? 0)) < tolerance))) return null;
  const width = responseMeasures.length;
  return {
    groups: found.map(({ group }) => group),
    monthly: found.map(({ group }) => {
      const months = base.months.slice(0, 12).map((month) => month.groups[group]?.entrants ?? 0);
      return months.reduce((sum, one) => sum + one, 0) / Math.max(1, months.length);
    }),
    of(month, group, measure) {
      const place = base.groups.indexOf(group);
      if (place < 0) return found.map(() => 0);
      const at = (month * base.groups.length + place) * width + responseMeasures.indexOf(measure);
      // What is left of rounding is no answer.
      return found.map(({ change }) => (Math.abs(change[at] ?? 0) < 1e-9 ? 0 : (change[at] ?? 0)));
    },
  };
}

/** Every measure of every group of every month, one after the other. */
function valuesOf(projection: DemandProjection): number[] {
  return projection.months.flatMap((month, at) =>
    projection.groups.flatMap((group) => {
      const cell = month.groups[group];
      return cell ? [cell.stock, cell.entrants, goneIn(projection, at, group), cell.childDays] : [0, 0, 0, 0];
    }),
  );
}

/** A group that is held at its level, and not modelled, has no entrants to change. */
function orNull<Result>(make: () => Result): Result | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof OutturnError && error.code === 'lever-invalid') return null;
    throw error;
  }
}
