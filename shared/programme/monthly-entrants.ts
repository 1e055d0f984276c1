import { eachFlow } from '../demand/history/flows.ts';
import { spansOf } from '../demand/prepare.ts';
import { addMonths, dateOfDay, dayNumber, monthStart } from '../model/calendar.ts';
import type { Snapshot } from '../model/snapshot.ts';

/**
 * Children entering care by month, from the placements where they are held, else from the monthly counts. A month of the
 * placements with no entrant between their first and last is nought; of the counts it is missing.
 */
export function monthlyEntrants(
  snapshot: Pick<Snapshot, 'placements' | 'placementGroups' | 'demandSeries' | 'dataDate'>,
): Map<string, number> {
  const found = new Map<string, number>();
  // Counts of what is published go furthest back; the placements know the months they cover best.
  for (const row of snapshot.demandSeries)
    if (
      row.measure === 'entrants' &&
      row.uasc === 'all' &&
      row.band === '*' &&
      row.groupCode === '*' &&
      row.value !== null
    )
      found.set(row.month, row.value);
  if (snapshot.placements.length === 0) return found;
  const { spans } = spansOf(snapshot.placements, snapshot.placementGroups);
  const own = new Map<string, number>();
  eachFlow(spans, dayNumber(snapshot.dataDate), (kind, _, day) => {
    const month = monthStart(dateOfDay(day));
    if (kind === 'entrant') own.set(month, (own.get(month) ?? 0) + 1);
  });
  const first = [...own.keys()].sort()[0];
  if (first === undefined) return found;
  for (let month = first; month <= monthStart(snapshot.dataDate); month = addMonths(month, 1))
    found.set(month, own.get(month) ?? 0);
  return found;
}
