import { type ExitRoute, exitRoutes } from '../demand/history/exit-routes.ts';
import { type DemandRates, routeRates } from '../demand/history/rates.ts';
import { routeOfLever } from '../demand/levers/lever-route.ts';
import { childrenShare, type Draft, force, perDayOfMonth, say } from '../demand/levers/run.ts';
import { formatDate } from '../format/format.ts';
import type { Lever } from '../model/lever.ts';
import { cellParts, type LeverDefinition } from './definition.ts';

export const exitsNumber: LeverDefinition = {
  section: 'Children',
  label: 'More leaving by one route',
  unit: 'a year',
  minimum: 0,
  maximum: 60,
  step: 1,
  neutral: 0,
  uses: [...cellParts, 'reference'],
  referenceTo: 'exit',
  help: 'Reunification, special guardianship or adoption: this many more a year, from the groups and ages that leave by that route; by any route, from all in proportion to the children',
  search: 'demand leavers permanence reunification SGO adoption return home',
  effect: { on: 'flows', countsUasc: true, apply: addExits },
};

/** Rates of leaving by a route are asked for in every step of every what-if. */
const knownRoutes = new WeakMap<DemandRates, Map<ExitRoute, number[]>>();
function keepRoute(rates: DemandRates, route: ExitRoute): number[] {
  const own = knownRoutes.get(rates) ?? new Map<ExitRoute, number[]>();
  const found = routeRates(rates, route);
  knownRoutes.set(rates, own.set(route, found));
  return found;
}

/** Takes children in proportion to those there and, where a route is named, to their rate of leaving by it. */
function addExits(draft: Draft, lever: Lever, cells: readonly number[], strength: number): void {
  const perDay = perDayOfMonth((Math.max(0, lever.value) / 12) * strength, draft.view.step);
  const { rates } = draft.prepared;
  const children = cells.map((cell) => draft.cells[cell]! * childrenShare(draft, cell, lever.uasc));
  const route = routeOfLever(lever);
  const byRoute = route === null ? null : (knownRoutes.get(rates)?.get(route) ?? keepRoute(rates, route));
  let weights = byRoute ? children.map((count, index) => count * byRoute[cells[index]!]!) : children;
  if (route !== null && weights.every((weight) => weight === 0)) {
    const { from, to } = rates.window;
    say(
      draft.notes,
      lever,
      `${lever.name}: no child is recorded as leaving by ${exitRoutes[route].label} from ${formatDate(from)} to ${formatDate(to)}, so those who leave are taken in proportion to the children there`,
    );
    weights = children;
  }
  const unmet = force(draft, cells, weights, -1, perDay, lever.uasc);
  if (unmet > 1e-9)
    say(
      draft.notes,
      lever,
      `${lever.name}: more are to leave than there are ${lever.uasc === 'only' ? 'unaccompanied ' : ''}children ${route && weights !== children ? `where they leave by ${exitRoutes[route].label}` : 'in its groups'}, so it is capped`,
    );
}
