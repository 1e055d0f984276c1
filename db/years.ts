import type { StoreStatus } from '../shared/api.ts';
import type { Snapshot } from '../shared/model/snapshot.ts';

/** The financial years that hold budget lines or actuals, oldest first, each with its periods with actuals. */
export function yearsOf(snapshot: Snapshot): StoreStatus['years'] {
  const years = new Map<string, Set<number>>();
  for (const line of snapshot.budgetLines) years.set(line.year, years.get(line.year) ?? new Set());
  for (const actual of snapshot.actuals) {
    const periods = years.get(actual.year) ?? new Set<number>();
    years.set(actual.year, periods.add(actual.period));
  }
  return [...years]
    .map(([year, periods]) => ({ year, periods: [...periods].sort((a, b) => a - b) }))
    .sort((a, b) => (a.year < b.year ? -1 : 1));
}
