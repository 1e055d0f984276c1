import { addMonths, monthsBetween } from '../../../shared/model/calendar.ts';
import { figure } from '../facts.ts';
import type { Random } from '../random.ts';
import type { Group } from './groups.ts';
import { anchorEnd } from './spells.ts';

/** A place in the published table of 31 March 2023 that one child fills: group and birth month. */
export type Slot = { group: Group; birth: string; uasc: boolean };

const columns = [
  ['Under 1', 0, 12],
  ['1-4', 12, 60],
  ['5-10', 60, 120],
  ['10-15', 120, 192],
  ['16+', 192, 216],
] as const;
const rows: [string, Partial<Record<Group, number>>][] = [
  // In-house and other homes: 9.2 % of residential is in-house (SCO-071 March).
  ['MIX-001', { 'RESI-EXTERNAL': 126, 'RESI-INHOUSE': 13 }],
  // 370 with agencies (FOS-010); the rest of 622 in-house.
  ['MIX-002', { 'FOSTER-IFA': 370, 'FOSTER-INHOUSE': 252 }],
  ['MIX-003', { 'FOSTER-CONNECTED': 1 }],
  ['MIX-004', { SUPPORTED: 1 }],
  ['MIX-005', { ADOPTION: 1 }],
  ['MIX-006', { PARENTS: 1 }],
  ['MIX-007', { 'RESI-SCHOOL': 1 }],
  ['MIX-008', { OTHER: 1 }],
];

/** Shares whole children over weights, largest remainder first. */
function shareOut(total: number, weights: number[]): number[] {
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  const parts = weights.map((weight) => Math.floor((total * weight) / whole));
  const order = weights
    .map((weight, index) => [((total * weight) / whole) % 1, index] as const)
    .sort((a, b) => b[0] - a[0]);
  for (let left = total - parts.reduce((sum, part) => sum + part, 0), at = 0; left > 0; left -= 1, at += 1) {
    const index = order[at]?.[1] ?? 0;
    parts[index] = (parts[index] ?? 0) + 1;
  }
  return parts;
}

/**
 * The 1,226 places of the published table (MIX-001…008) with a birth month drawn evenly inside each age band.
 * The paper's bands 5–10 and 10–15 overlap in print (T72); they are read as 5–9 and 10–15.
 * UASC: 104 (UASC-023), 78 % supported and 20 % foster (UASC-024), nearly all 16 or 17.
 */
export function makeSlots(random: Random): Slot[] {
  const slots: Slot[] = [];
  for (const [id, split] of rows) {
    const names = Object.keys(split) as Group[];
    const left = Object.fromEntries(names.map((name) => [name, 0])) as Record<Group, number>;
    let seen = 0;
    const whole = names.reduce((sum, name) => sum + (split[name] ?? 0), 0);
    for (const [column, from, to] of columns) {
      const count = figure(id, column);
      // Cumulative shares, so that each group's row total is the stated split.
      const done = shareOut(
        seen + count,
        names.map((name) => split[name] ?? 0),
      );
      seen += count;
      names.forEach((name, index) => {
        const target = whole === 1 ? seen : (done[index] ?? 0);
        for (; left[name] < target; left[name] += 1) {
          slots.push({ group: name, birth: addMonths(anchorEnd, -random.whole(from + 1, to)), uasc: false });
        }
      });
    }
  }
  const mark = (group: Group, oldest: number, count: number) => {
    const able = slots.filter(
      (slot) => slot.group === group && !slot.uasc && monthsBetween(slot.birth, anchorEnd) > oldest,
    );
    for (let index = 0; index < count; index += 1) random.take(able).uasc = true;
  };
  mark('SUPPORTED', 180, 81);
  mark('FOSTER-IFA', 186, 21);
  mark('OTHER', 180, 2);
  return slots;
}
