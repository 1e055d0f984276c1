import type { RegisterName } from '../../../shared/model/registers.ts';
import { type ViewOf, viewLists } from '../views.ts';

export type PlanView = ViewOf<'/plan'>;

const worked = ['years', 'lines', 'sure', 'compare', 'closing', 'balances'] as const;
export type WorkedView = (typeof worked)[number];

/** Views that show figures of the plan; the others are registers. */
export const isWorked = (view: PlanView): view is WorkedView => (worked as readonly string[]).includes(view);
export const isRegister = (view: PlanView): view is Exclude<PlanView, WorkedView> & RegisterName => !isWorked(view);

/** What the plan says, with the registers behind it one step further: too many to stand side by side. */
const groups: readonly (readonly PlanView[])[] = [
  ['years'],
  ['lines'],
  ['sure'],
  ['compare'],
  ['closing', 'proposals', 'proposalAmounts'],
  ['inflationIndices', 'inflationLinks'],
  ['balances', 'reserves', 'reserveMovements'],
  ['lineGroups', 'lineGroupMembers'],
];

const choiceOf = (view: PlanView) => viewLists['/plan'].find(({ value }) => value === view) ?? viewLists['/plan'][0];

/** The first view of each group, the group that is shown, and what stands beside it within the group. */
export function planViews(view: PlanView) {
  const own = groups.find((group) => group.includes(view)) ?? groups[0] ?? [];
  return {
    group: own[0] ?? view,
    groups: groups.flatMap(([first]) => (first ? [choiceOf(first)] : [])),
    within: own.length > 1 ? own.map(choiceOf) : [],
  };
}
