/** Places by state: approved = filled + unavailable + vacant + unexplained (docs/model.md §20). */
import { placesWaterfall } from '../demand/capacity.ts';
import type { CivilDate } from '../model/calendar.ts';
import type { PlaceCount } from '../model/registers.ts';

export type PlacesOnDay = {
  on: CivilDate;
  group: string;
  source: string;
  approved: number;
  filled: number;
  unavailable: number;
  vacant: number;
  /** What the three leave of the approved; above nought: places nobody accounts for. */
  unexplained: number;
  occupancyPercent: number | null;
  usableOccupancyPercent: number | null;
  /** Places that cannot be used, by reason, most first. */
  reasons: { reason: string; places: number }[];
  rows: number[];
};

/** Every count of places, oldest first: one of each day, group and source that says how many are approved. */
export function placesOnDays(counts: readonly PlaceCount[]): PlacesOnDay[] {
  const made = new Map<string, PlaceCount[]>();
  for (const row of counts) {
    const key = JSON.stringify([row.on, row.groupCode, row.source]);
    made.set(key, [...(made.get(key) ?? []), row]);
  }
  return [...made.values()]
    .flatMap((rows): PlacesOnDay[] => {
      const first = rows[0]!;
      if (!rows.some((row) => row.state === 'approved')) return [];
      const of = (state: PlaceCount['state']) =>
        rows.filter((row) => row.state === state).reduce((sum, row) => sum + row.places, 0);
      const counts4 = {
        approved: of('approved'),
        filled: of('filled'),
        unavailable: of('unavailable'),
        vacant: of('vacant'),
      };
      const { unexplained, occupancyPercent, usableOccupancyPercent } = placesWaterfall(counts4);
      return [
        {
          ...{ on: first.on, group: first.groupCode, source: first.source, ...counts4 },
          ...{ unexplained, occupancyPercent, usableOccupancyPercent },
          reasons: rows
            .filter((row) => row.state === 'unavailable')
            .map((row) => ({ reason: row.reason === '*' ? 'not stated' : row.reason, places: row.places }))
            .sort((a, b) => b.places - a.places),
          rows: rows.map((row) => row.id),
        },
      ];
    })
    .sort((a, b) => a.on.localeCompare(b.on) || a.group.localeCompare(b.group));
}
