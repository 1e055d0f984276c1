import { leversOnLines } from '../levers/definitions.ts';
import { addYears, type YearLabel } from '../model/calendar.ts';
import { roundHalfAway, sum } from '../model/money.ts';
import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { beginsInYear } from '../scenario/finance-levers.ts';
import { changesOf, closeLine, inflationOf, movement, oneOffsOut, pressuresOf, savingsOf } from './line-year.ts';
import type { PlacementYears } from './placement-years.ts';
import type { PressureYears } from './plan-pressures.ts';
import type { SavingYears } from './plan-savings.ts';
import type { PlanLineYear, PlanMovement } from './plan-types.ts';
import { programmeOf } from './programme-costs.ts';
import { agreedOf } from './proposals.ts';
import { schemesOf } from './schemes.ts';

/** What every later year of a plan is made from. */
export type PlanInput = {
  snapshot: Snapshot;
  scenario: Scenario;
  /** All years, first year first. */
  years: readonly YearLabel[];
  savings: readonly SavingYears[];
  pressures: readonly PressureYears[];
  placements: PlacementYears;
  /** Stated costs of placements lines beyond the register, a year at the rate of the first year's open months. */
  statedRate: ReadonlyMap<string, number>;
};

/**
 * A line in year `at` of the plan from the year before (docs/model.md §15): one-offs fall out, agreed changes come
 * in, inflation acts on what is left, then savings, pressures, invest to save, proposals and levers; a placements line
 * is costed from the projection, told apart by children, mix and price.
 */
export function laterYear(input: PlanInput, before: PlanLineYear, at: number): PlanLineYear {
  const { snapshot, scenario, years, savings, pressures } = input;
  const year = years[at] ?? addYears(years[0] ?? '', at);
  const out = oneOffsOut(before);
  const base: PlanMovement[] = [
    ...out,
    ...changesOf(snapshot, savings, year, before.code),
    ...savingsOf(savings, before.code, at),
    ...pressuresOf(pressures, before.code, at),
    ...schemesOf(snapshot, before.code, years, at),
    ...programmeOf(snapshot, scenario.levers, before.code, years, at),
    ...agreedOf(snapshot, before.code, year),
    ...leversOnLines(scenario.levers, 'one-off')
      .filter((lever) => lever.reference === before.code && beginsInYear(lever, year))
      .map((lever) =>
        movement('levers', lever.name, roundHalfAway(lever.value * 100), { reference: lever.id, recurring: false }),
      ),
  ];
  const rest =
    before.method === 'placements'
      ? placementMovements(input, before, base, at)
      : inflationOf(snapshot, before, out, years[0] ?? year, at);
  const budget = budgetOf(input, before, year);
  const { code, name, service, funding, method } = before;
  return closeLine(
    { code, name, service, funding, method, ...budget, opening: before.closing, movements: [...base, ...rest] },
    before,
  );
}

/**
 * Why a placements line's cost differs from the year before. In the second year: the full-year effect of today's
 * children at today's prices (with whatever of the first year's cost the register does not explain), then what the
 * projection adds; after that, the change of each part.
 */
function placementMovements(input: PlanInput, before: PlanLineYear, base: readonly PlanMovement[], at: number) {
  const { years, placements, statedRate } = input;
  const of = (index: number) => placements.lines.get(years[index] ?? '')?.get(before.code);
  const now = of(at);
  if (!now) return [];
  const previous = at > 1 ? of(at - 1) : undefined;
  const stated = statedRate.get(before.code) ?? 0;
  const outOnce = sum(base.filter((item) => item.kind === 'one-offs').map((item) => item.amount));
  const change = (part: 'children' | 'mix' | 'prices') => roundHalfAway(now[part] - (previous?.[part] ?? 0));
  const parts = [
    movement('children', 'More or fewer children', change('children')),
    movement('mix', 'Where children live', change('mix')),
    movement('placement-prices', 'Prices of placements', change('prices')),
  ];
  const fixed = now.fixed - (previous?.fixed ?? now.fixed);
  if (previous) {
    const target = roundHalfAway(now.net - previous.net);
    const capacity = target - sum(parts.map((item) => item.amount));
    return [...parts, movement('capacity', 'Block contracts, homes and days of the year', capacity)].filter(
      (item) => item.amount !== 0,
    );
  }
  const capacity = movement('capacity', 'Block contracts and homes', roundHalfAway(fixed));
  const target = roundHalfAway(now.net + stated) - before.closing - outOnce;
  const today = target - capacity.amount - sum(parts.map((item) => item.amount));
  return [
    movement('placements-full-year', 'Full-year effect of today’s placements and prices', today),
    ...parts,
    capacity,
  ].filter((item) => item.amount !== 0);
}

/** Base budget of a line in a year: as stated, else the year before's with the changes that are agreed and recur. */
function budgetOf({ snapshot }: PlanInput, before: PlanLineYear, year: YearLabel) {
  const last = addYears(year, -1);
  const stated = snapshot.budgetLines.find((row) => row.code === before.code && row.year === year);
  const changes = snapshot.budgetChanges.filter(
    (row) => row.lineCode === before.code && row.approved !== null && row.kind !== 'investment',
  );
  const agreed = sum(changes.filter((row) => row.year === year).map((row) => row.grossPence + row.incomePence));
  const once = changes
    .filter((row) => row.year === last && row.recurring === 0)
    .map((row) => row.grossPence + row.incomePence);
  const ended = agreedOf(snapshot, before.code, last).filter((item) => !item.recurring);
  const proposals = sum(agreedOf(snapshot, before.code, year).map((item) => item.amount));
  const opening = stated
    ? stated.grossBudgetPence + stated.incomeBudgetPence
    : before.budget - sum(once) - sum(ended.map((item) => item.amount));
  return { budget: opening + agreed + proposals, budgetStated: stated !== undefined };
}
