import { continued, continues, endsAtBirthday, openEnd, type Spans } from './spans.ts';

/** What begins or ends a span: a child enters, moves group, leaves, or reaches 18. Movers keep both groups. */
export type FlowKind = 'entrant' | 'mover' | 'leaver' | 'birthday';

/**
 * Calls `visit(kind, index, day, from, to)` for every flow of the spans up to `lastDay` (docs/model.md §2): `index` is
 * the span left, or for an entrant the span begun; `from` and `to` are group indexes, −1 = not in care. A span that
 * follows another in the same group without a gap is no flow.
 */
export function eachFlow(
  spans: Spans,
  lastDay: number,
  visit: (kind: FlowKind, index: number, day: number, from: number, to: number) => void,
): void {
  for (let index = 0; index < spans.count; index += 1) {
    const group = spans.group[index]!;
    const start = spans.start[index]!;
    if (start > lastDay) continue;
    if (!continued(spans, index)) visit('entrant', index, start, -1, group);
    const end = spans.end[index]!;
    if (end === openEnd || end > lastDay) continue;
    if (continues(spans, index)) {
      const to = spans.group[index + 1]!;
      if (to !== group) visit('mover', index, end, group, to);
    } else visit(endsAtBirthday(spans, index) ? 'birthday' : 'leaver', index, end, group, -1);
  }
}
