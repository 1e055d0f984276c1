/**
 * Routes out of care that a lever can name (docs/model.md §12), as they are called, and their reasons ended, those of older
 * returns too.
 */
export const exitRoutes = {
  reunification: { label: 'reunification', reasons: ['E4', 'E4A', 'E4B', 'E13'] },
  sgo: { label: 'special guardianship', reasons: ['E43', 'E44', 'E45', 'E46', 'E47', 'E48'] },
  adoption: { label: 'adoption', reasons: ['E1', 'E11', 'E12'] },
} as const;
export type ExitRoute = keyof typeof exitRoutes;
export const exitRouteNames = Object.keys(exitRoutes) as ExitRoute[];
const numbers = new Map<string, number>(
  exitRouteNames.flatMap((route, at) => exitRoutes[route].reasons.map((reason) => [reason, at + 1] as const)),
);

/** Number of the route of a reason ended, from 1; 0 = another reason, or none given. */
export function routeOfReason(reason: string | null): number {
  return reason === null ? 0 : (numbers.get(reason.trim().toUpperCase()) ?? 0);
}
