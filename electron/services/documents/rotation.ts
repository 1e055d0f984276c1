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
  // A clock that was ahead leaves copies of a later day: they come last, so that they take no place of the others, and
  // one of each day stays where there is room: it may be the clock of now that has gone back.
  const isAhead = (copy: T) => copy.madeAt > now.toISOString();
  const dayOf = (copy: T) => copy.madeAt.slice(0, 10);
  const newestFirst = (a: T, b: T) => Number(isAhead(a)) - Number(isAhead(b)) || (a.madeAt < b.madeAt ? 1 : -1);
  const days = new Map<string, number>();
  const kept = new Set<T>();
  if (made) {
    days.set(dayOf(made), 1);
    kept.add(made);
  }
  for (const copy of [...copies].sort(newestFirst)) {
    const day = dayOf(copy);
    const already = days.get(day) ?? 0;
    if (copy === made || kept.size >= most || already >= (day === today ? ofToday : 1)) continue;
    days.set(day, already + 1);
    kept.add(copy);
  }
  return kept;
}
