import { bandInCare, bands } from '../model/bands.ts';
import { dayNumber } from '../model/calendar.ts';
import { monthIndexOfDay } from './history/month-index.ts';
import { continued, continues, openEnd, type Spans } from './history/spans.ts';
import type { Step } from './steps.ts';

/** A placement whose days are known: in the group on every day of `[from, to)`, with a weight of 0…1. */
export type KnownStay = {
  /** Span it is of, and position among all groups. */
  index: number;
  group: number;
  from: number;
  to: number;
  weight: number;
  /** How the child comes: there already (also from a span of the same group), new to care, or moved from a group. */
  comes: 'present' | 'entrant' | number;
  /** How it goes: out of care, on in the same group, or to a group. */
  goes: 'leaver' | 'stays' | number;
};

/** A placement that begins after the data date and whose end is not known: from its start the rates hold. */
export type KnownStart = {
  index: number;
  group: number;
  day: number;
  weight: number;
  comes: KnownStay['comes'];
};

/** What the register says of the days after the data date (docs/model.md §14). */
export type KnownFuture = {
  /** Day number of the data date. */
  day: number;
  stays: KnownStay[];
  starts: KnownStart[];
  /** By span: the part of the child that is in `stays` and so not among those whom the rates move. */
  taken: Float64Array;
};

/** Nothing known: of a past origin, whose future must not be looked at. */
export function nothingKnown(spans: Spans, dataDate: string): KnownFuture {
  return { day: dayNumber(dataDate), stays: [], starts: [], taken: new Float64Array(spans.count) };
}

/**
 * Ends, starts and expected ends after the data date. A stated end (or the start of the child's next placement) holds for
 * certain; an expected end holds with the weight given, and with the rest the child goes on as any other does.
 * @param trust weight of expected ends, 0…1
 * @param unmodelled true for a group (position among all) that is not modelled: a start there stays to the 18th birthday
 */
export function knownFuture(
  spans: Spans,
  dataDate: string,
  trust: number,
  unmodelled: (group: number) => boolean,
): KnownFuture {
  const known = nothingKnown(spans, dataDate);
  const { day } = known;
  for (let index = 0; index < spans.count; index += 1) {
    const [start, end] = [spans.start[index]!, spans.end[index]!];
    if (end <= day) continue;
    const group = spans.group[index]!;
    const future = start > day;
    const expected = spans.expected[index]!;
    const stated = spans.stated[index] === 1;
    const weight = stated ? 1 : expected !== openEnd && expected > Math.max(day, start) ? trust : 0;
    const before = future && continued(spans, index) ? spans.group[index - 1]! : null;
    const comes = !future || before === group ? 'present' : before === null ? 'entrant' : before;
    const add = (to: number, part: number, next: KnownStay['goes']) =>
      known.stays.push({ index, group, from: start, to, weight: part, comes, goes: next });
    if (weight > 0) {
      const after = stated && continues(spans, index) ? spans.group[index + 1]! : null;
      const goes = after === null ? 'leaver' : after === group ? 'stays' : after;
      add(Math.min(end, stated ? end : expected), weight, goes);
    }
    known.taken[index] = weight;
    if (!future || weight === 1) continue;
    if (unmodelled(group)) add(end, 1 - weight, 'leaver');
    else known.starts.push({ index, group, day: start, weight: 1 - weight, comes });
  }
  return known;
}

/** What stays add to one step, by band × all groups, `opening` by group and `moves` from × to. */
export type KnownStep = {
  opening: Float64Array;
  stock: Float64Array;
  entrants: Float64Array;
  leavers: Float64Array;
  childDays: Float64Array;
  moves: Float64Array;
};

/**
 * The stays of a step: opening + entrants + moved in − moved out − leavers = stock, child-days the very days. A child that
 * leaves on the first day of a step is in its opening, as it is in the stock of the day before.
 */
export function knownInStep(
  known: KnownFuture,
  spans: Spans,
  groups: number,
  step: Step,
  unmodelled: (group: number) => boolean,
): KnownStep {
  const cells = bands.length * groups;
  const result: KnownStep = {
    opening: new Float64Array(groups),
    stock: new Float64Array(cells),
    entrants: new Float64Array(cells),
    leavers: new Float64Array(cells),
    childDays: new Float64Array(cells),
    moves: new Float64Array(groups * groups),
  };
  const first = dayNumber(step.start);
  const end = first + step.days;
  const month = monthIndexOfDay(first);
  for (const { index, group, from, to, weight, comes, goes } of known.stays) {
    if (to < first || from >= end) continue;
    const cell = bandInCare(month - spans.birth[index]!) * groups + group;
    if (from < first) result.opening[group]! += weight;
    else if (comes === 'entrant') result.entrants[cell]! += weight;
    else if (comes !== 'present') result.moves[comes * groups + group]! += weight;
    if (to >= end) result.stock[cell]! += weight;
    else if (goes === 'leaver') result.leavers[cell]! += weight;
    result.childDays[cell]! += weight * Math.max(0, Math.min(end, to) - Math.max(first, from));
  }
  // Out of a held group into one the rates move: the chain knows no held group, so the move is told here.
  for (const { group, day, weight, comes } of known.starts)
    if (typeof comes === 'number' && unmodelled(comes) && day >= first && day < end)
      result.moves[comes * groups + group]! += weight;
  return result;
}

/** How often expected ends have held in a council's own past: within a month either way of the day expected. */
export type ExpectedEndRecord = { met: number; of: number; share: number; basis: 'measured' | 'assumed' };
const within = 31;
/** Fewer past expected ends than this say nothing; then half of them are taken to hold. */
export const leastExpectedEnds = 5;
export const assumedExpectedEnds = 0.5;

/**
 * The record of expected ends: of placements that had one and have ended, or are past it by more than a month, the share
 * that ended within 31 days of it.
 */
export function expectedEndRecord(
  placements: readonly { start: string; end: string | null; expectedEnd: string | null }[],
  dataDate: string,
): ExpectedEndRecord {
  const today = dayNumber(dataDate);
  let [met, of] = [0, 0];
  for (const { start, end, expectedEnd } of placements) {
    if (expectedEnd === null || start > dataDate) continue;
    const expected = dayNumber(expectedEnd);
    const ended = end !== null && end <= dataDate ? dayNumber(end) : null;
    if (ended === null && today - expected <= within) continue;
    of += 1;
    if (ended !== null && Math.abs(ended - expected) <= within) met += 1;
  }
  const measured = of >= leastExpectedEnds;
  return { met, of, share: measured ? met / of : assumedExpectedEnds, basis: measured ? 'measured' : 'assumed' };
}
