import { leversOn } from '../levers/definitions.ts';
/** The capacity programme: places it adds or takes away day by day, and what it costs (docs/model.md §20). */
import { type CivilDate, sameDay } from '../model/calendar.ts';
import type { Lever } from '../model/lever.ts';
import type { Pence } from '../model/money.ts';
import type { CapacityProject } from '../model/registers.ts';

/** A project with its delays worked in. `from`: first day with, or without, its places; null where no day is said. */
export type DatedProject = {
  row: CapacityProject;
  from: CivilDate | null;
  to: CivilDate | null;
  delayMonths: number;
  /** Places it changes: above nought for an opening. */
  change: number;
  probability: number;
};

/** Months of delay that levers put on a project, each lever by its own number; a lever that names none acts on all. */
function delayOfLevers(levers: readonly Lever[], reference: string): number {
  return leversOn(levers, 'programme')
    .filter((lever) => lever.reference === null || lever.reference === reference)
    .reduce((sum, lever) => sum + Math.round(lever.value), 0);
}

/** Projects that are still to come: not open already, not cancelled. */
export function datedProjects(rows: readonly CapacityProject[], levers: readonly Lever[] = []): DatedProject[] {
  return rows
    .filter((row) => row.stage !== 'open' && row.stage !== 'cancelled')
    .map((row) => {
      const delayMonths = row.delayMonths + delayOfLevers(levers, row.reference);
      const later = (date: CivilDate | null) => date && sameDay(date, delayMonths);
      // A home takes nobody before it is registered.
      const planned =
        [row.plannedOn, row.registeredOn]
          .filter((date) => date !== null)
          .sort()
          .at(-1) ?? null;
      return {
        ...{ row, delayMonths, from: later(planned), to: row.kind === 'works' ? later(row.endsOn) : null },
        change: row.kind === 'opening' ? row.places : -row.places,
        probability: Math.min(1, Math.max(0, row.probabilityPercent / 100)),
      };
    });
}

/** Places a programme changes by a day: those sure of coming, expected (each by its probability), and all of them. */
export type ProgrammePlaces = { sure: number; expected: number; all: number };

export function programmePlaces(projects: readonly DatedProject[], group: string, on: CivilDate): ProgrammePlaces {
  const acting = projects.filter(
    ({ row, from, to }) => row.groupCode === group && from !== null && from <= on && (to === null || to > on),
  );
  const of = (weight: (project: DatedProject) => number) =>
    acting.reduce((sum, project) => sum + project.change * weight(project), 0);
  return {
    sure: of(({ probability }) => (probability >= 1 ? 1 : 0)),
    expected: of(({ probability }) => probability),
    all: of(() => 1),
  };
}

/**
 * Level yearly payment that repays a capital with interest, in pence: C·r ÷ (1 − (1 + r)^−n); without interest C ÷ n.
 * Case CAP-003: £3.3 m over 60 years at 5.8 % is £198 k a year.
 */
export function annuity(capital: Pence, years: number, ratePercent: number): Pence {
  if (!(years > 0)) return 0;
  const rate = ratePercent / 100;
  return rate === 0 ? capital / years : (capital * rate) / (1 - (1 + rate) ** -years);
}

/** What a project costs a year once it stands: running cost and the financing of capital less grant; null = not said. */
export function projectCost(row: CapacityProject): { revenue: Pence | null; financing: Pence | null; total: Pence } {
  const capital = row.capitalPence === null ? null : Math.max(0, row.capitalPence - (row.grantPence ?? 0));
  const known = capital !== null && row.termYears !== null && row.ratePercent !== null;
  const financing = known ? annuity(capital, row.termYears ?? 0, row.ratePercent ?? 0) : capital === 0 ? 0 : null;
  return { revenue: row.revenuePence, financing, total: (row.revenuePence ?? 0) + (financing ?? 0) };
}
