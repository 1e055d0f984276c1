import type { Lever } from '../../model/lever.ts';
import { OutturnError } from '../../model/problem.ts';
import { type ExitRoute, exitRouteNames } from '../history/exit-routes.ts';

/** The route a lever names; null = none, so any. Throws `lever-invalid` on one that does not exist. */
export function routeOfLever(lever: Lever): ExitRoute | null {
  const route = lever.reference === '' ? null : lever.reference;
  if (route === null || exitRouteNames.includes(route as ExitRoute)) return route as ExitRoute | null;
  throw new OutturnError(
    'lever-invalid',
    `Lever “${lever.name}” names the route out of care “${route}”, which does not exist. Choose reunification, sgo or adoption.`,
    { lever: lever.id, route },
  );
}
