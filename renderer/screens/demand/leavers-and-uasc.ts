import { ageCareLeavers, type CareLeaverProjection } from '../../../shared/demand/care-leavers.ts';
import { stockOn, type UascChoice } from '../../../shared/demand/history/stock.ts';
import { spansOf } from '../../../shared/demand/prepare.ts';
import { bands } from '../../../shared/model/bands.ts';
import { addDays, addMonths } from '../../../shared/model/calendar.ts';
import type { Snapshot } from '../../../shared/model/snapshot.ts';

const ages = [18, 19, 20, 21, 22, 23, 24, 25];

/** Children of the placements held at the end of a day: all ages, or one band. */
export function childrenOn(snapshot: Snapshot, date: string, uasc: UascChoice, band: string | null): number {
  const { spans, ordered } = spansOf(snapshot.placements, snapshot.placementGroups);
  const stock = stockOn(spans, ordered.length, date, uasc);
  const wanted = bands.findIndex((entry) => entry.code === band);
  return stock.reduce(
    (sum, value, cell) => (band === null || Math.floor(cell / ordered.length) === wanted ? sum + value : sum),
    0,
  );
}

export type CareLeavers = {
  before: { month: string; counts: Record<number, number> };
  now: { month: string; counts: Record<number, number> };
  projection: CareLeaverProjection;
  /** 16 and 17 year olds held at this level a year on. */
  constant16and17: number;
};

/**
 * Care leavers a year on from the latest two yearly counts by single year of age; the 16 and 17 year olds come from the
 * counts where they hold them (band 16 or 16–17), else from the placements. Null where two such years are not held.
 */
export function careLeaversOf(snapshot: Snapshot): CareLeavers | null {
  const byMonth = new Map<string, Record<number, number>>();
  for (const row of snapshot.demandSeries) {
    if (row.measure !== 'care-leavers' || row.value === null || row.uasc !== 'all') continue;
    const age = row.band === '16-17' ? 16 : Number(row.band);
    if (!(age >= 16 && age <= 25)) continue;
    const counts = byMonth.get(row.month) ?? {};
    counts[age] = row.value;
    byMonth.set(row.month, counts);
  }
  const whole = [...byMonth.keys()]
    .filter((month) => ages.every((age) => byMonth.get(month)?.[age] !== undefined))
    .sort();
  const nowMonth = whole.at(-1);
  const beforeMonth = nowMonth && addMonths(nowMonth, -12);
  const now = nowMonth && byMonth.get(nowMonth);
  const before = beforeMonth && byMonth.get(beforeMonth);
  if (!nowMonth || !now || !beforeMonth || !before) return null;
  const eligible = (month: string, counts: Record<number, number>) =>
    counts[16] ?? childrenOn(snapshot, addDays(addMonths(month, 1), -1), 'all', '16-17');
  const counts = { ...now, 16: eligible(nowMonth, now) };
  const earlier = { ...before, 16: eligible(beforeMonth, before) };
  return {
    before: { month: beforeMonth, counts: earlier },
    now: { month: nowMonth, counts },
    projection: ageCareLeavers(earlier, counts, counts[16]),
    constant16and17: counts[16],
  };
}

/** Month-end unaccompanied children over the months to the data date, oldest first. */
export function uascHistory(snapshot: Snapshot, months: number): { month: string; value: number }[] {
  const first = addDays(snapshot.dataDate, 1);
  return Array.from({ length: months + 1 }, (_, index) => {
    const end = addDays(addMonths(first, index - months), -1);
    return { month: `${end.slice(0, 7)}-01`, value: childrenOn(snapshot, end, 'only', null) };
  });
}

/** Net change a month over the latest `months` of a history. */
export function pace(history: readonly { value: number }[], months: number): number {
  const last = history.at(-1);
  const first = history.at(-1 - months);
  return last && first ? (last.value - first.value) / months : 0;
}
