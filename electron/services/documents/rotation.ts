/** Of the copies made today this many are kept: the first, and the newest; and this many in all (docs/files.md §5). */
const ofToday = 3;
const inAll = 10;

/**
 * Which copies stay. Times are ISO; the order of the copies does not matter. What is made today never takes the place of a
 * copy of an earlier day: whoever saves a hundred times in an hour pushes out nothing but of that hour. `made`: the one
 * made just now stays whatever the clock says; one that has gone back would make it the oldest.
 */
export function copiesToKeep<T extends { madeAt: string }>(
  copies: readonly T[],
  now: Date,
  most = inAll,
  made: T | undefined = undefined,
): Set<T> {
  const dayOf = (copy: T) => copy.madeAt.slice(0, 10);
  const today = now.toISOString().slice(0, 10);
  // A clock that was ahead leaves copies of a later day: they come last, so that they take no place of the others, and
  // one of each day stays where there is room: it may be the clock of now that has gone back.
  const isAhead = (copy: T) => copy.madeAt > now.toISOString() && copy !== made;
  const newestFirst = [...copies].sort((a, b) => (a.madeAt < b.madeAt ? 1 : -1));
  const current = newestFirst.filter((copy) => !isAhead(copy) && dayOf(copy) === today);
  const newest = current.slice(0, ofToday - 1);
  const kept = new Set<T>([...(made ? [made] : []), ...newest, ...current.slice(-1)]);
  const days = new Set<string>();
  const oneOfEachDay = (list: readonly T[], room: number) => {
    let left = room;
    for (const copy of list) {
      if (left <= 0 || days.has(dayOf(copy))) continue;
      days.add(dayOf(copy));
      kept.add(copy);
      left -= 1;
    }
  };
  const others = newestFirst.filter((copy) => copy !== made && !kept.has(copy));
  oneOfEachDay(
    others.filter((copy) => !isAhead(copy) && dayOf(copy) !== today),
    most - ofToday,
  );
  oneOfEachDay(others.filter(isAhead), most - kept.size);
  return kept;
}
