import { formatDate } from '../../format/format.ts';
import { dayNumber } from '../../model/calendar.ts';
import { OutturnError } from '../../model/problem.ts';
import type { Placement, PlacementGroup } from '../../model/registers.ts';
import { birthDayOf, birthdayOf } from './birthdays.ts';
import { routeOfReason } from './exit-routes.ts';
import { monthIndex, monthIndexDay } from './month-index.ts';

/** End day of a span that has not ended. */
export const openEnd = 2_000_000_000;

/**
 * Every child's time in care as spans `[start, end)` in days since 1970, sorted by child and start: no overlaps, no
 * short breaks, cut at the 18th birthday (`birthdayOf`). Birth is a month index (year × 12 + month − 1).
 */
export type Spans = {
  count: number;
  children: number;
  child: Int32Array;
  group: Int16Array;
  start: Int32Array;
  end: Int32Array;
  birth: Int32Array;
  /** Day of the 18th birthday, first day on which an end counts as one, and the part of a birthday month before it. */
  adult: Int32Array;
  grown: Int32Array;
  younger: Float64Array;
  /** 1 where the end is stated (an end date, or the start of the child's next placement), also where it is to come. */
  stated: Uint8Array;
  /** The expected end of a span that has none; `openEnd` where none is entered. */
  expected: Int32Array;
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
        `Placement ${row.reference} ends on ${formatDate(row.end ?? row.start)}, before it starts on ${formatDate(row.start)}. Correct its dates.`,
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
  return pack(rows, children.size, breaks, day);
}

function pack(
  rows: readonly { child: number; group: number; start: number; end: number; row: Placement }[],
  children: number,
  breaks: readonly [number, number][],
  day: (date: string) => number,
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
    adult: new Int32Array(size),
    grown: new Int32Array(size),
    younger: new Float64Array(size),
    stated: new Uint8Array(size),
    expected: new Int32Array(size),
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
    const { adult, grown, younger } = birthdayOf(birth, birthDayOf(item.row));
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
    const stated = end !== openEnd;
    if (end > adult) end = adult;
    if (end <= item.start) continue;
    const at = spans.count;
    spans.adult[at] = adult;
    spans.grown[at] = grown;
    spans.younger[at] = younger;
    spans.stated[at] = Number(stated);
    spans.expected[at] = stated || item.row.expectedEnd === null ? openEnd : day(item.row.expectedEnd);
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

/**
 * Cuts spans to the days `[first, end)` and visits those of modelled groups that have any there: the span, its group's
 * position, its first day there and the day after its last.
 */
export function eachSpanIn(
  spans: Spans,
  position: readonly number[],
  first: number,
  end: number,
  visit: (index: number, group: number, from: number, last: number) => void,
): void {
  for (let index = 0; index < spans.count; index += 1) {
    const group = position[spans.group[index]!]!;
    const from = Math.max(first, spans.start[index]!);
    const last = Math.min(end, spans.end[index]!);
    if (group >= 0 && from < last) visit(index, group, from, last);
  }
}

/** True when a span ends with the child's 18th birthday: on it, or in its month where only that is known. */
export function endsAtBirthday(spans: Spans, index: number): boolean {
  return spans.end[index]! >= spans.grown[index]!;
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

/** First day in care of each span: that of the first of the spans that follow each other without a gap. */
export function careStarts(spans: Spans): Int32Array {
  const starts = new Int32Array(spans.count);
  for (let index = 0; index < spans.count; index += 1) {
    starts[index] = continued(spans, index) ? starts[index - 1]! : spans.start[index]!;
  }
  return starts;
}
