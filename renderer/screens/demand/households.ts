import { rollForward, rowShift } from '../../../shared/demand/capacity.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';

export type Households = {
  months: string[];
  approved: (number | null)[];
  closed: (number | null)[];
  printed: (number | null)[];
  /** Closing of each month rolled forward from the flows. */
  computed: number[];
  /** How the printed row lies against it: see `rowShift`. */
  shift: -1 | 0 | 1 | null;
};

/**
 * Fostering households month by month from the counts held. The flows give only changes, so the level is taken from the
 * first printed count; where that does not agree, from reading the printed row a month late or early, if one of them
 * agrees throughout. Null with under three months.
 */
export function householdsOf(snapshot: Pick<Snapshot, 'demandSeries'>): Households | null {
  const of = (measure: string) =>
    new Map(
      snapshot.demandSeries
        .filter((row) => row.measure === measure && row.groupCode === '*' && row.value !== null)
        .map((row) => [row.month, row.value ?? 0]),
    );
  const maps = [of('households-approved'), of('households-closed'), of('households')] as const;
  const months = [...new Set(maps.flatMap((map) => [...map.keys()]))].sort();
  if (months.length < 3) return null;
  const [approved, closed, printed] = maps.map((map) => months.map((month) => map.get(month) ?? null));
  if (!approved || !closed || !printed) return null;
  const roll = (opening: number) =>
    rollForward(
      opening,
      approved.map((value) => value ?? 0),
      closed.map((value) => value ?? 0),
    );
  const changes = roll(0);
  const row = printed.map((value) => value ?? Number.NaN);
  for (const shift of [0, -1, 1] as const) {
    const at = printed.findIndex((value, index) => value !== null && changes[index - shift] !== undefined);
    if (at < 0) continue;
    const computed = roll((printed[at] ?? 0) - (changes[at - shift] ?? 0));
    if (rowShift(row, computed) === shift) return { months, approved, closed, printed, computed, shift };
  }
  const first = printed.findIndex((value) => value !== null);
  const computed = roll(first < 0 ? 0 : (printed[first] ?? 0) - (changes[first] ?? 0));
  return { months, approved, closed, printed, computed, shift: null };
}
