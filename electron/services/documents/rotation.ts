/** Of the copies made today this many are kept; of each earlier day the newest; and this many in all (docs/data.md §4). */
const ofToday = 3;
const inAll = 10;

/**
 * Which copies stay. Times are ISO; the order of the copies does not matter. `made`: the one made just now stays whatever
 * the clock says; one that has gone back would make it the oldest.
 */
export function copiesToKeep<T extends { madeAt: string }>(
  copies: readonly T[],
  now: Date,
  most = inAll,
  made: T | undefined = undefined,
): Set<T> {
  const today = now.toISOString().slice(0, 10);
  // A clock that was ahead leaves copies of a later day: they count as the oldest of today's, so that they hold no places.
  const ahead = (copy: T) => copy.madeAt > now.toISOString();
  const dayOf = (copy: T) => (ahead(copy) ? today : copy.madeAt.slice(0, 10));
  const orderOf = (copy: T) => (ahead(copy) ? `${today}T00` : copy.madeAt);
  const days = new Map<string, number>();
  const kept = new Set<T>();
  if (made) {
    days.set(dayOf(made), 1);
    kept.add(made);
  }
  for (const copy of [...copies].sort((a, b) => (orderOf(a) < orderOf(b) ? 1 : -1))) {
    const day = dayOf(copy);
    const already = days.get(day) ?? 0;
    if (copy === made || kept.size >= most || already >= (day === today ? ofToday : 1)) continue;
    days.set(day, already + 1);
    kept.add(copy);
  }
  return kept;
}
