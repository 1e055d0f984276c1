import type { Scenario } from '../model/scenario.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** Assumptions the forecast reads, by key: what they are when neither the data nor the scenario sets them. */
export const forecastAssumptions = {
  'rag-green': { value: 1, unit: 'share', meaning: 'Part of green savings expected to be delivered' },
  'rag-amber': { value: 0.75, unit: 'share', meaning: 'Part of amber savings expected to be delivered' },
  'rag-red': { value: 0, unit: 'share', meaning: 'Part of red savings expected to be delivered' },
  'rag-unassessed': { value: 0, unit: 'share', meaning: 'Part of savings not assessed expected to be delivered' },
  'discount-rate': { value: 3.5, unit: '%', meaning: 'Discount rate of invest to save, year 0 undiscounted' },
  'reference-months': { value: 12, unit: 'months', meaning: 'Reference window of rates and starter prices' },
  'kappa-days': { value: 1095, unit: 'child-days', meaning: 'Weight of the wider group in a rate; 0 = none' },
  'demand-price-correlation': {
    value: 0.3,
    unit: '−1 to 1',
    meaning:
      'Correlation of the number of children with the price of placements: in a market short of places more demand raises prices (CMA, children’s social care market study, 2022); no figure is published, so a modest one is assumed',
  },
  'pressure-correlation': {
    value: 0.3,
    unit: '0 to 1',
    meaning:
      'Correlation between the pressures of one line, which share its causes: the default where nothing is known (Joint Agency Cost Schedule Risk and Uncertainty Handbook, 2014)',
  },
  'seasonal-entrants': { value: 0, unit: '', meaning: 'Entrants follow the seasons of the history held' },
} as const;
export type AssumptionKey = keyof typeof forecastAssumptions;

/** Value of an assumption: the scenario's, else the data's, else the default above. */
export function assumption(snapshot: Snapshot, scenario: Pick<Scenario, 'assumptions'>, key: AssumptionKey): number {
  return optionalAssumption(snapshot, scenario, key) ?? forecastAssumptions[key].value;
}

/** Value of any assumption key, null when nobody sets it. */
export function optionalAssumption(
  snapshot: Snapshot,
  scenario: Pick<Scenario, 'assumptions'>,
  key: string,
): number | null {
  return scenario.assumptions[key] ?? snapshot.assumptions.find((row) => row.key === key)?.value ?? null;
}

/** Key that sets how far expected ends of placements are trusted: 1 = all, 0 = none; unset = as they held in the past. */
export const expectedEndsKey = 'expected-ends';

/**
 * Keys that set how arrivals and exits move; unset = as the history says. Variance of arrivals over their mean, and the
 * standard deviation of the log rate over a year of entry and of leaving (0.12 = 12 %). 1, 0 and 0 = nothing moves: the
 * rates of the reference window, as they are.
 */
export const movementKeys = {
  dispersion: 'arrival-dispersion',
  entryWalk: 'entry-movement',
  exitWalk: 'exit-movement',
} as const;

/** Key that has the widths of simulated ranges follow the forecast's own past errors (1); unset or 0 = they do not. */
export const intervalAdjustmentKey = 'interval-adjustment';

/** What a key that states a break of policy begins with: `break:2023-01`, its value 1 (0 = none after all). */
export const breakPrefix = 'break:';

/** Key that sets the starter price of a group, in pounds a week. */
export const starterKey = (group: string) => `starter-weekly:${group}`;

/** Key that sets the per cent of a group's gross cost that partners pay beside what each placement states. */
export const contributionKey = (group: string) => `contribution-percent:${group}`;

/** Keys beside `forecastAssumptions` that a forecast or its range reads, and what longer keys begin with. */
const otherKeys: readonly string[] = [
  expectedEndsKey,
  ...Object.values(movementKeys),
  intervalAdjustmentKey,
  'price-risk',
  'line-risk',
  'inflation-risk',
];
const keyStarts: readonly string[] = [
  'starter-weekly:',
  'contribution-percent:',
  'rate:',
  'line-risk:',
  breakPrefix,
  'inflation:',
  'proposal-confidence:',
];

/** True for an assumption that moves the forecast, its range or the plan (docs/model.md §15); others (a paper's inflation, a reserve) are kept and shown, no more. */
export function movesForecast(key: string): boolean {
  return key in forecastAssumptions || otherKeys.includes(key) || keyStarts.some((start) => key.startsWith(start));
}

/** False for a key that names a group or a line which the data do not have: it is kept, and moves nothing. */
function namesSomething(snapshot: Snapshot, key: string): boolean {
  const name = key.slice(key.indexOf(':') + 1);
  if (key === starterKey(name) || key === contributionKey(name))
    return snapshot.placementGroups.some(({ code }) => code === name);
  return !key.startsWith('line-risk:') || snapshot.budgetLines.some(({ code }) => code === name);
}

/**
 * Assumptions a scenario changes and the forecast or its range reads: key, the data's or the default value (null = none)
 * and the scenario's.
 */
export function changedAssumptions(
  snapshot: Snapshot,
  scenario: Scenario,
): { key: string; base: number | null; value: number }[] {
  return Object.keys(scenario.assumptions)
    .filter((key) => movesForecast(key) && namesSomething(snapshot, key))
    .sort()
    .flatMap((key) => {
      const value = scenario.assumptions[key] ?? 0;
      const inForce = optionalAssumption(snapshot, { assumptions: {} }, key);
      const base = inForce ?? (key in forecastAssumptions ? forecastAssumptions[key as AssumptionKey].value : null);
      return value === base ? [] : [{ key, base, value }];
    });
}
