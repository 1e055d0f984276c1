import { daysBetween } from '../model/calendar.ts';
import type { Milestone } from '../model/registers.ts';

/** A milestone with where it stands and how far it slipped. */
export type MilestoneRow = Pick<Milestone, 'projectReference' | 'reference' | 'name' | 'planned' | 'ownerRole'> & {
  forecast: string | null;
  actual: string | null;
  /** Where it is now expected or was met. */
  due: string;
  /** Days after the plan: above nought late, below early. Of the actual date, else of the forecast, else nought. */
  slippageDays: number;
  state: 'met' | 'late' | 'overdue' | 'on plan';
};

/**
 * A milestone on a day: met with its actual date; overdue where the date it was expected on has gone by without one; late
 * where it is forecast after its plan. Slippage is in days against the plan. Source: docs/model.md §17.
 */
export function milestoneRow(milestone: Milestone, today: string): MilestoneRow {
  const { projectReference, reference, name, planned, forecast, actual, ownerRole } = milestone;
  const due = actual ?? forecast ?? planned;
  const slippageDays = daysBetween(planned, due);
  const state = actual !== null ? 'met' : due < today ? 'overdue' : slippageDays > 0 ? 'late' : 'on plan';
  return { projectReference, reference, name, planned, ownerRole, forecast, actual, due, slippageDays, state };
}
