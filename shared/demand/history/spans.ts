import { adultMonth } from '../../model/bands.ts';
import { dayNumber } from '../../model/calendar.ts';
import { OutturnError } from '../../model/problem.ts';
import type { Placement, PlacementGroup } from '../../model/registers.ts';
import { routeOfReason } from '../levers/exit-routes.ts';

/** End day of a span that has not ended. */
export const openEnd = 2_000_000_000;

/**
 * Every child's time in care as spans `[start, end)` in days since 1970, sorted by child and start: no overlaps, no
 * short breaks, cut at the 18th birthday. Birth is a month index (year × 12 + month), the child being born on its 1st.
 */
export type Spans = {
  count: number;
  children: number;
  child: Int32Array;
  group: Int16Array;
  start: Int32Array;
  end: Int32Array;
  birth: Int32Array;
  uasc: Uint8Array;
  /** 1 = in-house, 2 = block, 3 = framework, 4 = spot. */
  route: Uint8Array;
  /** By which route the child left at the end of the span, as `routeOfReason` numbers them; 0 = another or unknown. */
  exitRoute: Uint8Array;
  /** Spans of short breaks (LS V3, V4), counted apart. */
  shortBreaks: { start: Int32Array; end: Int32Array };
  /** What was cut or left out, with counts: to be shown. */
  notes: string[];
};

const starts: number[] = [];
const firstIndex = 1900 * 12;
/** Day number of the 1st of a month index (year × 12 + month − 1). Memoised from 1900 to 2199. */
export function monthIndexDay(index: number): number {
  if (starts.length === 0) {
    for (let month = 0; month < 300 * 12; month += 1) starts.push(Date.UTC(1900, month, 1) / 86_400_000);
  }
  return starts[index - firstIndex] ?? Date.UTC(Math.floor(index / 12), index % 12, 1) / 86_400_000;
}

/** Month index of a civil date. */
export function monthIndex(date: string): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

/** Month index of a day number. */
export function monthIndexOfDay(day: number): number {
  let index = 1970 * 12 + Math.floor(day / 30.436875);
  while (monthIndexDay(index + 1) <= day) index += 1;
  while (monthIndexDay(index) > day) index -= 1;
  return index;
}

const routes = ['in-house', 'block', 'framework', 'spot'];

/**
 * Reads the placements register into spans (docs/model.md §2). A placement that overlaps the child's next one counts
 * until the next begins; one of no length, begun before birth or from the 18th birthday on is left out. Each is counted
 * in `notes`. Throws `invalid-input` where a placement ends before it begins or names an unknown group.
 */
export function readSpans(placements: readonly Placement[], groups: readonly PlacementGroup[]): Spans {
  const days = new Map<string, number>();
  const day = (date: string): number => {
    let value = days.get(date);
    if (value === undefined) {
      value = dayNumber(date);
      days.set(date, value);
    }
    return value;
  };
  const groupIndex = new Map(groups.map((group, index) => [group.code, index]));
  const children = new Map<string, number>();
  const breaks: [number, number][] = [];
  const rows: { child: number; group: number; start: number; end: number; row: Placement }[] = [];
  for (const row of placements) {
    const group = groupIndex.get(row.groupCode);
    if (group === undefined) {
      throw new OutturnError(
        'invalid-input',
        `Placement ${row.reference} is in group “${row.groupCode}”, which is not in the list of placement groups. Add the group or correct the placement.`,
        { placement: row.reference, group: row.groupCode },
      );
    }
    const start = day(row.start);
    const end = row.end === null ? openEnd : day(row.end);
    if (end < start) {
      throw new OutturnError(
        'invalid-input',
        `Placement ${row.reference} ends on ${row.end}, before it starts on ${row.start}. Correct its dates.`,
        { placement: row.reference },
      );
    }
    if (row.shortBreak === 1) {
      breaks.push([start, end]);
      continue;
    }
    // Without a night it is no placement, and must not end the one it falls in.
    if (end === start) continue;
    let child = children.get(row.childKey);
    if (child === undefined) {
      child = children.size;
      children.set(row.childKey, child);
    }
    rows.push({ child, group, start, end, row });
  }
  rows.sort((a, b) => a.child - b.child || a.start - b.start || a.end - b.end);
  return pack(rows, children.size, breaks);
}

function pack(
  rows: readonly { child: number; group: number; start: number; end: number; row: Placement }[],
  children: number,
  breaks: readonly [number, number][],
): Spans {
  const size = rows.length;
  const spans: Spans = {
    count: 0,
    children,
    child: new Int32Array(size),
    group: new Int16Array(size),
    start: new Int32Array(size),
    end: new Int32Array(size),
    birth: new Int32Array(size),
    uasc: new Uint8Array(size),
    route: new Uint8Array(size),
    exitRoute: new Uint8Array(size),
    shortBreaks: { start: Int32Array.from(breaks, ([start]) => start), end: Int32Array.from(breaks, ([, end]) => end) },
    notes: [],
  };
  let [overlaps, unborn, adults] = [0, 0, 0];
  for (let index = 0; index < size; index += 1) {
    const item = rows[index]!;
    const next = rows[index + 1];
    const birth = monthIndex(item.row.birthMonth);
    const adult = monthIndexDay(birth + adultMonth);
    let end = item.end;
    if (next && next.child === item.child && next.start < end) {
      end = next.start;
      overlaps += 1;
    }
    if (item.start < monthIndexDay(birth)) {
      unborn += 1;
      continue;
    }
    if (item.start >= adult) {
      adults += 1;
      continue;
    }
    if (end > adult) end = adult;
    if (end <= item.start) continue;
    const at = spans.count;
    spans.child[at] = item.child;
    spans.group[at] = item.group;
    spans.start[at] = item.start;
    spans.end[at] = end;
    spans.birth[at] = birth;
    spans.uasc[at] = item.row.uasc;
    spans.route[at] = routes.indexOf(item.row.route) + 1;
    spans.exitRoute[at] = routeOfReason(item.row.endReason);
    spans.count += 1;
  }
  if (overlaps > 0)
    spans.notes.push(`${overlaps} placements run past the start of the child’s next one: counted until then`);
  if (unborn > 0) spans.notes.push(`${unborn} placements start before the child’s birth month: left out of the count`);
  if (adults > 0) spans.notes.push(`${adults} placements start on or after the 18th birthday: left out of the count`);
  return spans;
}

/** First day of a span's child as an adult. */
export function adultDay(spans: Spans, index: number): number {
  return monthIndexDay(spans.birth[index]! + adultMonth);
}

/** True when the span is followed without a gap by another of the same child. */
export function continues(spans: Spans, index: number): boolean {
  return (
    index + 1 < spans.count &&
    spans.child[index + 1] === spans.child[index] &&
    spans.start[index + 1] === spans.end[index]
  );
}

/** True when the span follows another of the same child without a gap. */
export function continued(spans: Spans, index: number): boolean {
  return index > 0 && continues(spans, index - 1);
}
